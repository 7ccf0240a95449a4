//! `cargo xtask bench native`: what the command line costs beside `serde_json`, which only parses the same input into a
//! `Value`. Writes its section of `bench/RESULTS.md`, and fails when a limit is passed.
//!
//! `bench-native PROGRAM` measures that, and `bench-native cards` rendering beside Node; `bench-native parse FILE JOBS` is the peer: the same allocator, the same number of
//! threads, the same lines, read by the batch.

mod cards;
mod corpus;
mod process;
mod tree;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::{env, thread};

use anyhow::{Context as _, Result, bail};
use xtask::bench::{self, Aim};

use process::Cost;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RECORDS: usize = 100_000;
/// How often each is run, in turns; the least processor time counts, since nothing but other programs makes it more.
const ROUNDS: usize = 5;
/// How many megabytes a second a core must do, at least.
const LEAST_SPEED: f64 = 30.0;
/// How much memory may be held, at most, in KiB.
const MOST_MEMORY: u64 = 100 * 1024;

/// What is measured: a name, the arguments, and how many times as long as the peer it may take.
const MEASURED: [(&str, &[&str], f64); 4] = [
    ("`validate --quiet`", &["validate", "--quiet"], 2.0),
    ("`export --quiet`", &["export", "--quiet"], 4.5),
    ("`render --quiet`", &["render", "--quiet"], 3.0),
    ("`render --quiet --fallback whole`", &["render", "--quiet", "--fallback", "whole"], 6.0),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["parse", file, jobs] => parse(Path::new(file), jobs.parse()?),
        ["cards"] => cards(),
        [program] => measure(Path::new(program)),
        _ => bail!("expected the program to measure"),
    }
}

/// Measures rendering beside Node.
fn cards() -> Result<()> {
    let (report, aims) = cards::measure()?;
    println!("{report}");
    bench::put(&report)?;
    Aim::none_missed(&Aim::missed(&aims))
}

/// The peer.
fn parse(file: &Path, jobs: usize) -> Result<()> {
    let reader = Mutex::new(BufReader::with_capacity(1 << 17, File::open(file)?));
    let work = || -> Result<()> {
        loop {
            let mut lines: Vec<Vec<u8>> = Vec::new();
            let mut reader = reader.lock().map_err(|_| anyhow::anyhow!("a thread has failed"))?;
            let mut bytes = 0;
            while bytes < 1 << 16 {
                let mut line = Vec::new();
                if reader.read_until(b'\n', &mut line)? == 0 {
                    break;
                }
                bytes += line.len();
                lines.push(line);
            }
            drop(reader);
            if lines.is_empty() {
                return Ok(());
            }
            for line in lines {
                std::hint::black_box(serde_json::from_slice::<serde_json::Value>(&line)?);
            }
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|it| it.join().map_err(|_| anyhow::anyhow!("a thread has failed"))?)
    })
}

fn measure(program: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("records.ndjson");
    let bytes = corpus::write(&file, RECORDS)?;
    let cores = thread::available_parallelism()?.get();
    let peer = env::current_exe()?;
    let mut rows = String::new();
    let mut over = Vec::new();
    for jobs in if cores == 1 { vec![1] } else { vec![1, cores] } {
        let jobs_text = jobs.to_string();
        let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); 1 + MEASURED.len()];
        for _ in 0..ROUNDS {
            for (place, all) in costs.iter_mut().enumerate() {
                let mut command = match place.checked_sub(1).and_then(|place| MEASURED.get(place)) {
                    None => Command::new(&peer),
                    Some(_) => Command::new(program),
                };
                match place.checked_sub(1).and_then(|place| MEASURED.get(place)) {
                    None => command.arg("parse").arg(&file).arg(&jobs_text),
                    Some((_, arguments, _)) => {
                        command.args(*arguments).args(["--jobs", &jobs_text]).arg(&file)
                    }
                };
                all.push(process::cost(&mut command)?);
            }
        }
        let best = |all: &Vec<Cost>| all.iter().map(|cost| cost.processor).fold(f64::INFINITY, f64::min);
        let parsing = costs.first().map(best).context("the peer was run")?;
        let names = [("`serde_json`, into a `Value`", f64::INFINITY)]
            .into_iter()
            .chain(MEASURED.iter().map(|(name, _, most)| (*name, *most)));
        for ((name, most), all) in names.zip(&costs) {
            let seconds = best(all);
            let wall = all.iter().map(|cost| cost.wall).fold(f64::INFINITY, f64::min);
            let memory = all.iter().map(|cost| cost.memory).max().unwrap_or(0);
            let (speed, ratio) = (thousands(bytes) / 1000.0 / seconds, seconds / parsing);
            writeln!(
                rows,
                "| {name} | {jobs} | {seconds:.2} | {wall:.2} | {speed:.0} | {ratio:.2} | {:.0} |",
                thousands(memory) * 1000.0 / 1024.0
            )?;
            if ratio > most {
                over.push(format!(
                    "{name}, {jobs} threads: {ratio:.2} times as long as serde_json; {most} allowed"
                ));
            }
            if speed < LEAST_SPEED || memory > MOST_MEMORY {
                over.push(format!("{name}, {jobs} threads: {speed:.0} MB/s a core, {memory} KiB"));
            }
        }
    }
    let report = report(bytes, &rows)?;
    println!("{report}");
    bench::put(&report)?;
    if over.is_empty() { Ok(()) } else { bail!("{}", over.join("\n")) }
}

fn thousands(number: u64) -> f64 {
    f64::from(u32::try_from(number / 1000).unwrap_or(u32::MAX))
}

fn report(bytes: u64, rows: &str) -> Result<String> {
    Ok(format!(
        "\
# What the command line costs

Made by `cargo xtask bench native` on {}.
{RECORDS} records, {:.0} MB as NDJSON: those of `www/records` that have 4 to 8 KB, as real ones have, with their texts varied. The least of {ROUNDS} runs, taken in turns; output to nowhere. MB/s a core is input by processor time
(user and system). `serde_json` parses the same lines into a `Value` with as many threads and the same allocator.
`validate` may take 2 times as long as that, `render` 3 times, `export`, which also looks for what it loses, 4.5 times, and
`render` with the whole check as fallback 6 times, where the aim is 3; each must do 30 MB/s a core in 100 MiB.

| | threads | processor s | s | MB/s a core | ratio | MiB |
|---|---|---|---|---|---|---|
{rows}",
        bench::machine()?,
        thousands(bytes) / 1000.0
    ))
}
