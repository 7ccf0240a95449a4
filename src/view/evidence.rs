//! The evidence: how many sources, on which side, how independent; each with what a reader needs to judge it.

use alloc::string::String;
use alloc::vec::Vec;

use super::state::Section;
use super::{View, icon, line, piece};
use crate::html::{Attr, AttrName, Element, Node, Tag};
use crate::record::{Source, Stance};
use crate::value::Text;
use crate::words::{Word, fill, fill_text, plural_category};

/// From how many sources on a filter helps more than it costs.
const MANY: usize = 3;

/// The sources and what is missing.
pub(super) fn evidence<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let sources = view.card.record().sources();
    if sources.is_empty() && view.card.gaps.is_empty() {
        return None;
    }
    let items = sources.clone().enumerate().map(|(place, source)| self::source(view, place, source));
    let list = (!sources.is_empty()).then(|| Element::classed(Tag::Ol, "sources").children(items));
    let section = view.section(Section::Sources, Word::Evidence, counts(view));
    Some(section.children(filter(view)).children(list).children(gaps(view)))
}

/// `6 sources: 3 support, 3 give context · 5 independent origins`
fn counts<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let card = view.card;
    let count = card.record().sources().len();
    if count == 0 {
        return None;
    }
    let mut said = counted(view, Word::SourceCount, count);
    let mut separator = ": ";
    for &stance in Stance::ALL {
        let number = card.tally.count(stance);
        if number > 0 {
            said.push_str(separator);
            said.push_str(&stance_count(view, stance, number));
            separator = view.words.get(Word::ListSeparator);
        }
    }
    if count > 1 {
        said.push_str(" · ");
        said.push_str(&counted(view, Word::Origins, card.origins));
    }
    Some(view.own_words(Element::classed(Tag::Span, "counts")).child(said))
}

fn counted(view: &View<'_>, word: Word, count: usize) -> String {
    fill_text(view.words.counted(word, count), &[("count", &view.words.number(count))])
}

fn stance_count(view: &View<'_>, stance: Stance, count: usize) -> String {
    let mut key = String::from(stance.as_str());
    key.push('.');
    key.push_str(plural_category(view.words.lang(), count));
    let phrase = view.words.member("stance-count", &key).or_else(|| {
        let mut other = String::from(stance.as_str());
        other.push_str(".other");
        view.words.member("stance-count", &other)
    });
    fill_text(phrase.unwrap_or("{count}"), &[("count", &view.words.number(count))])
}

/// Radio buttons: native ones filter by the stylesheet alone, with one key and without a script.
fn filter<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let tally = &view.card.tally;
    let kinds = Stance::ALL.iter().filter(|stance| tally.count(**stance) > 0).count();
    if view.card.record().sources().len() < MANY || kinds < 2 {
        return None;
    }
    let total = view.card.record().sources().len();
    let all = choice(view, "all", view.words.get(Word::AllSources), total, view.state.stance.is_none());
    let stances = Stance::ALL.iter().filter(|stance| tally.count(**stance) > 0).map(|&stance| {
        let name = view.words.name("stance-choice", stance.as_str());
        choice(view, stance.as_str(), name, tally.count(stance), view.state.stance == Some(stance))
    });
    let shown = view.state.stance.map_or(total, |stance| tally.count(stance));
    let status = fill_text(
        view.words.counted(Word::ShownSources, total),
        &[("shown", &view.words.number(shown)), ("count", &view.words.number(total))],
    );
    Some(
        Element::classed(Tag::Fieldset, "filter")
            .child(view.word(Tag::Legend, "", Word::Filter))
            .child(all)
            .children(stances)
            .child(
                view.own_words(Element::classed(Tag::Span, "unseen").own(AttrName::Role, "status"))
                    .child(status),
            ),
    )
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
    let item =
        Element::classed(Tag::Li, if view.state.marked == Some(place) { "source marked" } else { "source" })
            .part("source")
            .attr(Attr::Id("source-", place + 1))
            .own(AttrName::Tabindex, "-1");
    let item = match source.stance() {
        Some(stance) => item.own(AttrName::DataStance, stance.as_str()),
        None => item,
    };
    item.child(title(view, place, source))
        .children(line("meta", facts(view, source)))
        .children(quote(view, source))
        .children(source.note().map(|note| Element::classed(Tag::P, "note").child(note)))
        .children(named(view, Word::Interests, source.interests()))
        .children(named(view, Word::Withheld, source.withheld()))
        .children(view.sources_said(Word::DerivedFrom, source.derived_from()))
        .children(line("meta", links(view, place, source)))
        .children(citations(view, place))
}

