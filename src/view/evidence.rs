//! The evidence: how many sources, on which side, how independent; each with what a reader needs to judge it.

use alloc::string::String;

use super::state::Section;
use super::{Line, View, icon, list, piece};
use crate::html::{Attr, AttrName, Element, Tag};
use crate::record::{Source, Stance};
use crate::value::Text;
use crate::words::{Word, fill, fill_text};

/// From how many sources on a filter helps more than it costs.
const MANY: usize = 3;

/// The sources and what is missing.
pub(super) fn evidence<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let sources = view.card.record().sources();
    if sources.is_empty() && view.card.gaps.is_empty() {
        return None;
    }
    let section = view.section(Section::Sources, Word::Evidence, counts(view)).child(filter(view));
    // A script marks the list with the stance; the radio buttons filter by themselves where there is none.
    let chosen = view.state.stance.map_or("all", |stance| stance.as_str());
    let mut list = Element::classed(Tag::Ol, "sources").own(AttrName::DataStance, chosen);
    let there = !sources.is_empty();
    for (place, source) in sources.enumerate().filter(|_| view.with_sources) {
        list = list.child(self::source(view, place, source));
    }
    Some(section.child(there.then_some(list)).child(gaps(view)))
}

/// `8 sources: 6 support, 2 refute · 2 independent origins · 6 lead back to the same one`
fn counts<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let card = view.card;
    let count = card.record().sources().len();
    if count == 0 {
        return None;
    }
    let mut said = counted(view, Word::SourceCount, count);
    let mut separator = view.words.get(Word::Colon);
    for &stance in Stance::ALL {
        let number = card.tally.count(stance);
        if number > 0 {
            said.push_str(separator);
            said.push_str(&counted(view, said_of(stance), number));
            separator = view.words.get(Word::ListSeparator);
        }
    }
    if count > 1 {
        said.push_str(" · ");
        said.push_str(&counted(view, Word::Origins, card.diagram.origins));
    }
    let repeating = card.diagram.most_of_one_origin;
    if repeating > 1 {
        said.push_str(" · ");
        said.push_str(&counted(view, Word::RepeatOne, repeating));
    }
    Some(view.own_words(Element::classed(Tag::Span, "counts")).child(said))
}

fn said_of(stance: Stance) -> Word {
    match stance {
        Stance::Supports => Word::SupportsCount,
        Stance::Refutes => Word::RefutesCount,
        Stance::Context => Word::ContextCount,
    }
}

fn counted(view: &View<'_>, word: Word, count: usize) -> String {
    fill_text(view.words.counted(word, count), &[("count", &view.words.number(count))])
}

/// Radio buttons: native ones filter by the stylesheet alone, with one key and without a script.
fn filter<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let tally = &view.card.tally;
    let total = view.card.record().sources().len();
    let chosen = view.state.stance;
    let all = choice(view, "all", view.words.get(Word::AllSources), total, chosen.is_none());
    let mut fieldset =
        Element::classed(Tag::Fieldset, "filter").child(view.word(Tag::Legend, "", Word::Filter)).child(all);
    let mut kinds = 0;
    for &stance in Stance::ALL {
        let count = tally.count(stance);
        if count > 0 {
            kinds += 1;
            let name = view.words.name(Word::StanceChoice, stance as usize);
            fieldset = fieldset.child(choice(view, stance.as_str(), name, count, chosen == Some(stance)));
        }
    }
    if total < MANY || kinds < 2 {
        return None;
    }
    let shown = chosen.map_or(total, |stance| tally.count(stance));
    let status = fill_text(
        view.words.counted(Word::ShownSources, total),
        &[("shown", &view.words.number(shown)), ("count", &view.words.number(total))],
    );
    let said = view.own_words(Element::classed(Tag::Span, "unseen").own(AttrName::Role, "status"));
    Some(fieldset.child(said.child(status)))
}

fn choice<'a>(
    view: &View<'a>,
    value: &'static str,
    name: &'a str,
    count: usize,
    checked: bool,
) -> Element<'a> {
    let input = Element::new(Tag::Input)
        .own(AttrName::Type, "radio")
        .own(AttrName::Name, "stance")
        .own(AttrName::Value, value)
        .own(AttrName::DataAction, "filter")
        .flag(AttrName::Checked, checked);
    let count = Element::classed(Tag::Span, "number").child(view.words.number(count));
    view.own_words(Element::new(Tag::Label)).child(input).child(name).child(" ").child(count)
}

