//! From the crate to wasm and glue: wasm-pack, then wasm-opt, then a look at whether an engine takes it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{Wasm, node_script};
use crate::files::{self, root};
use crate::run::quietly;

/// What the core's files are called before their names are hashed.
pub(super) const CORE: &str = "core";

/// The package of `wasm-pack build`, its wasm made smaller.
pub(super) fn package(wasm: &Wasm, output: &Path) -> Result<()> {
    files::remove(output)?;
    wasm_pack(wasm, output, &[])?;
    for file in
        files::under(output)?.into_iter().filter(|file| file.extension().is_some_and(|it| it == "wasm"))
    {
        shrink(wasm, &file)?;
    }
    Ok(())
}

/// `core.js` and `core_bg.wasm`, and nothing else of a package.
pub(super) fn core(wasm: &Wasm, output: &Path) -> Result<()> {
    files::remove(output)?;
    wasm_pack(wasm, output, &["--no-typescript", "--no-pack", "--out-name", CORE])?;
    shrink(wasm, &output.join(format!("{CORE}_bg.wasm")))
}

fn wasm_pack(wasm: &Wasm, output: &Path, more: &[&str]) -> Result<()> {
    let mut command = wasm.tools.command("wasm-pack");
    command.args(["build", "--mode", "no-install", "--target", &wasm.build.target]);
    command.arg(format!("--{}", wasm.build.profile)).arg("--out-dir").arg(output).args(more);
    // From here on the arguments are cargo's.
    command.args(["--", "--no-default-features", "--config", &no_local_paths()]);
    if !wasm.build.features.is_empty() {
        command.args(["--features", &wasm.build.features.join(",")]);
    }
    quietly(&mut command).map(drop)
}

/// Flags that keep the folders of this machine out of the wasm, and so make it the same on every machine.
fn no_local_paths() -> String {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let rustup = env::var_os("RUSTUP_HOME").map_or_else(|| home.join(".rustup"), PathBuf::from);
    let folders = [(root(), "fact-check-card"), (cargo, "cargo"), (rustup, "rustup")];
    let flags = folders.map(|(from, to)| {
        // A Rust string is a TOML string for any path that one would work in.
        format!("{:?}", format!("--remap-path-prefix={}={to}", from.display()))
    });
    format!("target.wasm32-unknown-unknown.rustflags=[{}]", flags.join(","))
}

fn shrink(wasm: &Wasm, file: &Path) -> Result<()> {
    let small = file.with_extension("small.wasm");
    quietly(wasm.tools.command("wasm-opt").args(&wasm.opt.args).arg(file).arg("-o").arg(&small))?;
    std::fs::rename(&small, file)?;
    quietly(node_script(wasm.tools, "validate.js").arg(file))
        .map(drop)
        .with_context(|| format!("{}: no engine would take what wasm-opt wrote", file.display()))
}
