//! The finding: what was found, in the publisher's words, and why.

use super::state::Section;
use super::{Line, View, changes, icon, list, piece};
use crate::html::{AttrName, Element, Tag};
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
    let kicker = view.word(Tag::Span, "kicker", Word::FactCheck).child(view.words.get(Word::Colon));
    let heading = Element::classed(Tag::heading(view.settings.heading_level), "finding-label")
        .own(AttrName::Id, "finding")
        .own(AttrName::DataStatus, status.as_str())
        .child(kicker)
        .child(icon::status(status))
        .child(view.judged("label", verdict.label(), verdict.status()).part("badge"));
    let explanation = verdict
        .explanation()
        .map(|text| view.cited(Element::classed(Tag::P, "explanation").part("explanation"), text, &mut 0));
    let as_of = Line::new("meta").piece(verdict.as_of().map(|date| view.dated(Word::AsOf, date)));
    let scale = verdict.rating().filter(|_| view.settings.meter).map(|rating| meter(view, rating));
    Element::classed(Tag::Header, "finding")
        .part("verdict")
        .child(Element::new(Tag::Slot).own(AttrName::Name, "logo"))
        .child(heading)
        .child(issues(view))
        .child(explanation)
        .child(scale)
        .child(as_of.end())
}

/// The card as a line in a paragraph, which reads in the direction of the card's own words.
pub(super) fn badge<'a>(view: &View<'a>) -> Element<'a> {
    let record = view.card.record();
    let status = view.card.status();
    let verdict = record.verdict();
    let label = view
        .judged("label", verdict.label(), verdict.status())
        .part("badge")
        .lang(record.lang().filter(|_| verdict.label().is_some()));
    let line = view
        .link(record.review().and_then(|review| review.url()), icon::status(status))
        .own(AttrName::DataStatus, status.as_str())
        .child(Element::classed(Tag::Span, "kicker").child(view.words.get(Word::FactCheck)))
        .child(view.words.get(Word::Colon))
        .child(label);
    Element::classed(Tag::Span, "card badge")
        .part("card")
        .lang(Some(view.words.lang()))
        .own(AttrName::DataTone, tone(status))
        .child(line)
}

/// What is wrong with the way the claim is made.
fn issues<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let mut list = list(Tag::Ul, "issues");
    for issue in view.card.record().verdict().issues() {
        list = list.child(view.name(Tag::Li, "", Word::Issue, issue as usize));
    }
    list.unless_empty()
}

/// The newest change that a reader of an older copy must know of.
pub(super) fn notice<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let changes = view.card.record().changes();
    for place in changes::newest_first(&changes) {
        let Some(change) = changes.get(place) else { continue };
        match change.kind() {
            Some(ChangeKind::Withdrawal) => return notice_of(view, change, true),
            Some(ChangeKind::VerdictChange) => return notice_of(view, change, false),
            _ => {}
        }
    }
    None
}

fn notice_of<'a>(view: &View<'a>, change: Change<'a>, withdrawn: bool) -> Option<Element<'a>> {
    let findings = change.from().zip(change.to()).filter(|_| !withdrawn);
    let Some(date) = change.date().filter(|_| withdrawn || findings.is_some()) else {
        // Too little is known to fill the sentence.
        let kind = if withdrawn { ChangeKind::Withdrawal } else { ChangeKind::VerdictChange };
        return Line::new("notice")
            .piece(view.name(Tag::Span, "", Word::Change, kind as usize))
            .piece(change.date().map(|date| view.date(date)))
            .end();
    };
    let word = if withdrawn { Word::NoticeWithdrawn } else { Word::NoticeVerdictChange };
    let notice = view.own_words(Element::classed(Tag::P, "notice"));
    Some(fill(notice, view.words.get(word), &mut |notice, name| match name {
        "change" => notice.child(findings.map(|(from, to)| view.from_to(from, to))),
        _ => notice.child(view.own_date(date)),
    }))
}

/// Where the rating stands on its publisher's scale, in words and as a mark on a line.
fn meter<'a>(view: &View<'a>, rating: Rating<'a>) -> Element<'a> {
    let value = view.words.decimal(*rating.value());
    let scale = rating.worst().zip(rating.best());
    let said = match scale {
        Some((worst, best)) => fill_text(
            view.words.get(Word::RatingScale),
            &[
                ("value", &value),
                ("worst", &view.words.decimal(*worst)),
                ("best", &view.words.decimal(*best)),
            ],
        ),
        None => fill_text(view.words.get(Word::RatingPlace), &[("value", &value)]),
    };
    let drawing = scale.and_then(|(worst, best)| {
        // A mark a step: a width in percent would need a style attribute, which strict pages refuse.
        let (place, last) = rating.value().step(*worst, *best)?;
        let mut scale = Element::classed(Tag::Span, "scale").own(AttrName::AriaHidden, "true");
        scale = scale.child(view.words.decimal(*worst));
        for mark in 0..=last {
            scale = scale.child(Element::classed(Tag::Span, if mark == place { "here" } else { "" }));
        }
        Some(scale.child(view.words.decimal(*best)))
    });
    view.own_words(Element::classed(Tag::P, "meter")).child(drawing).child(piece(said))
}

/// Why the finding is what it is, at length.
pub(super) fn details<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let verdict = view.card.record().verdict();
    let mut citation = view.card.citations_in_explanation;
    let mut section = view.section(Section::Details, Word::Details, None);
    let bare = section.nodes().len();
    if let Some(details) = verdict.details() {
        for paragraph in details.paragraphs() {
            section = section.child(view.cited(Element::new(Tag::P), paragraph, &mut citation));
        }
    }
    let section = section
        .child(confidence(view, verdict.confidence()).map(|sure| view.term(Word::Confidence, sure)))
        .child(verdict.would_change().map(|change| view.term(Word::WouldChange, change)));
    (section.nodes().len() > bare).then_some(section)
}

/// How sure the check is, in a number or a word, and why.
fn confidence<'a>(view: &View<'a>, confidence: Option<Confidence<'a>>) -> Option<Element<'a>> {
    let confidence = confidence?;
    let size = match (confidence.percent(), confidence.level()) {
        (Some(percent), _) => {
            let percent = view.words.decimal(*percent);
            let said = fill_text(view.words.get(Word::ConfidencePercent), &[("percent", &percent)]);
            Some(view.own_words(Element::new(Tag::Span)).child(said))
        }
        (None, Some(level)) => Some(view.name(Tag::Span, "", Word::Level, level as usize)),
        (None, None) => None,
    };
    Line::new("").piece(size).piece(confidence.reason().map(piece)).end()
}
