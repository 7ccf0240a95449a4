//! A card as schema.org `ClaimReview` in JSON-LD. Sources: schema.org/ClaimReview, and Google's "Fact Check (ClaimReview)
//! structured data" for what must be there: one claim, its review's address, a rating with a name; best above worst.

use alloc::string::String;

use super::terms::{self, Node, Value, may_have};
use crate::card::Card;
use crate::card::text::{Inline, cited};
use crate::cite;
use crate::closed_set::word_at;
use crate::json::write::{Keys, push_string};
use crate::record::shape::{Field, Fields, Stored};
use crate::record::write::push_scalar;
use crate::record::{Appearance, Claim, Rating, Status};
use crate::value::Decimal;
use crate::words::Words;

/// Writes a check as `ClaimReview`, as JSON text. What the record does not give is left out; what the vocabulary cannot
/// carry (stances, replies, confidence) stays in the record, and [`not_carried`](super::not_carried) lists it.
///
/// # Example
///
/// ```
/// use fact_check_card::{claimreview::claim_review, read_record, words::Words};
///
/// let card = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes on Sundays."},
///     "verdict": {"status": "false", "label": "Wrong"}}"#).card.unwrap();
/// assert!(claim_review(&card, &Words::english()).contains(r#""alternateName":"Wrong""#));
/// ```
pub fn claim_review(card: &Card, words: &Words) -> String {
    let record = card.record();
    let verdict = record.verdict();
    let mut out = String::new();
    let mut keys = Keys::open(&mut out);
    keys.string("@context", "https://schema.org");
    push_properties(&mut keys, record.0, &terms::RECORD);
    keys.string("claimReviewed", record.claim().text().as_str());
    if let Some(review) = record.review() {
        push_properties(&mut keys, review.0, &terms::REVIEW);
        if let Some(publisher) = review.publisher() {
            let mut author = Keys::open(keys.value("author"));
            push_properties(&mut author, publisher.0, &terms::PUBLISHER);
            push_properties(&mut author, review.0, &terms::POLICIES);
            author.close();
        }
    }
    push_claim(keys.value("itemReviewed"), record.claim());
    push_rating(keys.value("reviewRating"), card, words);
    if let Some(details) = verdict.details() {
        keys.string("reviewBody", &without_citations(card, &details.to_sent()));
    }
    keys.close();
    out
}

/// Writes the properties of a node into an object.
fn push_properties(keys: &mut Keys<'_>, fields: &Fields, node: &Node) {
    let of = type_of(fields, node);
    keys.present("@type", Some(of).filter(|of| !of.is_empty()));
    for property in node.properties() {
        if !may_have(of, property.name) {
            continue;
        }
        match fields.at(property.place) {
            Field::Absent => {}
            Field::List(items) => push_list(keys, property.name, items, |_| true, property.value),
            field => push_property(keys.value(property.name), field, property.value),
        }
    }
}

/// The type of a node: what its object says it is, or what all of its kind are.
fn type_of(fields: &Fields, node: &Node) -> &'static str {
    type_said(fields, node).unwrap_or(node.of)
}

/// The type that an object says it is, where schema.org has it.
pub(super) fn type_said(fields: &Fields, node: &Node) -> Option<&'static str> {
    let (place, types) = node.by?;
    let Field::Word(word) = fields.at(place) else { return None };
    Some(word_at(types, *word)).filter(|of| !of.is_empty())
}

fn push_property(out: &mut String, field: &Field, value: &Value) {
    match (value, field) {
        (Value::Node(node), Field::Object(fields)) => {
            let mut keys = Keys::open(out);
            push_properties(&mut keys, fields, node);
            keys.close();
        }
        (Value::In(of, name), _) => {
            let mut keys = Keys::open(out);
            keys.present("@type", Some(*of).filter(|of| !of.is_empty()));
            let value = if of.is_empty() { Value::Reference } else { Value::Plain };
            push_property(keys.value(name), field, &value);
            keys.close();
        }
        (Value::Reference, Field::Slug(id)) => {
            let mut reference = String::from("#");
            reference.push_str(id.as_str());
            push_string(out, &reference);
        }
        _ => push_scalar(out, field),
    }
}

/// Writes those items of a list that are meant: one as itself, several as a list.
fn push_list(keys: &mut Keys<'_>, name: &str, items: &[Field], is_meant: fn(&Field) -> bool, value: &Value) {
    let mut list = String::new();
    let mut count = 0;
    for item in items {
        if is_meant(item) {
            list.push(if count == 0 { '[' } else { ',' });
            push_property(&mut list, item, value);
            count += 1;
        }
    }
    match count {
        0 => {}
        1 => keys.value(name).push_str(list.get(1..).unwrap_or_default()),
        _ => {
            list.push(']');
            keys.value(name).push_str(&list);
        }
    }
}

fn push_claim(out: &mut String, claim: Claim<'_>) {
    let mut keys = Keys::open(out);
    push_properties(&mut keys, claim.0, &terms::CLAIM);
    if let Field::List(items) = claim.0.at(const { Claim::place("appearances") }) {
        let value = Value::Node(&terms::APPEARANCE);
        push_list(&mut keys, "firstAppearance", items, is_first, &value);
        push_list(&mut keys, "appearance", items, |item| !is_first(item), &value);
    }
    keys.close();
}

/// Whether an appearance is the first.
fn is_first(item: &Field) -> bool {
    Appearance::get(item).is_some_and(Appearance::first)
}

fn push_rating(out: &mut String, card: &Card, words: &Words) {
    let verdict = card.record().verdict();
    let mut keys = Keys::open(out);
    keys.string("@type", "Rating");
    // A check without a rating has no words for it that could be said in its publisher's name.
    if verdict.label().is_some() || card.status() != Status::Unrated {
        keys.string("alternateName", cite::label(card, words));
    }
    if let Some(rating) = verdict.rating().filter(|rating| is_scale(*rating)) {
        push_properties(&mut keys, rating.0, &terms::RATING);
    }
    if let Some(explanation) = verdict.explanation() {
        keys.string("ratingExplanation", &without_citations(card, explanation.as_str()));
    }
    keys.close();
}

/// What a text says, for a document that has no sources to cite.
fn without_citations(card: &Card, text: &str) -> String {
    let mut said = String::new();
    cited(text, &card.record().sources(), &mut |inline| match inline {
        Inline::Text(text) => said.push_str(text),
        // Brackets that lead nowhere are text.
        Inline::Citation { id, source: None } => {
            said.push_str("[^");
            said.push_str(id);
            said.push(']');
        }
        Inline::Citation { .. } => {
            while said.ends_with(' ') {
                said.pop();
            }
        }
    });
    said
}

/// Whether Google reads the number: only on a scale that runs upwards from 1 or more, with the value on it.
pub(super) fn is_scale(rating: Rating<'_>) -> bool {
    match (rating.worst(), rating.best()) {
        (Some(worst), Some(best)) => {
            *worst >= Decimal::whole(1) && best > worst && (worst..=best).contains(&rating.value())
        }
        _ => false,
    }
}
