//! What came of the tests: a line for each as it ends, and all failures again at the end.

use std::cell::RefCell;
use std::time::Duration;

use anyhow::Result;
use xtask::tools::Browser;

use crate::engine::Look;

/// The outcomes so far.
#[derive(Default)]
pub struct Report {
    lines: RefCell<Vec<(String, Option<String>)>>,
}

impl Report {
    /// Notes and prints how a test ended.
    pub fn add(&self, browser: Browser, look: Look, test: &str, time: Duration, outcome: Result<()>) {
        let title = format!("{:<8} {:<14} {test}", browser.name(), look.name());
        let problem = outcome.err().map(|error| format!("{error:#}"));
        let word = if problem.is_none() { "ok" } else { "FAILED" };
        println!("{title} … {word} ({:.1} s)", time.as_secs_f64());
        self.lines.borrow_mut().push((title, problem));
    }

    /// Says that an engine can't be made to look so; nothing is counted.
    #[expect(clippy::unused_self, reason = "everything that is printed is printed here")]
    pub fn not_possible(&self, browser: Browser, look: Look, tests: usize) {
        println!("{:<8} {:<14} can't be emulated there: {tests} not run", browser.name(), look.name());
    }

    /// How many tests ended.
    pub fn count(&self) -> usize {
        self.lines.borrow().len()
    }

    /// Prints the failures and the sum; says whether there were none.
    pub fn print(&self) -> bool {
        let lines = self.lines.borrow();
        for (title, problem) in lines.iter() {
            if let Some(problem) = problem {
                println!("\n── {title}\n{problem}");
            }
        }
        let failed = lines.iter().filter(|(_, problem)| problem.is_some()).count();
        let word = if failed == 0 { "ok" } else { "FAILED" };
        println!("\ntest result: {word}. {} passed; {failed} failed", lines.len() - failed);
        failed == 0
    }
}
