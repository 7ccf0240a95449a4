//! The evidence: how many sources, on which side, how independent; each with what a reader needs to judge it.

use super::state::{Section, Sort};
use super::{Sources, View, block, icon, open_line};
use crate::html::{AttrName, Kind, Sink};
use crate::kind;
use crate::record::{Source, Stance};
use crate::value::Text;
use crate::words::{Word, fill};

/// From how many sources on a filter helps more than it costs.
const MANY: usize = 3;

/// From this many sources on, those far from the viewport are not laid out. They stand in blocks, since it takes long to find
/// out of each source whether it is far.
const LONG: usize = 64;

/// How many sources stand in a block. Of the most that a record may have, that makes 125 blocks.
const BLOCK: usize = 16;

/// The sources and what is missing.
pub(super) fn evidence<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let count = view.card.record().sources().len();
    let before = out.mark();
    view.open_section(out, Section::Sources, Word::Evidence);
    if count > 0 {
        counts(view, out, count);
    }
    out.close();
    filter(view, out, count);
    if !view.card.by_date.is_empty() {
        order(view, out);
    }
    if count > 0 {
        list(view, out, count);
    }
    let is_empty = !gaps(view, out) && count == 0;
    out.close();
    if is_empty {
        out.back_to(before);
    }
}

/// The sources in their order.
fn list<'a>(view: &View<'a>, out: &mut impl Sink<'a>, count: usize) {
    let is_long = count >= LONG;
    out.open(if is_long {
        // What is heard is one list.
        kind!(Div, Class = "sources long", Role = "list")
    } else {
        kind!(Ol, Class = "sources", Role = "list")
    });
    // A script marks the list with the stance; the radio buttons filter by themselves where there is none.
    out.own(AttrName::DataStance, view.state.stance.map_or("all", |stance| stance.as_str()));
    let by_date = &view.card.by_date;
    for number in 0..if view.sources == Sources::None { 0 } else { count } {
        let place = by_date.get(number).copied().filter(|_| view.state.by_date).unwrap_or(number);
        let Some(source) = view.card.record().sources().get(place) else { continue };
        if is_long && number % BLOCK == 0 {
            if number > 0 {
                out.close();
            }
            out.open(kind!(Ol, Class = "block", Role = "none"));
        }
        self::source(view, out, place, source, is_long);
    }
    if is_long && view.sources != Sources::None {
        out.close();
    }
    out.close();
}

/// What the number of a citation stands for, shown beside it.
pub(super) fn preview<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let shown =
        view.state.preview.and_then(|citation| view.card.citations.places.get(citation.checked_sub(1)?));
    if let Some(source) = shown.and_then(|place| view.card.record().sources().get(*place)) {
        out.open(kind!(Div, Class = "preview", Id = "preview", Popover = "auto", Role = "tooltip"));
        title(view, out, None, source);
        facts(view, out, source);
        out.close();
    }
}

/// `8 sources: 6 support, 2 refute · 2 independent origins · 6 lead back to the same one`
fn counts<'a>(view: &View<'a>, out: &mut impl Sink<'a>, count: usize) {
    let card = view.card;
    view.open_own(out, kind!(Span, Class = "counts"));
    counted(view, out, Word::SourceCount, count);
    let mut separator = Word::Colon;
    for &stance in Stance::ALL {
        let number = card.tally.count(stance);
        if number > 0 {
            counted(view, view.say(out, separator), said_of(stance), number);
            separator = Word::ListSeparator;
        }
    }
    if count > 1 {
        view.dot(out);
        counted(view, out, Word::Origins, card.diagram.origins);
    }
    let repeating = card.diagram.most_of_one_origin;
    if repeating > 1 {
        view.dot(out);
        counted(view, out, Word::RepeatOne, repeating);
    }
    out.close();
}

fn said_of(stance: Stance) -> Word {
    match stance {
        Stance::Supports => Word::SupportsCount,
        Stance::Refutes => Word::RefutesCount,
        Stance::Context => Word::ContextCount,
    }
}

fn counted<'a>(view: &View<'a>, out: &mut impl Sink<'a>, word: Word, count: usize) {
    fill(out, view.words.counted_phrase(word, count), &mut |out, _| {
        view.say_number(out, count);
    });
}

