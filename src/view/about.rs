//! About the check: who made it, when, under which rules; and what other fact-checkers found.

use super::state::Section;
use super::{View, block, finding, open_line};
use crate::html::Sink;
use crate::kind;
use crate::record::{List, OtherReview, Publisher, Review, Status};
use crate::value::PartialDate;
use crate::words::Word;

/// Who checked, and what others found.
pub(super) fn about<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let record = view.card.record();
    let before = out.mark();
    let publisher = record.review().and_then(|review| review.publisher());
    view.open_section(out, Section::About, Word::About);
    block(out, kind!(Span, Class = "counts"), publisher.map(|publisher| publisher.name()));
    let bare = out.close().mark();
    if let Some(review) = record.review() {
        self::review(view, out, review);
    }
    others(view, out, record.other_reviews());
    let is_bare = out.mark() == bare;
    out.close();
    if is_bare {
        out.back_to(before);
    }
}

fn review<'a>(view: &View<'a>, out: &mut impl Sink<'a>, review: Review<'a>) {
    let begun = open_term(view, out.open(kind!(Dl, Class = "terms")), Word::CheckedBy);
    if let Some(publisher) = review.publisher() {
        self::publisher(view, out, publisher);
    }
    for author in review.authors() {
        view.agent(open_line(out), author);
        out.close();
    }
    close_term(out, begun);
    date(view, out, Word::Published, review.published());
    date(view, out, Word::Modified, review.modified());
    let begun = open_term(view, out, Word::Memberships);
    open_line(out);
    for membership in review.memberships() {
        view.piece(out, Some(membership));
    }
    close_term(out.close_filled(), begun);
    let begun = open_term(view, out, Word::Policies);
    open_line(out);
    view.link_piece(out, Word::ReadCheck, review.url());
    view.link_piece(out, Word::Methodology, review.methodology_url());
    view.link_piece(out, Word::Corrections, review.corrections_url());
    close_term(out.close_filled(), begun);
    let begun = open_term(view, out, Word::License);
    out.text(review.license().map_or("", |license| license.as_str()));
    close_term(out, begun);
    out.close_filled();
}

/// Begins a term and what stands for it.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn open_term<'a, S: Sink<'a>>(view: &View<'a>, out: &mut S, word: Word) -> S::Mark {
    let begun = out.mark();
    view.word(out, kind!(Dt), word);
    out.open(kind!(Dd));
    begun
}

/// Ends a term; takes it out if nothing stands for it.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn close_term<'a, S: Sink<'a>>(out: &mut S, begun: S::Mark) {
    let is_bare = out.is_bare();
    out.close();
    if is_bare {
        out.back_to(begun);
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn date<'a>(view: &View<'a>, out: &mut impl Sink<'a>, word: Word, date: Option<&'a PartialDate>) {
    if let Some(date) = date {
        let begun = open_term(view, out, word);
        view.lone_date(out, date);
        close_term(out, begun);
    }
}

fn publisher<'a>(view: &View<'a>, out: &mut impl Sink<'a>, publisher: Publisher<'a>) {
    view.open_link(open_line(out), publisher.url()).text(publisher.name().as_str()).close();
    view.piece(out, publisher.role());
    view.piece(out, publisher.affiliation());
    out.close();
}

fn others<'a>(view: &View<'a>, out: &mut impl Sink<'a>, reviews: List<'a, OtherReview<'a>>) {
    if reviews.is_empty() {
        return;
    }
    view.word(out.open(kind!(Div, Class = "others")), kind!(P, Class = "term"), Word::OtherReviews);
    out.open(kind!(Ul, Role = "list"));
    for review in reviews {
        let publisher = review.publisher();
        open_line(out.open(kind!(Li)));
        view.open_link(out, review.url().or(publisher.url())).text(publisher.name().as_str()).close();
        view.dot(out);
        let lang = review.lang().filter(|_| review.label().is_some());
        view.judged(out, kind!(Span, Class = "strong"), review.label(), review.status(), lang);
        view.date_piece(out, review.date());
        let agreement = review.status().and_then(|theirs| agreement(view.card.status(), theirs));
        view.name(out, kind!(Span), Word::Agreement, agreement);
        out.close().close();
    }
    out.close().close();
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
