//! What a reader sees: a card and its state become a tree. Pure: no clock, no page, no network.
//! Below `html` and `words`; one section of the card a file, in reading order.

mod about;
mod actions;
mod changes;
mod claim;
mod counter_statements;
mod evidence;
mod finding;
mod icon;
mod phrase;
mod provenance;
pub mod state;

use crate::card::Card;
use crate::html::{AttrName, Content, Element, Tag};
use crate::value::Lang;
use crate::words::{Word, Words};
pub(crate) use actions::MARKUP;
use state::{Density, Order, Section, Settings, ViewState};

/// The stylesheet of every card that runs.
pub static STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/card.css"));

/// The stylesheet of prerendered cards: [`STYLES`], and what works in them without a script.
pub static PRERENDERED_STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/prerendered.css"));

/// The digest of [`PRERENDERED_STYLES`], as a content security policy names a `<style>` that it lets in: `sha256-…`
/// (CSP 3, 2.3.1, `hash-source`).
#[cfg(not(target_arch = "wasm32"))]
pub static STYLES_DIGEST: &str = include_str!(concat!(env!("OUT_DIR"), "/prerendered.css.digest"));

/// What is shown, how, and in which words: all that a view function needs to know.
pub(crate) struct View<'a> {
    card: &'a Card,
    state: &'a ViewState,
    settings: &'a Settings,
    words: &'a Words,
    sources: Sources,
    /// The language of the card's own words, where it is not the content's; and that of the content then.
    own: Option<&'a Lang>,
    foreign: Option<&'a Lang>,
}

/// The sources that a tree holds. Two trees of a card are compared by what may differ in them, for a card may have two thousand
/// sources.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sources {
    /// All of them.
    All,
    /// These two, by their places from 0; the others are items without content.
    Two([Option<usize>; 2]),
    /// None.
    None,
}

/// Builds the tree of a card.
///
/// # Example
///
/// ```
/// use fact_check_card::{html::write, read_record, view, words::Words};
///
/// let read = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes on Sundays."},
///     "verdict": {"status": "false", "label": "Wrong"}}"#);
/// let settings = view::state::Settings::default();
/// let card = read.card.unwrap();
/// let state = view::state::ViewState::new(&card, &settings);
/// let html = write::element(&view::card(&card, &state, &settings, &Words::english()));
/// assert!(html.starts_with("<article"));
/// ```
pub fn card<'a>(
    card: &'a Card,
    state: &'a ViewState,
    settings: &'a Settings,
    words: &'a Words,
) -> Element<'a> {
    tree(card, state, settings, words, Sources::All)
}

/// Builds the tree of a card, with all of its sources or with some.
pub(crate) fn tree<'a>(
    card: &'a Card,
    state: &'a ViewState,
    settings: &'a Settings,
    words: &'a Words,
    sources: Sources,
) -> Element<'a> {
    let lang = card.record().lang();
    let differs = !lang.is_some_and(|lang| words.lang().reads_as(lang));
    let own = differs.then_some(words.lang());
    let view = View { card, state, settings, words, sources, own, foreign: lang.filter(|_| differs) };
    match settings.density {
        Density::Badge => finding::badge(&view),
        Density::Full | Density::Compact => whole(&view),
    }
}

/// The tree that shows what the page itself has put into the element.
pub fn fallback() -> Element<'static> {
    Element::new(Tag::Slot)
}

fn whole<'a>(view: &View<'a>) -> Element<'a> {
    let article = Element::classed(Tag::Article, "card")
        .part("card")
        .lang(view.lang())
        .own(AttrName::AriaLabelledby, "finding")
        .own(AttrName::DataTone, finding::tone(view.card.status()))
        .child(finding::notice(view));
    let (finding, claim) = (finding::finding(view), claim::claim(view));
    let article = match view.settings.order {
        Order::FindingFirst => article.child(finding).child(claim),
        Order::ClaimFirst => article.child(claim).child(finding),
    };
    article
        .child(finding::details(view))
        .child(evidence::evidence(view))
        .child(provenance::provenance(view))
        .child(counter_statements::counter_statements(view))
        .child(changes::changes(view))
        .child(about::about(view))
        .child(actions::actions(view))
        .child(evidence::preview(view))
        .child(Element::new(Tag::Slot).own(AttrName::Name, "footer"))
}

impl<'a> View<'a> {
    /// The language of the content.
    fn lang(&self) -> Option<&'a Lang> {
        self.card.record().lang()
    }

    /// Marks an element that holds the card's own words with their language, where it is not the content's.
    fn own_words(&self, element: Element<'a>) -> Element<'a> {
        element.lang(self.own)
    }

    /// An element that holds one of the card's own words.
    #[inline(never)]
    fn word(&self, tag: Tag, class: &'static str, word: Word) -> Element<'a> {
        self.own_words(Element::classed(tag, class)).child(self.words.get(word))
    }

    /// An element that holds the card's own name for a value of a closed set.
    #[inline(never)]
    fn name(&self, tag: Tag, class: &'static str, names: Word, value: usize) -> Element<'a> {
        self.own_words(Element::classed(tag, class)).child(self.words.name(names, value))
    }

    /// A heading below the card's own.
    fn heading(&self, word: Word) -> Element<'a> {
        self.word(Tag::heading(self.settings.heading_level.saturating_add(1)), "heading", word)
    }

    /// A section that a reader opens and closes.
    fn section(&self, section: Section, word: Word, note: Option<Element<'a>>) -> Element<'a> {
        let summary = Element::new(Tag::Summary).child(self.heading(word)).child(note);
        Element::classed(Tag::Details, "section")
            .part(section.as_str())
            .own(AttrName::DataValue, section.as_str())
            .flag(AttrName::Open, self.state.open.contains(section))
            .child(summary)
    }

    /// How many items a section holds.
    fn count(&self, count: usize) -> Element<'a> {
        self.own_words(Element::classed(Tag::Span, "counts")).child(self.words.number(count))
    }

    /// A paragraph with a name of its own.
    fn term(&self, word: Word, content: impl Content<'a>) -> Element<'a> {
        Element::classed(Tag::Dl, "terms")
            .child(self.word(Tag::Dt, "", word))
            .child(Element::new(Tag::Dd).child(content))
    }
}

/// Pieces of a line with a dot between them. The dots are text, so that the pieces stay apart where there is no
/// stylesheet: in archives, in reading modes, for search engines.
struct Line<'a>(Element<'a>);

impl<'a> Line<'a> {
    fn new(class: &'static str) -> Self {
        Self(Element::classed(Tag::P, class))
    }

    /// Adds a piece, if there is one.
    fn piece(self, piece: impl Into<Option<Element<'a>>>) -> Self {
        self.with(piece.into())
    }

    #[inline(never)]
    fn with(self, piece: Option<Element<'a>>) -> Self {
        let Some(piece) = piece else { return self };
        let dot = if self.0.nodes().is_empty() { "" } else { " · " };
        Self(self.0.child(dot).child(piece))
    }

    /// The line; `None` when it has no pieces.
    fn end(self) -> Option<Element<'a>> {
        self.0.unless_empty()
    }
}

/// A list without bullets or numbers. That it is one has to be said: `WebKit` takes it for a layout otherwise.
fn list<'a>(tag: Tag, class: &'static str) -> Element<'a> {
    Element::classed(tag, class).own(AttrName::Role, "list")
}

/// A piece of a line.
fn piece<'a>(content: impl Content<'a>) -> Element<'a> {
    Element::new(Tag::Span).child(content)
}

#[cfg(test)]
mod tests;