/// Radio buttons: native ones filter by the stylesheet alone, with one key and without a script.
fn filter<'a, S: Sink<'a>>(view: &View<'a>, out: &mut S, total: usize) {
    let tally = &view.card.tally;
    let kinds = Stance::ALL.iter().filter(|stance| tally.count(**stance) > 0);
    if total < MANY || kinds.clone().count() < 2 {
        return;
    }
    let chosen = view.state.stance;
    let input = kind!(Input, Type = "radio", Name = "stance", DataAction = "filter");
    let counted = |out: &mut S, value, name, count, checked| {
        choice(view, out, input, value, name, checked);
        out.text(" ").open(kind!(Span, Class = "number"));
        view.say_number(out, count).close().close();
    };
    view.word(out.open(kind!(Fieldset, Class = "filter")), kind!(Legend), Word::Filter);
    counted(out, "all", (Word::AllSources, 0), total, chosen.is_none());
    for &stance in kinds {
        let name = (Word::StanceChoice, stance as usize);
        counted(out, stance.as_str(), name, tally.count(stance), chosen == Some(stance));
    }
    let shown = chosen.map_or(total, |stance| tally.count(stance));
    view.open_own(out, kind!(Span, Class = "unseen", Role = "status"));
    fill(out, view.words.counted_phrase(Word::ShownSources, total), &mut |out, name| {
        view.say_number(out, if name == "shown" { shown } else { total });
    });
    out.close().close();
}

/// Radio buttons that put the sources into another order, which needs a script.
fn order<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    view.word(out.open(kind!(Fieldset, Class = "filter sort")), kind!(Legend), Word::Order);
    for &sort in Sort::ALL {
        let checked = view.state.by_date == (sort == Sort::Date);
        let input = kind!(Input, Type = "radio", Name = "sort", DataAction = "sort");
        choice(view, out, input, sort.as_str(), (Word::Sort, sort as usize), checked);
        out.close();
    }
    out.close();
}

/// Adds a radio button and its name, in a label that stays open.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn choice<'a>(
    view: &View<'a>,
    out: &mut impl Sink<'a>,
    input: Kind,
    value: &'static str,
    (names, place): (Word, usize),
    checked: bool,
) {
    view.open_own(out, kind!(Label)).open(input).own(AttrName::Value, value);
    view.say_name(out.flag(AttrName::Checked, checked).close(), names, place);
}

/// Title and quotation are in the source's language; all else is the reviewer's or the card's own.
fn source<'a>(view: &View<'a>, out: &mut impl Sink<'a>, place: usize, source: Source<'a>, is_in_block: bool) {
    let is_left_out = matches!(view.sources, Sources::Two(two) if !two.contains(&Some(place)));
    out.open(if is_left_out { kind!(Li) } else { kind!(Li, Part = "source", Tabindex = "-1") });
    out.number(AttrName::Id, "source-", place + 1);
    if is_in_block {
        out.own(AttrName::Role, "listitem");
    }
    if !is_left_out {
        let is_marked = view.state.marked == Some(place);
        out.own(AttrName::Class, if is_marked { "source marked" } else { "source" });
        if let Some(stance) = source.stance() {
            out.own(AttrName::DataStance, stance.as_str());
        }
        title(view, out, Some(place), source);
        facts(view, out, source);
        if let Some(quote) = source.quote() {
            out.open(kind!(Blockquote, Class = "quote"));
            view.quoted(out, quote, true, source.lang(), source.lang());
            out.close();
        }
        block(out, kind!(P, Class = "locator"), source.locator());
        block(out, kind!(P, Class = "note"), source.note());
        named(view, out, Word::Interests, source.interests());
        named(view, out, Word::Withheld, source.withheld());
        view.sources_said(out, Word::DerivedFrom, source.derived_from());
        links(view, out, place, source);
        citations(view, out, place);
    }
    out.close();
}

