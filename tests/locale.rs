//! Dates, plurals and numbers as the command line says them: `locale.txt`, which the browsers are held against.
//! `BLESS=1 cargo test --test locale` writes the file anew; read its difference like code.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that can't go on says so best by stopping")]

use std::fmt::Write as _;
use std::path::Path;

use fact_check_card::value::{Decimal, Lang, PartialDate};
use fact_check_card::words::{Words, plural_category};

/// The languages that the card is made for, and those whose regions write otherwise.
const LANGUAGES: [&str; 23] = [
    "en", "en-GB", "en-US", "es", "pt", "fr", "de", "it", "pl", "tr", "id", "hi", "zh-Hans", "zh-Hant", "ja",
    "ko", "ru", "uk", "ar", "fa", "he", "ur", "pt-PT",
];

/// Every precision; months of every length of name; the first and the last of what a calendar has.
const DATES: [&str; 9] = [
    "2016",
    "2016-10",
    "2024-05",
    "2016-10-20",
    "2024-02-29",
    "1999-12-31",
    "2025-01-01",
    "2024-05-05",
    "1066-10-14",
];

/// Numbers on either side of each rule of these languages.
const NUMBERS: [usize; 16] = [0, 1, 2, 3, 4, 5, 10, 11, 12, 21, 22, 25, 100, 101, 1_000, 1_000_000];

/// Numbers with a fraction, as ratings and percentages have them.
const DECIMALS: [&str; 4] = ["0.5", "-1", "87.25", "1234.125"];

fn table() -> String {
    let words = Words::english();
    let mut table = String::new();
    for tag in LANGUAGES {
        let lang = Lang::parse(tag).unwrap();
        for date in DATES {
            let said = words.date(&PartialDate::parse(date).unwrap(), Some(&lang));
            writeln!(table, "date\t{tag}\t{date}\t{said}").unwrap();
        }
        for number in NUMBERS {
            writeln!(table, "plural\t{tag}\t{number}\t{}", plural_category(&lang, number)).unwrap();
        }
    }
    for words in Words::all() {
        let tag = words.lang().as_str();
        for number in NUMBERS {
            writeln!(table, "number\t{tag}\t{number}\t{}", words.number(number)).unwrap();
        }
        for number in DECIMALS {
            let said = words.decimal(Decimal::parse(number).unwrap());
            writeln!(table, "decimal\t{tag}\t{number}\t{said}").unwrap();
        }
    }
    table
}

#[test]
fn languages_are_written_as_the_file_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/locale.txt");
    let found = table();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    let wrong: Vec<String> = found
        .lines()
        .zip(wanted.lines().chain(std::iter::repeat("(nothing)")))
        .filter(|(found, wanted)| found != wanted)
        .map(|(found, wanted)| format!("expected {wanted}\n   found {found}"))
        .collect();
    assert!(
        wrong.is_empty() && found.lines().count() == wanted.lines().count(),
        "tests/locale.txt:\n{}\nBLESS=1 cargo test --test locale writes it anew",
        wrong.join("\n")
    );
}
