//! The answers: who said what, in which role, when; and who was asked and said nothing.

use super::state::Section;
use super::{Line, View, list};
use crate::html::{Element, Tag};
use crate::record::CounterStatement;
use crate::words::Word;

/// The answers, attributed.
pub(super) fn counter_statements<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let answers = view.card.record().counter_statements();
    if answers.is_empty() {
        return None;
    }
    let count = Some(view.count(answers.len()));
    let section = view.section(Section::CounterStatements, Word::CounterStatements, count);
    let mut list = list(Tag::Ul, "answers");
    for answer in answers {
        list = list.child(self::answer(view, answer));
    }
    Some(section.child(list))
}

fn answer<'a>(view: &View<'a>, answer: CounterStatement<'a>) -> Element<'a> {
    let kind = answer.kind();
    let line = Line::new("meta")
        .piece(kind.map(|kind| view.name(Tag::Span, "strong", Word::Answer, kind as usize)))
        .piece(answer.date().map(|date| view.date(date)))
        .piece(answer.asked().map(|date| view.dated(Word::Asked, date)));
    let text = answer.text().map(|text| {
        let said = view.quoted(text, answer.quotation(), answer.lang());
        Element::new(Tag::Blockquote).lang(answer.lang()).child(said)
    });
    Element::classed(Tag::Li, "answer")
        .child(line.end())
        .child(view.agent(Line::new("meta"), answer.speaker()).end())
        .child(text)
        .child(view.sources_said(Word::WhereSaid, answer.sources()))
}
