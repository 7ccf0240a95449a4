//! The finding: what was found, in the publisher's words, and why.

use alloc::vec;
use alloc::vec::Vec;

use super::state::Section;
use super::{View, icon, line, piece};
use crate::card::text::cited_sources;
use crate::html::{Attr, AttrName, Element, Node, Tag};
use crate::record::{Change, ChangeKind, Confidence, Rating, Status};
use crate::words::{Word, fill, fill_text};

/// Which of the card's few colours a status takes.
pub(super) fn tone(status: Status) -> &'static str {
    match status {
        Status::True | Status::MostlyTrue => "for",
        Status::False | Status::MostlyFalse => "against",
        Status::Mixed | Status::Unproven | Status::Disputed => "open",
        Status::NotCheckable | Status::Pending | Status::Withdrawn | Status::Unrated => "none",
    }
}

/// The head of the card.
pub(super) fn finding<'a>(view: &View<'a>) -> Element<'a> {
    let verdict = view.card.record().verdict();
    let status = view.card.status();
    let kicker = view
        .word(Tag::Span, "kicker", Word::FactCheck)
        .child(Element::classed(Tag::Span, "unseen").child(": "));
    let heading = Element::classed(Tag::heading(view.settings.heading_level), "finding-label")
        .own(AttrName::Id, "finding")
        .own(AttrName::DataStatus, status.as_str())
        .child(kicker)
        .child(icon::status(status))
        .child(view.judged("label", verdict.label(), verdict.status()).part("badge"));
    let explanation = verdict.explanation().map(|text| {
        Element::classed(Tag::P, "explanation").part("explanation").children(view.cited(text, 0))
    });
    let as_of = verdict.as_of().map(|date| view.dated(Word::AsOf, date));
    let scale = verdict.rating().filter(|_| view.settings.meter).map(|rating| meter(view, rating));
    Element::classed(Tag::Header, "finding")
        .part("verdict")
        .children(notice(view))
        .child(Element::new(Tag::Slot).own(AttrName::Name, "logo"))
        .child(heading)
        .children(issues(view))
        .children(explanation)
        .children(scale)
        .children(line("meta", as_of))
}

/// The card as a line in a paragraph, which reads in the direction of the card's own words.
pub(super) fn badge<'a>(view: &View<'a>) -> Element<'a> {
    let record = view.card.record();
    let status = view.card.status();
    let words = view.words.lang();
    let label = view.judged("label", record.verdict().label(), record.verdict().status()).part("badge");
    let label = view.content(label, record.lang().filter(|_| record.verdict().label().is_some()));
    let line = view
        .link(record.review().and_then(|review| review.url()), icon::status(status))
        .own(AttrName::DataStatus, status.as_str())
        .child(Element::classed(Tag::Span, "kicker").child(view.words.get(Word::FactCheck)))
        .child(": ")
        .child(label);
    Element::classed(Tag::Span, "card badge")
        .part("card")
        .attr(Attr::Lang(words))
        .attr(Attr::Dir(words.direction()))
        .own(AttrName::DataTone, tone(status))
        .child(line)
}

/// What is wrong with the way the claim is made.
fn issues<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let issues = view.card.record().verdict().issues();
    if issues.is_empty() {
        return None;
    }
    let items = issues.map(|issue| Element::new(Tag::Li).child(view.words.name("issue", issue.as_str())));
    Some(view.own_words(Element::classed(Tag::Ul, "issues")).children(items))
}

