//! Documents at and beyond the limits, cut short, misencoded, or made to cost as much as they can.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

mod record;

use fact_check_card::json::MAX_BYTES;
use fact_check_card::normalize::Reading;
use fact_check_card::problem::Code;
use fact_check_card::view::state::{Settings, ViewState};
use fact_check_card::words::Words;
use fact_check_card::{read_record, view};
use record::{bytes, full, with};
use serde_json::{Value, json};

/// The codes of a reading's problems.
fn codes(reading: &Reading) -> Vec<Code> {
    reading.problems.iter().map(|problem| problem.code).collect()
}

/// Asserts that a document gives no card, for one reason.
fn refused(document: &[u8], code: Code) {
    let reading = read_record(document);
    assert!(reading.card.is_none());
    assert_eq!(codes(&reading), [code]);
}

fn shown(reading: &Reading) -> String {
    let card = reading.card.as_ref().unwrap_or_else(|| panic!("{:?}", reading.problems));
    let settings = Settings::default();
    let state = ViewState::new(card, &settings);
    view::html(card, &state, &settings, &Words::english())
}

/// A sound record, padded with white space to a length.
fn padded(length: usize) -> Vec<u8> {
    let mut document = bytes(&full());
    document.resize(length, b' ');
    document
}

#[test]
fn a_document_may_have_a_mebibyte_and_no_more() {
    assert_eq!(codes(&read_record(&padded(MAX_BYTES))), []);
    refused(&padded(MAX_BYTES + 1), Code::TooLarge);
    refused(&padded(2 * MAX_BYTES), Code::TooLarge);
    refused(&vec![0; 2 * MAX_BYTES], Code::TooLarge);
}

#[test]
fn a_text_may_have_twenty_thousand_characters_and_no_more() {
    for character in ["a", "é", "漢", "😀"] {
        let context = |count| bytes(&with(full(), "/claim/context", character.repeat(count).into()));
        assert_eq!(codes(&read_record(&context(20_000))), []);
        refused(&context(20_001), Code::TextTooLong);
    }
}

#[test]
fn a_record_may_have_two_thousand_sources_and_no_more() {
    let sources = |count| {
        let source = |i| json!({ "id": format!("s{i}"), "title": "T", "primary": true });
        let sources: Vec<Value> = (0..count).map(source).collect();
        bytes(&json!({ "version": 1, "lang": "en", "claim": { "text": "A.", "date": "2024" },
            "verdict": { "status": "true" }, "sources": sources }))
    };
    let reading = read_record(&sources(2_000));
    assert_eq!(codes(&reading), []);
    assert!(shown(&reading).contains("id=\"source-2000\""));
    refused(&sources(2_001), Code::TooManySources);
    let many = format!("{{\"claim\":0,\"sources\":[{}0]}}", "0,".repeat(99_999));
    refused(many.as_bytes(), Code::TooManySources);
}

#[test]
fn values_may_be_nested_sixty_four_deep_and_no_deeper() {
    let nested = |depth: usize| {
        // The record itself is the first level.
        let inside = depth - 1;
        let deep = format!("{}{}", "[".repeat(inside), "]".repeat(inside));
        let record = with(full(), "/id", json!("@")).to_string().replace("\"@\"", &deep);
        read_record(record.as_bytes())
    };
    assert_eq!(codes(&nested(64)), [Code::WrongType]);
    let reading = nested(65);
    assert!(reading.card.is_none());
    assert_eq!(codes(&reading), [Code::TooDeep]);
    for opening in ["[", "{\"a\":", "[{\"a\":"] {
        refused(opening.repeat(100_000).as_bytes(), Code::TooDeep);
    }
}

#[test]
fn a_hundred_and_seventy_thousand_unknown_keys_are_reported_one_by_one() {
    let keys = "\"\":0,".repeat(170_000);
    let record = full().to_string().replacen('{', &format!("{{{keys}"), 1);
    assert!(record.len() < MAX_BYTES);
    let reading = read_record(record.as_bytes());
    assert!(reading.card.is_some());
    assert_eq!(reading.problems.len(), 170_000);
    assert!(reading.problems.iter().all(|problem| problem.code == Code::UnknownKey));
}

#[test]
fn a_record_that_breaks_off_is_no_json_wherever_it_does() {
    let document = bytes(&with(full(), "/claim/context", json!("Ünïcödé 😀 \u{0007}\\ \" عربي")));
    for length in 0..document.len() {
        let reading = read_record(&document[..length]);
        assert!(reading.card.is_none(), "cut at {length}");
        let code =
            if std::str::from_utf8(&document[..length]).is_ok() { Code::NotJson } else { Code::NotUtf8 };
        assert_eq!(codes(&reading), [code], "cut at {length}");
        let offset = reading.problems.first().and_then(|problem| problem.offset).unwrap();
        assert!(offset as usize <= length, "cut at {length}, blamed at {offset}");
    }
}