fn title<'a>(view: &View<'a>, place: usize, source: Source<'a>) -> Element<'a> {
    let name: Node<'a> = match (source.title(), source.publisher(), source.url()) {
        (Some(title), _, _) => title.into(),
        (None, Some(publisher), _) => publisher.into(),
        (None, None, Some(url)) => url.host().into(),
        (None, None, None) => view.word(Tag::Span, "", Word::UntitledSource).into(),
    };
    let name = view.content(view.link(source.url(), name), source.lang().filter(|_| source.title().is_some()));
    let name = if source.url().is_some() { opens(name, place) } else { name };
    Element::classed(Tag::P, "title").child(name)
}

/// Marks a link out as one that the page is asked about (`fact-check-open`).
fn opens(link: Element<'_>, place: usize) -> Element<'_> {
    link.own(AttrName::DataAction, "open").attr(Attr::Number(AttrName::DataValue, place))
}

fn facts<'a>(view: &View<'a>, source: Source<'a>) -> Vec<Element<'a>> {
    let mut facts = Vec::new();
    if let Some(stance) = source.stance() {
        let name = view.words.name("stance", stance.as_str());
        let stance =
            view.own_words(Element::classed(Tag::Span, "stance")).child(icon::stance(stance)).child(name);
        facts.push(stance);
    }
    if source.title().is_some() {
        facts.extend(source.publisher().map(piece));
    }
    facts.extend(source.authors().map(piece));
    facts.extend(source.date().map(|date| view.date(date)));
    if let Some(kind) = source.kind() {
        facts.push(view.own_words(Element::new(Tag::Span)).child(view.words.name("kind", kind.as_str())));
    }
    if source.primary() {
        facts.push(view.word(Tag::Span, "strong", Word::Primary));
    }
    facts
}

fn quote<'a>(view: &View<'a>, source: Source<'a>) -> Option<Element<'a>> {
    let quote = source.quote().map(|quote| {
        view.content(Element::new(Tag::P), source.lang()).child(view.quoted(quote, true, source.lang()))
    });
    let locator = source.locator().map(|locator| Element::classed(Tag::P, "locator").child(locator));
    if quote.is_none() && locator.is_none() {
        return None;
    }
    Some(Element::classed(Tag::Blockquote, "quote").children(quote).children(locator))
}

/// A text of the source that is introduced by one of the card's own words.
fn named<'a>(view: &View<'a>, word: Word, text: Option<&'a Text>) -> Option<Element<'a>> {
    let text = text?;
    Some(Element::classed(Tag::P, "named").child(view.word(Tag::Span, "term", word)).child(" ").child(text))
}

fn links<'a>(view: &View<'a>, place: usize, source: Source<'a>) -> Vec<Element<'a>> {
    let mut links = Vec::new();
    links.extend(source.archived_url().map(|url| opens(view.word_link(Word::Archived, url), place)));
    links.extend(source.accessed().map(|date| view.dated(Word::Accessed, date)));
    links
}

/// The ways back from a source to where it is cited.
fn citations<'a>(view: &View<'a>, place: usize) -> Option<Element<'a>> {
    let mut links: Vec<Node<'a>> = Vec::new();
    for (citation, _) in view.card.citations.iter().enumerate().filter(|(_, cited)| **cited == place) {
        if !links.is_empty() {
            links.push(" ".into());
        }
        links.push(back(view, citation + 1).into());
    }
    if links.is_empty() {
        return None;
    }
    let phrase = fill(view.words.get(Word::CitedAt), |_| core::mem::take(&mut links));
    Some(view.own_words(Element::classed(Tag::P, "cited-at")).children(phrase))
}

fn back<'a>(view: &View<'a>, citation: usize) -> Element<'a> {
    let number = view.words.number(citation);
    let label = fill_text(view.words.get(Word::BackToCitation), &[("number", &number)]);
    Element::classed(Tag::A, "back")
        .attr(Attr::Jump("cite-", citation))
        .own(AttrName::DataAction, "back")
        .attr(Attr::Number(AttrName::DataValue, citation))
        .attr(Attr::Label(label.into()))
        .child("↑")
        .child(number)
}

/// What the check leaves open.
fn gaps<'a>(view: &View<'a>) -> Option<Element<'a>> {
    if view.card.gaps.is_empty() {
        return None;
    }
    let items = view
        .card
        .gaps
        .iter()
        .map(|gap| Element::new(Tag::Li).child(view.words.name("gap", gap.problem().code.as_str())));
    let list = Element::classed(Tag::Ul, "plain").children(items);
    let gaps = Element::classed(Tag::Div, "gaps");
    Some(
        view.own_words(gaps)
            .child(Element::classed(Tag::P, "term").child(view.words.get(Word::Gaps)))
            .child(list),
    )
}
