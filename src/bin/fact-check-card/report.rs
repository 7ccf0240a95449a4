//! What is told on standard error: problems with their place, in three forms; and the sum of it all.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::ops::Range;

use clap::ColorChoice;
use fact_check_card::problem::{Problem, Severity};
use serde_json::json;

use crate::arguments::{Deny, Format, Reports};
use crate::place::{Last, Places};
use crate::snippet::{self, Spot, visible};
use crate::source::Item;
use crate::task::Made;

/// How problems are told, and which refuse an item.
#[derive(Clone, Copy, Debug)]
pub struct Reporter {
    format: Format,
    styled: bool,
    quiet: bool,
    /// The least grave problem that refuses an item.
    refusing: Severity,
}

impl Reporter {
    /// As the arguments say; `refusing` is the least grave problem that refuses an item if they don't.
    pub fn new(reports: &Reports, refusing: Severity) -> Self {
        let styled = match reports.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
            }
        };
        let denied = match reports.deny {
            Some(Deny::Warnings) => Severity::Warning,
            Some(Deny::Errors) => Severity::Error,
            None => refusing,
        };
        Self { format: reports.format, styled, quiet: reports.quiet, refusing: refusing.max(denied) }
    }

    /// Whether people read what is told.
    pub fn is_human(self) -> bool {
        self.format == Format::Human
    }

    /// Whether only what refuses an item is told.
    pub fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether a problem refuses the item that has it.
    pub fn refuses(self, problem: &Problem) -> bool {
        problem.severity() <= self.refusing
    }

    /// The problems of an item and of what was made of it, as they are told. What is told is counted.
    ///
    /// Of a record that was made, errors are told and warnings are not: those a check has as it was published.
    pub fn tell(
        self,
        item: &Item,
        bytes: &[u8],
        problems: &[Problem],
        made: &[Made],
        sum: &mut Sum,
    ) -> String {
        let of_made = made.iter().flat_map(|made| &made.problems);
        let in_document = problems.iter().chain(of_made).inspect(|problem| sum.count(problem));
        let in_document: Vec<&Problem> =
            in_document.filter(|problem| !self.quiet || self.refuses(problem)).collect();
        let mut out = String::new();
        if !in_document.is_empty() {
            let places = Places::new(bytes);
            let mut last = Last::default();
            for problem in in_document {
                let span = places.span(problem, &mut last);
                let (line, column) = span.as_ref().map_or((1, None), |span| {
                    let (line, column) = places.line_and_column(span.start);
                    (line, Some(column))
                });
                let spot = Spot { file: &item.origin.name, line: item.line + line - 1, column, record: None };
                self.push(&mut out, problem, spot, span.map(|span| (bytes, span)));
            }
        }
        for (made, record) in made.iter().zip(1..) {
            let is_told = |problem: &&Problem| {
                self.refuses(problem) || (!self.quiet && problem.severity() <= Severity::Error)
            };
            for problem in made.judged.iter().filter(is_told) {
                sum.count(problem);
                let spot =
                    Spot { file: &item.origin.name, line: item.line, column: None, record: Some(record) };
                self.push(&mut out, problem, spot, None);
            }
        }
        out
    }

    fn push(
        self,
        out: &mut String,
        problem: &Problem,
        spot: Spot<'_>,
        marked: Option<(&[u8], Range<usize>)>,
    ) {
        out.push_str(&match self.format {
            Format::Human => snippet::problem(problem, spot, marked, self.styled),
            Format::Json => json_line(problem, spot),
            Format::Github => workflow_command(problem, spot),
        });
    }

    /// Why nothing came of an item, when its problems don't say: there was nothing to read, or it lacks what is asked for.
    pub fn tell_refusal(self, item: &Item, code: &str, why: &str) -> String {
        let file = item.origin.name.as_str();
        match self.format {
            Format::Human => snippet::unreadable(file, why, self.styled),
            Format::Json => {
                format!(
                    "{}\n",
                    json!({ "file": file, "line": item.line, "column": null, "pointer": "",
                    "code": code, "severity": "fatal", "message": why })
                )
            }
            Format::Github => {
                format!("::error file={},title={code}::{}\n", property(file), data(why))
            }
        }
    }
}

fn json_line(problem: &Problem, spot: Spot<'_>) -> String {
    let mut line = json!({ "file": spot.file, "line": spot.line, "column": spot.column, "pointer": problem.pointer,
        "code": problem.code.as_str(), "severity": problem.severity().as_str(), "message": problem.message });
    if let (Some(record), Some(line)) = (spot.record, line.as_object_mut()) {
        // The pointer leads into this one of the records that were made.
        line.insert(String::from("record"), record.into());
    }
    format!("{line}\n")
}

/// Source: GitHub, “Workflow commands for GitHub Actions”, setting messages.
fn workflow_command(problem: &Problem, spot: Spot<'_>) -> String {
    let kind = match problem.severity() {
        Severity::Fatal | Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Repair => "notice",
    };
    let mut out = format!("::{kind} file={},line={}", property(spot.file), spot.line);
    if let Some(column) = spot.column {
        // Writing to a String does not fail.
        let _ = write!(out, ",col={column}");
    }
    let _ = writeln!(out, ",title={}::{}", problem.code.as_str(), data(&problem.to_string()));
    out
}

fn data(text: &str) -> String {
    visible(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Writes to standard error. When nobody reads there, there is nobody to tell.
pub fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// How much was read, and what became of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// Documents read.
    pub read: u64,
    /// Those of them that were refused.
    pub refused: u64,
    /// What was made and not refused.
    pub written: u64,
    /// Problems, by severity.
    pub problems: [u64; 4],
}

impl Sum {
    /// Adds a problem.
    pub fn count(&mut self, problem: &Problem) {
        if let Some(count) = self.problems.get_mut(problem.severity() as usize) {
            *count += 1;
        }
    }

    /// Adds another sum.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.refused += other.refused;
        self.written += other.written;
        for (count, more) in self.problems.iter_mut().zip(other.problems) {
            *count += more;
        }
    }

    /// `3 documents, 1 refused: 1 fatal, 2 errors, 4 warnings`
    pub fn sentence(&self) -> String {
        let mut out = format!("{} document{}, {} refused", self.read, plural(self.read), self.refused);
        if self.written > 0 && self.written + self.refused != self.read {
            let _ = write!(out, ", {} written", self.written);
        }
        let [fatal, errors, warnings, repairs] = self.problems;
        let kinds = [
            (fatal, "fatal", ""),
            (errors, "error", plural(errors)),
            (warnings, "warning", plural(warnings)),
            (repairs, "repair", plural(repairs)),
        ];
        let mut separator = ": ";
        for (count, name, ending) in kinds.into_iter().filter(|(count, ..)| *count > 0) {
            let _ = write!(out, "{separator}{count} {name}{ending}");
            separator = ", ";
        }
        out.push('\n');
        out
    }
}

fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}
