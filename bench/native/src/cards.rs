//! How many cards a core renders in a second of its time, beside what renders the same card on Node. Each is a program of one thread.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fact_check_card::card::Card;
use fact_check_card::view::state::{Settings, ViewState};
use fact_check_card::words::Words;
use fact_check_card::{read_record, view};
use xtask::bench::{self, Aim, median, range, shares};
use xtask::files::{root, write};
use xtask::peers::{SERVERS, Server, npm_version, server_module, server_runner};
use xtask::plot::{Bar, bars};
use xtask::run::{command, quietly};

use crate::corpus;
use crate::tree::lines;

/// How many records take turns, each with other texts.
const RECORDS: usize = 64;
/// How often each is measured, in turns, and for how long.
const ROUNDS: usize = 11;
const TIME: Duration = Duration::from_secs(1);

/// What the card is called.
const OWN: &str = "fact-check-card";

/// What is measured of a runner, in every round: cards a second from what is ready, and from JSON text.
struct Speeds {
    title: String,
    ready: Vec<f64>,
    text: Vec<f64>,
}

/// Measures, and gives the section of the results and the aims in it.
pub fn measure() -> Result<(String, Vec<Aim>)> {
    let texts = corpus::texts(&root().join("bench/record.json"), RECORDS)?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("records.json");
    write(&file, serde_json::to_string(&texts)?.as_bytes())?;
    let cards: Vec<Card> =
        texts.iter().map(|text| card(text).context("expected a record")).collect::<Result<_>>()?;
    let bytes = same(&cards, &file)?;

    let load = bench::load();
    let titled = |title: &str| Speeds { title: title.to_owned(), ready: Vec::new(), text: Vec::new() };
    let (mut own, mut parse) = (titled(OWN), titled("`serde_json`, into a `Value`"));
    let mut others: Vec<Speeds> = SERVERS.iter().map(|server| titled(server.title)).collect();
    for _ in 0..ROUNDS {
        own.ready.push(speed(&cards, render)?);
        own.text.push(speed(&texts, |text| card(text).map_or(0, |card| render(&card)))?);
        parse.text.push(speed(&texts, |text| parsed(text))?);
        for (server, speeds) in SERVERS.iter().zip(&mut others) {
            let (ready, text) = on_node(server, &file)?;
            speeds.ready.push(ready);
            speeds.text.push(text);
        }
    }
    let beside = others.first().context("React")?;
    let react = beside.ready.clone();
    let aims = vec![
        Aim::at_least(
            "Cards a second from a ready card, of React’s from a ready object",
            20.0,
            median(&shares(&own.ready, &beside.ready)),
        ),
        Aim::at_least(
            "Cards a second from JSON text, of React’s from a ready object",
            10.0,
            median(&shares(&own.text, &beside.ready)),
        ),
    ];
    let all: Vec<Speeds> = std::iter::once(own).chain(others).chain([parse]).collect();
    Ok((report(&all, &aims, bytes, &react, load)?, aims))
}

/// The peer that only reads; gives the number of members.
fn parsed(text: &str) -> usize {
    serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|it| Some(black_box(it).as_object()?.len()))
        .unwrap_or(0)
}

fn card(text: &str) -> Option<Card> {
    read_record(text.as_bytes()).card
}

/// Renders a card, and gives its length, so that the work can't be left out.
fn render(card: &Card) -> usize {
    black_box(written(card)).len()
}

fn written(card: &Card) -> String {
    let settings = Settings::default();
    let state = ViewState::new(card, &settings);
    let words = Words::of(card.record().lang().map_or("en", |lang| lang.as_str()));
    view::html(card, &state, &settings, words)
}

/// How often in a second of processor time something is done, each input in its turn. That other programs take their turns,
/// too, does not count.
fn speed<T>(inputs: &[T], work: impl Fn(&T) -> usize) -> Result<f64> {
    let begun = processor()?;
    let mut done = 0_u32;
    let mut taken = Duration::ZERO;
    while taken < TIME {
        for input in inputs {
            black_box(work(black_box(input)));
            done += 1;
        }
        taken = processor()?.saturating_sub(begun);
    }
    Ok(f64::from(done) / taken.as_secs_f64())
}

