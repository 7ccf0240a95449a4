//! The part of `cargo xtask bench` that measures the card beside the same card in frameworks, in Chromium. Writes its
//! section of `bench/RESULTS.md` and a plot of each figure; it has no limits.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use xtask::files::{root, write};
use xtask::peers::{self, PEERS};
use xtask::plot::{Bar, bars};
use xtask::tools::Browser;

use crate::bench::{Sample, bench, machine};
use crate::engine::Look;
use crate::page::Page;
use crate::session::Session;

const CARDS: u32 = 1000;
/// Without `content-visibility` a frame of a thousand takes ten seconds.
const CARDS_DRAWN: u32 = 200;
const ROUNDS: usize = 7;
const FRAME_ROUNDS: usize = 5;
const MEMORY_ROUNDS: usize = 3;

/// Who is measured: the name of its element in `bench/frameworks.js`, and the one that people read.
struct Runner {
    name: &'static str,
    title: String,
}

/// The card, the same nodes made by hand, and every framework.
fn runners() -> Result<Vec<Runner>> {
    let ours = [("card", "fact-check-card"), ("template", "by hand")];
    let mut all: Vec<Runner> =
        ours.map(|(name, title)| Runner { name, title: title.to_owned() }).into_iter().collect();
    for peer in &PEERS {
        all.push(Runner { name: peer.name, title: format!("{} {}", peer.title, peers::version(peer)?) });
    }
    Ok(all)
}

/// Measures, and writes the results.
pub async fn run(site: &Path) -> Result<()> {
    let session = Session::start_with(Browser::Chromium, Look::Light, site, &root().join("bench")).await?;
    let outcome = measure(&Page::new(&session), &session).await;
    session.close().await;
    let report = outcome?;
    println!("{report}");
    xtask::bench::put(&report)
}

/// What one runner gave, a figure each.
type Samples = Vec<Sample>;

