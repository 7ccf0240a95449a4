//! The bar that shows how far the work has got: on a terminal only, and not where what is made is printed.

use std::io::{IsTerminal as _, stderr, stdout};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar, or nothing.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar over so many bytes, or one that only counts. `prints`: standard output gets what is made.
    pub fn new(wanted: bool, prints: bool, size: Option<u64>) -> Self {
        if !wanted || !stderr().is_terminal() || (prints && stdout().is_terminal()) {
            return Self(ProgressBar::hidden());
        }
        let (bar, look) = match size {
            Some(size) => (
                ProgressBar::new(size),
                "{wide_bar} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} {msg}",
            ),
            None => (ProgressBar::new_spinner(), "{spinner} {bytes} {binary_bytes_per_sec} {elapsed} {msg}"),
        };
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// So many bytes more are done.
    pub fn add(&self, bytes: usize) {
        self.0.inc(bytes as u64);
    }

    /// Writes to standard error without drawing into the bar.
    pub fn say(&self, text: &str) {
        self.0.suspend(|| crate::report::say(text));
    }

    /// The work is done.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
