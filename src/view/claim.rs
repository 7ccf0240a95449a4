//! The claim: once, who made it, when, and where it was seen.

use super::state::Density;
use super::{View, block, open_line};
use crate::html::Sink;
use crate::kind;
use crate::record::{Appearance, Claim, List};
use crate::words::Word;

/// The claim that was checked.
pub(super) fn claim<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let claim = view.card.record().claim();
    view.heading(out.open(kind!(Section, Class = "claim", Part = "claim")), Word::Claim);
    out.open(kind!(Blockquote, Class = "claim-text")).lang(claim.lang());
    view.quoted(out, claim.text(), claim.quotation(), claim.lang(), None);
    made(view, out.close(), claim);
    if view.settings.density != Density::Compact {
        block(out, kind!(P, Class = "context"), claim.context());
        view.term(out, Word::WhyChecked, claim.why_checked());
        appearances(view, out, claim.appearances());
    }
    out.close();
}

/// Adds who made the claim, a line each, and when, on the last of them.
fn made<'a>(view: &View<'a>, out: &mut impl Sink<'a>, claim: Claim<'a>) {
    open_line(out);
    for claimant in claim.claimants() {
        if !out.is_bare() {
            open_line(out.close());
        }
        view.agent(out, claimant);
    }
    view.date_piece(out, claim.date());
    out.close_filled();
}

fn appearances<'a>(view: &View<'a>, out: &mut impl Sink<'a>, appearances: List<'a, Appearance<'a>>) {
    if appearances.is_empty() {
        return;
    }
    view.word(out.open(kind!(Div, Class = "appearances")), kind!(P, Class = "term"), Word::Appeared);
    out.open(kind!(Ul, Role = "list"));
    for appearance in appearances {
        self::appearance(view, out.open(kind!(Li)), appearance);
        out.close();
    }
    out.close().close();
}

fn appearance<'a>(view: &View<'a>, out: &mut impl Sink<'a>, appearance: Appearance<'a>) {
    let url = appearance.url();
    let publisher = appearance.publisher();
    let (name, publisher) = match appearance.title() {
        Some(title) => (Some(title), publisher),
        None => (publisher, None),
    };
    open_line(out);
    if let Some(name) = name.map(|name| name.as_str()).or(url.map(|url| url.host())) {
        view.open_link(out, url).text(name).close();
    }
    view.piece(out, publisher);
    view.date_piece(out, appearance.date());
    if appearance.first() {
        view.dot(out);
        view.word(out, kind!(Span, Class = "strong"), Word::FirstAppearance);
    }
    view.link_piece(out, Word::Archived, appearance.archived_url());
    out.close_filled();
}
