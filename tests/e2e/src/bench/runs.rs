//! What was measured so far: kept in a file, so that a run that was broken off can go on.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use xtask::bench;
use xtask::files::{read_text, root, target, write};

/// What was measured several times.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample(pub(super) Vec<f64>);

impl Sample {
    pub(super) fn median(&self) -> f64 {
        bench::median(&self.0)
    }

    /// The least and the most.
    pub(super) fn range(&self) -> (f64, f64) {
        bench::range(&self.0)
    }

    /// What this was of another in each round.
    pub(super) fn of(&self, other: &Self) -> Self {
        Self(bench::shares(&self.0, &other.0))
    }

    pub(super) fn shown(&self) -> String {
        if self.0.is_empty() {
            return "– | –".to_owned();
        }
        let (least, most) = self.range();
        format!("{:.0} | {least:.0}–{most:.0}", self.median())
    }
}

/// The samples of a run, by figure and runner.
pub(super) struct Runs {
    file: PathBuf,
    known: BTreeMap<String, Vec<f64>>,
    quick: bool,
}

impl Runs {
    /// Begins anew, or goes on with what is there. A quick run measures everything, but seldom.
    pub(super) fn open(resume: bool, quick: bool) -> Result<Self> {
        let file = target().join(if quick { "bench/quick.json" } else { "bench/run.json" });
        let known = if resume && fs::exists(&file)? {
            serde_json::from_str(&read_text(&file)?)?
        } else {
            BTreeMap::new()
        };
        Ok(Self { file, known, quick })
    }

    /// How often to measure what a whole run measures so often.
    pub(super) fn rounds(&self, whole: usize) -> usize {
        if self.quick { whole.min(2) } else { whole }
    }

    /// How many cards to take where a whole run takes so many.
    pub(super) fn cards(&self, whole: u32) -> u32 {
        if self.quick { whole.min(100) } else { whole }
    }

    /// Shows a section of the results, and keeps it if the run is a whole one.
    pub(super) fn put(&self, section: &str) -> Result<()> {
        println!("{section}");
        if self.quick { Ok(()) } else { bench::put(section) }
    }

    /// Where a plot belongs: not among the results if the run is a quick one.
    pub(super) fn plots(&self) -> PathBuf {
        if self.quick { target().join("bench/plots") } else { root().join("bench/plots") }
    }

    /// Lets go of what was measured.
    pub(super) fn forget(&mut self, figure: &str, runner: &str) {
        self.known.remove(&key(figure, runner));
    }

    /// How often a figure of a runner was measured.
    pub(super) fn count(&self, figure: &str, runner: &str) -> usize {
        self.known.get(&key(figure, runner)).map_or(0, Vec::len)
    }

    /// Adds what was measured; it is safe at once.
    pub(super) fn add(&mut self, figure: &str, runner: &str, value: f64) -> Result<()> {
        self.known.entry(key(figure, runner)).or_default().push(value);
        write(&self.file, serde_json::to_string(&self.known)?.as_bytes())
    }

    pub(super) fn sample(&self, figure: &str, runner: &str) -> Sample {
        Sample(self.known.get(&key(figure, runner)).cloned().unwrap_or_default())
    }
}

fn key(figure: &str, runner: &str) -> String {
    format!("{figure} of {runner}")
}

#[cfg(test)]
mod tests {
    //! What is said of measurements.
    use super::Sample;

    #[test]
    fn a_sample_has_a_middle_and_ends() {
        let sample = Sample(vec![3.0, 1.0, 9.0]);
        assert_eq!((sample.median().to_string(), sample.shown().as_str()), ("3".into(), "3 | 1–9"));
    }

    #[test]
    fn a_share_is_that_of_the_same_round() {
        // The machine was busy in the second round: the medians, 4 and 5, say nothing of it.
        let (own, other) = (Sample(vec![4.0, 40.0, 3.0]), Sample(vec![5.0, 50.0, 4.0]));
        assert_eq!(own.of(&other).0, [0.8, 0.8, 0.75]);
    }
}
