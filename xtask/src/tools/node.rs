//! Node and the packages of `xtask/node`, at the versions of its lock file.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::browsers::{apt, is_there};
use super::installing;
use crate::files::{digest, root, write};
use crate::run::{self, command};

/// The folder of the packages' programs.
pub(super) fn find_or_install() -> Result<PathBuf> {
    if !is_there("npm") {
        installing("Node and npm", "the minifier and wasm-opt run on it", "1 minute");
        apt(&["nodejs", "npm"])
            .context("Node is missing: install Node 20 or newer with npm, from https://nodejs.org")?;
    }
    packages(&root().join("xtask/node"), "esbuild, terser, wasm-opt, axe-core, typescript, the HTML checker")
}

/// Installs the packages of a folder at the versions of its lock file; gives the folder of their programs. `what` is
/// what they are.
///
/// # Errors
///
/// When npm can't install them.
pub fn packages(folder: &Path, what: &str) -> Result<PathBuf> {
    let name = folder.strip_prefix(root()).unwrap_or(folder).display();
    let wanted = digest(&[folder.join("package.json"), folder.join("package-lock.json")])?;
    let mark = folder.join("node_modules/.installed");
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(folder.join("node_modules/.bin"));
    }
    installing(&format!("the packages of {name}"), what, "seconds");
    // No package here needs its install script, and none gets to run one.
    run::quietly(
        command("npm")
            .args(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"])
            .current_dir(folder),
    )
    .with_context(|| format!("the packages of {name} are missing: mend what stops npm and run this again"))?;
    write(&mark, wanted.as_bytes())?;
    Ok(folder.join("node_modules/.bin"))
}
