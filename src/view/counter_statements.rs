//! The answers: who said what, in which role, when; and who was asked and said nothing.

use super::state::Section;
use super::{View, open_line};
use crate::html::Sink;
use crate::kind;
use crate::record::CounterStatement;
use crate::words::Word;

/// The answers, attributed.
pub(super) fn counter_statements<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let answers = view.card.record().counter_statements();
    if answers.is_empty() {
        return;
    }
    view.open_counted(out, Section::CounterStatements, Word::CounterStatements, answers.len());
    out.open(kind!(Ul, Class = "answers", Role = "list"));
    for answer in answers {
        self::answer(view, out, answer);
    }
    out.close().close();
}

fn answer<'a>(view: &View<'a>, out: &mut impl Sink<'a>, answer: CounterStatement<'a>) {
    open_line(out.open(kind!(Li, Class = "answer")));
    let kind = answer.kind().map(|kind| kind as usize);
    view.name(out, kind!(Span, Class = "strong"), Word::Answer, kind);
    view.date_piece(out, answer.date());
    view.dated_piece(out, Word::Asked, answer.asked());
    view.agent(open_line(out.close_filled()), answer.speaker());
    out.close();
    if let Some(text) = answer.text() {
        out.open(kind!(Blockquote)).lang(answer.lang());
        view.quoted(out, text, answer.quotation(), answer.lang(), None);
        out.close();
    }
    view.sources_said(out, Word::WhereSaid, answer.sources());
    out.close();
}