#[test]
fn a_fault_of_json_is_blamed_on_the_line_that_it_stands_in() {
    let line = |document: &str| {
        let reading = read_record(document.as_bytes());
        assert_eq!(codes(&reading), [Code::NotJson], "{document}");
        let message = reading.problems.into_iter().next().unwrap().message.into_owned();
        let (_, after) = message.split_once(" at line ").unwrap_or_else(|| panic!("{message}"));
        let (line, found) = after.split_once(", found ").unwrap();
        (line.parse::<u32>().unwrap(), found.to_owned())
    };
    assert_eq!(line("{\n  \"a\": 1,\n}\n\n"), (3, "\"}\"".to_owned()));
    assert_eq!(line("{\n  \"a\": 1\n  \"b\": 2\n}"), (3, "\"\\\"b\\\": 2\"".to_owned()));
    assert_eq!(line("{\"a\": tru}\n\n"), (1, "\"tru}\"".to_owned()));
    assert_eq!(line("{\"a\": \"\\q\"}\n\n").0, 1);
    assert_eq!(line("{\"a\": \"\\é\"}\n\n").0, 1, "not at the end, for want of a whole character");
    assert_eq!(line("{\"a\": \"\\u12é4\"}\n\n").0, 1);
    assert_eq!(line("{\"a\": \"b\nc\"}\n\n").0, 1, "a line break in a text ends the line that it stands in");
    assert_eq!(line("\n{\"a\": 1}\n{\"b\": 2}\n").0, 3);
    assert_eq!(line("{\"a\": 1"), (1, "the end of the text".to_owned()));
}

#[test]
fn other_encodings_are_named_or_refused() {
    let text = bytes(&with(full(), "/claim/text", json!("Über den Fluß.")));
    let text = std::str::from_utf8(&text).unwrap();
    let units = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let marked = |mark: &[u8], rest: Vec<u8>| -> Vec<u8> { mark.iter().copied().chain(rest).collect() };
    for document in
        [marked(&[0xFF, 0xFE], units(u16::to_le_bytes)), marked(&[0xFE, 0xFF], units(u16::to_be_bytes))]
    {
        let reading = read_record(&document);
        assert_eq!(codes(&reading), [Code::NotUtf8]);
        assert!(reading.problems.iter().all(|problem| problem.message.contains("UTF-16")));
    }
    for document in [units(u16::to_le_bytes), units(u16::to_be_bytes)] {
        assert!(read_record(&document).card.is_none());
    }
    let latin_1: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let reading = read_record(&latin_1);
    assert_eq!(codes(&reading), [Code::NotUtf8]);
    let blamed = reading.problems.first().and_then(|problem| problem.offset).unwrap() as usize;
    assert_eq!(latin_1[blamed], 0xDC, "the first byte that is no UTF-8");
    let with_mark = marked("\u{FEFF}".as_bytes(), text.as_bytes().to_vec());
    assert_eq!(codes(&read_record(&with_mark)), []);
}

/// Each name of a source may stand in thousands of references; a card of gigabytes must not come of a mebibyte.
#[test]
fn what_is_written_stays_in_proportion_to_what_was_read() {
    let long = "長".repeat(20_000);
    let references = vec!["s"; 200_000];
    let answers = vec![json!({ "speaker": { "name": "A" }, "text": "B", "sources": ["s"] }); 12_000];
    let base = json!({ "version": 1, "lang": "en", "claim": { "text": "A." }, "verdict": { "status": "true" },
        "sources": [{ "id": "s", "title": long, "publisher": long }, { "id": "t", "title": "T" }] });
    let mut derived = base.clone();
    derived["sources"][1]["derivedFrom"] = json!(references);
    let mut answered = base.clone();
    answered["counterStatements"] = json!(answers);
    let mut passed_over = base.clone();
    let bad: Vec<Value> = vec![json!(0); 250_000].into_iter().chain(vec![json!("s"); 100_000]).collect();
    passed_over["sources"][1]["derivedFrom"] = json!(bad);
    let mut cited = base;
    cited["verdict"]["explanation"] = json!("[^s]".repeat(5_000));
    cited["verdict"]["details"] = json!("[^s]".repeat(5_000));
    for record in [derived, answered, passed_over, cited] {
        let document = bytes(&record);
        assert!(document.len() <= MAX_BYTES);
        let written = shown(&read_record(&document)).len();
        assert!(written <= 32 * MAX_BYTES, "{written} bytes were written of {}", document.len());
    }
}

/// Loops, chains and fans of sources, as many as there may be: found without exhausting the stack.
#[test]
fn sources_may_repeat_each_other_in_any_way() {
    type Repeats = fn(usize) -> Vec<usize>;
    let shapes: [(Repeats, usize); 4] = [
        (|i| (i > 0).then(|| i - 1).into_iter().collect(), 0),
        (|i| vec![(i + 1) % 2_000], 1),
        (|i| vec![i ^ 1], 1_000),
        (|i| vec![i], 2_000),
    ];
    for (repeats, loops) in shapes {
        let source = |i| {
            let repeated: Vec<String> = repeats(i).into_iter().map(|other| format!("s{other}")).collect();
            json!({ "id": format!("s{i}"), "title": "T", "primary": true, "derivedFrom": repeated })
        };
        let sources: Vec<Value> = (0..2_000).map(source).collect();
        let reading = read_record(&bytes(&with(full(), "/sources", json!(sources))));
        let found = codes(&reading).into_iter().filter(|code| *code == Code::CircularDerivation).count();
        assert_eq!(found, loops);
        assert!(reading.card.is_some());
    }
}