/// What a source is called; the number that citations call it by and a link to it, if it has a place.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn title<'a>(view: &View<'a>, out: &mut impl Sink<'a>, place: Option<usize>, source: Source<'a>) {
    let url = source.url();
    let link = url.filter(|_| place.is_some());
    out.open(kind!(P, Class = "title"));
    if let Some(place) = place {
        view.say_number(out.open(kind!(Span, Class = "ordinal")), place + 1).text(". ").close();
    }
    view.open_link(out, link);
    if let Some(place) = place.filter(|_| link.is_some()) {
        opens(out, place);
    }
    out.lang(source.lang().filter(|_| source.title().is_some()));
    match source.title().or(source.publisher()).map(|name| name.as_str()).or(url.map(|url| url.host())) {
        Some(name) => {
            out.text(name);
        }
        None => view.word(out, kind!(Span), Word::UntitledSource),
    }
    out.close().close();
}

/// Marks a link out as one that the page is asked about (`fact-check-open`).
fn opens<'o, 'a, S: Sink<'a>>(out: &'o mut S, place: usize) -> &'o mut S {
    out.own(AttrName::DataAction, "open").number(AttrName::DataValue, "", place)
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn facts<'a>(view: &View<'a>, out: &mut impl Sink<'a>, source: Source<'a>) {
    open_line(out);
    if let Some(stance) = source.stance() {
        icon::stance(view.open_own(out, kind!(Span, Class = "stance")), stance);
        view.say_name(out, Word::Stance, stance as usize).close();
    }
    view.piece(out, source.publisher().filter(|_| source.title().is_some()));
    for author in source.authors() {
        view.piece(out, Some(author));
    }
    view.date_piece(out, source.date());
    view.name(out, kind!(Span), Word::Kind, source.kind().map(|kind| kind as usize));
    if source.primary() {
        view.dot(out);
        view.word(out, kind!(Span, Class = "strong"), Word::Primary);
    }
    out.close_filled();
}

/// A text of the source that is introduced by one of the card's own words.
fn named<'a>(view: &View<'a>, out: &mut impl Sink<'a>, word: Word, text: Option<&'a Text>) {
    let Some(text) = text else { return };
    view.word(out.open(kind!(P, Class = "named")), kind!(Span, Class = "term"), word);
    // The colon stands in the content's direction, between the two.
    view.say(out, Word::Colon).text(text.as_str()).close();
}

fn links<'a>(view: &View<'a>, out: &mut impl Sink<'a>, place: usize, source: Source<'a>) {
    open_line(out);
    if let Some(url) = source.archived_url() {
        view.say(opens(view.open_word_link(out, url), place), Word::Archived).close();
    }
    view.dated_piece(out, Word::Accessed, source.accessed());
    out.close_filled();
}

/// The ways back from a source to where it is cited.
fn citations<'a>(view: &View<'a>, out: &mut impl Sink<'a>, place: usize) {
    if !view.card.citations.places.contains(&place) {
        return;
    }
    view.open_own(out, kind!(P, Class = "cited-at"));
    view.fill(out, Word::CitedAt, &mut |out, _| {
        let mut separator = "";
        for (citation, cited) in view.card.citations.places.iter().enumerate() {
            if *cited == place {
                back(view, out.text(separator), citation + 1);
                separator = " ";
            }
        }
    });
    out.close();
}

fn back<'a>(view: &View<'a>, out: &mut impl Sink<'a>, citation: usize) {
    out.open(kind!(A, Class = "back", DataAction = "back"));
    if view.state.came_from == Some(citation) {
        out.own(AttrName::AriaCurrent, "true");
    }
    out.number(AttrName::Href, "#cite-", citation).number(AttrName::DataValue, "", citation);
    view.label(out, Word::BackToCitation, citation);
    view.say_number(out.text("↑"), citation).close();
}

/// What the check leaves open, but for what the page wants unsaid. Says whether there is any of it.
fn gaps<'a>(view: &View<'a>, out: &mut impl Sink<'a>) -> bool {
    let before = out.mark();
    view.open_own(out, kind!(Div, Class = "gaps"));
    view.say(out.open(kind!(P, Class = "term")), Word::Gaps).close();
    out.open(kind!(Ul, Role = "list"));
    for gap in view.card.gaps.iter().filter(|gap| !view.settings.unsaid.contains(**gap)) {
        view.say_name(out.open(kind!(Li)), Word::Gap, *gap as usize).close();
    }
    let is_bare = out.is_bare();
    out.close().close();
    if is_bare {
        out.back_to(before);
    }
    !is_bare
}
