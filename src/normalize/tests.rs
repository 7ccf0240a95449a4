//! What is judged of the whole, and how faults are reported.

use super::*;

/// Reads a record that is sound but for what is put in: keys of the verdict, of the record.
fn read(verdict: &str, record: &str) -> Reading {
    read_record(sent(verdict, record).as_bytes())
}

fn sent(verdict: &str, record: &str) -> String {
    format!(
        r#"{{ "version": 1, "lang": "en", "claim": {{ "text": "It hums.", "date": "2024" }}, "verdict": {{ {verdict} }}, {record} }}"#
    )
}

/// Two sources of which one is primary: nothing is amiss.
const SOURCES: &str =
    r#""sources": [{ "id": "a", "title": "A", "primary": true }, { "id": "b", "title": "B" }]"#;

const STATUS: &str = r#""status": "true""#;

/// The problems, each as `code pointer`.
fn found(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(|problem| format!("{} {}", problem.code.as_str(), problem.pointer)).collect()
}

#[test]
fn a_sound_record_has_no_problems() {
    let reading = read(STATUS, SOURCES);
    assert_eq!(found(&reading), <[String; 0]>::default());
    assert!(reading.card.is_some() && !reading.has(Severity::Repair));
}

#[test]
fn a_problem_points_into_the_text() {
    let record = r#"{ "version": 1, "lang": "e_n", "odd": 0, "claim": { "text": "Hüm \u202e", "date": "soon" },
        "verdict": { "status": "meh", "status": "true", "rating": {} }, "sources": ["no", { "id": "a", "title": 7 }] }"#;
    let reading = read_record(record.as_bytes());
    let places: Vec<(&str, Option<&str>)> = reading
        .problems
        .iter()
        .map(|problem| {
            let text = problem.offset.map(|at| &record[at as usize..]);
            (
                problem.code.as_str(),
                text.map(|text| text.split([',', '}', ']', ':']).next().unwrap_or(text).trim_end()),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("invalid-language", Some("\"e_n\"")),
            ("unknown-key", Some("\"odd\"")),
            ("invalid-text", Some("\"Hüm \\u202e\"")),
            ("invalid-date", Some("\"soon\"")),
            ("unknown-value", Some("\"meh\"")),
            ("duplicate-key", Some("\"status\"")),
            ("missing-field", Some("{")),
            ("wrong-type", Some("\"no\"")),
            ("wrong-type", Some("7")),
            ("single-source", None),
            ("no-primary-source", None),
            ("undated-claim", None),
        ]
    );
}

