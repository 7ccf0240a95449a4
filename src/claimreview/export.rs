//! A card as schema.org `ClaimReview` in JSON-LD. Sources: schema.org/ClaimReview, and Google's "Fact Check (ClaimReview)
//! structured data" for what must be there: one claim, its review's address, a rating with a name; best above worst.

use alloc::string::String;

use crate::card::Card;
use crate::card::text::{Inline, cited};
use crate::cite;
use crate::json::write::{Keys, push_string};
use crate::record::{Agent, AgentKind, Appearance, Publisher, Rating};
use crate::value::Decimal;
use crate::words::Words;

/// Writes a check as `ClaimReview`, as JSON text. What the record does not give is left out; what the vocabulary cannot
/// carry (stances, provenance, replies) stays in the record.
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
    let claim = record.claim();
    let review = record.review();
    let mut out = String::new();
    let mut keys = Keys::open(&mut out);
    keys.string("@context", "https://schema.org");
    keys.string("@type", "ClaimReview");
    keys.present("url", review.and_then(|review| review.url()).map(|url| url.as_str()));
    keys.string("claimReviewed", claim.text().as_str());
    keys.present("inLanguage", record.lang().map(|lang| lang.as_str()));
    keys.present("datePublished", review.and_then(|review| review.published()).map(|date| date.as_str()));
    keys.present("dateModified", review.and_then(|review| review.modified()).map(|date| date.as_str()));
    if let Some(publisher) = review.and_then(|review| review.publisher()) {
        push_publisher(keys.value("author"), publisher);
    }
    push_claim(keys.value("itemReviewed"), card);
    push_rating(keys.value("reviewRating"), card, words);
    keys.close();
    out
}

fn push_publisher(out: &mut String, publisher: Publisher<'_>) {
    let mut keys = Keys::open(out);
    keys.string("@type", "Organization");
    keys.string("name", publisher.name().as_str());
    keys.present("url", publisher.url().map(|url| url.as_str()));
    keys.present("logo", publisher.logo().map(|url| url.as_str()));
    keys.close();
}

fn push_claim(out: &mut String, card: &Card) {
    let claim = card.record().claim();
    let mut keys = Keys::open(out);
    keys.string("@type", "Claim");
    keys.present("datePublished", claim.date().map(|date| date.as_str()));
    push_list(&mut keys, "author", claim.claimants(), push_agent);
    push_list(&mut keys, "firstAppearance", claim.appearances().filter(|seen| seen.first()), push_appearance);
    push_list(&mut keys, "appearance", claim.appearances().filter(|seen| !seen.first()), push_appearance);
    keys.close();
}

/// Writes one item as itself and several as a list.
fn push_list<T>(
    keys: &mut Keys<'_>,
    key: &str,
    mut items: impl Iterator<Item = T>,
    push: fn(&mut String, T),
) {
    let (Some(first), second) = (items.next(), items.next()) else { return };
    let out = keys.value(key);
    let several = second.is_some();
    out.push_str(if several { "[" } else { "" });
    push(out, first);
    for item in second.into_iter().chain(items) {
        out.push(',');
        push(out, item);
    }
    out.push_str(if several { "]" } else { "" });
}

fn push_agent(out: &mut String, agent: Agent<'_>) {
    let mut keys = Keys::open(out);
    keys.string("@type", if agent.kind() == Some(AgentKind::Person) { "Person" } else { "Organization" });
    keys.string("name", agent.name().as_str());
    keys.present(
        "jobTitle",
        agent.role().filter(|_| agent.kind() == Some(AgentKind::Person)).map(|role| role.as_str()),
    );
    keys.present("url", agent.url().map(|url| url.as_str()));
    keys.close();
}

fn push_appearance(out: &mut String, appearance: Appearance<'_>) {
    let mut keys = Keys::open(out);
    keys.string("@type", "CreativeWork");
    keys.present("url", appearance.url().map(|url| url.as_str()));
    keys.present("headline", appearance.title().map(|title| title.as_str()));
    keys.present("datePublished", appearance.date().map(|date| date.as_str()));
    keys.present("archivedAt", appearance.archived_url().map(|url| url.as_str()));
    if let Some(publisher) = appearance.publisher() {
        let mut organization = Keys::open(keys.value("publisher"));
        organization.string("@type", "Organization");
        organization.string("name", publisher.as_str());
        organization.close();
    }
    keys.close();
}

fn push_rating(out: &mut String, card: &Card, words: &Words) {
    let verdict = card.record().verdict();
    let mut keys = Keys::open(out);
    keys.string("@type", "Rating");
    keys.string("alternateName", cite::label(card, words));
    if let Some(rating) = verdict.rating().filter(|rating| is_scale(*rating)) {
        let bounds = [
            ("ratingValue", Some(rating.value())),
            ("bestRating", rating.best()),
            ("worstRating", rating.worst()),
        ];
        for (key, number) in bounds {
            if let Some(number) = number {
                keys.value(key).push_str(&number.to_text());
            }
        }
    }
    if let Some(explanation) = verdict.explanation() {
        let mut said = String::new();
        for inline in cited(explanation.as_str(), &card.record().sources()) {
            if let Inline::Text(text) = inline {
                said.push_str(text);
            }
        }
        push_string(keys.value("ratingExplanation"), &said);
    }
    keys.close();
}

/// Google reads a number only on a scale that runs upwards from 1 or more, with the value on it.
fn is_scale(rating: Rating<'_>) -> bool {
    match (rating.worst(), rating.best()) {
        (Some(worst), Some(best)) => {
            *worst >= Decimal::whole(1) && best > worst && (worst..=best).contains(&rating.value())
        }
        _ => false,
    }
}
