//! `cargo xtask bench`: measurements, and the file that keeps them, a section for each who measures.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::e2e;
use crate::files::{read_text, root, write};
use crate::peers;
use crate::run::{command, quietly, run};
use crate::tools::{Need, Tools};

/// Measures many cards in Chromium, and writes `bench/RESULTS.md`: all of it, or the part that is named.
///
/// # Errors
///
/// When the site can't be built, or a limit is passed.
pub fn in_browser(parts: &[String]) -> Result<()> {
    let tools = e2e::set_up()?;
    if !parts.iter().any(|part| part == "sources") {
        peers::bundle(&tools)?;
    }
    run(e2e::command(&tools)?.arg("--bench").args(parts))
}

/// Measures the command line beside `serde_json`, and rendering beside Node; or only rendering.
///
/// # Errors
///
/// When something can't be built, or a limit is passed.
pub fn native(only_cards: bool) -> Result<()> {
    peers::bundle_servers(&Tools::set_up(&[Need::Node])?)?;
    let bench = || {
        let mut bench = command("cargo");
        bench.args(["run", "--release", "--quiet", "--package", "bench-native", "--"]);
        bench
    };
    let cards = run(bench().arg("cards"));
    if only_cards {
        return cards;
    }
    let program = ["build", "--release", "--quiet", "--features", "cli", "--bin", "fact-check-card"];
    run(command("cargo").args(program))?;
    // What one has missed keeps nobody from measuring the other.
    run(bench().arg(root().join("target/release/fact-check-card"))).and(cards)
}

/// A promise about a figure, and whether it is kept.
#[derive(Clone, Debug)]
pub struct Aim {
    /// What was promised, as a sentence says it.
    what: String,
    limit: Limit,
    found: f64,
}

#[derive(Clone, Copy, Debug)]
enum Limit {
    Most(f64),
    Least(f64),
}

impl Aim {
    /// That a figure is at most so high.
    #[must_use]
    pub fn at_most(what: impl Into<String>, limit: f64, found: f64) -> Self {
        Self { what: what.into(), limit: Limit::Most(limit), found }
    }

    /// That a figure is at least so high.
    #[must_use]
    pub fn at_least(what: impl Into<String>, limit: f64, found: f64) -> Self {
        Self { what: what.into(), limit: Limit::Least(limit), found }
    }

    /// Whether it is; what could not be measured is not.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.limit {
            Limit::Most(limit) => self.found <= limit,
            Limit::Least(limit) => self.found >= limit,
        }
    }

    fn limit(&self) -> String {
        match self.limit {
            Limit::Most(limit) => format!("at most {}", number(limit)),
            Limit::Least(limit) => format!("at least {}", number(limit)),
        }
    }

    /// A table of aims, kept and missed.
    #[must_use]
    pub fn table(aims: &[Self]) -> String {
        let mut table = String::from("| aim | limit | found | |\n|---|---|---|---|\n");
        for aim in aims {
            let kept = match aim.holds() {
                true => "kept",
                false if aim.found.is_nan() => "not measured",
                false => "**missed**",
            };
            let _ = writeln!(table, "| {} | {} | {} | {kept} |", aim.what, aim.limit(), number(aim.found));
        }
        table
    }

    /// Those that are not kept.
    #[must_use]
    pub fn missed(aims: &[Self]) -> Vec<Self> {
        aims.iter().filter(|aim| !aim.holds()).cloned().collect()
    }

    /// Says which were missed, if any.
    ///
    /// # Errors
    ///
    /// When there are some.
    pub fn none_missed(missed: &[Self]) -> Result<()> {
        let said: Vec<String> = missed
            .iter()
            .map(|aim| format!("missed: {}: {}, found {}", aim.what, aim.limit(), number(aim.found)))
            .collect();
        if said.is_empty() { Ok(()) } else { bail!("{}", said.join("\n")) }
    }
}

