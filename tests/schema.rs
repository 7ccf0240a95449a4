//! The JSON Schema and the reader accept the same records, and both what `tests/record` has of the format.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

mod record;

use std::path::Path;
use std::{env, fs};

use fact_check_card::problem::{Code, Severity};
use fact_check_card::read_record;
use fact_check_card::record::claim_record_schema;
use jsonschema::Validator;
use record::{
    COUNTER_STATEMENT_TEXT, Chance, Holds, Object, RECORD, bytes, full, places, values, with, without,
};
use serde_json::{Value, json};

/// The reader's answer beside the schema's.
struct Judges(Validator);

impl Judges {
    fn new() -> Self {
        Self(jsonschema::draft202012::new(&claim_record_schema()).unwrap())
    }

    fn schema_accepts(&self, record: &Value) -> bool {
        self.0.is_valid(record)
    }

    /// What is wrong with a record, without what only a reader can know: how its parts go together.
    fn faults(record: &Value) -> Vec<String> {
        let only_readers = |code| {
            matches!(
                code,
                Code::DuplicateId | Code::UnknownSource | Code::CircularDerivation | Code::DuplicateKey
            )
        };
        read_record(&bytes(record))
            .problems
            .iter()
            .filter(|problem| problem.severity() <= Severity::Error && !only_readers(problem.code))
            .map(|problem| format!("{} {problem}", problem.code.as_str()))
            .collect()
    }

    /// Says in which way the two disagree about a record, or both with what is expected.
    fn disagreement(&self, record: &Value, expected: Option<bool>) -> Option<String> {
        let faults = Self::faults(record);
        let (schema, reader) = (self.schema_accepts(record), faults.is_empty());
        let expected = expected.unwrap_or(reader);
        (schema != expected || reader != expected).then(|| {
            format!("schema accepts: {schema}; reader accepts: {reader} {faults:?}; expected: {expected}")
        })
    }
}

/// Fails with the first few of what was found.
fn none_of(found: &[String]) {
    let some: Vec<&str> = found.iter().take(20).map(String::as_str).collect();
    assert!(found.is_empty(), "\n{} disagreements:\n{}\n", found.len(), some.join("\n"));
}

fn committed() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("claim-record.schema.json")
}

#[test]
fn the_committed_schema_is_the_generated_one() {
    let generated = format!("{}\n", serde_json::to_string_pretty(&claim_record_schema()).unwrap());
    if env::var_os("BLESS").is_some() {
        fs::write(committed(), generated).unwrap();
        return;
    }
    let found = fs::read_to_string(committed()).unwrap_or_default();
    assert!(found == generated, "claim-record.schema.json is out of date: BLESS=1 cargo test --test schema");
}

#[test]
fn the_schema_is_one_of_draft_2020_12() {
    let schema = claim_record_schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
        panic!("{error} at {}", error.instance_path());
    }
}

#[test]
fn the_schema_has_the_keys_of_the_format() {
    let schema = claim_record_schema();
    let mut seen = vec!["Date", "Lang", "Slug", "Text", "Url"];
    same_keys(&schema, &RECORD, &mut seen);
    let mut described: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    described.sort_unstable();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(described, seen, "the objects and values of the format");
}

fn same_keys(schema: &Value, object: &'static Object, seen: &mut Vec<&'static str>) {
    seen.push(object.name);
    let described = &schema["$defs"][object.name];
    let keys: Vec<&String> = described["properties"].as_object().unwrap().keys().collect();
    assert_eq!(keys, values::keys_of(object), "{}", object.name);
    let required: Vec<&str> = object.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let described = described.get("required").cloned().unwrap_or(json!([]));
    assert_eq!(described, json!(required), "{}", object.name);
    for key in object.keys {
        match key.holds {
            Holds::Object(inner) | Holds::List(&Holds::Object(inner)) => same_keys(schema, inner, seen),
            _ => {}
        }
    }
}

#[test]
fn the_full_record_uses_every_key_and_is_sound() {
    let reading = read_record(&bytes(&full()));
    assert_eq!(reading.problems, [], "not even a warning");
    assert_eq!(Judges::new().disagreement(&full(), Some(true)), None);
    let used = places(&full());
    all_used(&RECORD, "", &used);
}

fn all_used(object: &'static Object, pointer: &str, used: &[record::Place]) {
    for key in object.keys {
        let pointer = format!("{pointer}/{}", key.name);
        assert!(used.iter().any(|place| place.pointer == pointer), "{pointer} is not in the full record");
        match key.holds {
            Holds::Object(inner) => all_used(inner, &pointer, used),
            Holds::List(Holds::Object(inner)) => all_used(inner, &format!("{pointer}/0"), used),
            _ => {}
        }
    }
}

#[test]
fn what_the_format_allows_at_each_place_is_accepted_by_both() {
    let judges = Judges::new();
    let (mut count, mut found) = (0, Vec::new());
    for place in places(&full()) {
        for value in values::good(place.holds) {
            count += 1;
            let disagreement = judges.disagreement(&with(full(), &place.pointer, value.clone()), Some(true));
            found.extend(disagreement.map(|it| format!("{} = {}: {it}", place.pointer, shown(&value))));
        }
    }
    none_of(&found);
    assert!(count >= 500, "{count} good records");
}

#[test]
fn what_it_forbids_is_refused_by_both() {
    let judges = Judges::new();
    let (mut count, mut found) = (0, Vec::new());
    for place in places(&full()) {
        for value in values::bad(place.holds) {
            count += 1;
            let disagreement = judges.disagreement(&with(full(), &place.pointer, value.clone()), Some(false));
            found.extend(disagreement.map(|it| format!("{} = {}: {it}", place.pointer, shown(&value))));
        }
    }
    none_of(&found);
    assert!(count >= 500, "{count} broken records");
}

