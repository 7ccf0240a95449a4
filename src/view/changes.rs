//! The changes: what was corrected or added after publication, newest first.

use alloc::vec::Vec;

use super::state::Section;
use super::{View, open_line};
use crate::html::Sink;
use crate::kind;
use crate::order;
use crate::record::{Change, List};
use crate::words::Word;

/// The corrections and updates.
pub(super) fn changes<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let changes = view.card.record().changes();
    if changes.is_empty() {
        return;
    }
    view.open_counted(out, Section::Changes, Word::Changes, changes.len());
    out.open(kind!(Ol, Class = "changes", Role = "list"));
    for place in newest_first(&changes) {
        if let Some(change) = changes.get(place) {
            self::change(view, out, change);
        }
    }
    out.close().close();
}

/// The places of the changes, from the newest to the oldest; those without a date, and those of one day, as they were sent.
pub(super) fn newest_first<'a>(changes: &List<'a, Change<'a>>) -> Vec<usize> {
    order::newest_first(changes.len(), &|place| changes.get(place).and_then(|change| change.date()))
}

fn change<'a>(view: &View<'a>, out: &mut impl Sink<'a>, change: Change<'a>) {
    open_line(out.open(kind!(Li)));
    view.date_piece(out, change.date());
    view.name(out, kind!(Span, Class = "strong"), Word::Change, change.kind().map(|kind| kind as usize));
    if let Some((from, to)) = change.from().zip(change.to()) {
        view.dot(out);
        view.from_to(out, from, to);
    }
    out.close_filled().open(kind!(P)).text(change.text().as_str()).close();
    view.link_piece(open_line(out), Word::ArchivedBefore, change.archived_url());
    out.close_filled().close();
}
