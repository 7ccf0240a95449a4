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
pub mod state;

use crate::card::Card;
use crate::html::{Attr, AttrName, Element, Node, Tag};
use crate::value::Lang;
use crate::words::{Word, Words};
use state::{Density, Order, Section, Settings, ViewState};

/// The stylesheet of every card.
pub static STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/card.css"));

/// What is shown, how, and in which words: all that a view function needs to know.
pub(crate) struct View<'a> {
    card: &'a Card,
    state: &'a ViewState,
    settings: &'a Settings,
    words: &'a Words,
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
    let view = View { card, state, settings, words };
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
    let article = view
        .root(Element::classed(Tag::Article, "card").part("card"))
        .own(AttrName::AriaLabelledby, "finding")
        .own(AttrName::DataTone, finding::tone(view.card.status()));
    let first = [finding::finding(view), claim::claim(view)];
    let article = match view.settings.order {
        Order::FindingFirst => article.children(first),
        Order::ClaimFirst => article.children(first.into_iter().rev()),
    };
    article
        .children(finding::details(view))
        .children(evidence::evidence(view))
        .children(counter_statements::counter_statements(view))
        .children(changes::changes(view))
        .children(about::about(view))
        .child(actions::actions(view))
        .child(Element::new(Tag::Slot).own(AttrName::Name, "footer"))
}

impl<'a> View<'a> {
    /// Gives the outermost element the content's language and direction.
    fn root(&self, element: Element<'a>) -> Element<'a> {
        match self.card.record().lang() {
            Some(lang) => element.attr(Attr::Lang(lang)).attr(Attr::Dir(lang.direction())),
            None => element,
        }
    }

    /// Whether the card's own words and its content are in one language.
    fn speaks_contents_language(&self) -> bool {
        self.card.record().lang().is_some_and(|lang| {
            let code = self.words.lang().as_str().split('-').next().unwrap_or_default();
            lang.is(code)
        })
    }

    /// Marks an element that holds the card's own words with their language, where it is not the content's.
    fn own_words(&self, element: Element<'a>) -> Element<'a> {
        if self.speaks_contents_language() {
            return element;
        }
        let lang = self.words.lang();
        element.attr(Attr::Lang(lang)).attr(Attr::Dir(lang.direction()))
    }

    /// An element that holds one of the card's own words.
    fn word(&self, tag: Tag, class: &'static str, word: Word) -> Element<'a> {
        self.own_words(Element::classed(tag, class)).child(self.words.get(word))
    }

    /// Marks an element whose content has a language of its own.
    #[expect(clippy::unused_self, reason = "reads as the other marks do")]
    fn content(&self, element: Element<'a>, lang: Option<&'a Lang>) -> Element<'a> {
        match lang {
            Some(lang) => element.attr(Attr::Lang(lang)).attr(Attr::Dir(lang.direction())),
            None => element,
        }
    }

    /// A heading below the card's own.
    fn heading(&self, word: Word) -> Element<'a> {
        self.word(Tag::heading(self.settings.heading_level + 1), "heading", word)
    }

    /// A section that a reader opens and closes.
    fn section(&self, section: Section, word: Word, note: Option<Element<'a>>) -> Element<'a> {
        let summary = Element::new(Tag::Summary).child(self.heading(word)).children(note);
        Element::classed(Tag::Details, "section")
            .part(section.as_str())
            .own(AttrName::DataValue, section.as_str())
            .flag(AttrName::Open, self.state.open.contains(section))
            .child(summary)
    }
}

/// Pieces of a line with a dot between them; `None` when there are none. The dots are text, so that the pieces stay
/// apart where there is no stylesheet: in archives, in reading modes, for search engines.
fn line<'a>(class: &'static str, pieces: impl IntoIterator<Item = Element<'a>>) -> Option<Element<'a>> {
    let mut line = Element::classed(Tag::P, class);
    for piece in pieces {
        if !line.nodes().is_empty() {
            line = line.child(" · ");
        }
        line = line.child(piece);
    }
    (!line.nodes().is_empty()).then_some(line)
}

/// A piece of a line.
fn piece<'a>(content: impl Into<Node<'a>>) -> Element<'a> {
    Element::new(Tag::Span).child(content)
}

#[cfg(test)]
mod tests;