#[test]
fn a_byte_order_mark_shifts_no_place() {
    let record = sent(STATUS, r#""odd": 0, "sources": []"#);
    let place = |document: &str| read_record(document.as_bytes()).problems.first().and_then(|it| it.offset);
    let plain = place(&record);
    assert!(plain.is_some());
    assert_eq!(place(&format!("\u{FEFF}{record}")), plain.map(|at| at + 3));
}

#[test]
fn graver_problems_count_as_lighter_ones() {
    let fatal = read_record(b"7");
    assert!(fatal.has(Severity::Fatal) && fatal.has(Severity::Error) && fatal.has(Severity::Warning));
    let warned = read(STATUS, r#""sources": []"#);
    assert!(warned.has(Severity::Warning) && !warned.has(Severity::Error));
}

#[test]
fn a_status_or_a_label_makes_a_verdict() {
    let of = |verdict| found(&read(verdict, SOURCES));
    assert_eq!(of(r#""label": "Hm""#), ["missing-field /verdict/status"]);
    assert_eq!(of(r#""status": 7, "label": "Hm""#), ["wrong-type /verdict/status"]);
    assert_eq!(of(r#""status": "meh""#), ["unknown-value /verdict/status"]);
    assert_eq!(of(""), ["no-verdict /verdict/status"]);
    assert_eq!(of(r#""status": null"#), ["no-verdict /verdict/status"]);
    assert_eq!(of(r#""label": " ""#), ["blank-field /verdict/label", "no-verdict /verdict/status"]);
}

#[test]
fn a_claim_without_text_is_none() {
    let of = |claim: &str| {
        let record = format!(
            r#"{{ "version": 1, "lang": "en", "claim": {claim}, "verdict": {{ "status": "true" }} }}"#
        );
        found(&read_record(record.as_bytes()))
    };
    assert_eq!(of("{}"), ["no-claim /claim/text"]);
    assert_eq!(of(r#"{ "text": " " }"#), ["no-claim /claim/text"]);
    assert_eq!(of(r#"{ "text": 7 }"#), ["no-claim /claim/text"]);
    assert_eq!(of("\"It hums.\""), ["no-claim /claim"]);
    assert_eq!(of("null"), ["no-claim /claim"]);
}

#[test]
fn a_fatal_problem_hides_no_other_and_no_gap_is_told_without_a_card() {
    let reading = read("", r#""id": "a b", "odd": 0, "sources": [{ "id": "a", "title": " " }]"#);
    assert!(reading.card.is_none());
    assert_eq!(
        found(&reading),
        ["no-verdict /verdict/status", "invalid-id /id", "unknown-key /odd", "blank-field /sources/0/title"]
    );
}

#[test]
fn what_the_format_requires_and_a_card_can_do_without_is_no_fatal_lack() {
    let reading = read_record(
        br#"{ "claim": { "text": "It hums.", "date": "2024" }, "verdict": { "status": "true" } }"#,
    );
    assert_eq!(found(&reading), ["missing-field /version", "missing-field /lang", "no-sources /sources"]);
    assert!(reading.card.is_some());
}

#[test]
fn one_as_a_number_is_the_version_however_it_is_written() {
    for (version, is_it) in [
        ("1", true),
        ("1.0", true),
        ("10e-1", true),
        ("\"1\"", false),
        ("2", false),
        ("0", false),
        ("null", false),
    ] {
        let reading = read_record(
            sent(STATUS, SOURCES).replace("\"version\": 1", &format!("\"version\": {version}")).as_bytes(),
        );
        assert_eq!(reading.card.is_some(), is_it, "{version}");
        assert_eq!(reading.has(Severity::Fatal), !is_it, "{version}");
    }
}

#[test]
fn pointers_name_the_place_as_sent() {
    let reading = read(
        STATUS,
        r#""sources": [0, { "id": "a", "title": "A", "primary": true, "derivedFrom": [0, "x", 0, "b", "y"] }, 0,
            { "id": "b", "title": "B", "derivedFrom": [0, "c"] }, { "id": "c", "title": "C", "derivedFrom": ["b"] }, { "id": "a", "title": "D" }],
           "counterStatements": [0, { "speaker": { "name": "S" }, "text": "T", "sources": [0, 0, "z", "a"] }]"#,
    );
    assert_eq!(
        found(&reading),
        [
            "wrong-type /sources/0",
            "wrong-type /sources/1/derivedFrom/0",
            "wrong-type /sources/1/derivedFrom/2",
            "wrong-type /sources/2",
            "wrong-type /sources/3/derivedFrom/0",
            "wrong-type /counterStatements/0",
            "wrong-type /counterStatements/1/sources/0",
            "wrong-type /counterStatements/1/sources/1",
            "duplicate-id /sources/5/id",
            "unknown-source /sources/1/derivedFrom/1",
            "unknown-source /sources/1/derivedFrom/4",
            "unknown-source /counterStatements/1/sources/2",
            "circular-derivation /sources/3/derivedFrom",
        ]
    );
}

#[test]
fn keys_are_escaped_in_pointers() {
    let reading = read(STATUS, &format!(r#"{SOURCES}, "a/b~c": 0, "": 0"#));
    assert_eq!(found(&reading), ["unknown-key /a~1b~0c", "unknown-key /"]);
}

#[test]
fn only_the_first_source_keeps_an_id() {
    let reading = read(
        r#""status": "true", "explanation": "See.[^a]""#,
        r#""sources": [{ "id": "a", "title": "A", "primary": true }, { "id": "a", "title": "B" }]"#,
    );
    assert_eq!(found(&reading), ["duplicate-id /sources/1/id"]);
    let card = reading.card.unwrap_or_else(|| panic!("a card"));
    assert_eq!(card.citations.places, [0]);
    let ids: Vec<_> = card.record().sources().map(|source| source.id().is_some()).collect();
    assert_eq!(ids, [true, false]);
}

#[test]
fn a_source_that_is_named_twice_in_one_place_is_named_once() {
    let reading = read(
        STATUS,
        r#""sources": [{ "id": "a", "title": "A", "primary": true }, { "id": "b", "title": "B", "derivedFrom": ["a", "a", "x", "a"] }, { "id": "c", "title": "C" }]"#,
    );
    assert_eq!(found(&reading), ["unknown-source /sources/1/derivedFrom/2"]);
    let card = reading.card.unwrap_or_else(|| panic!("a card"));
    let derived = card.record().sources().nth(1).map(|source| source.derived_from().len());
    assert_eq!(derived, Some(1));
}

#[test]
fn citations_are_looked_up_in_explanation_and_details() {
    let reading = read(
        r#""status": "true", "explanation": "A[^b] b[^x]", "details": "C[^a][^y]\n\nD[^b] [^not one] [^]""#,
        SOURCES,
    );
    assert_eq!(found(&reading), ["unknown-source /verdict/explanation", "unknown-source /verdict/details"]);
    let card = reading.card.unwrap_or_else(|| panic!("a card"));
    assert_eq!((card.citations.places.as_slice(), card.citations.in_explanation), ([1, 0, 1].as_slice(), 1));
}

#[test]
fn each_gap_is_told() {
    let of = |record: &str| found(&read(STATUS, record));
    let source = |more: &str| format!(r#"{{ "id": "a{}", "title": "A" {more} }}"#, more.len());
    let primary = r#", "primary": true"#;
    let one = format!(r#""sources": [{}]"#, source(primary));
    assert_eq!(of(&one), ["single-source /sources"]);
    let none_primary = format!(r#""sources": [{}, {}]"#, source(""), source(r#", "primary": false"#));
    assert_eq!(of(&none_primary), ["no-primary-source /sources"]);
    let one_origin =
        format!(r#""sources": [{}, {}]"#, source(primary), source(r#", "derivedFrom": ["a17"]"#));
    assert_eq!(of(&one_origin), ["single-origin /sources"]);
    assert_eq!(of(r#""sources": []"#), ["no-sources /sources"]);
}

#[test]
fn whoever_made_the_claim_or_speaks_for_them_may_answer() {
    let of = |answers: &str| {
        let record = sent(STATUS, &format!(r#"{SOURCES}, "counterStatements": [{answers}]"#));
        let claimants = r#""date": "2024", "claimants": [{ "name": "Tilda Wren" }, { "name": "Quay Club" }]"#;
        found(&read_record(record.replace(r#""date": "2024""#, claimants).as_bytes()))
    };
    assert_eq!(of(""), ["no-reply /counterStatements"]);
    assert_eq!(
        of(r#"{ "speaker": { "name": "Someone else" }, "text": "No." }"#),
        ["no-reply /counterStatements"]
    );
    for answer in [
        r#"{ "speaker": { "name": "Tilda Wren" }, "text": "No." }"#,
        r#"{ "speaker": { "name": "Tilda Wren" }, "kind": "no-reply" }"#,
        r#"{ "speaker": { "name": "A speaker", "affiliation": "Quay Club" }, "text": "No." }"#,
    ] {
        assert_eq!(of(answer), <[String; 0]>::default(), "{answer}");
    }
}
