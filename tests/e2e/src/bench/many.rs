//! Script time for many cards beside the same nodes made by hand: by each way in which a page gives a card its record, and
//! for records that have much in common or nothing.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use serde_json::json;
use xtask::bench::Aim;

use crate::page::Page;
use crate::session::Session;

use super::runs::{Runs, Sample};
use super::{ask, ask_one, browser, collect, open, pages, session};

const CARDS: u32 = 1000;
const ROUNDS: usize = 11;
/// How many times as long as the template the card may take.
const MOST: f64 = 2.5;

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
    open(page, "/test/pages/cards.html?without=types").await?;
    let facts = page.js("return window.bench.facts()", &[]).await?;
    ensure!(facts["same"] == json!(true), "the template makes other nodes than the card");
    let mut aims = Vec::new();
    let mut rows = String::new();
    for (records, said) in [("same", "one record for all"), ("each", "another for each")] {
        for from in ["property", "script"] {
            let kind = format!("{said}, by {from}");
            let [card, template] = in_turns(page, session, runs, from, records, &kind).await?;
            let ratio = card.of(&template).median();
            let _ = writeln!(rows, "| card, {kind} | {} | {ratio:.2} |", card.shown());
            let _ = writeln!(rows, "| template, {kind} | {} | 1 |", template.shown());
            aims.push(Aim::at_most(format!("{kind}: times as long as the template"), MOST, ratio));
        }
    }
    let report = format!(
        "# What many cards cost

Made by `cargo xtask bench` on {} with {}. Absolute times are that machine's; trust ratios.

Each card has {} nodes. “One record for all” is `bench/record.json`; “another for each” is that record
with another word in every text and another year in every date, so that no two cards have a text of the record in common.

The peer is `bench/peers/template.js`: a custom element that makes the same nodes (`isEqualNode`, for both kinds of
record) of a `<template>`, and fills {} texts and dates in from the record. The page does the same to both: it makes the
element, gives it the record as a property or as JSON in a `<script>` inside, and puts it in. So the peer, too, finds its
script, parses it, and formats dates with `Intl`. What it leaves out is the card's care: it reads no JSON text where it is
given an object, judges and cleans nothing, counts nothing, and has words and numbers ready-made.

Milliseconds of script for {CARDS} cards; medians of {ROUNDS}, taken in turns, each after garbage of those before has been
collected; the ratio is the median of those of each round. The card may take at most {MOST} times as long.

| | median | range | ratio |
|---|---|---|---|
{rows}",
        xtask::bench::machine()?,
        browser(session).await?,
        facts["nodes"],
        facts["holes"],
    );
    Ok((report, aims))
}

/// The times of the card and of the template. Nothing of an earlier measurement is left, in the page or in memory.
async fn in_turns(
    page: &Page<'_>,
    session: &Session,
    runs: &mut Runs,
    from: &str,
    records: &str,
    kind: &str,
) -> Result<[Sample; 2]> {
    const CALLS: [&str; 2] = ["card", "template"];
    let cards = json!(runs.cards(CARDS));
    // One of each before it counts: engines compile what they have seen.
    for round in 0..=runs.rounds(ROUNDS) {
        for call in CALLS {
            if round > 0 && runs.count(kind, call) >= round {
                continue;
            }
            ask(page, "settle", &[json!(runs.cards(CARDS))]).await?;
            collect(session).await?;
            let time = ask_one(page, call, &[json!(from), json!(records), cards.clone()]).await?;
            if round > 0 {
                runs.add(kind, call, time)?;
            }
        }
    }
    Ok(CALLS.map(|call| runs.sample(kind, call)))
}