/// The newest change that a reader of an older copy must know of.
fn notice<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let grave = |change: &Change<'_>| {
        matches!(change.kind(), Some(ChangeKind::VerdictChange | ChangeKind::Withdrawal))
    };
    let change = super::changes::newest_first(view.card.record().changes()).into_iter().find(grave)?;
    let withdrawn = change.kind() == Some(ChangeKind::Withdrawal);
    let findings = change.from().zip(change.to()).filter(|_| !withdrawn);
    let Some(date) = change.date().filter(|_| withdrawn || findings.is_some()) else {
        // Too little is known to fill the sentence.
        let name = view.words.name("change", if withdrawn { "withdrawal" } else { "verdict-change" });
        let name = view.own_words(Element::new(Tag::Span)).child(name);
        return line("notice", [name].into_iter().chain(change.date().map(|date| view.date(date))));
    };
    let word = if withdrawn { Word::NoticeWithdrawn } else { Word::NoticeVerdictChange };
    let said = fill(view.words.get(word), |_| vec![view.date(date).into()]);
    let notice = view.own_words(Element::classed(Tag::P, "notice")).children(said);
    Some(match findings {
        Some((from, to)) => notice.child(" ").child(view.from_to(from, to)),
        None => notice,
    })
}

/// Where the rating stands on its publisher's scale, in words and as a mark on a line.
fn meter<'a>(view: &View<'a>, rating: Rating<'a>) -> Element<'a> {
    let value = rating.value().to_text();
    let scale = rating.worst().zip(rating.best());
    let said = match scale {
        Some((worst, best)) => fill_text(
            view.words.get(Word::RatingScale),
            &[("value", &value), ("worst", &worst.to_text()), ("best", &best.to_text())],
        ),
        None => fill_text(view.words.get(Word::RatingPlace), &[("value", &value)]),
    };
    let place = scale.and_then(|(worst, best)| rating.value().position(*worst, *best));
    let drawing = place.map(|place| {
        // Twenty-one marks: a width in percent would need a style attribute, which strict pages refuse.
        let at = usize::from(place) * 20 / 1000;
        let marks = (0..=20).map(|mark| {
            let mark_element = Element::new(Tag::Span);
            if mark == at { mark_element.own(AttrName::Class, "here") } else { mark_element }
        });
        Element::classed(Tag::Span, "scale").own(AttrName::AriaHidden, "true").children(marks)
    });
    view.own_words(Element::classed(Tag::P, "meter")).children(drawing).child(piece(said))
}

/// Why the finding is what it is, at length.
pub(super) fn details<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let verdict = view.card.record().verdict();
    let mut before = view.card.citations_in_explanation;
    let mut section = view.section(Section::Details, Word::Details, None);
    let bare = section.nodes().len();
    for paragraph in verdict.details().into_iter().flat_map(|details| details.paragraphs()) {
        section = section.child(Element::new(Tag::P).children(view.cited(paragraph, before)));
        before += cited_sources(paragraph.as_str(), &view.card.record().sources()).count();
    }
    if let Some(confidence) = verdict.confidence() {
        section = section.child(term(view, Word::Confidence, vec![self::confidence(view, confidence)]));
    }
    if let Some(change) = verdict.would_change() {
        section = section.child(term(view, Word::WouldChange, vec![change.into()]));
    }
    (section.nodes().len() > bare).then_some(section)
}

fn confidence<'a>(view: &View<'a>, confidence: Confidence<'a>) -> Node<'a> {
    let size = match (confidence.percent(), confidence.level()) {
        (Some(percent), _) => {
            let percent = percent.to_text();
            let said = fill_text(view.words.get(Word::ConfidencePercent), &[("percent", &percent)]);
            Some(view.own_words(Element::new(Tag::Span)).child(said))
        }
        (None, Some(level)) => {
            Some(view.own_words(Element::new(Tag::Span)).child(view.words.name("level", level.as_str())))
        }
        (None, None) => None,
    };
    let pieces = size.into_iter().chain(confidence.reason().map(piece));
    Element::classed(Tag::Span, "line").children(pieces).into()
}

/// A paragraph with a name of its own.
pub(super) fn term<'a>(view: &View<'a>, word: Word, content: Vec<Node<'a>>) -> Element<'a> {
    Element::classed(Tag::Dl, "terms")
        .child(view.word(Tag::Dt, "", word))
        .child(Element::new(Tag::Dd).children(content))
}
