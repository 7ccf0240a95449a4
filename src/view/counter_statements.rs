//! The answers: who said what, in which role, when; and who was asked and said nothing.

use super::state::Section;
use super::{View, line};
use crate::html::{Element, Tag};
use crate::record::{CounterStatement, CounterStatementKind};
use crate::words::Word;

/// The answers, attributed.
pub(super) fn counter_statements<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let answers = view.card.record().counter_statements();
    if answers.is_empty() {
        return None;
    }
    let count = Element::classed(Tag::Span, "counts").child(view.words.number(answers.len()));
    let items = answers.clone().map(|answer| self::answer(view, answer));
    let list = Element::classed(Tag::Ul, "answers").children(items);
    Some(view.section(Section::CounterStatements, Word::CounterStatements, Some(count)).child(list))
}

fn answer<'a>(view: &View<'a>, answer: CounterStatement<'a>) -> Element<'a> {
    let kind = answer.kind().map(|kind| {
        view.own_words(Element::classed(Tag::Span, "strong")).child(view.words.name("answer", kind.as_str()))
    });
    let date = answer.date().into_iter().map(|date| view.date(date));
    let asked = answer.asked().into_iter().map(|date| view.dated(Word::Asked, date));
    let text = match answer.text() {
        Some(text) => {
            let said = view.quoted(text, answer.quotation(), answer.lang());
            let quote = view.content(Element::new(Tag::Blockquote), answer.lang());
            Some(quote.child(Element::new(Tag::P).child(said)))
        }
        None if answer.kind() == Some(CounterStatementKind::NoReply) => {
            Some(view.word(Tag::P, "no-answer", Word::NoAnswer))
        }
        None => None,
    };
    Element::classed(Tag::Li, "answer")
        .children(line("meta", kind.into_iter().chain(date).chain(asked)))
        .children(line("meta", view.agent(answer.speaker())))
        .children(text)
        .children(view.sources_said(Word::WhereSaid, answer.sources()))
}