/// Measures all in turns. Nothing of an earlier measurement is left, in the page or in memory.
async fn in_turns(
    (page, session): (&Page<'_>, &Session),
    runners: &[Runner],
    call: &str,
    arguments: &[Value],
    rounds: usize,
) -> Result<Samples> {
    let mut samples: Samples = runners.iter().map(|_| Sample(Vec::new())).collect();
    for _ in 0..rounds {
        for (runner, sample) in runners.iter().zip(&mut samples) {
            clean(page, session).await?;
            let arguments: Vec<Value> =
                std::iter::once(json!(runner.name)).chain(arguments.iter().cloned()).collect();
            sample.0.push(bench(page, call, &arguments).await?);
        }
    }
    Ok(samples)
}

async fn clean(page: &Page<'_>, session: &Session) -> Result<()> {
    bench(page, "settle", &[json!(CARDS)]).await?;
    session.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    Ok(())
}

/// The bytes in use after garbage was collected: of JavaScript, and of the nodes that the browser keeps for it.
async fn heap(session: &Session) -> Result<f64> {
    for _ in 0..2 {
        session.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let usage = session.devtools("Runtime.getHeapUsage", json!({})).await?;
    let part = |name: &str| usage[name].as_f64().with_context(|| format!("{name} of the heap"));
    Ok(part("usedSize")? + part("embedderHeapUsedSize")?)
}

/// KiB that a standing card takes: of heap, with all of the core's memory for the card that has one.
async fn memory(page: &Page<'_>, session: &Session, runners: &[Runner]) -> Result<(Samples, f64)> {
    let mut samples: Samples = runners.iter().map(|_| Sample(Vec::new())).collect();
    let mut core = 0.0_f64;
    for _ in 0..MEMORY_ROUNDS {
        for (runner, sample) in runners.iter().zip(&mut samples) {
            clean(page, session).await?;
            let before = heap(session).await?;
            let wasm = bench(page, "stand", &[json!(runner.name), json!(CARDS)]).await?;
            let standing = heap(session).await? - before;
            sample.0.push((standing + wasm) / 1024.0 / f64::from(CARDS));
            core = core.max(wasm / 1024.0 / f64::from(CARDS));
        }
    }
    Ok((samples, core))
}

/// A table of times or sizes, each beside the card's; writes its plot too.
fn figure(
    file: &str,
    title: &str,
    unit: &str,
    digits: usize,
    runners: &[Runner],
    samples: &Samples,
) -> Result<String> {
    let own = samples.first().map_or(f64::NAN, Sample::median);
    let mut table = format!("| | median, {unit} | range | of the card’s |\n|---|---|---|---|\n");
    let mut plotted = Vec::new();
    for (runner, sample) in runners.iter().zip(samples) {
        let (median, (least, most)) = (sample.median(), sample.range());
        let _ = writeln!(
            table,
            "| {} | {median:.digits$} | {least:.digits$}–{most:.digits$} | {:.2} |",
            runner.title,
            median / own
        );
        plotted.push(Bar { label: runner.title.clone(), value: median, range: Some((least, most)) });
    }
    write(&root().join(format!("bench/plots/{file}.svg")), bars(title, unit, &plotted).as_bytes())?;
    Ok(format!("![{title}, as a plot](plots/{file}.svg)\n\n{table}"))
}

/// What a reader downloads.
fn download() -> Result<String> {
    let (card, sheet) = peers::card_weight()?;
    let mut rows = vec![("fact-check-card".to_owned(), card, card)];
    for peer in &PEERS {
        let bytes = peers::weight(peer)?;
        rows.push((format!("{} {}", peer.title, peers::version(peer)?), bytes, bytes + sheet));
    }
    let mut table = String::from("| | script and wasm, bytes | with the style sheet |\n|---|---|---|\n");
    let mut plotted = Vec::new();
    for (title, bytes, with_sheet) in rows {
        let own = title == "fact-check-card";
        let alone = if own { "its core holds the sheet".to_owned() } else { bytes.to_string() };
        let _ = writeln!(table, "| {title} | {alone} | {with_sheet} |");
        let kib = f64::from(u32::try_from(with_sheet)?) / 1000.0;
        plotted.push(Bar { label: title, value: kib, range: None });
    }
    let title = "Bytes to download";
    write(&root().join("bench/plots/download.svg"), bars(title, "kB", &plotted).as_bytes())?;
    Ok(format!("![{title}, as a plot](plots/download.svg)\n\n{table}"))
}

async fn measure(page: &Page<'_>, session: &Session) -> Result<String> {
    // Lit and Svelte make templates of strings, which the policy of the other pages refuses.
    page.go("/test/pages/frameworks.html?without=types").await?;
    page.js("while (!window.bench) await new Promise((go) => setTimeout(go, 5))", &[]).await?;
    let facts = page.js("return window.bench.facts()", &[]).await?;
    ensure!(facts["different"] == json!(""), "{}", facts["different"]);
    let runners = runners()?;
    let both = (page, session);
    // Engines compile what they have seen: one of each before it counts.
    in_turns(both, &runners, "script", &[json!(CARDS)], 1).await?;
    let script = in_turns(both, &runners, "script", &[json!(CARDS)], ROUNDS).await?;
    let frame = in_turns(both, &runners, "frame", &[json!(CARDS), json!(false)], FRAME_ROUNDS).await?;
    let all_drawn =
        in_turns(both, &runners, "frame", &[json!(CARDS_DRAWN), json!(true)], FRAME_ROUNDS).await?;
    let (standing, core) = memory(page, session, &runners).await?;
    let version = session.devtools("Browser.getVersion", json!({})).await?;
    let nodes: Vec<String> =
        runners.iter().map(|Runner { name, title }| format!("{title} {}", facts["nodes"][name])).collect();
    Ok(format!(
        include_str!("frameworks.md"),
        machine = machine(),
        core = core,
        browser = version["product"].as_str().unwrap_or("Chromium"),
        nodes = nodes.join(", "),
        download = download()?,
        script = figure("script", "Script time for 1,000 cards", "ms", 0, &runners, &script)?,
        frame = figure("frame", "From the last node to the next frame", "ms", 0, &runners, &frame)?,
        all_drawn = figure(
            "all-drawn",
            "To the next frame, without content-visibility",
            "ms",
            0,
            &runners,
            &all_drawn
        )?,
        standing = figure("memory", "Memory of a standing card", "KiB", 1, &runners, &standing)?,
    ))
}
