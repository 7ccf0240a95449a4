//! The claim: once, who made it, when, and where it was seen.

use super::state::Density;
use super::{Line, View, list, piece};
use crate::html::{Element, Tag};
use crate::record::{Appearance, Claim, List};
use crate::words::Word;

/// The claim that was checked.
pub(super) fn claim<'a>(view: &View<'a>) -> Element<'a> {
    let claim = view.card.record().claim();
    let text = view.quoted(claim.text(), claim.quotation(), claim.lang());
    let quote = Element::classed(Tag::Blockquote, "claim-text").lang(claim.lang()).child(text);
    let section =
        Element::classed(Tag::Section, "claim").part("claim").child(view.heading(Word::Claim)).child(quote);
    let section = made(view, section, claim);
    if view.settings.density == Density::Compact {
        return section;
    }
    section
        .child(claim.context().map(|context| Element::classed(Tag::P, "context").child(context)))
        .child(claim.why_checked().map(|why| view.term(Word::WhyChecked, why)))
        .child(appearances(view, claim.appearances()))
}

/// Adds who made the claim, a line each, and when, on the last of them.
fn made<'a>(view: &View<'a>, section: Element<'a>, claim: Claim<'a>) -> Element<'a> {
    let mut section = section;
    let mut line = Line::new("meta");
    for claimant in claim.claimants() {
        section = section.child(line.end());
        line = view.agent(Line::new("meta"), claimant);
    }
    section.child(line.piece(claim.date().map(|date| view.date(date))).end())
}

fn appearances<'a>(view: &View<'a>, appearances: List<'a, Appearance<'a>>) -> Option<Element<'a>> {
    if appearances.is_empty() {
        return None;
    }
    let mut list = list(Tag::Ul, "plain");
    for appearance in appearances {
        list = list.child(Element::new(Tag::Li).child(self::appearance(view, appearance)));
    }
    Some(
        Element::classed(Tag::Div, "appearances")
            .child(view.word(Tag::P, "term", Word::Appeared))
            .child(list),
    )
}

fn appearance<'a>(view: &View<'a>, appearance: Appearance<'a>) -> Option<Element<'a>> {
    let url = appearance.url();
    let publisher = appearance.publisher();
    let (name, publisher) = match appearance.title() {
        Some(title) => (Some(title), publisher),
        None => (publisher, None),
    };
    let name = match (name, url) {
        (Some(name), _) => Some(view.link(url, name)),
        (None, Some(url)) => Some(view.link(Some(url), url.host())),
        (None, None) => None,
    };
    Line::new("meta")
        .piece(name)
        .piece(publisher.map(piece))
        .piece(appearance.date().map(|date| view.date(date)))
        .piece(appearance.first().then(|| view.word(Tag::Span, "strong", Word::FirstAppearance)))
        .piece(appearance.archived_url().map(|url| view.word_link(Word::Archived, url)))
        .end()
}
