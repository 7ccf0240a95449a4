//! About the check: who made it, when, under which rules; and what other fact-checkers found.

use super::state::Section;
use super::{Line, View, finding, list, piece};
use crate::html::{Element, Tag};
use crate::record::{List, OtherReview, Publisher, Review, Status};
use crate::value::{PartialDate, SafeUrl};
use crate::words::Word;

/// Who checked, and what others found.
pub(super) fn about<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let record = view.card.record();
    let terms = record.review().and_then(|review| self::review(view, review));
    let others = others(view, record.other_reviews());
    if terms.is_none() && others.is_none() {
        return None;
    }
    let publisher = record.review().and_then(|review| review.publisher());
    let by = publisher.map(|publisher| Element::classed(Tag::Span, "counts").child(publisher.name()));
    Some(view.section(Section::About, Word::About, by).child(terms).child(others))
}

fn review<'a>(view: &View<'a>, review: Review<'a>) -> Option<Element<'a>> {
    let mut who = Element::new(Tag::Dd);
    if let Some(publisher) = review.publisher() {
        who = who.child(self::publisher(view, publisher));
    }
    for author in review.authors() {
        who = who.child(view.agent(Line::new("meta"), author).end());
    }
    let mut memberships = Line::new("meta");
    for membership in review.memberships() {
        memberships = memberships.piece(piece(membership));
    }
    let link = |word, url: Option<&'a SafeUrl>| url.map(|url| view.word_link(word, url));
    let policies = Line::new("meta")
        .piece(link(Word::ReadCheck, review.url()))
        .piece(link(Word::Methodology, review.methodology_url()))
        .piece(link(Word::Corrections, review.corrections_url()));
    let date = |date: Option<&'a PartialDate>| {
        Element::new(Tag::Dd).child(date.map(|date| view.own_words(view.own_date(date))))
    };
    let terms = Element::classed(Tag::Dl, "terms");
    let terms = term(view, terms, Word::CheckedBy, who);
    let terms = term(view, terms, Word::Published, date(review.published()));
    let terms = term(view, terms, Word::Modified, date(review.modified()));
    let terms = term(view, terms, Word::Memberships, Element::new(Tag::Dd).child(memberships.end()));
    let terms = term(view, terms, Word::Policies, Element::new(Tag::Dd).child(policies.end()));
    term(view, terms, Word::License, Element::new(Tag::Dd).child(review.license())).unless_empty()
}

/// Adds a term and what stands for it, if something does.
#[inline(never)]
fn term<'a>(view: &View<'a>, terms: Element<'a>, word: Word, content: Element<'a>) -> Element<'a> {
    match content.unless_empty() {
        Some(content) => terms.child(view.word(Tag::Dt, "", word)).child(content),
        None => terms,
    }
}

fn publisher<'a>(view: &View<'a>, publisher: Publisher<'a>) -> Option<Element<'a>> {
    Line::new("meta")
        .piece(view.link(publisher.url(), publisher.name()))
        .piece(publisher.role().map(piece))
        .piece(publisher.affiliation().map(piece))
        .end()
}

fn others<'a>(view: &View<'a>, reviews: List<'a, OtherReview<'a>>) -> Option<Element<'a>> {
    if reviews.is_empty() {
        return None;
    }
    let mut list = list(Tag::Ul, "plain");
    for review in reviews {
        let finding = view
            .judged("strong", review.label(), review.status())
            .lang(review.lang().filter(|_| review.label().is_some()));
        let line = Line::new("meta")
            .piece(view.link(review.url().or(review.publisher().url()), review.publisher().name()))
            .piece(finding)
            .piece(review.date().map(|date| view.date(date)))
            .piece(
                review
                    .status()
                    .and_then(|theirs| agreement(view.card.status(), theirs))
                    .map(|agreement| view.name(Tag::Span, "", Word::Agreement, agreement)),
            );
        list = list.child(Element::new(Tag::Li).child(line.end()));
    }
    Some(
        Element::classed(Tag::Div, "others").child(view.word(Tag::P, "term", Word::OtherReviews)).child(list),
    )
}

/// Whether another check found the same, nearly the same or something else, by its place among those words. Nothing where one
/// of the two has found nothing. Findings are laid side by side, never counted up: checks are no votes.
fn agreement(ours: Status, theirs: Status) -> Option<usize> {
    let is_finding = |status| !matches!(status, Status::Pending | Status::Withdrawn | Status::Unrated);
    let is_near =
        |status| matches!(status, Status::True | Status::MostlyTrue | Status::False | Status::MostlyFalse);
    (is_finding(ours) && is_finding(theirs)).then(|| match ours {
        _ if ours == theirs => 0,
        _ if is_near(ours) && finding::tone(ours) == finding::tone(theirs) => 1,
        _ => 2,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_agree_or_not() {
        for (ours, theirs, expected) in [
            (Status::False, Status::False, Some(0)),
            (Status::False, Status::MostlyFalse, Some(1)),
            (Status::MostlyTrue, Status::True, Some(1)),
            (Status::True, Status::False, Some(2)),
            // Of one tone, and yet not the same: unproven is no midpoint.
            (Status::Mixed, Status::Unproven, Some(2)),
            (Status::Unproven, Status::Unproven, Some(0)),
            (Status::False, Status::NotCheckable, Some(2)),
            (Status::False, Status::Unrated, None),
            (Status::Unrated, Status::Unrated, None),
            (Status::Withdrawn, Status::True, None),
            (Status::True, Status::Pending, None),
        ] {
            assert_eq!(agreement(ours, theirs), expected, "{ours:?}, {theirs:?}");
            assert_eq!(agreement(theirs, ours), expected, "{theirs:?}, {ours:?}");
        }
    }
}
