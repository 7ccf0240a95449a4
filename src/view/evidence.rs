//! The evidence: how many sources, on which side, how independent; each with what a reader needs to judge it.

use alloc::string::String;

use super::state::{Section, Sort};
use super::{Line, Sources, View, icon, list, piece};
use crate::html::{Attr, AttrName, Element, Tag};
use crate::record::{Source, Stance};
use crate::value::Text;
use crate::words::{Word, fill, fill_text};

/// From how many sources on a filter helps more than it costs.
const MANY: usize = 3;

/// From how many sources on those far from the viewport may cost no layout.
const LONG: usize = 100;

/// From how many sources on it takes long to find out which are far from the viewport: they stand in blocks then.
const ENDLESS: usize = 500;

/// How many sources stand in a block. Of the most that a record may have, that makes 125 blocks.
const BLOCK: usize = 16;

/// The sources and what is missing.
pub(super) fn evidence<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let sources = view.card.record().sources();
    let gaps = gaps(view);
    if sources.is_empty() && gaps.is_none() {
        return None;
    }
    let count = sources.len();
    let section = view.section(Section::Sources, Word::Evidence, counts(view)).child(filter(view));
    Some(
        section
            .child((!view.card.by_date.is_empty()).then(|| order(view)))
            .child((count > 0).then(|| list_of(view, count)))
            .child(gaps),
    )
}

/// The sources in their order.
fn list_of<'a>(view: &View<'a>, count: usize) -> Element<'a> {
    let is_endless = count >= ENDLESS;
    let class = if count < LONG { "sources" } else { "sources long" };
    // A script marks the list with the stance; the radio buttons filter by themselves where there is none.
    let chosen = view.state.stance.map_or("all", |stance| stance.as_str());
    let mut list = Element::classed(if is_endless { Tag::Div } else { Tag::Ol }, class);
    list = list.own(AttrName::DataStance, chosen);
    // What is heard is one list.
    if is_endless {
        list = list.own(AttrName::Role, "list");
    }
    let by_date = &view.card.by_date;
    let mut block = None;
    for number in 0..if view.sources == Sources::None { 0 } else { count } {
        let place = by_date.get(number).copied().filter(|_| view.state.by_date).unwrap_or(number);
        let Some(source) = view.card.record().sources().get(place) else { continue };
        let item = self::source(view, place, source);
        if is_endless {
            if number % BLOCK == 0 {
                let next = Element::classed(Tag::Ol, "block").own(AttrName::Role, "none");
                list = list.child(block.replace(next));
            }
            block = block.map(|block| block.child(item.own(AttrName::Role, "listitem")));
        } else {
            list = list.child(item);
        }
    }
    list.child(block)
}

/// What the number of a citation stands for, shown beside it.
pub(super) fn preview<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let place = view.card.citations.get(view.state.preview?.checked_sub(1)?)?;
    let source = view.card.record().sources().get(*place)?;
    let preview = Element::classed(Tag::Div, "preview").own(AttrName::Id, "preview");
    let preview = preview.own(AttrName::Popover, "auto").own(AttrName::Role, "tooltip");
    Some(preview.child(title(view, None, source)).child(facts(view, source)))
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
    let counted = |value, name, count, checked| {
        let count = Element::classed(Tag::Span, "number").child(view.words.number(count));
        choice(view, "stance", "filter", value, name, checked).child(" ").child(count)
    };
    let mut fieldset = choices(view, "filter", Word::Filter);
    fieldset = fieldset.child(counted("all", view.words.get(Word::AllSources), total, chosen.is_none()));
    let mut kinds = 0;
    for &stance in Stance::ALL {
        let count = tally.count(stance);
        if count > 0 {
            kinds += 1;
            let name = view.words.name(Word::StanceChoice, stance as usize);
            fieldset = fieldset.child(counted(stance.as_str(), name, count, chosen == Some(stance)));
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

/// Radio buttons that put the sources into another order, which needs a script.
fn order<'a>(view: &View<'a>) -> Element<'a> {
    let mut fieldset = choices(view, "filter sort", Word::Order);
    for &sort in Sort::ALL {
        let name = view.words.name(Word::Sort, sort as usize);
        let checked = view.state.by_date == (sort == Sort::Date);
        fieldset = fieldset.child(choice(view, "sort", "sort", sort.as_str(), name, checked));
    }
    fieldset
}

