//! Programs that come as crates: used where they are, else compiled into the shelf.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{CargoTool, Version, installing, locked_version, shelf};
use crate::run::{self, command};

/// The folder in which the tool is, at its version.
pub(super) fn find_or_install(tool: &CargoTool) -> Result<PathBuf> {
    let version = match tool.version {
        Version::Exactly(version) => version.to_owned(),
        Version::Of(name) => locked_version(name)?,
    };
    let shelf = shelf()?;
    let folder = shelf.join("bin");
    let on_path = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
    if let Some(there) = std::iter::once(&folder).chain(&on_path).find(|folder| is(folder, tool, &version)) {
        return Ok(there.clone());
    }
    installing(&format!("{} {version}", tool.name), tool.why, tool.minutes);
    // Compiled for being there soon, not for speed: `--debug`.
    let mut cargo = command("cargo");
    cargo
        .args(["install", tool.name, "--version", &version, "--debug", "--force", "--quiet", "--root"])
        .arg(&shelf);
    if tool.locked {
        cargo.arg("--locked");
    }
    // Not into this repository's own target folder, nor with its flags.
    cargo.env_remove("CARGO_TARGET_DIR").current_dir(env::temp_dir());
    run::run(&mut cargo).with_context(|| {
        format!(
            "{} {version} is missing: put it on PATH, or mend what stops cargo and run this again",
            tool.name
        )
    })?;
    Ok(folder)
}

fn is(folder: &Path, tool: &CargoTool, version: &str) -> bool {
    let program = folder.join(tool.program).with_extension(env::consts::EXE_EXTENSION);
    // `wasm-bindgen 0.2.130`, `geckodriver 0.37.1 (…)` and further lines.
    program.is_file()
        && run::quietly(command(program).arg("--version"))
            .is_ok_and(|said| said.split_whitespace().nth(1) == Some(version))
}
