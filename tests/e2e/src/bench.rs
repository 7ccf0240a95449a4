//! `cargo xtask bench`: how long many cards take in Chromium beside the same nodes made by hand, and what memory is left
//! of cards that are gone. Writes its section of `bench/RESULTS.md`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use xtask::files::root;
use xtask::tools::Browser;

use crate::engine::Look;
use crate::page::Page;
use crate::session::Session;

const CARDS: u32 = 1000;
const ROUNDS: usize = 11;
/// How many times as long as the template the card may take.
const MOST: f64 = 2.5;
const MEMORY_ROUNDS: usize = 10;
const MEMORY_CARDS: u32 = 200;
/// How much memory may grow after the second round.
const GROWTH: f64 = 1.02;

/// What was measured several times.
pub(crate) struct Sample(pub(crate) Vec<f64>);

impl Sample {
    pub(crate) fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// The least and the most.
    pub(crate) fn range(&self) -> (f64, f64) {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        (least, self.0.iter().copied().fold(0.0, f64::max))
    }

    pub(crate) fn shown(&self) -> String {
        let (least, most) = self.range();
        format!("{:.0} | {least:.0}–{most:.0}", self.median())
    }
}

/// Measures, writes the results, and fails when a limit is passed.
pub async fn run(site: &Path) -> Result<()> {
    let session = Session::start_with(Browser::Chromium, Look::Light, site, &root().join("bench")).await?;
    let page = Page::new(&session);
    let outcome = measure(&page, &session).await;
    session.close().await;
    let (report, over) = outcome?;
    println!("{report}");
    xtask::bench::put(&report)?;
    if !over.is_empty() {
        bail!("{}", over.join("\n"));
    }
    Ok(())
}

pub(crate) async fn bench(page: &Page<'_>, call: &str, arguments: &[Value]) -> Result<f64> {
    let value = page.js(&format!("return await window.bench.{call}(...args)"), arguments).await?;
    value.as_f64().with_context(|| format!("expected a number from {call}, found {value}"))
}

/// Measures many cards where nothing of an earlier measurement is left, in the page or in memory.
async fn clean_bench(
    page: &Page<'_>,
    session: &Session,
    call: &str,
    from: &str,
    records: &str,
) -> Result<f64> {
    bench(page, "settle", &[json!(CARDS)]).await?;
    session.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    bench(page, call, &[json!(from), json!(records), json!(CARDS)]).await
}

async fn measure(page: &Page<'_>, session: &Session) -> Result<(String, Vec<String>)> {
    page.go("/test/pages/cards.html").await?;
    page.js("while (!window.bench) await new Promise((go) => setTimeout(go, 5))", &[]).await?;
    let facts = page.js("return window.bench.facts()", &[]).await?;
    ensure!(facts["same"] == json!(true), "the template makes other nodes than the card");
    let mut over = Vec::new();
    let mut rows = String::new();
    for (records, said) in [("same", "one record for all"), ("each", "another for each")] {
        for from in ["property", "script"] {
            let (mut card, mut template) = (Sample(Vec::new()), Sample(Vec::new()));
            // One of each before it counts: engines compile what they have seen.
            for round in 0..=ROUNDS {
                let times = [
                    clean_bench(page, session, "card", from, records).await?,
                    clean_bench(page, session, "template", from, records).await?,
                ];
                if round > 0 {
                    card.0.push(times[0]);
                    template.0.push(times[1]);
                }
            }
            let ratio = card.median() / template.median();
            let _ = writeln!(rows, "| card, {said}, by {from} | {} | {ratio:.2} |", card.shown());
            let _ = writeln!(rows, "| template, {said}, by {from} | {} | 1 |", template.shown());
            if ratio > MOST {
                over.push(format!("{said}, by {from}: {ratio:.2} times the template, at most {MOST}"));
            }
        }
    }
    let mut frames = String::new();
    for (name, visible, rounds) in
        [("as it comes", false, ROUNDS), ("`content-visibility: visible`", true, 5)]
    {
        let mut sample = Sample(Vec::new());
        for _ in 0..rounds {
            sample.0.push(bench(page, "frame", &[json!(CARDS), json!(visible)]).await?);
        }
        let _ = writeln!(frames, "| {name} | {} |", sample.shown());
    }
    let mut memory = String::new();
    let mut totals = Vec::new();
    for round in 1..=MEMORY_ROUNDS {
        let wasm = bench(page, "round", &[json!(MEMORY_CARDS)]).await?;
        for _ in 0..2 {
            session.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        }
        let heap = session.devtools("Runtime.getHeapUsage", json!({})).await?;
        let heap = heap["usedSize"].as_f64().context("the heap's size")?;
        let _ = writeln!(memory, "| {round} | {:.0} | {:.0} |", heap / 1024.0, wasm / 1024.0);
        totals.push((heap, wasm));
    }
    let second = totals.get(1).copied().context("two rounds")?;
    let last = totals.last().copied().context("a round")?;
    for (name, before, after) in [("JavaScript heap", second.0, last.0), ("wasm memory", second.1, last.1)] {
        if after > before * GROWTH {
            over.push(format!(
                "{name}: {:.0} KiB after round 2, {:.0} KiB after round {MEMORY_ROUNDS}: something of each card stays",
                before / 1024.0,
                after / 1024.0
            ));
        }
    }
    let version = session.devtools("Browser.getVersion", json!({})).await?;
    let report = format!(
        "# What many cards cost

Made by `cargo xtask bench` on {} with {}. Absolute times are that machine's; trust ratios.

## Script time for {CARDS} cards

Each card has {} nodes. “One record for all” is `www/records/mosul-offensive.json`; “another for each” is that record
with another word in every text and another year in every date, so that no two cards have a text of the record in common.

The peer is `bench/peers/template.js`: a custom element that makes the same nodes (`isEqualNode`, for both kinds of
record) of a `<template>`, and fills {} texts and dates in from the record. The page does the same to both: it makes the
element, gives it the record as a property or as JSON in a `<script>` inside, and puts it in. So the peer, too, finds its
script, parses it, and formats dates with `Intl`. What it leaves out is the card's care: it reads no JSON text where it is
given an object, judges and cleans nothing, counts nothing, and has words and numbers ready-made.

Milliseconds; medians of {ROUNDS}, taken in turns, each after garbage of those before has been collected. The card may
take at most {MOST} times as long.

| | median | range | ratio |
|---|---|---|---|
{rows}
## From the last node to the next frame

{CARDS} cards, milliseconds.

| | median | range |
|---|---|---|
{frames}
## Memory after cards are gone

{MEMORY_CARDS} cards are put into the page and taken out again; garbage is collected; KiB that stay. After the second round
nothing may grow by more than 2 %.

| round | JavaScript heap | wasm memory |
|---|---|---|
{memory}",
        machine(),
        version["product"].as_str().unwrap_or("Chromium"),
        facts["nodes"],
        facts["holes"],
    );
    Ok((report, over))
}

/// The processor and the system, as far as the machine tells.
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = Command::new("rustc").arg("-V").output();
    let rustc = rustc
        .map_or_else(|_| "rustc".into(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let model = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(std::env::consts::ARCH, |(_, name)| name);
    format!("{model} ({cores} cores, {}, {rustc})", std::env::consts::OS)
}
