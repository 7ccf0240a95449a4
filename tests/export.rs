//! What is exported is `ClaimReview` as Google documents it, and nothing is lost in silence.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

mod record;

use fact_check_card::card::Card;
use fact_check_card::claimreview::{claim_review, not_carried};
use fact_check_card::read_record;
use fact_check_card::words::Words;
use record::{bytes, full, places, values, with};
use serde_json::{Value, json};

fn exported(card: &Card) -> Value {
    serde_json::from_str(&claim_review(card, &Words::english())).unwrap()
}

fn card(record: &Value) -> Option<Card> {
    read_record(&bytes(record)).card
}

/// What is against Google's "Fact Check (ClaimReview) structured data".
fn against_the_rules(review: &Value) -> Option<&'static str> {
    let named = |node: &Value| node["name"].is_string();
    let rating = &review["reviewRating"];
    let numbers: Vec<f64> =
        ["worstRating", "ratingValue", "bestRating"].iter().filter_map(|key| rating[key].as_f64()).collect();
    let claimants = match &review["itemReviewed"]["author"] {
        Value::Null => vec![],
        Value::Array(several) => several.iter().collect(),
        one => vec![one],
    };
    match () {
        () if review["@type"] != "ClaimReview" => Some("not a ClaimReview"),
        () if !review["claimReviewed"].is_string() => Some("no claim"),
        () if !rating["alternateName"].is_string() => Some("no name of the rating"),
        () if !(numbers.is_empty() || numbers.len() == 3) => Some("half a scale"),
        () if numbers.first().is_some_and(|worst| *worst < 1.0) => Some("a scale that begins below 1"),
        () if !numbers.is_sorted() || numbers.first().is_some_and(|worst| Some(worst) == numbers.last()) => {
            Some("a scale that does not run upwards, or a value that is not on it")
        }
        () if review.get("author").is_some_and(|author| !named(author)) => Some("an author without a name"),
        () if !claimants.into_iter().all(named) => Some("a claimant without a name"),
        () => None,
    }
}

#[test]
fn every_good_record_gives_markup_by_the_rules() {
    for place in places(&full()) {
        for value in values::good(place.holds) {
            let record = with(full(), &place.pointer, value);
            let Some(card) = card(&record) else { continue };
            assert_eq!(against_the_rules(&exported(&card)), None, "{} in {record}", place.pointer);
        }
    }
}

#[test]
fn a_number_is_written_only_on_a_scale_that_google_reads() {
    let numbers = |value: i32, best: Value, worst: Value| {
        let rating = json!({ "value": value, "best": best, "worst": worst });
        let card = card(&with(full(), "/verdict/rating", rating)).unwrap();
        let listed = not_carried(&card).iter().any(|problem| problem.pointer == "/verdict/rating");
        let written = exported(&card)["reviewRating"]["ratingValue"].is_number();
        assert_ne!(listed, written);
        written
    };
    assert!(numbers(2, json!(5), json!(1)));
    assert!(!numbers(2, json!(1), json!(5)), "it runs backwards");
    assert!(!numbers(2, json!(5), json!(0)), "it begins at 0");
    assert!(!numbers(6, json!(5), json!(1)), "the value is not on it");
    assert!(!numbers(-1, json!(-1), json!(-1)), "it has one place");
}

#[test]
fn every_text_is_in_the_markup_or_listed() {
    let record = full();
    let card = card(&record).unwrap();
    let written = claim_review(&card, &Words::english());
    let listed: Vec<String> = not_carried(&card).into_iter().map(|problem| problem.pointer).collect();
    let mut looked = 0;
    for place in places(&record) {
        let Some(Value::String(text)) = record.pointer(&place.pointer) else { continue };
        // Citations are taken out of texts, and words stand for what their type says.
        if text.contains("[^") || text.contains("\n\n") {
            continue;
        }
        let is_listed = listed.iter().any(|pointer| place.pointer.starts_with(pointer.as_str()));
        let is_written = written.contains(&serde_json::to_string(text).unwrap())
            || written.contains(&format!("\"#{text}\""))
            || place.pointer.ends_with("/kind");
        assert!(is_listed || is_written, "{}: {text}", place.pointer);
        looked += 1;
    }
    assert!(looked > 60, "the full record has more texts than {looked}");
}

#[test]
fn citations_do_not_reach_the_markup() {
    let record =
        with(full(), "/verdict/explanation", json!("It does [^count], and [^postcard] it doesn’t [^count]."));
    let review = exported(&card(&record).unwrap());
    let explanation = review["reviewRating"]["ratingExplanation"].as_str().unwrap();
    assert!(!explanation.contains("[^") && !explanation.contains(" ,") && !explanation.contains(" ."));
}

#[test]
fn a_review_without_an_address_is_reported() {
    let mut record = full();
    record["review"].as_object_mut().unwrap().remove("url");
    record["review"].as_object_mut().unwrap().remove("publisher");
    let card = card(&record).unwrap();
    let lacking: Vec<String> = not_carried(&card)
        .into_iter()
        .filter(|problem| problem.code.as_str() == "incomplete-markup")
        .map(|problem| problem.to_string())
        .collect();
    assert_eq!(
        lacking,
        [
            "/review/publisher: expected the publisher's name, which Google recommends, found none",
            "/review/url: expected the address of the review, which Google requires, found none",
        ]
    );
}
