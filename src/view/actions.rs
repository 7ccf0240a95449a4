//! What a reader can do with a card: share it, cite it, embed it, keep it, print it. Each confirms in words.

use super::View;
use super::state::Action;
use crate::cite::{self, Style};
use crate::html::{AttrName, Element, Tag};
use crate::words::Word;

/// The choice of [`Action::Download`] that saves the check as schema.org `ClaimReview`.
pub(crate) const MARKUP: &str = "jsonld";

/// The rows of buttons, and what became of the last one.
pub(super) fn actions<'a>(view: &View<'a>) -> Element<'a> {
    let mut row = Element::classed(Tag::Div, "actions").part("actions");
    let mut styles = Element::new(Tag::Fieldset);
    for action in Action::ALL {
        let name = view.words.name(Word::Action, *action as usize);
        if *action == Action::CopyCitation {
            styles = styles.child(view.own_words(Element::new(Tag::Legend)).child(name));
        } else {
            row = row.child(button(view, *action, "", name));
        }
        if *action == Action::Download {
            row = row.child(button(view, *action, MARKUP, view.words.get(Word::DownloadMarkup)));
        }
    }
    for style in Style::ALL {
        let name = view.words.name(Word::CitationStyle, *style as usize);
        styles = styles.child(button(view, Action::CopyCitation, style.as_str(), name));
    }
    let record = view.card.record();
    let contact = record.review().and_then(|review| review.contact_url());
    row.child(contact.map(|url| view.word_link(Word::ReportError, url))).child(styles).child(said(view))
}

fn button<'a>(view: &View<'a>, action: Action, choice: &'static str, name: &'static str) -> Element<'a> {
    let button =
        Element::new(Tag::Button).own(AttrName::Type, "button").own(AttrName::DataAction, action.as_str());
    let button = if choice.is_empty() { button } else { button.own(AttrName::DataValue, choice) };
    view.own_words(button).child(name)
}

/// What became of the last action; what could not be copied stands there, to be copied by hand.
fn said<'a>(view: &View<'a>) -> Element<'a> {
    let status = view.own_words(Element::classed(Tag::Span, "said").own(AttrName::Role, "status"));
    match view.state.done {
        Some((action, true)) => status.child(view.words.name(Word::Done, action as usize)),
        Some((action, false)) => {
            let status = status.child(view.words.get(Word::NotDone));
            if action != Action::CopyCitation {
                return status;
            }
            let text = cite::citation(view.card, view.state.style, view.words);
            status.child(Element::classed(Tag::Span, "by-hand").lang(view.lang()).child(text))
        }
        None => status,
    }
}
