//! `cargo xtask build`: the builds of `wasm-pack.toml`, each made again only when what it is made of has changed.

mod cdn;
mod glue;
mod order;
mod part;
mod silence;
mod site;
mod stamp;
mod wasm;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::config::{Build, Config, CrateBuild, WasmOpt};
use crate::files::{self, root, target};
use crate::run::{command, quietly, timed};
use crate::size;
use crate::tools::{Need, Tools};

pub use cdn::{INTEGRITY, smaller};

/// What building needs.
pub const NEEDS: [Need; 2] = [Need::Wasm, Need::Node];

/// Makes the named builds, or all of them, and weighs them.
///
/// # Errors
///
/// When a tool is missing, a build fails, or one is bigger than its budget.
pub fn run(names: &[String]) -> Result<()> {
    let config = Config::read()?;
    let tools = Tools::set_up(&NEEDS)?;
    let names: Vec<&str> =
        if names.is_empty() { config.names() } else { names.iter().map(String::as_str).collect() };
    for name in names {
        make(&config, &tools, name)?;
        println!("{name}: {}", shown(&config.output(name)?));
    }
    size::check(&config)
}

/// Makes one build, after those that it uses.
///
/// # Errors
///
/// When a program that builds it fails, or what came out is not what a page can load.
pub fn make(config: &Config, tools: &Tools, name: &str) -> Result<()> {
    match config.build(name)? {
        Build::Package { crate_build, output } => stamp::unless_fresh(name, &crate_inputs(), &output, || {
            timed(&format!("building {name}"), || wasm::package(&wasm(config, tools, &crate_build), &output))
        }),
        Build::Cdn { modules, entry, styles, output } => {
            stamp::unless_fresh(name, &crate_inputs(), &output, || {
                timed(&format!("building {name}"), || {
                    let folder = target().join("xtask").join(name);
                    files::remove(&folder)?;
                    for (module, crate_build) in &modules {
                        wasm::module(&wasm(config, tools, crate_build), module, &folder.join(module))?;
                    }
                    let names: Vec<&str> = modules.iter().map(|(module, _)| module.as_str()).collect();
                    cdn::assemble(tools, &entry, &styles, &folder, &names, &output)
                })
            })
        }
        Build::Site { pages, uses, output } => {
            make(config, tools, &uses)?;
            let cdn = config.output(&uses)?;
            let inputs = [crate_inputs(), vec![pages.clone(), cdn.clone()]].concat();
            stamp::unless_fresh(name, &inputs, &output, || {
                timed(&format!("building {name}"), || site::assemble(&pages, &cdn, &output))
            })
        }
    }
}

/// Makes the program of a module of the CDN build with the names of its functions; gives where it is.
///
/// # Errors
///
/// When there is no such module, or a program that builds it fails.
pub fn named(config: &Config, tools: &Tools, module: &str) -> Result<PathBuf> {
    for name in config.names() {
        if let Build::Cdn { modules, .. } = config.build(name)?
            && let Some((_, crate_build)) = modules.iter().find(|(name, _)| *name == module)
        {
            let folder = target().join("xtask/named").join(module);
            return timed(&format!("building {module} with names"), || {
                wasm::named(&wasm(config, tools, crate_build), module, &folder)
            });
        }
    }
    bail!("expected a module of the CDN build, found {module}")
}

fn wasm<'a>(config: &'a Config, tools: &'a Tools, build: &'a CrateBuild) -> Wasm<'a> {
    Wasm { tools, build, opt: &config.wasm_opt }
}

/// What compiling for browsers takes.
struct Wasm<'a> {
    tools: &'a Tools,
    build: &'a CrateBuild,
    opt: &'a WasmOpt,
}

/// Everything that a build of the crate depends on; also the programs that make it.
fn crate_inputs() -> Vec<PathBuf> {
    let parts =
        ["src", "build.rs", "Cargo.toml", "Cargo.lock", ".cargo", "wasm-pack.toml", "xtask/src/build"];
    let tools = ["xtask/src/tools/mod.rs", "xtask/node/package-lock.json"];
    parts.into_iter().chain(tools).map(|part| root().join(part)).collect()
}

/// A path as one would say it: from the root of the repository.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// A Node program of this repository.
pub(crate) fn node_script(tools: &Tools, name: &str) -> Command {
    let mut node = tools.command("node");
    node.arg(root().join("xtask/node").join(name));
    node
}

/// The compiler that is used, with the versions that matter to what it makes.
fn compiler() -> Result<String> {
    quietly(command("rustc").arg("-vV"))
}
