//! Case folders of import: what a source document becomes, reviewed as data. `README.md` beside this file says how to add
//! one. And documents that no folder holds: those at the limits, and any at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

#[path = "import/labels.rs"]
mod labels;
#[path = "import/limits.rs"]
mod limits;
#[path = "import/properties.rs"]
mod properties;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fact_check_card::claimreview::import::{Import, Options, import, import_blocks};
use fact_check_card::claimreview::labels::LabelMap;
use fact_check_card::problem::{Problem, Severity};
use fact_check_card::read_record;

/// What the two files of a case say.
struct Outcome {
    records: String,
    problems: String,
}

/// Imports what stands in a folder; `None` when that needs a feature that is off.
fn imported(folder: &Path) -> Option<Import> {
    let text = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let page = text("page.txt");
    let labels = text("labels.json").map(|map| {
        let (labels, problems) = LabelMap::read(map.as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        labels
    });
    let options =
        Options { page: page.as_deref().map(str::trim), labels: labels.as_ref(), ..Options::default() };
    if let Some(blocks) = text("blocks.json") {
        let blocks: Vec<String> = serde_json::from_str(&blocks).unwrap();
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        return Some(import_blocks(&blocks, &options));
    }
    let Some(page) = text("page.html") else {
        return Some(import(&fs::read(folder.join("document.json")).unwrap(), &options));
    };
    import_page(&page, &options)
}

#[cfg(feature = "html-import")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is no answer")]
fn import_page(page: &str, options: &Options<'_>) -> Option<Import> {
    Some(fact_check_card::claimreview::import::import_html(page.as_bytes(), options))
}

#[cfg(not(feature = "html-import"))]
fn import_page(_: &str, _: &Options<'_>) -> Option<Import> {
    None
}

fn outcome(found: &Import) -> Outcome {
    let mut out = Outcome { records: String::new(), problems: String::new() };
    for problem in &found.problems {
        out.problems.push_str(&listed("document", problem));
    }
    for (number, imported) in (1..).zip(&found.records) {
        writeln!(out.records, "{}", imported.record.trim_end().replace('\n', " ")).unwrap();
        let name = format!("record {number}");
        for problem in &imported.problems {
            out.problems.push_str(&listed(&name, problem));
        }
        let reading = read_record(imported.record.as_bytes());
        for problem in reading.problems.iter().filter(|problem| problem.severity() < Severity::Warning) {
            out.problems.push_str(&listed(&format!("{name}, read"), problem));
        }
    }
    out
}

/// `where: severity code pointer: message`
fn listed(place: &str, problem: &Problem) -> String {
    let mut line = format!("{place}: {} {} ", problem.severity().as_str(), problem.code.as_str());
    for c in problem.to_string().chars() {
        if c.is_control() { write!(line, "{}", c.escape_unicode()).unwrap() } else { line.push(c) }
    }
    line.push('\n');
    line
}

fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(all).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn every_case_gives_the_records_and_the_problems_that_it_says() {
    let bless = env::var_os("BLESS").is_some();
    let mut differences = Vec::new();
    for folder in folders() {
        let Some(found) = imported(&folder) else {
            println!("{}: not tried without the feature html-import", folder.display());
            continue;
        };
        let outcome = outcome(&found);
        for (name, found) in [("records.ndjson", outcome.records), ("problems.txt", outcome.problems)] {
            let file = folder.join(name);
            if bless {
                fs::write(&file, found).unwrap();
            } else if fs::read_to_string(&file).ok().as_ref() != Some(&found) {
                let expected = fs::read_to_string(&file).unwrap_or_default();
                let line = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
                differences.push(format!("{}: {line:?}", file.display()));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "\n{}\nWhere the new text is right: BLESS=1 cargo test --all-features --test import, and read the diff like code.\n",
        differences.join("\n")
    );
}

#[test]
fn places_in_a_document_are_those_of_its_values() {
    let document = br#"{"@graph": [{"a": {}}, {"@type": "ClaimReview", "datePublished": "soon"}]}"#;
    let found = import(document, &Options::default());
    let problem = found.records.iter().flat_map(|imported| &imported.problems).next().unwrap();
    assert_eq!(problem.pointer, "/@graph/1/datePublished");
    let at = usize::try_from(problem.offset.unwrap()).unwrap();
    assert_eq!(document.get(at..at + 6), Some(&br#""soon""#[..]));
}
