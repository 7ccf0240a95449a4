//! The changes: what was corrected or added after publication, newest first.

use alloc::vec::Vec;

use super::state::Section;
use super::{Line, View, list};
use crate::html::{Element, Tag};
use crate::order;
use crate::record::{Change, List};
use crate::words::Word;

/// The corrections and updates.
pub(super) fn changes<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let changes = view.card.record().changes();
    if changes.is_empty() {
        return None;
    }
    let section = view.section(Section::Changes, Word::Changes, Some(view.count(changes.len())));
    let mut list = list(Tag::Ol, "changes");
    for place in newest_first(&changes) {
        list = list.child(changes.get(place).map(|change| self::change(view, change)));
    }
    Some(section.child(list))
}

/// The places of the changes, from the newest to the oldest; those without a date, and those of one day, as they were sent.
pub(super) fn newest_first<'a>(changes: &List<'a, Change<'a>>) -> Vec<usize> {
    order::newest_first(changes.len(), &|place| changes.get(place).and_then(|change| change.date()))
}

fn change<'a>(view: &View<'a>, change: Change<'a>) -> Element<'a> {
    let line = Line::new("meta")
        .piece(change.date().map(|date| view.date(date)))
        .piece(change.kind().map(|kind| view.name(Tag::Span, "strong", Word::Change, kind as usize)))
        .piece(change.from().zip(change.to()).map(|(from, to)| view.from_to(from, to)));
    let archived =
        Line::new("meta").piece(change.archived_url().map(|url| view.word_link(Word::ArchivedBefore, url)));
    Element::new(Tag::Li)
        .child(line.end())
        .child(Element::new(Tag::P).child(change.text()))
        .child(archived.end())
}