/// Title and quotation are in the source's language; all else is the reviewer's or the card's own.
fn source<'a>(view: &View<'a>, place: usize, source: Source<'a>) -> Element<'a> {
    let class = if view.state.marked == Some(place) { "source marked" } else { "source" };
    let mut item = Element::classed(Tag::Li, class)
        .part("source")
        .id("source-", place + 1)
        // A list counts what it shows; a source keeps the number that citations call it by.
        .attr(Attr::Number(AttrName::Value, place + 1))
        .own(AttrName::Tabindex, "-1");
    if let Some(stance) = source.stance() {
        item = item.own(AttrName::DataStance, stance.as_str());
    }
    item.child(title(view, place, source))
        .child(facts(view, source))
        .child(quote(view, source))
        .child(source.locator().map(|locator| Element::classed(Tag::P, "locator").child(locator)))
        .child(source.note().map(|note| Element::classed(Tag::P, "note").child(note)))
        .child(named(view, Word::Interests, source.interests()))
        .child(named(view, Word::Withheld, source.withheld()))
        .child(view.sources_said(Word::DerivedFrom, source.derived_from()))
        .child(links(view, place, source))
        .child(citations(view, place))
}

fn title<'a>(view: &View<'a>, place: usize, source: Source<'a>) -> Element<'a> {
    let url = source.url();
    let name = match (source.title().or(source.publisher()), url) {
        (Some(name), _) => view.link(url, name),
        (None, Some(address)) => view.link(url, address.host()),
        (None, None) => view.link(None, view.word(Tag::Span, "", Word::UntitledSource)),
    };
    let name = name.lang(source.lang().filter(|_| source.title().is_some()));
    let name = if url.is_some() { opens(name, place) } else { name };
    Element::classed(Tag::P, "title").child(name)
}

/// Marks a link out as one that the page is asked about (`fact-check-open`).
fn opens(link: Element<'_>, place: usize) -> Element<'_> {
    link.own(AttrName::DataAction, "open").number(place)
}

fn facts<'a>(view: &View<'a>, source: Source<'a>) -> Option<Element<'a>> {
    let stance = source.stance().map(|stance| {
        let name = view.words.name(Word::Stance, stance as usize);
        view.own_words(Element::classed(Tag::Span, "stance")).child(icon::stance(stance)).child(name)
    });
    let publisher = source.publisher().filter(|_| source.title().is_some());
    let mut line = Line::new("meta").piece(stance).piece(publisher.map(piece));
    for author in source.authors() {
        line = line.piece(piece(author));
    }
    line.piece(source.date().map(|date| view.date(date)))
        .piece(source.kind().map(|kind| view.name(Tag::Span, "", Word::Kind, kind as usize)))
        .piece(source.primary().then(|| view.word(Tag::Span, "strong", Word::Primary)))
        .end()
}

fn quote<'a>(view: &View<'a>, source: Source<'a>) -> Option<Element<'a>> {
    let quote = view.quoted(source.quote()?, true, source.lang()).lang(source.lang());
    Some(Element::classed(Tag::Blockquote, "quote").child(quote))
}

/// A text of the source that is introduced by one of the card's own words.
fn named<'a>(view: &View<'a>, word: Word, text: Option<&'a Text>) -> Option<Element<'a>> {
    let text = text?;
    // The colon stands in the content's direction, between the two.
    let term = view.word(Tag::Span, "term", word);
    Some(Element::classed(Tag::P, "named").child(term).child(view.words.get(Word::Colon)).child(text))
}

fn links<'a>(view: &View<'a>, place: usize, source: Source<'a>) -> Option<Element<'a>> {
    Line::new("meta")
        .piece(source.archived_url().map(|url| opens(view.word_link(Word::Archived, url), place)))
        .piece(source.accessed().map(|date| view.dated(Word::Accessed, date)))
        .end()
}

/// The ways back from a source to where it is cited.
fn citations<'a>(view: &View<'a>, place: usize) -> Option<Element<'a>> {
    if !view.card.citations.contains(&place) {
        return None;
    }
    let phrase = view.own_words(Element::classed(Tag::P, "cited-at"));
    Some(fill(phrase, view.words.get(Word::CitedAt), &mut |phrase, _| {
        let mut phrase = phrase;
        let mut separator = "";
        for (citation, cited) in view.card.citations.iter().enumerate() {
            if *cited == place {
                phrase = phrase.child(separator).child(back(view, citation + 1));
                separator = " ";
            }
        }
        phrase
    }))
}

fn back<'a>(view: &View<'a>, citation: usize) -> Element<'a> {
    let number = view.words.number(citation);
    let label = fill_text(view.words.get(Word::BackToCitation), &[("number", &number)]);
    Element::classed(Tag::A, "back")
        .jump("cite-", citation)
        .own(AttrName::DataAction, "back")
        .number(citation)
        .label(label)
        .child("↑")
        .child(number)
}

/// What the check leaves open.
fn gaps<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let mut list = list(Tag::Ul, "plain");
    for gap in &view.card.gaps {
        list = list.child(Element::new(Tag::Li).child(view.words.name(Word::Gap, *gap as usize)));
    }
    let list = list.unless_empty()?;
    let term = Element::classed(Tag::P, "term").child(view.words.get(Word::Gaps));
    Some(view.own_words(Element::classed(Tag::Div, "gaps")).child(term).child(list))
}
