//! What a reader waits for in a card of many sources, on a processor made slower: from what they do to the frame that shows
//! what came of it.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use serde_json::json;
use xtask::bench::Aim;

use crate::page::Page;
use crate::session::Session;

use super::runs::{Runs, Sample};
use super::{ask_one, browser, open, pages, session};

/// How many times slower the processor is made.
const SLOWER: u32 = 4;
const ROUNDS: usize = 11;

/// What is done in a round, in this order: a source that is cited may be hidden, and the way back is in it.
const ACTIONS: [&str; 5] = ["open", "filter", "sort", "cite", "back"];

/// How many sources, and how many milliseconds the median of an action may take.
const CARDS: [(u32, f64); 2] = [(200, 50.0), (2000, 100.0)];

/// How many milliseconds the rows of a diagram of sixty sources may take, on a processor as it is.
const DIAGRAM: (&str, f64) = ("the diagram of 60 sources is laid out", 5.0);

/// Measures, writes the results, and gives the aims that were missed.
pub(super) async fn run(site: &Path, runs: &mut Runs) -> Result<Vec<Aim>> {
    let browser = session(site, &pages(), true).await?;
    let outcome = measure(&Page::new(&browser), &browser, runs).await;
    browser.close().await;
    let (report, aims) = outcome?;
    runs.put(&report)?;
    Ok(Aim::missed(&aims))
}

async fn measure(page: &Page<'_>, session: &Session, runs: &mut Runs) -> Result<(String, Vec<Aim>)> {
    open(page, "/test/pages/sources.html").await?;
    let mut aims = Vec::new();
    let (name, longest) = DIAGRAM;
    for _ in runs.count(name, "card")..runs.rounds(ROUNDS) {
        let time = ask_one(page, "layOut", &[]).await?;
        runs.add(name, "card", time)?;
    }
    let laid_out = runs.sample(name, "card");
    aims.push(Aim::at_most(format!("{name}, milliseconds"), longest, laid_out.median()));
    session.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    let mut rows = String::new();
    for (count, most) in CARDS {
        if runs.count(&figure(count, "open"), "card") < runs.rounds(ROUNDS) {
            rounds(page, runs, count).await?;
        }
        let _ = writeln!(rows, "| {count} | the card appears | {} |", sample(runs, count, "show").shown());
        for action in ACTIONS {
            let times = sample(runs, count, action);
            let _ = writeln!(rows, "| {count} | {action} | {} |", times.shown());
            aims.push(Aim::at_most(
                format!("{action} with {count} sources, milliseconds"),
                most,
                times.median(),
            ));
        }
    }
    let (least, most) = laid_out.range();
    let report = format!(
        "# What a reader waits for in a card of many sources

Made by `cargo xtask bench sources` on {} with {}, whose processor is made {SLOWER} times slower
(`Emulation.setCPUThrottlingRate`).

Milliseconds from a click to the end of the frame that shows what came of it. The click comes as a frame begins, so that no
wait for the screen counts. The card’s event is heard by then, but that of a filter, which is seen first. “Open” opens the
section of the sources; “filter” and “sort” choose another stance and another order; “cite” follows a citation to one of the last sources, which the filter may
hide; “back” goes back. Medians of {ROUNDS}. 2,000 sources are the most that a record may have. “The card appears” is the
time from the record to the frame, for which there is no aim.

The diagram of who repeats whom is that of `www/records/provenance-60.json`, 280 px wide, on a processor as it is; its styles
and boxes are made anew, which takes {:.1} ms ({least:.1}–{most:.1}).

| sources | | median | range |
|---|---|---|---|
{rows}
{}",
        xtask::bench::machine()?,
        browser(session).await?,
        laid_out.median(),
        Aim::table(&aims),
    );
    Ok((report, aims))
}

fn figure(count: u32, action: &str) -> String {
    format!("{action} with {count} sources")
}

fn sample(runs: &Runs, count: u32, action: &str) -> Sample {
    runs.sample(&figure(count, action), "card")
}

/// Measures a card: some times how long it takes to appear, then all that is done in it.
async fn rounds(page: &Page<'_>, runs: &mut Runs, count: u32) -> Result<()> {
    for action in ACTIONS.iter().chain(&["show"]) {
        runs.forget(&figure(count, action), "card");
    }
    for _ in 0..runs.rounds(ROUNDS) {
        let time = ask_one(page, "show", &[json!(count)]).await?;
        runs.add(&figure(count, "show"), "card", time)?;
    }
    // One round before it counts: engines compile what they have seen.
    for round in 0..=runs.rounds(ROUNDS) {
        for action in ACTIONS {
            let time = ask_one(page, "act", &[json!(action)]).await?;
            if round > 0 {
                runs.add(&figure(count, action), "card", time)?;
            }
        }
        ask_one(page, "close", &[]).await?;
    }
    Ok(())
}
