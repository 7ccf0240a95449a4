//! What a record says and `ClaimReview` cannot, along the same tables as `export` writes. Native: a newsroom asks for it
//! when it exports; no reader does.

use std::borrow::Cow;

use super::export::{is_scale, type_said};
use super::labels::meaning;
use super::terms::{self, Node, Value, may_have};
use crate::card::Card;
use crate::problem::{Code, Problem};
use crate::record::shape::{Field, Fields, Key, Kind, Shape};
use crate::record::{Appearance, Claim, Publisher, Record, Review, Status, Verdict};

/// Lists what [`claim_review`](super::claim_review) leaves out because schema.org has no property for it, and what
/// Google's documented rules ask for and the record lacks. All are warnings; pointers lead into the record as
/// [`to_json`](crate::record::write::to_json) writes it.
///
/// # Example
///
/// ```
/// use fact_check_card::{claimreview::not_carried, read_record};
///
/// let card = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes.", "quotation": true},
///     "verdict": {"status": "false"}, "review": {"url": "https://example.org/bridge", "publisher": {"name": "Desk"}}}"#)
///     .card.unwrap();
/// let pointers: Vec<_> = not_carried(&card).into_iter().map(|problem| problem.pointer).collect();
/// assert_eq!(pointers, ["/claim/quotation"]);
/// ```
pub fn not_carried(card: &Card) -> Vec<Problem> {
    let record = card.record();
    let (claim, verdict) = (record.claim(), record.verdict());
    let mut walk = Walk::default();
    // What stands at another place in the markup than in the record, and is looked at below.
    let elsewhere = ["version", "claim", "verdict", "review"];
    walk.object(record.0, Record::SHAPE, &[&terms::RECORD], &elsewhere);
    walk.inside("claim", |walk| {
        walk.object(claim.0, Claim::SHAPE, &[&terms::CLAIM], &["text", "appearances"]);
        walk.inside("appearances", |walk| walk.appearances(claim.0.at(Claim::place("appearances"))));
    });
    walk.inside("verdict", |walk| {
        let mut elsewhere = vec!["label", "explanation", "details", "rating"];
        // Without a label the rating bears the status's own name; a label that the table knows says both.
        let (status, issues) = said_by_label(verdict);
        elsewhere.extend(status.then_some("status"));
        elsewhere.extend(issues.then_some("issues"));
        walk.object(verdict.0, Verdict::SHAPE, &[], &elsewhere);
        if verdict.label().is_none() && card.status() == Status::Unrated {
            walk.lacks("label", "the publisher's words for the finding, which Google requires");
        }
        if verdict.rating().is_some_and(|rating| !is_scale(rating)) {
            let message = "expected a scale that runs upwards from 1 or more with the value on it, as Google reads it, found another";
            walk.inside("rating", |walk| walk.report(Code::NotCarried, message));
        }
    });
    walk.inside("review", |walk| {
        let publisher = record.review().and_then(|review| review.publisher());
        if let Some(review) = record.review() {
            let policies = if publisher.is_some() { &terms::POLICIES } else { &terms::REVIEW };
            walk.object(review.0, Review::SHAPE, &[&terms::REVIEW, policies], &["publisher"]);
        }
        match publisher {
            Some(publisher) => walk.inside("publisher", |walk| {
                walk.object(publisher.0, Publisher::SHAPE, &[&terms::PUBLISHER], &[]);
            }),
            None => walk.lacks("publisher", "the publisher's name, which Google recommends"),
        }
        if record.review().and_then(|review| review.url()).is_none() {
            walk.lacks("url", "the address of the review, which Google requires");
        }
    });
    walk.problems
}

/// Whether the label says the status, and whether it says the issues, to whoever imports the export.
fn said_by_label(verdict: Verdict<'_>) -> (bool, bool) {
    let Some(label) = verdict.label() else { return (true, false) };
    let known = meaning(label.as_str());
    let status = known.map_or(Status::Unrated, |known| known.status);
    let issues = known.map_or(&[][..], |known| known.issues);
    (verdict.status() == Some(status), verdict.issues().eq(issues.iter().copied()))
}

#[derive(Default)]
struct Walk {
    pointer: String,
    problems: Vec<Problem>,
}

impl Walk {
    fn inside(&mut self, step: &str, look: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(step);
        look(self);
        self.pointer.truncate(length);
    }

    fn report(&mut self, code: Code, message: impl Into<Cow<'static, str>>) {
        let pointer = self.pointer.clone();
        self.problems.push(Problem { pointer, ..Problem::of_document(code, message) });
    }

    fn lacks(&mut self, key: &str, what: &str) {
        self.inside(key, |walk| walk.report(Code::IncompleteMarkup, format!("expected {what}, found none")));
    }

    /// Looks at the keys of an object that stands in the markup as one or several nodes; `elsewhere` are keys that are
    /// looked at on their own.
    fn object(&mut self, fields: &Fields, shape: &Shape, nodes: &[&Node], elsewhere: &[&str]) {
        for (place, ((name, key), field)) in shape.named_keys().zip(&fields.0).enumerate() {
            if !matches!(field, Field::Absent | Field::Flag(false)) && !elsewhere.contains(&name) {
                self.inside(name, |walk| walk.key(fields, place, key, field, nodes));
            }
        }
    }

    fn key(&mut self, fields: &Fields, place: usize, key: &Key, field: &Field, nodes: &[&Node]) {
        let said_by_type = nodes
            .iter()
            .any(|node| node.by.is_some_and(|(by, _)| by == place) && type_said(fields, node).is_some());
        let property = nodes.iter().find_map(|node| {
            let property = node.properties().find(|property| property.place == place)?;
            may_have(type_said(fields, node).unwrap_or(node.of), property.name).then_some(property)
        });
        match property.map(|property| property.value) {
            Some(Value::Node(node)) => self.nodes(field, &key.kind, node),
            Some(_) => {}
            None if said_by_type => {}
            None => self.report(
                Code::NotCarried,
                "expected a property of ClaimReview that says this, found none: it stays in the record only",
            ),
        }
    }

    fn nodes(&mut self, field: &Field, kind: &Kind, node: &Node) {
        match (field, kind) {
            (Field::Object(fields), Kind::Object(shape)) => self.object(fields, shape, &[node], &[]),
            (Field::List(items), Kind::List(kind)) => {
                for (i, item) in items.iter().enumerate() {
                    self.inside(&i.to_string(), |walk| walk.nodes(item, kind, node));
                }
            }
            _ => {}
        }
    }

    /// The first appearance is a property of its own.
    fn appearances(&mut self, field: &Field) {
        let Field::List(items) = field else { return };
        for (i, item) in items.iter().enumerate() {
            let Field::Object(fields) = item else { continue };
            self.inside(&i.to_string(), |walk| {
                walk.object(fields, Appearance::SHAPE, &[&terms::APPEARANCE], &["first"]);
            });
        }
    }
}