fn shown(value: &Value) -> String {
    let mut shown = format!("{value:?}");
    if let Some((cut, _)) = shown.char_indices().nth(100) {
        shown.truncate(cut);
    }
    shown
}

#[test]
fn each_key_may_lack_unless_it_is_required() {
    let judges = Judges::new();
    let mut found = Vec::new();
    for place in places(&full()) {
        let may_lack = !place.required && place.pointer != COUNTER_STATEMENT_TEXT;
        let disagreement = judges.disagreement(&without(full(), &place.pointer), Some(may_lack));
        found.extend(disagreement.map(|it| format!("without {}: {it}", place.pointer)));
    }
    let silent =
        with(without(full(), COUNTER_STATEMENT_TEXT), "/counterStatements/0/kind", json!("no-reply"));
    found.extend(judges.disagreement(&silent, Some(true)).map(|it| format!("no reply: {it}")));
    none_of(&found);
}

#[test]
fn no_object_takes_a_key_that_it_does_not_have() {
    let judges = Judges::new();
    let mut found = Vec::new();
    let whole = record::Place { pointer: String::new(), holds: Holds::Object(&RECORD), required: true };
    for place in places(&full()).into_iter().chain([whole]) {
        let Holds::Object(object) = place.holds else { continue };
        for key in ["nonsense", "", "Title", "text ", "@type", "a/b", "a~b", "__proto__", "$schema"] {
            let mut record = full();
            record.pointer_mut(&place.pointer).unwrap()[key] = json!("a");
            let disagreement = judges.disagreement(&record, Some(false));
            found.extend(disagreement.map(|it| format!("{} with {key:?}: {it}", object.name)));
        }
    }
    none_of(&found);
}

#[test]
fn two_thousand_sources_and_no_more() {
    let judges = Judges::new();
    let sources = |count: usize| {
        let sources: Vec<Value> =
            (0..count).map(|i| json!({ "id": format!("s{i}"), "title": "T" })).collect();
        with(full(), "/sources", json!(sources))
    };
    assert_eq!(judges.disagreement(&sources(2_000), Some(true)), None);
    assert_eq!(judges.disagreement(&sources(2_001), Some(false)), None);
}

#[test]
fn neither_accepts_what_is_no_object() {
    let judges = Judges::new();
    for value in [json!(null), json!(true), json!(1), json!("a"), json!([]), json!([full()]), json!({})] {
        assert_eq!(judges.disagreement(&value, Some(false)), None, "{value}");
    }
}

/// Several places changed at once, for good or ill, and values of which only the two grammars can tell.
#[test]
fn both_agree_on_records_made_by_chance() {
    let judges = Judges::new();
    let mut chance = Chance(1);
    let (mut good, mut broken, mut found) = (0, 0, Vec::new());
    for _ in 0..3_000 {
        let mut record = full();
        let mut changes = Vec::new();
        for _ in 0..=chance.below(3) {
            let places = places(&record);
            if places.is_empty() {
                break;
            }
            let place = chance.of(&places);
            let value = match chance.below(8) {
                0 => Some(chance.of(&values::bad(place.holds)).clone()),
                1..=3 => values::doubtful(place.holds, &mut chance),
                4 => None,
                _ => Some(values::good(place.holds))
                    .filter(|it| !it.is_empty())
                    .map(|it| chance.of(&it).clone()),
            };
            changes.push(format!("{} = {}", place.pointer, value.as_ref().map_or("nothing".into(), shown)));
            record = match value {
                Some(value) => with(record, &place.pointer, value),
                None => without(record, &place.pointer),
            };
        }
        *(if judges.schema_accepts(&record) { &mut good } else { &mut broken }) += 1;
        found.extend(judges.disagreement(&record, None).map(|it| format!("{changes:?}: {it}")));
    }
    none_of(&found);
    assert!(good >= 500 && broken >= 500, "{good} good and {broken} broken records");
}

/// The grammars of addresses, dates, languages and names stand twice: as a regular expression and as code.
#[test]
fn both_agree_on_every_grammar() {
    let judges = Judges::new();
    let mut chance = Chance(2);
    let mut found = Vec::new();
    for pointer in ["/claim/lang", "/claim/date", "/review/url", "/id", "/claim/context", "/verdict/status"] {
        let holds = places(&full()).into_iter().find(|place| place.pointer == pointer).unwrap().holds;
        for _ in 0..1_500 {
            let Some(value) = values::doubtful(holds, &mut chance) else { continue };
            let disagreement = judges.disagreement(&with(full(), pointer, value.clone()), None);
            found.extend(disagreement.map(|it| format!("{pointer} = {}: {it}", shown(&value))));
        }
    }
    none_of(&found);
}

/// The reader keeps six decimals and judges a number by what it keeps; the schema judges all of them. Nobody is misled
/// by a ten-millionth, so the two may differ here.
#[test]
fn numbers_are_read_to_six_decimals() {
    let judges = Judges::new();
    let record = with(full(), "/verdict/confidence/percent", json!(100.000_000_1));
    assert!(!judges.schema_accepts(&record));
    assert_eq!(Judges::faults(&record), <[String; 0]>::default());
    let record = with(full(), "/verdict/confidence/percent", json!(100.000_001));
    assert_eq!(judges.disagreement(&record, Some(false)), None);
}
