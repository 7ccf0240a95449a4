//! The changes: what was corrected or added after publication, newest first.

use alloc::vec::Vec;

use super::state::Section;
use super::{View, line};
use crate::html::{Element, Tag};
use crate::record::{Change, List};
use crate::words::Word;

/// The corrections and updates.
pub(super) fn changes<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let changes = view.card.record().changes();
    if changes.is_empty() {
        return None;
    }
    let count = Element::classed(Tag::Span, "counts").child(view.words.number(changes.len()));
    let items = newest_first(changes).into_iter().map(|change| self::change(view, change));
    let list = Element::classed(Tag::Ol, "changes").children(items);
    Some(view.section(Section::Changes, Word::Changes, Some(count)).child(list))
}

/// The changes from the newest to the oldest; those without a date, and those of one day, as they were sent.
pub(super) fn newest_first<'a>(changes: List<'a, Change<'a>>) -> Vec<Change<'a>> {
    let date = |change: &Change<'_>| change.date().map(|date| (date.year(), date.month(), date.day()));
    let mut newest: Vec<Change<'a>> = Vec::with_capacity(changes.len());
    for change in changes {
        let place = newest.partition_point(|other| date(other) >= date(&change));
        newest.insert(place, change);
    }
    newest
}

fn change<'a>(view: &View<'a>, change: Change<'a>) -> Element<'a> {
    let date = change.date().into_iter().map(|date| view.date(date));
    let kind = change.kind().map(|kind| {
        view.own_words(Element::classed(Tag::Span, "strong")).child(view.words.name("change", kind.as_str()))
    });
    let verdicts = change.from().zip(change.to()).map(|(from, to)| view.from_to(from, to));
    let archived = change.archived_url().into_iter().map(|url| view.word_link(Word::ArchivedBefore, url));
    Element::new(Tag::Li)
        .children(line("meta", date.chain(kind).chain(verdicts)))
        .child(Element::new(Tag::P).child(change.text()))
        .children(line("meta", archived))
}
