//! `cargo xtask e2e`: the end-to-end tests, built with the site that they visit. `test` runs all of them, `bench` measures with
//! their browsers.

use std::process::Command;

use anyhow::Result;

use crate::build::make;
use crate::config::Config;
use crate::run::run as run_shown;
use crate::tools::{Need, Tools};

/// Runs the end-to-end tests with all of these words in their name, look or engine.
///
/// # Errors
///
/// When the site can't be built, or a test fails.
pub fn run(words: &[String]) -> Result<()> {
    run_shown(command(&set_up()?)?.args(words))
}

/// What the tests and the measurements in browsers need.
pub(crate) fn set_up() -> Result<Tools> {
    Tools::set_up(&[Need::Wasm, Need::Node, Need::Browsers])
}

/// The program of the tests, which takes words or what is to be measured; the site is built then.
pub(crate) fn command(tools: &Tools) -> Result<Command> {
    let config = Config::read()?;
    make(&config, tools, "site")?;
    let mut e2e = tools.on_screen("cargo");
    e2e.args(["run", "--quiet", "--package", "e2e", "--"]).arg(config.output("site")?);
    Ok(e2e)
}
