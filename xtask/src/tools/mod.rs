//! What the commands need besides cargo: found, or installed at the one version that is written here.
//!
//! Node packages are the exception: `xtask/node/package-lock.json` pins those.

mod browsers;
mod cargo_tools;
mod java;
mod node;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::files::{read_text, root};
use crate::run::{self, command};

pub use browsers::{Browser, mini_browser};
pub use node::packages as node_packages;

const WASM: &str = "wasm32-unknown-unknown";

/// A program that cargo can install.
struct CargoTool {
    /// The crate it comes in.
    name: &'static str,
    /// The program that is called.
    program: &'static str,
    version: Version,
    /// Whether the crate's own lock file serves. That of `wasm-bindgen-cli` asks for exactly the newest of its crates, which
    /// mirrors of the registry get later.
    locked: bool,
    why: &'static str,
    minutes: &'static str,
}

enum Version {
    Exactly(&'static str),
    /// The version of that crate in `Cargo.lock`: glue and library must be of one mind.
    Of(&'static str),
}

const WASM_BINDGEN: CargoTool = CargoTool {
    name: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: Version::Of("wasm-bindgen"),
    locked: false,
    why: "writes the JavaScript around the wasm",
    minutes: "1 to 3 minutes",
};

const WASM_PACK: CargoTool = CargoTool {
    name: "wasm-pack",
    program: "wasm-pack",
    version: Version::Exactly("0.15.1"),
    locked: true,
    why: "builds and tests the crate for browsers",
    minutes: "1 to 3 minutes",
};

const GECKODRIVER: CargoTool = CargoTool {
    name: "geckodriver",
    program: "geckodriver",
    version: Version::Exactly("0.37.1"),
    locked: true,
    why: "lets the tests drive Firefox",
    minutes: "1 to 3 minutes",
};

/// What a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Compiling for browsers.
    Wasm,
    /// The Node programs: a minifier, `wasm-opt`, axe.
    Node,
    /// Three browsers, and what drives them.
    Browsers,
    /// What the HTML checker runs on.
    Java,
}

/// The tools that were found, as a `PATH` to run things with.
#[derive(Debug)]
pub struct Tools {
    path: OsString,
}

impl Tools {
    /// Finds or installs what is needed. Quick when all of it is there.
    ///
    /// # Errors
    ///
    /// When something is missing and can't be installed; the message says what to do.
    pub fn set_up(needs: &[Need]) -> Result<Self> {
        let mut folders = Vec::new();
        if needs.contains(&Need::Wasm) {
            wasm_target()?;
            for tool in [WASM_BINDGEN, WASM_PACK] {
                folders.push(cargo_tools::find_or_install(&tool)?);
            }
        }
        if needs.contains(&Need::Node) {
            folders.push(node::find_or_install()?);
        }
        if needs.contains(&Need::Browsers) {
            folders.push(cargo_tools::find_or_install(&GECKODRIVER)?);
            folders.push(browsers::find_or_install()?);
        }
        if needs.contains(&Need::Java) {
            java::find_or_install()?;
        }
        folders.dedup();
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let path = env::join_paths(folders).context("a folder on PATH has a name that PATH can't hold")?;
        Ok(Self { path })
    }

    /// A program that finds these tools, to be run at the root of the repository.
    #[must_use]
    pub fn command(&self, program: &str) -> Command {
        // The program itself is looked up in the PATH of this process unless its place is given.
        let mut command = command(self.place(program));
        command.env("PATH", &self.path);
        command
    }

    /// The file of a program; its bare name if it is nowhere.
    #[must_use]
    pub fn place(&self, program: &str) -> PathBuf {
        let place =
            env::split_paths(&self.path).map(|folder| folder.join(program)).find(|path| path.is_file());
        place.unwrap_or_else(|| program.into())
    }

    /// Like [`Tools::command`]; under a virtual screen if there is no other and WebKit needs one.
    #[must_use]
    pub fn on_screen(&self, program: &str) -> Command {
        if !cfg!(target_os = "linux") {
            return self.command(program);
        }
        let mut command = self.command("xvfb-run");
        command.args(["-a", "-s", "-screen 0 1400x8000x24", program]);
        command
    }
}

/// The folder that installed programs go to, shared by every clone of this repository.
fn shelf() -> Result<PathBuf> {
    let cache =
        match (env::var_os("XDG_CACHE_HOME"), env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))) {
            (Some(cache), _) if !cache.is_empty() => PathBuf::from(cache),
            (_, Some(home)) => PathBuf::from(home).join(".cache"),
            _ => bail!("expected HOME or XDG_CACHE_HOME to be set: tools are kept in a folder there"),
        };
    Ok(cache.join("fact-check-card/tools"))
}

fn wasm_target() -> Result<()> {
    let folder = run::quietly(command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    installing("the Rust target wasm32-unknown-unknown", "compiles the card for browsers", "seconds");
    run::run(command("rustup").args(["target", "add", WASM])).context(format!(
        "{WASM} is missing: install that target for your Rust, with rustup: `rustup target add {WASM}`"
    ))
}

/// The version of a crate in `Cargo.lock`.
fn locked_version(name: &str) -> Result<String> {
    let text = read_text(&root().join("Cargo.lock"))?;
    let mut lines = text.lines();
    let wanted = format!("name = \"{name}\"");
    lines
        .find(|line| *line == wanted)
        .and_then(|_| lines.next()?.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .with_context(|| {
            format!("Cargo.lock: expected a package `{name}`, found none; run `cargo update --workspace`")
        })
}

fn installing(what: &str, why: &str, how_long: &str) {
    eprintln!("  installing {what} ({why}): {how_long}, once");
}
