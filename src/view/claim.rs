//! The claim: once, who made it, when, and where it was seen.

use alloc::vec::Vec;

use super::finding::term;
use super::state::Density;
use super::{View, line, piece};
use crate::html::{Element, Tag};
use crate::record::{Appearance, Claim, List};
use crate::words::Word;

/// The claim that was checked.
pub(super) fn claim<'a>(view: &View<'a>) -> Element<'a> {
    let claim = view.card.record().claim();
    let text = view.quoted(claim.text(), claim.quotation(), claim.lang());
    let quote = view.content(Element::classed(Tag::Blockquote, "claim-text"), claim.lang());
    let section = Element::classed(Tag::Section, "claim")
        .part("claim")
        .child(view.heading(Word::Claim))
        .child(quote.child(Element::new(Tag::P).child(text)))
        .children(made(view, claim));
    if view.settings.density == Density::Compact {
        return section;
    }
    section
        .children(claim.context().map(|context| Element::classed(Tag::P, "context").child(context)))
        .children(claim.why_checked().map(|why| term(view, Word::WhyChecked, [why.into()].into())))
        .children(appearances(view, claim.appearances()))
}

/// Who made the claim, a line each, and when, on the last of them.
fn made<'a>(view: &View<'a>, claim: Claim<'a>) -> Vec<Element<'a>> {
    let mut lines: Vec<Vec<Element<'a>>> = claim.claimants().map(|claimant| view.agent(claimant)).collect();
    if let Some(date) = claim.date() {
        let mut last = lines.pop().unwrap_or_default();
        last.push(view.date(date));
        lines.push(last);
    }
    lines.into_iter().filter_map(|pieces| line("meta", pieces)).collect()
}

fn appearances<'a>(view: &View<'a>, appearances: List<'a, Appearance<'a>>) -> Option<Element<'a>> {
    if appearances.is_empty() {
        return None;
    }
    let items =
        appearances.map(|appearance| Element::new(Tag::Li).children(self::appearance(view, appearance)));
    Some(
        Element::classed(Tag::Div, "appearances")
            .child(view.word(Tag::P, "term", Word::Appeared))
            .child(Element::classed(Tag::Ul, "plain").children(items)),
    )
}

fn appearance<'a>(view: &View<'a>, appearance: Appearance<'a>) -> Option<Element<'a>> {
    let name = match (appearance.title(), appearance.publisher(), appearance.url()) {
        (Some(title), _, _) => Some(view.link(appearance.url(), title)),
        (None, Some(publisher), _) => Some(view.link(appearance.url(), publisher)),
        (None, None, Some(url)) => Some(view.link(Some(url), url.host())),
        (None, None, None) => None,
    };
    let publisher = appearance.publisher().filter(|_| appearance.title().is_some()).map(piece);
    let date = appearance.date().into_iter().map(|date| view.date(date));
    let archived = appearance.archived_url().into_iter().map(|url| view.word_link(Word::Archived, url));
    let first = appearance.first().then(|| view.word(Tag::Span, "strong", Word::FirstAppearance));
    line("meta", name.into_iter().chain(publisher).chain(date).chain(first).chain(archived))
}
