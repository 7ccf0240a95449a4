//! The card beside the same card made by hand and in frameworks, in Chromium: bytes, the first card, many cards, filtering,
//! memory. Writes its section of `bench/RESULTS.md` and a plot of each figure.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use xtask::bench::Aim;
use xtask::peers::{self, PEERS};

use crate::page::Page;
use crate::session::Session;

use super::report::{self, CARD, Found, Runner, TEMPLATE};
use super::runs::{Runs, Sample};
use super::{ask, ask_one, browser, collect, open, pages, session, start};

/// How many cards are made at once, and how often.
pub(super) const COUNTS: [(u32, usize); 4] = [(1, 11), (10, 11), (100, 11), (1000, 15)];
pub(super) const CARDS: u32 = 1000;
/// Without `content-visibility` a frame of a thousand takes many seconds.
const ROUNDS_DRAWN: usize = 3;
const ROUNDS_FILTER: usize = 25;
const ROUNDS_MEMORY: usize = 3;
/// How often cards come and go, and how many.
pub(super) const COMINGS: usize = 50;
pub(super) const COMING: u32 = 200;

/// The names of figures.
pub(super) const LOAD: &str = "load";
pub(super) fn script(count: u32) -> String {
    format!("script of {count}")
}
pub(super) fn frame(count: u32) -> String {
    format!("frame of {count}")
}
pub(super) const DRAWN: &str = "frame of all, drawn";
pub(super) const FILTER: &str = "filter";
pub(super) const FILTER_SCRIPT: &str = "script of a filter";
pub(super) const MEMORY: &str = "memory";
pub(super) const PROGRAM: &str = "memory of the program";
pub(super) const TOLD: &str = "memory, as the page is told";
pub(super) const HEAP: &str = "heap after cards are gone";
pub(super) const LEFT: &str = "program after cards are gone";

/// The card, the same nodes made by hand, and every framework.
fn runners() -> Result<Vec<Runner>> {
    let mut all = vec![Runner::new(CARD, "fact-check-card"), Runner::new(TEMPLATE, "by hand")];
    for peer in &PEERS {
        all.push(Runner::new(peer.name, &format!("{} {}", peer.title, peers::version(peer)?)));
    }
    Ok(all)
}

/// Measures, writes the results, and gives the aims that were missed.
pub(super) async fn run(site: &Path, runs: &mut Runs) -> Result<Vec<Aim>> {
    let runners = runners()?;
    runs.add(LOAD, "before", xtask::bench::load().unwrap_or(f64::NAN))?;
    let browser = session(site, &pages(), true).await?;
    let outcome =
        Bench { page: Page::new(&browser), session: &browser, runners: &runners }.measure(runs).await;
    browser.close().await;
    let about = outcome?;
    start::run(site, runs).await?;
    let (text, aims) = report::write(&Found { runners: &runners, runs, about })?;
    runs.put(&text)?;
    Ok(Aim::missed(&aims))
}

/// What is measured, and where.
struct Bench<'a> {
    page: Page<'a>,
    session: &'a Session,
    runners: &'a [Runner],
}