fn choices<'a>(view: &View<'a>, class: &'static str, word: Word) -> Element<'a> {
    Element::classed(Tag::Fieldset, class).child(view.word(Tag::Legend, "", word))
}

fn choice<'a>(
    view: &View<'a>,
    group: &'static str,
    action: &'static str,
    value: &'static str,
    name: &'a str,
    checked: bool,
) -> Element<'a> {
    let input = Element::new(Tag::Input)
        .own(AttrName::Type, "radio")
        .own(AttrName::Name, group)
        .own(AttrName::Value, value)
        .own(AttrName::DataAction, action)
        .flag(AttrName::Checked, checked);
    view.own_words(Element::new(Tag::Label)).child(input).child(name)
}

/// Title and quotation are in the source's language; all else is the reviewer's or the card's own.
fn source<'a>(view: &View<'a>, place: usize, source: Source<'a>) -> Element<'a> {
    // A list counts what it shows; a source keeps the number that citations call it by.
    let number = Attr::Number(AttrName::Value, place + 1);
    if matches!(view.sources, Sources::Two(two) if !two.contains(&Some(place))) {
        return Element::new(Tag::Li).attr(number);
    }
    let class = if view.state.marked == Some(place) { "source marked" } else { "source" };
    let mut item = Element::classed(Tag::Li, class)
        .part("source")
        .id("source-", place + 1)
        .attr(number)
        .own(AttrName::Tabindex, "-1");
    if let Some(stance) = source.stance() {
        item = item.own(AttrName::DataStance, stance.as_str());
    }
    item.child(title(view, Some(place), source))
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

/// What a source is called; a link to it, if it has a place.
#[inline(never)]
fn title<'a>(view: &View<'a>, place: Option<usize>, source: Source<'a>) -> Element<'a> {
    let url = source.url();
    let link = url.filter(|_| place.is_some());
    let name = match (source.title().or(source.publisher()), url) {
        (Some(name), _) => view.link(link, name),
        (None, Some(address)) => view.link(link, address.host()),
        (None, None) => view.link(None, view.word(Tag::Span, "", Word::UntitledSource)),
    };
    let name = name.lang(source.lang().filter(|_| source.title().is_some()));
    let name = match place.filter(|_| link.is_some()) {
        Some(place) => opens(name, place),
        None => name,
    };
    Element::classed(Tag::P, "title").child(name)
}

/// Marks a link out as one that the page is asked about (`fact-check-open`).
fn opens(link: Element<'_>, place: usize) -> Element<'_> {
    link.own(AttrName::DataAction, "open").number(place)
}

#[inline(never)]
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
    let link = Element::classed(Tag::A, "back");
    let is_here = view.state.came_from == Some(citation);
    let link = if is_here { link.own(AttrName::AriaCurrent, "true") } else { link };
    link.jump("cite-", citation)
        .own(AttrName::DataAction, "back")
        .number(citation)
        .label(label)
        .child("↑")
        .child(number)
}

/// What the check leaves open, but for what the page wants unsaid.
fn gaps<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let mut list = list(Tag::Ul, "plain");
    for gap in view.card.gaps.iter().filter(|gap| !view.settings.unsaid.contains(**gap)) {
        list = list.child(Element::new(Tag::Li).child(view.words.name(Word::Gap, *gap as usize)));
    }
    let list = list.unless_empty()?;
    let term = Element::classed(Tag::P, "term").child(view.words.get(Word::Gaps));
    Some(view.own_words(Element::classed(Tag::Div, "gaps")).child(term).child(list))
}
