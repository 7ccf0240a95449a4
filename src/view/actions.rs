//! What a reader can do with a card: share it, cite it, embed it, keep it, print it. Each confirms in words.

use super::View;
use super::state::Action;
use crate::cite::{self, Style};
use crate::html::{AttrName, Sink};
use crate::kind;
use crate::words::Word;

/// The choice of [`Action::Download`] that saves the check as schema.org `ClaimReview`.
pub(crate) const MARKUP: &str = "jsonld";

/// The rows of buttons, and what became of the last one.
pub(super) fn actions<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    out.open(kind!(Div, Class = "actions", Part = "actions"));
    for action in Action::ALL {
        if *action != Action::CopyCitation {
            button(view, out, (*action, ""), (Word::Action, *action as usize));
        }
        if *action == Action::Download {
            button(view, out, (*action, MARKUP), (Word::DownloadMarkup, 0));
        }
    }
    let record = view.card.record();
    if let Some(url) = record.review().and_then(|review| review.contact_url()) {
        view.say(view.open_word_link(out, url), Word::ReportError).close();
    }
    view.open_own(out.open(kind!(Fieldset)), kind!(Legend));
    view.say_name(out, Word::Action, Action::CopyCitation as usize).close();
    for style in Style::ALL {
        let name = (Word::CitationStyle, *style as usize);
        button(view, out, (Action::CopyCitation, style.as_str()), name);
    }
    said(view, out.close());
    out.close();
}

fn button<'a>(
    view: &View<'a>,
    out: &mut impl Sink<'a>,
    (action, choice): (Action, &'static str),
    (names, value): (Word, usize),
) {
    out.open(kind!(Button, Type = "button")).own(AttrName::DataAction, action.as_str());
    if !choice.is_empty() {
        out.own(AttrName::DataValue, choice);
    }
    view.say_name(out.lang(view.own), names, value).close();
}

/// What became of the last action; what could not be copied stands there, to be copied by hand.
fn said<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    view.open_own(out, kind!(Span, Class = "said", Role = "status"));
    match view.state.done {
        Some((action, true)) => {
            view.say_name(out, Word::Done, action as usize);
        }
        Some((action, false)) => {
            view.say(out, Word::NotDone);
            if action == Action::CopyCitation {
                let text = cite::citation(view.card, view.state.style, view.words);
                out.open(kind!(Span, Class = "by-hand")).lang(view.lang()).made(text).close();
            }
        }
        None => {}
    }
    out.close();
}
