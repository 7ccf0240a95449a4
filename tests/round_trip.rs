//! A record that was read and written as JSON is the same record.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

mod record;

use fact_check_card::card::Card;
use fact_check_card::record::write::to_json;
use fact_check_card::view::state::{Settings, ViewState};
use fact_check_card::words::Words;
use fact_check_card::{read_record, view};
use record::{Chance, bare, bytes, full, places, values, with, without};
use serde_json::{Value, json};

fn html_of(card: &Card) -> String {
    let settings = Settings { meter: true, ..Settings::default() };
    let state = ViewState::new(card, &settings);
    view::html(card, &state, &settings, &Words::english())
}

/// Asserts that a card's record, written and read again, gives the same card and the same record.
fn comes_back(record: &Value) -> Option<String> {
    let card = read_record(&bytes(record)).card?;
    let written = to_json(card.record());
    let again = read_record(written.as_bytes());
    let Some(card_again) = again.card else { panic!("{:?} in {written}", again.problems) };
    assert_eq!(html_of(&card_again), html_of(&card), "the card of {record} changed");
    assert_eq!(to_json(card_again.record()), written);
    Some(written)
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_clean_record_is_written_as_it_was_sent() {
    for record in [full(), bare()] {
        assert_eq!(parsed(&comes_back(&record).unwrap()), record);
    }
}

#[test]
fn keys_stand_in_the_order_of_the_format() {
    let mut turned = json!({});
    for (key, value) in full().as_object().unwrap().iter().rev() {
        turned[key] = value.clone();
    }
    assert_eq!(comes_back(&turned), comes_back(&full()));
}

#[test]
fn every_good_value_comes_back() {
    for place in places(&full()) {
        for value in values::good(place.holds) {
            let record = with(full(), &place.pointer, value);
            assert!(comes_back(&record).is_some(), "{}", place.pointer);
        }
    }
}

#[test]
fn what_is_left_of_a_faulty_record_comes_back() {
    let mut chance = Chance(3);
    let mut count = 0;
    for _ in 0..600 {
        let mut record = full();
        for _ in 0..=chance.below(4) {
            let places = places(&record);
            let place = chance.of(&places);
            record = match chance.below(4) {
                0 => without(record, &place.pointer),
                1 => values::doubtful(place.holds, &mut chance)
                    .map_or(record.clone(), |value| with(record, &place.pointer, value)),
                _ => {
                    let bad = values::bad(place.holds);
                    with(record, &place.pointer, chance.of(&bad).clone())
                }
            };
        }
        count += usize::from(comes_back(&record).is_some());
    }
    assert!(count > 200, "{count} of them gave a card");
}

#[test]
fn what_could_not_be_shown_is_not_written() {
    let mut record = full();
    record["nonsense"] = json!(1);
    record["claim"]["context"] = json!("a\u{202E}b\nc");
    record["sources"][1]["url"] = json!("javascript:alert(1)");
    record["sources"][2]["id"] = json!("count");
    record["sources"][0]["derivedFrom"] = json!(["gone", "postcard"]);
    let mut expected = full();
    expected["claim"]["context"] = json!("ab c");
    expected["sources"][2].as_object_mut().unwrap().shift_remove("id");
    expected["sources"][0]["derivedFrom"] = json!(["postcard"]);
    assert_eq!(parsed(&comes_back(&record).unwrap()), expected);
}

#[test]
fn written_json_may_stand_in_a_script_element() {
    let text = "</script><!-- <script> ]]> \" \\ \u{2028}";
    let written = comes_back(&with(full(), "/claim/text", json!(text))).unwrap();
    assert!(!written.contains('<'), "{written}");
    let back = parsed(&written);
    assert_eq!(back["claim"]["text"], "</script><!-- <script> ]]> \" \\");
}

#[test]
fn numbers_keep_six_decimals() {
    for (sent, kept) in [
        ("2.5", "2.5"),
        ("1e2", "100"),
        ("-0.000001", "-0.000001"),
        ("0.00000049", "0"),
        ("1000000000", "1000000000"),
    ] {
        let record = full().to_string().replacen("\"value\":2", &format!("\"value\":{sent}"), 1);
        let card = read_record(record.as_bytes()).card.unwrap();
        assert!(to_json(card.record()).contains(&format!("\"rating\":{{\"value\":{kept},")), "{sent}");
    }
}
