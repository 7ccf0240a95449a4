//! `cargo xtask bench`: what the card costs in Chromium, beside the same card made by hand and in frameworks. Writes its
//! sections of `bench/RESULTS.md`, and fails when an aim is missed.

mod frameworks;
mod many;
mod report;
mod runs;
mod sources;
mod start;

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use xtask::bench::Aim;
use xtask::files::root;
use xtask::server::Options;
use xtask::tools::Browser;

use crate::engine::Look;
use crate::page::Page;
use crate::session::Session;
use runs::Runs;

/// Lets a page ask for all memory that it takes, without the wait by which browsers hide what others do.
const EAGER_MEMORY: &str = "--enable-blink-features=ForceEagerMeasureMemory";

/// Measures all, or only beside frameworks, or only many sources. The arguments are those of `cargo xtask bench`.
pub async fn run(site: &Path, arguments: &[String]) -> Result<()> {
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    let mut runs = Runs::open(has("--resume"), has("--quick"))?;
    let mut missed = Vec::new();
    let all = !has("frameworks") && !has("sources");
    if all {
        missed.extend(many::run(site, &mut runs).await?);
    }
    if all || has("sources") {
        missed.extend(sources::run(site, &mut runs).await?);
    }
    if all || has("frameworks") {
        missed.extend(frameworks::run(site, &mut runs).await?);
    }
    Aim::none_missed(&missed)
}

/// A browser to measure in, whose `/test/pages/` are those of a folder. Pages that are watched note their errors.
async fn session(site: &Path, pages: &Path, watch: bool) -> Result<Session> {
    let options = Options { measured: true, watch, faults: false, pages: Some(pages.to_path_buf()) };
    Session::start_on(Browser::Chromium, Look::Light, site, options, &[EAGER_MEMORY]).await
}

/// Opens a page of `bench`, and waits until it can be asked.
async fn open(page: &Page<'_>, path: &str) -> Result<()> {
    page.go(path).await?;
    let wait = "while (!window.bench) {
        if (window.pageProblems?.length) throw new Error(window.pageProblems.join('; '));
        await new Promise((go) => setTimeout(go, 5));
    }";
    page.js(wait, &[]).await.map(drop)
}

/// The figures that a page answers with.
async fn ask(page: &Page<'_>, call: &str, arguments: &[Value]) -> Result<Vec<f64>> {
    let value = page.js(&format!("return [await window.bench.{call}(...args)].flat()"), arguments).await?;
    let numbers = value.as_array().with_context(|| format!("expected numbers from {call}, found {value}"))?;
    numbers
        .iter()
        .map(|it| it.as_f64().with_context(|| format!("expected a number from {call}, found {it}")))
        .collect()
}

/// The only figure that a page answers with.
async fn ask_one(page: &Page<'_>, call: &str, arguments: &[Value]) -> Result<f64> {
    ask(page, call, arguments).await?.first().copied().with_context(|| format!("no number from {call}"))
}

/// Collects all garbage.
async fn collect(session: &Session) -> Result<()> {
    for _ in 0..2 {
        session.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    Ok(())
}

/// What the browser calls itself.
async fn browser(session: &Session) -> Result<String> {
    let version = session.devtools("Browser.getVersion", json!({})).await?;
    Ok(version["product"].as_str().unwrap_or("Chromium").to_owned())
}

/// The folder of the pages of measurements.
fn pages() -> std::path::PathBuf {
    root().join("bench")
}
