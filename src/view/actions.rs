//! What a reader can do with a card: share it, cite it, embed it, keep it, print it. Each confirms in words.

use super::View;
use super::state::Action;
use crate::html::{AttrName, Element, Tag};
use crate::words::Word;

/// The row of buttons, and what became of the last one.
pub(super) fn actions<'a>(view: &View<'a>) -> Element<'a> {
    let mut row = Element::classed(Tag::Div, "actions").part("actions");
    for action in Action::ALL {
        let button = Element::new(Tag::Button).own(AttrName::Type, "button");
        let button = view.own_words(button.own(AttrName::DataAction, action.as_str()));
        row = row.child(button.child(view.words.name(Word::Action, *action as usize)));
    }
    let said = match view.state.done {
        Some((action, true)) => view.words.name(Word::Done, action as usize),
        Some((_, false)) => view.words.get(Word::NotDone),
        None => "",
    };
    row.child(view.own_words(Element::classed(Tag::Span, "said").own(AttrName::Role, "status")).child(said))
}