impl Bench<'_> {
    async fn measure(&self, runs: &mut Runs) -> Result<(String, Vec<String>)> {
        // Lit and Svelte make templates of strings, which the policy of the other pages refuses.
        open(&self.page, "/test/pages/frameworks.html?without=types").await?;
        let facts = self.page.js("return window.bench.facts()", &[]).await?;
        ensure!(facts["different"] == json!(""), "{}", facts["different"]);
        let cards = runs.cards(CARDS);
        // Engines compile what they have seen: a few of each before it counts.
        self.in_turns(runs, &[], "build", &[json!(cards), json!(false)], 1).await?;
        for (count, rounds) in COUNTS {
            let figures = [script(count), frame(count)];
            let arguments = [json!(runs.cards(count)), json!(false)];
            self.in_turns(runs, &figures, "build", &arguments, rounds).await?;
        }
        let drawn = ["script of all, drawn".to_owned(), DRAWN.to_owned()];
        self.in_turns(runs, &drawn, "build", &[json!(cards), json!(true)], ROUNDS_DRAWN).await?;
        self.memory(runs).await?;
        self.growth(runs).await?;
        self.session.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        self.in_turns(runs, &[], "filter", &[], 1).await?;
        let filter = [FILTER_SCRIPT, FILTER].map(str::to_owned);
        self.in_turns(runs, &filter, "filter", &[], ROUNDS_FILTER).await?;
        let nodes = self.runners.iter().map(|it| format!("{} {}", it.title, facts["nodes"][it.name]));
        Ok((browser(self.session).await?, nodes.collect()))
    }

    /// Measures all runners in turns; the figures are those that the page answers with. Without figures, nothing is kept.
    async fn in_turns(
        &self,
        runs: &mut Runs,
        figures: &[String],
        call: &str,
        arguments: &[Value],
        rounds: usize,
    ) -> Result<()> {
        for round in 0..runs.rounds(rounds) {
            for runner in self.runners {
                if figures.last().is_some_and(|figure| runs.count(figure, runner.name) > round) {
                    continue;
                }
                self.clean(runs).await?;
                let arguments: Vec<Value> =
                    std::iter::once(json!(runner.name)).chain(arguments.iter().cloned()).collect();
                let found = ask(&self.page, call, &arguments).await.with_context(|| runner.title.clone())?;
                for (figure, value) in figures.iter().zip(found) {
                    runs.add(figure, runner.name, value)?;
                }
            }
        }
        Ok(())
    }

    /// Nothing of an earlier measurement is left, in the page or in memory.
    async fn clean(&self, runs: &Runs) -> Result<()> {
        ask(&self.page, "settle", &[json!(runs.cards(CARDS))]).await?;
        collect(self.session).await
    }

    /// The bytes in use after garbage was collected: of JavaScript, and of the nodes that the browser keeps for it.
    async fn heap(&self) -> Result<f64> {
        collect(self.session).await?;
        let usage = self.session.devtools("Runtime.getHeapUsage", json!({})).await?;
        let part = |name: &str| usage[name].as_f64().with_context(|| format!("{name} of the heap"));
        Ok(part("usedSize")? + part("embedderHeapUsedSize")?)
    }

    /// All bytes that the browser tells a page of: its heaps, its nodes and its programs.
    async fn told(&self) -> Result<f64> {
        let body = "return (await performance.measureUserAgentSpecificMemory()).bytes";
        self.page.js(body, &[]).await?.as_f64().context("expected bytes")
    }

    /// Bytes that a standing card takes; and of these, those of its program, all of which is the cards'.
    async fn memory(&self, runs: &mut Runs) -> Result<()> {
        let cards = runs.cards(CARDS);
        let share = |bytes: f64| bytes / f64::from(cards);
        for round in 0..runs.rounds(ROUNDS_MEMORY) {
            for runner in self.runners {
                if runs.count(TOLD, runner.name) > round {
                    continue;
                }
                self.clean(runs).await?;
                let before = self.heap().await?;
                let told = self.told().await?;
                let program = ask_one(&self.page, "stand", &[json!(runner.name), json!(cards)]).await?;
                let standing = self.heap().await? - before;
                runs.add(MEMORY, runner.name, share(standing + program))?;
                runs.add(PROGRAM, runner.name, share(program))?;
                runs.add(TOLD, runner.name, share(self.told().await? - told))?;
            }
        }
        Ok(())
    }

    /// Bytes that stay when cards have come and gone, after each time.
    async fn growth(&self, runs: &mut Runs) -> Result<()> {
        let comings = runs.rounds(COMINGS);
        if runs.count(LEFT, CARD) >= comings {
            return Ok(());
        }
        // What is left is the page's: a part of it, on another page, would say nothing.
        runs.forget(HEAP, CARD);
        runs.forget(LEFT, CARD);
        for _ in 0..comings {
            let program = ask_one(&self.page, "round", &[json!(CARD), json!(COMING)]).await?;
            runs.add(HEAP, CARD, self.heap().await?)?;
            runs.add(LEFT, CARD, program)?;
        }
        Ok(())
    }
}

/// A figure of the fastest runner by medians, but for some.
pub(super) fn fastest(runs: &Runs, figure: &str, runners: &[Runner], but: &[&str]) -> Sample {
    let others = runners.iter().filter(|runner| !but.contains(&runner.name));
    others
        .map(|runner| runs.sample(figure, runner.name))
        .min_by(|one, other| one.median().total_cmp(&other.median()))
        .unwrap_or_default()
}
