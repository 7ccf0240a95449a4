//! Java, on which the Nu HTML checker runs; the checker itself is a Node package.

use anyhow::{Context as _, Result, bail};

use super::browsers::apt;
use super::installing;
use crate::run::{command, quietly};

/// The oldest that the checker runs on.
const OLDEST: u32 = 17;

/// Makes sure that there is one on PATH that is new enough.
pub(super) fn find_or_install() -> Result<()> {
    if version().is_some_and(|version| version >= OLDEST) {
        return Ok(());
    }
    installing("default-jre-headless", "the HTML checker runs on Java", "1 minute");
    let sentence =
        format!("Java is missing: install Java {OLDEST} or newer, by the name that it has on this system");
    apt(&["default-jre-headless"]).context(sentence)?;
    match version() {
        Some(version) if version >= OLDEST => Ok(()),
        Some(version) => {
            bail!("expected Java {OLDEST} or newer on PATH, found {version}: put a newer one there")
        }
        None => bail!("expected Java on PATH once it is installed, found none: put its folder on PATH"),
    }
}

/// The first number of `openjdk 17.0.15 2025-04-15`; `None` when there is no Java, or one before 9, which can't say.
fn version() -> Option<u32> {
    let said = quietly(command("java").arg("--version")).ok()?;
    said.split_whitespace().nth(1)?.split('.').next()?.parse().ok()
}
