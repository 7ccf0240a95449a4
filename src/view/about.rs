//! About the check: who made it, when, under which rules; and what other fact-checkers found.

use alloc::vec::Vec;

use super::state::Section;
use super::{View, line, piece};
use crate::html::{Element, Node, Tag};
use crate::record::{List, OtherReview, Publisher, Review};
use crate::words::Word;

/// Who checked, and what others found.
pub(super) fn about<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let record = view.card.record();
    let terms =
        record.review().map(|review| self::review(view, review)).filter(|terms| !terms.nodes().is_empty());
    let others = others(view, record.other_reviews());
    if terms.is_none() && others.is_none() {
        return None;
    }
    let publisher = record.review().and_then(|review| review.publisher());
    let by = publisher.map(|publisher| Element::classed(Tag::Span, "counts").child(publisher.name()));
    Some(view.section(Section::About, Word::About, by).children(terms).children(others))
}

fn review<'a>(view: &View<'a>, review: Review<'a>) -> Element<'a> {
    let publisher =
        review.publisher().into_iter().filter_map(|publisher| line("meta", self::publisher(view, publisher)));
    let authors = review.authors().filter_map(|author| line("meta", view.agent(author)));
    let who: Vec<Node<'a>> = publisher.chain(authors).map(Node::from).collect();
    let policies: Vec<Element<'a>> = [
        (Word::ReadCheck, review.url()),
        (Word::Methodology, review.methodology_url()),
        (Word::Corrections, review.corrections_url()),
        (Word::ReportError, review.contact_url()),
    ]
    .into_iter()
    .filter_map(|(word, url)| Some(view.word_link(word, url.as_ref()?)))
    .collect();
    let memberships = review.memberships().map(piece);
    let mut terms = Element::classed(Tag::Dl, "terms");
    let rows: [(Word, Vec<Node<'a>>); 6] = [
        (Word::CheckedBy, who),
        (Word::Published, review.published().into_iter().map(|date| view.date(date).into()).collect()),
        (Word::Modified, review.modified().into_iter().map(|date| view.date(date).into()).collect()),
        (Word::Memberships, line("meta", memberships).into_iter().map(Node::from).collect()),
        (Word::Policies, line("meta", policies).into_iter().map(Node::from).collect()),
        (Word::License, review.license().into_iter().map(Node::from).collect()),
    ];
    for (word, content) in rows {
        if !content.is_empty() {
            terms = terms.child(view.word(Tag::Dt, "", word)).child(Element::new(Tag::Dd).children(content));
        }
    }
    terms
}

fn publisher<'a>(view: &View<'a>, publisher: Publisher<'a>) -> Vec<Element<'a>> {
    let mut pieces = alloc::vec![view.link(publisher.url(), publisher.name())];
    pieces.extend(publisher.role().into_iter().chain(publisher.affiliation()).map(piece));
    pieces
}

fn others<'a>(view: &View<'a>, reviews: List<'a, OtherReview<'a>>) -> Option<Element<'a>> {
    if reviews.is_empty() {
        return None;
    }
    let items = reviews.map(|review| {
        let finding = view.judged("strong", review.label(), review.status());
        let finding = view.content(finding, review.lang().filter(|_| review.label().is_some()));
        let publisher = view.link(review.url().or(review.publisher().url()), review.publisher().name());
        let date = review.date().into_iter().map(|date| view.date(date));
        Element::new(Tag::Li).children(line("meta", [publisher, finding].into_iter().chain(date)))
    });
    Some(
        Element::classed(Tag::Div, "others")
            .child(view.word(Tag::P, "term", Word::OtherReviews))
            .child(Element::classed(Tag::Ul, "plain").children(items)),
    )
}