/// Four digits say enough.
fn number(number: f64) -> String {
    if number.is_nan() {
        return "–".to_owned();
    }
    if number >= 100.0 {
        let whole = format!("{number:.0}");
        let cut = whole.len().checked_sub(3).and_then(|at| Some((whole.get(..at)?, whole.get(at..)?)));
        return cut.map_or_else(String::new, |(thousands, rest)| {
            if thousands.is_empty() { rest.to_owned() } else { format!("{thousands},{rest}") }
        });
    }
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Puts a section into `bench/RESULTS.md`, in place of the one with the same first line, or behind all others.
///
/// # Errors
///
/// When the file can't be written.
pub fn put(section: &str) -> Result<()> {
    let path = root().join("bench/RESULTS.md");
    let before = if path.exists() { read_text(&path)? } else { String::new() };
    write(&path, with_section(&before, section).as_bytes())
}

fn with_section(text: &str, section: &str) -> String {
    let title = |section: &str| section.lines().next().map(str::to_owned);
    let mut sections: Vec<String> = Vec::new();
    for line in text.lines() {
        match sections.last_mut() {
            Some(last) if !line.starts_with("# ") => {
                last.push('\n');
                last.push_str(line);
            }
            _ => sections.push(line.to_owned()),
        }
    }
    match sections.iter_mut().find(|known| title(known) == title(section)) {
        Some(known) => section.clone_into(known),
        None => sections.push(section.to_owned()),
    }
    let trimmed: Vec<&str> =
        sections.iter().map(|section| section.trim()).filter(|it| !it.is_empty()).collect();
    trimmed.join("\n\n") + "\n"
}

/// The machine, for a sentence.
///
/// # Errors
///
/// When it does not say.
pub fn machine() -> Result<String> {
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(": ")?.1.to_owned())
    });
    let cores = std::thread::available_parallelism().context("the number of cores")?;
    let compiler = quietly(command("rustc").arg("--version"))?;
    Ok(format!(
        "{} ({cores} cores, {}, {})",
        processor.unwrap_or_default(),
        std::env::consts::OS,
        compiler.trim()
    ))
}

/// The value in the middle of what was measured; no number of nothing.
pub fn median(sample: &[f64]) -> f64 {
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The least and the most of what was measured.
pub fn range(sample: &[f64]) -> (f64, f64) {
    let least = sample.iter().copied().fold(f64::INFINITY, f64::min);
    (least, sample.iter().copied().fold(0.0, f64::max))
}

/// What figures are of others in each round: what the machine did meanwhile, it did to both.
pub fn shares(own: &[f64], of: &[f64]) -> Vec<f64> {
    own.iter().zip(of).map(|(own, other)| own / other).collect()
}

/// How many programs wanted a core in the last minute, on average; what else runs makes figures worse and ranges wide.
#[must_use]
pub fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Aim, with_section};

    #[test]
    fn a_missed_aim_is_named_with_its_figures() {
        let aims = [Aim::at_most("bytes", 1200.0, 1284.0), Aim::at_least("times as fast", 20.0, 20.0)];
        let table = Aim::table(&aims);
        assert!(table.contains("| bytes | at most 1,200 | 1,284 | **missed** |"), "{table}");
        assert!(table.contains("| times as fast | at least 20 | 20 | kept |"), "{table}");
        let said = Aim::none_missed(&Aim::missed(&aims)).map_err(|error| error.to_string());
        assert_eq!(said, Err("missed: bytes: at most 1,200, found 1,284".to_owned()));
        assert!(!Aim::at_most("nothing measured", 1.0, f64::NAN).holds());
    }

    #[test]
    fn a_section_takes_its_own_place() {
        assert_eq!(with_section("", "# A\n1\n"), "# A\n1\n");
        assert_eq!(with_section("# A\n\n## a\n\n# B\n2\n", "# A\n3\n"), "# A\n3\n\n# B\n2\n");
        assert_eq!(with_section("# A\n1\n", "# B\n2"), "# A\n1\n\n# B\n2\n");
    }
}
