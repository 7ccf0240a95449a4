//! Opens the built site in three browsers and looks at it as a reader would. Run by `cargo xtask e2e`.
//!
//! ```text
//! tests (what must be true) ──▶ page (what a reader sees and does) ──▶ session ──▶ driver, engine
//! ```

#![allow(
    clippy::indexing_slicing,
    reason = "what is indexed is JSON, which gives null for what is not there"
)]

mod axe;
mod bench;
mod engine;
mod page;
mod report;
mod session;
mod tests;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tokio::time::timeout;
use xtask::tools::Browser;

use engine::Look;
use page::{Page, Way};
use report::Report;
use session::Session;
use tests::pages::{self, QUESTIONS, Question};
use tests::{LONGEST, TESTS, Test};

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(site) = words.next().map(PathBuf::from) else {
        eprintln!("expected the folder of the built site; `cargo xtask e2e` knows it");
        return ExitCode::FAILURE;
    };
    let words: Vec<String> = words.collect();
    let outcome = match words.split_first() {
        Some((first, parts)) if first == "--bench" => measure(&site, parts),
        Some((first, words)) if first == "--full" => run(&site, words, true),
        _ => run(&site, &words, false),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Measures; says that all is well unless it fails.
fn measure(site: &Path, arguments: &[String]) -> Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(bench::run(site, arguments))?;
    Ok(true)
}

/// Runs the tests that have all of the words in their name, look or engine; in a full run each in every way in which cards
/// come to be. Says whether all passed.
fn run(site: &Path, words: &[String], full: bool) -> Result<bool> {
    let report = Report::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let [chromium, firefox, webkit] =
            Browser::ALL.map(|browser| in_browser(browser, site, words, full, &report));
        tokio::join!(chromium, firefox, webkit)
    });
    if report.count() == 0 {
        bail!("no test has `{}` in its name, look or engine", words.join("` and `"));
    }
    Ok(report.print())
}

/// Runs the tests in one browser: a session for each look that they ask for.
async fn in_browser(browser: Browser, site: &Path, words: &[String], full: bool, report: &Report) {
    for look in Look::ALL {
        let wanted = |name: &str| {
            let title = format!("{} {} {name}", browser.name(), look.name());
            words.iter().all(|word| title.contains(word))
        };
        let questions: Vec<&Question> =
            QUESTIONS.iter().filter(|it| it.is_for(browser, look) && wanted(it.name)).collect();
        let tests: Vec<(&Test, Way)> = TESTS
            .iter()
            .filter(|test| test.looks.contains(&look))
            .flat_map(|test| test.ways_in(look, full).iter().map(move |way| (test, *way)))
            .filter(|(test, way)| wanted(&test.name_in(*way)))
            .collect();
        let count = questions.len() + tests.len();
        if count == 0 {
            continue;
        }
        if !engine::has(browser, look) {
            report.not_possible(browser, look, count);
            continue;
        }
        match Session::start(browser, look, site, &[]).await {
            Ok(session) => {
                for answer in pages::ask(&Page::new(&session), &questions).await {
                    report.add(browser, look, answer.name, answer.time, answer.outcome());
                }
                for (test, way) in tests {
                    let start = Instant::now();
                    let outcome = in_session(test, &Page::new(&session).with(way)).await;
                    report.add(browser, look, &test.name_in(way), start.elapsed(), outcome);
                }
                session.close().await;
            }
            Err(error) => {
                report.add(browser, look, "the browser starts", Duration::ZERO, Err(error));
            }
        }
    }
}

async fn in_session(test: &Test, page: &Page<'_>) -> Result<()> {
    page.reset().await?;
    let outcome =
        timeout(LONGEST, (test.run)(page)).await.context("it took more than three minutes").flatten();
    if outcome.is_err() {
        page.picture_of_failure(test.name).await;
    }
    outcome
}
