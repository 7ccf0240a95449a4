//! Case folders: what a record becomes, reviewed as data. `README.md` beside this file says how to add one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on says so best by stopping")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fact_check_card::problem::{Code, Problem, Severity};
use fact_check_card::view::state::{Settings, ViewState};
use fact_check_card::words::Words;
use fact_check_card::{read_record, view};

/// The folders of `tests/cases`, in order.
fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(all).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// What `card.html` of a record that gives no card says.
const NO_CARD: &str = "<!-- no card -->\n";

/// What reading a record gave: the two files.
struct Outcome {
    card: String,
    problems: String,
}

fn outcome(record: &[u8]) -> Outcome {
    let reading = read_record(record);
    let card = reading.card.map_or(NO_CARD.to_owned(), |card| {
        let settings = Settings { meter: true, ..Settings::default() };
        let state = ViewState::new(&card, &settings);
        printed(&view::html(&card, &state, &settings, &Words::english()))
    });
    Outcome { card, problems: reading.problems.iter().map(listed).collect() }
}

/// `severity code pointer: message`
fn listed(problem: &Problem) -> String {
    let mut line = format!("{} {} ", problem.severity().as_str(), problem.code.as_str());
    // A key may hold a line break, and then its pointer does.
    for c in problem.to_string().chars() {
        if c.is_control() { write!(line, "{}", c.escape_unicode()).unwrap() } else { line.push(c) }
    }
    line.push('\n');
    line
}

/// Written markup, one element a line. Nothing else is changed: without the line breaks and the spaces after them it is
/// what was written, but for a space at the end of a line, which stands as `&#32;`.
fn printed(html: &str) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut depth = 0;
    let mut just_opened = false;
    for tag in html.split('<').skip(1) {
        let tag = format!("<{tag}");
        if tag.starts_with("</") {
            depth -= 1;
            if just_opened {
                lines.last_mut().unwrap().1.push_str(&tag);
            } else {
                lines.push((depth, tag));
            }
            just_opened = false;
        } else {
            let is_void = tag.starts_with("<input");
            lines.push((depth, tag));
            depth += usize::from(!is_void);
            just_opened = !is_void;
        }
    }
    let mut out = String::new();
    for (depth, line) in lines {
        let text = line.strip_suffix(' ').map_or(line.clone(), |line| format!("{line}&#32;"));
        writeln!(out, "{}{text}", "  ".repeat(depth)).unwrap();
    }
    out
}

/// The first line in which two texts differ, with its number.
fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let (mut before, mut after) = (expected.lines(), found.lines());
    for number in 1.. {
        match (before.next(), after.next()) {
            (Some(expected), Some(found)) if expected == found => {}
            (expected, found) => {
                let shown = |line: Option<&str>| line.map_or("the end".to_owned(), str::to_owned);
                return Some(format!(
                    "line {number}\n  expected {}\n  found    {}",
                    shown(expected),
                    shown(found)
                ));
            }
        }
    }
    None
}

#[test]
fn every_case_gives_the_card_and_the_problems_that_it_says() {
    let bless = env::var_os("BLESS").is_some();
    let mut differences = Vec::new();
    for folder in folders() {
        let record =
            fs::read(folder.join("record.json")).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
        let outcome = outcome(&record);
        for (name, found) in [("card.html", outcome.card), ("problems.txt", outcome.problems)] {
            let file = folder.join(name);
            let expected = fs::read_to_string(&file).unwrap_or_default();
            if bless {
                fs::write(&file, found).unwrap();
            } else if let Some(difference) = difference(&expected, &found) {
                differences.push(format!("{}: {difference}", file.display()));
            } else if !file.exists() {
                differences.push(format!("{}: lacks", file.display()));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "\n{}\nWhere the new text is right: BLESS=1 cargo test --test cases, and read the diff like code.\n",
        differences.join("\n")
    );
}

#[test]
fn cases_show_every_code_that_reading_can_give() {
    let seen: BTreeSet<&str> = folders()
        .iter()
        .flat_map(|folder| read_record(&fs::read(folder.join("record.json")).unwrap()).problems)
        .map(|problem| problem.code.as_str())
        .collect();
    // What a fetch, a start, an import or an export reports is no business of a record; a document over 1 MiB is made
    // in `limits.rs` rather than kept.
    let elsewhere = |code: &Code| {
        let by_others = [
            Code::Network,
            Code::Engine,
            Code::TooLarge,
            Code::NotCarried,
            Code::IncompleteMarkup,
            Code::NothingToImport,
            Code::TooManyClaims,
        ];
        by_others.contains(code) || code.severity() == Severity::Repair
    };
    for code in Code::ALL.iter().filter(|code| !elsewhere(code)) {
        assert!(seen.contains(code.as_str()), "no case reports `{}`: add one", code.as_str());
    }
}

#[test]
fn twenty_five_faults_are_reported_each_at_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/twenty-five-faults");
    let reading = read_record(&fs::read(folder.join("record.json")).unwrap());
    assert!(reading.card.is_some(), "none of the faults is fatal");
    let mut found: Vec<(&str, &str)> = reading
        .problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .map(|problem| (problem.pointer.as_str(), problem.code.as_str()))
        .collect();
    found.sort_unstable();
    let mut expected = TWENTY_FIVE;
    expected.sort_unstable();
    assert_eq!(found, expected);
}

/// Where each fault of the case stands, counted from 0 in the lists as they were sent.
const TWENTY_FIVE: [(&str, &str); 25] = [
    ("/changes/0/from/status", "unknown-value"),
    ("/changes/1/text", "missing-field"),
    ("/changes/2/date", "invalid-date"),
    ("/claim/appearances/1/url", "invalid-url"),
    ("/claim/claimants/0/name", "blank-field"),
    ("/claim/claimants/1/kind", "unknown-value"),
    ("/claim/context", "invalid-text"),
    ("/claim/lang", "invalid-language"),
    ("/claim/quotation", "wrong-type"),
    ("/colour", "unknown-key"),
    ("/counterStatements/0/text", "missing-field"),
    ("/counterStatements/1/sources/1", "unknown-source"),
    ("/id", "invalid-id"),
    ("/otherReviews/0/publisher", "missing-field"),
    ("/review/authors/1", "wrong-type"),
    ("/review/memberships/0", "wrong-type"),
    ("/sources/1/date", "invalid-date"),
    ("/sources/2/id", "duplicate-id"),
    ("/sources/3/title", "missing-field"),
    ("/sources/4/derivedFrom", "circular-derivation"),
    ("/sources/5", "wrong-type"),
    ("/sources/6/derivedFrom/2", "unknown-source"),
    ("/verdict/confidence/percent", "invalid-number"),
    ("/verdict/details", "unknown-source"),
    ("/verdict/issues/1", "unknown-value"),
];

#[test]
fn the_gallerys_records_are_sound_unless_they_show_faults() {
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/records");
    let mut count = 0;
    for file in fs::read_dir(records).unwrap().map(|entry| entry.unwrap().path()) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        count += 1;
        let shows_faults = name.starts_with("broken-") || name == "hostile";
        let reading = read_record(&fs::read(&file).unwrap());
        assert_eq!(reading.has(Severity::Error), shows_faults, "{name}: {:?}", reading.problems);
    }
    assert!(count > 40, "{count} records");
}

#[test]
fn printing_only_breaks_lines() {
    let html = "<p class=\"a\">One <b>two</b> </p><input><svg></svg>";
    let printed = printed(html);
    assert_eq!(printed, "<p class=\"a\">One&#32;\n  <b>two</b>&#32;\n</p>\n<input>\n<svg></svg>\n");
}
