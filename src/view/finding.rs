//! The finding: what was found, in the publisher's words, and why.

use super::state::Section;
use super::{View, changes, icon, open_line};
use crate::html::{AttrName, Sink};
use crate::kind;
use crate::record::{Change, ChangeKind, Confidence, Rating, Status};
use crate::words::{Word, fill_text};

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
pub(super) fn finding<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let verdict = view.card.record().verdict();
    let status = view.card.status();
    out.open(kind!(Header, Class = "finding", Part = "verdict"));
    out.open(kind!(Slot, Name = "logo")).close();
    view.open_heading(out, 0)
        .own(AttrName::Class, "finding-label")
        .own(AttrName::Id, "finding")
        .own(AttrName::DataStatus, status.as_str());
    view.say(view.open_own(out, kind!(Span, Class = "kicker")), Word::FactCheck);
    view.say(out, Word::Colon).close();
    icon::status(out, status);
    view.judged(out, kind!(Span, Class = "label", Part = "badge"), verdict.label(), verdict.status(), None);
    out.close();
    issues(view, out);
    if let Some(text) = verdict.explanation() {
        view.cited(out, kind!(P, Class = "explanation", Part = "explanation"), text, &mut 0);
    }
    if let Some(rating) = verdict.rating().filter(|_| view.settings.meter) {
        meter(view, out, rating);
    }
    view.dated_piece(open_line(out), Word::AsOf, verdict.as_of());
    out.close_filled().close();
}

/// The card as a line in a paragraph, which reads in the direction of the card's own words.
pub(super) fn badge<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let record = view.card.record();
    let status = view.card.status();
    let verdict = record.verdict();
    out.open(kind!(Span, Class = "card badge", Part = "card")).lang(Some(view.words.lang()));
    out.own(AttrName::DataTone, tone(status));
    let url = record.review().and_then(|review| review.url());
    view.open_link(out, url).own(AttrName::DataStatus, status.as_str());
    icon::status(out, status);
    view.say(out.open(kind!(Span, Class = "kicker")), Word::FactCheck).close();
    view.say(out, Word::Colon);
    let kind = kind!(Span, Class = "label", Part = "badge");
    view.judged(out, kind, verdict.label(), verdict.status(), record.lang());
    out.close().close();
}

/// What is wrong with the way the claim is made.
fn issues<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    out.open(kind!(Ul, Class = "issues", Role = "list"));
    for issue in view.card.record().verdict().issues() {
        view.say_name(view.open_own(out, kind!(Li)), Word::Issue, issue as usize).close();
    }
    out.close_filled();
}

/// The newest change that a reader of an older copy must know of.
pub(super) fn notice<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let changes = view.card.record().changes();
    for place in changes::newest_first(&changes) {
        let Some(change) = changes.get(place) else { continue };
        match change.kind() {
            Some(ChangeKind::Withdrawal) => return notice_of(view, out, change, true),
            Some(ChangeKind::VerdictChange) => return notice_of(view, out, change, false),
            _ => {}
        }
    }
}

fn notice_of<'a>(view: &View<'a>, out: &mut impl Sink<'a>, change: Change<'a>, withdrawn: bool) {
    let findings = change.from().zip(change.to()).filter(|_| !withdrawn);
    let notice = kind!(P, Class = "notice");
    if let Some(date) = change.date().filter(|_| withdrawn || findings.is_some()) {
        let word = if withdrawn { Word::NoticeWithdrawn } else { Word::NoticeVerdictChange };
        view.open_own(out, notice);
        view.fill(out, word, &mut |out, name| match findings {
            Some((from, to)) if name == "change" => view.from_to(out, from, to),
            _ => view.own_date(out, date),
        });
    } else {
        // Too little is known to fill the sentence.
        let kind = if withdrawn { ChangeKind::Withdrawal } else { ChangeKind::VerdictChange };
        view.name(out.open(notice), kind!(Span), Word::Change, Some(kind as usize));
        view.date_piece(out, change.date());
    }
    out.close();
}

/// Where the rating stands on its publisher's scale, in words and as a mark on a line.
fn meter<'a>(view: &View<'a>, out: &mut impl Sink<'a>, rating: Rating<'a>) {
    let value = view.words.decimal(*rating.value());
    view.open_own(out, kind!(P, Class = "meter"));
    let said = if let Some((worst, best)) = rating.worst().zip(rating.best()) {
        let (from, to) = (view.words.decimal(*worst), view.words.decimal(*best));
        let said = fill_text(
            view.words.get(Word::RatingScale),
            &[("value", &value), ("worst", &from), ("best", &to)],
        );
        // A mark a step: a width in percent would need a style attribute, which strict pages refuse.
        if let Some((place, last)) = rating.value().step(*worst, *best) {
            out.open(kind!(Span, Class = "scale", AriaHidden = "true")).made(from);
            for mark in 0..=last {
                out.open(if mark == place { kind!(Span, Class = "here") } else { kind!(Span) }).close();
            }
            out.made(to).close();
        }
        said
    } else {
        fill_text(view.words.get(Word::RatingPlace), &[("value", &value)])
    };
    out.open(kind!(Span)).made(said).close().close();
}

/// Why the finding is what it is, at length.
pub(super) fn details<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let verdict = view.card.record().verdict();
    let mut citation = view.card.citations.in_explanation;
    let before = out.mark();
    let bare = view.open_section(out, Section::Details, Word::Details).close().mark();
    if let Some(details) = verdict.details() {
        for paragraph in details.paragraphs() {
            view.cited(out, kind!(P), paragraph, &mut citation);
        }
    }
    if let Some(confidence) = verdict.confidence() {
        self::confidence(view, out, confidence);
    }
    view.term(out, Word::WouldChange, verdict.would_change());
    let is_bare = out.mark() == bare;
    out.close();
    if is_bare {
        out.back_to(before);
    }
}

/// How sure the check is, in a number or a word, and why.
fn confidence<'a>(view: &View<'a>, out: &mut impl Sink<'a>, confidence: Confidence<'a>) {
    let before = out.mark();
    view.open_term(out, Word::Confidence).open(kind!(P));
    if let Some(percent) = confidence.percent() {
        let percent = view.words.decimal(*percent);
        let said = fill_text(view.words.get(Word::ConfidencePercent), &[("percent", &percent)]);
        view.open_own(out, kind!(Span)).made(said).close();
    } else {
        view.name(out, kind!(Span), Word::Level, confidence.level().map(|level| level as usize));
    }
    view.piece(out, confidence.reason());
    let is_bare = out.is_bare();
    out.close().close().close();
    if is_bare {
        out.back_to(before);
    }
}