/// The processor time of this program, which has one thread, as Linux tells it.
fn processor() -> Result<Duration> {
    let said = fs::read_to_string("/proc/self/schedstat").context("this needs Linux's /proc")?;
    let nanoseconds = said.split(' ').next().unwrap_or_default().parse();
    Ok(Duration::from_nanos(nanoseconds.context("/proc/self/schedstat")?))
}

fn node(server: &Server, file: &Path) -> Command {
    let mut node = command("node");
    node.arg(server_runner()).arg(server_module(server)).arg(file);
    node
}

fn on_node(server: &Server, file: &Path) -> Result<(f64, f64)> {
    let seconds = TIME.as_secs_f64().to_string();
    serde_json::from_str(&quietly(node(server, file).arg(seconds))?).context(server.title)
}

/// Sees to it that all write the same card; gives the bytes of the middle one.
fn same(cards: &[Card], file: &Path) -> Result<usize> {
    let own: Vec<String> = cards.iter().map(written).collect();
    for server in &SERVERS {
        let theirs: Vec<String> = serde_json::from_str(&quietly(&mut node(server, file))?)?;
        ensure!(theirs.len() == own.len(), "{}: {} cards", server.title, theirs.len());
        for (own, theirs) in own.iter().zip(&theirs) {
            let (own, theirs) = (lines(own), lines(theirs));
            let other = own.lines().zip(theirs.lines()).find(|(own, theirs)| own != theirs);
            ensure!(own == theirs, "{} writes another card: {other:?}", server.title);
        }
    }
    let mut lengths: Vec<usize> = own.iter().map(String::len).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().context("no card")
}

fn report(all: &[Speeds], aims: &[Aim], bytes: usize, react: &[f64], load: Option<f64>) -> Result<String> {
    let mut table = String::from(
        "| | from what is ready | range | of React’s | from JSON text | range | of React’s |\n|---|---|---|---|---|---|---|\n",
    );
    let mut plotted = Vec::new();
    let shown = |sample: &[f64]| {
        if sample.is_empty() {
            return String::from("– | – | –");
        }
        let (median, (least, most)) = (median(sample), range(sample));
        let share = bench::median(&shares(sample, react));
        format!("{median:.0} | {least:.0}–{most:.0} | {share:.1}")
    };
    for Speeds { title, ready, text } in all {
        let _ = writeln!(table, "| {title} | {} | {} |", shown(ready), shown(text));
        for (speeds, from) in [(ready, "ready"), (text, "JSON")] {
            if !speeds.is_empty() {
                let (least, most) = range(speeds);
                let label = format!("{}, {from}", title.replace('`', ""));
                let [value, least, most] = [median(speeds), least, most].map(|speed| speed / 1000.0);
                let own = title == OWN;
                plotted.push(Bar { label, value, range: Some((least, most)), own });
            }
        }
    }
    let title = "Cards a second on one core";
    write(&root().join("bench/plots/server.svg"), bars(title, "thousand", &plotted).as_bytes())?;
    let version = quietly(command("node").arg("--version"))?;
    let versions = ["react-dom", "preact-render-to-string", "@lit-labs/ssr"]
        .map(|name| Ok(format!("{name} {}", npm_version(name)?)));
    let versions: Vec<String> = versions.into_iter().collect::<Result<_>>()?;
    Ok(format!(
        "\
# Cards a second on a server

Made by `cargo xtask bench native` on {}, with Node {} and {}.
The card of `bench/record.json` as {bytes} bytes of HTML, {RECORDS} records with other words in turns, on one
core. Before anything is measured, each must have written the same elements, attributes and texts for all of them; comments,
with which frameworks keep their places, do not count. Before it began, {:.1} programs wanted one of the cores. “From what is ready”: from a card, or in JavaScript from an object
with all that is shown in it (`bench/peers/model.js`); “from JSON text”: with reading, and for the card with judging. Medians
of {ROUNDS}, taken in turns, a second of processor time each; each engine has run for as long before. Ratios are to React’s speed from what is ready in the same round; of them, too, the median.

{}
![{title}, as a plot](plots/server.svg)

{table}",
        bench::machine()?,
        version.trim(),
        versions.join(", "),
        load.unwrap_or(f64::NAN),
        Aim::table(aims)
    ))
}
