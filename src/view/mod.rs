//! What a reader sees: a card and its state are put into a sink. Pure: no clock, no page, no network.
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

use alloc::borrow::Cow;
use alloc::string::String;

use crate::card::Card;
use crate::html::write::Writer;
use crate::html::{AttrName, Kind, Sink, Tree};
use crate::kind;
use crate::value::{Direction, Lang, PartialDate, SafeUrl, Text};
use crate::words::{Word, Words, fill};
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
    /// What stands between two pieces of a line.
    between: &'static str,
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
/// use fact_check_card::html::Tag;
/// use fact_check_card::{read_record, view, words::Words};
///
/// let read = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes on Sundays."},
///     "verdict": {"status": "false", "label": "Wrong"}}"#);
/// let settings = view::state::Settings::default();
/// let card = read.card.unwrap();
/// let state = view::state::ViewState::new(&card, &settings);
/// let words = Words::english();
/// let tree = view::card(&card, &state, &settings, &words);
/// assert_eq!(tree.root().map(|root| root.tag()), Some(Tag::Article));
/// ```
pub fn card<'a>(card: &'a Card, state: &'a ViewState, settings: &'a Settings, words: &'a Words) -> Tree<'a> {
    tree(card, state, settings, words, Sources::All)
}

/// Writes a card as HTML, as [`write::tree`](crate::html::write::tree) writes its tree.
///
/// # Example
///
/// ```
/// use fact_check_card::{read_record, view, words::Words};
///
/// let read = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes on Sundays."},
///     "verdict": {"status": "false", "label": "Wrong"}}"#);
/// let settings = view::state::Settings::default();
/// let card = read.card.unwrap();
/// let state = view::state::ViewState::new(&card, &settings);
/// let html = view::html(&card, &state, &settings, &Words::english());
/// assert!(html.starts_with("<article"));
/// ```
pub fn html(card: &Card, state: &ViewState, settings: &Settings, words: &Words) -> String {
    // What a card usually comes to, with its sources; growing means copying.
    let mut out = Writer::new(String::with_capacity((8 + card.record().sources().len()) << 10));
    put(&mut out, card, state, settings, words, Sources::All);
    out.finish()
}

/// Builds the tree of a card, with all of its sources or with some.
pub(crate) fn tree<'a>(
    card: &'a Card,
    state: &'a ViewState,
    settings: &'a Settings,
    words: &'a Words,
    sources: Sources,
) -> Tree<'a> {
    #[cfg(target_arch = "wasm32")]
    let mut out = Tree::default();
    // What a card usually comes to, with its sources; growing means copying.
    #[cfg(not(target_arch = "wasm32"))]
    let mut out = Tree::with_capacity(512 + 64 * card.record().sources().len());
    put(&mut out, card, state, settings, words, sources);
    out
}

/// Puts a card into whatever takes it.
pub(crate) fn put<'a>(
    out: &mut impl Sink<'a>,
    card: &'a Card,
    state: &'a ViewState,
    settings: &'a Settings,
    words: &'a Words,
    sources: Sources,
) {
    let lang = card.record().lang();
    let differs = !lang.is_some_and(|lang| words.lang().reads_as(lang));
    let own = differs.then_some(words.lang());
    let is_turned = lang.is_some_and(|lang| lang.direction() == Direction::RightToLeft);
    let between = if is_turned { " – " } else { " · " };
    let view =
        View { card, state, settings, words, sources, own, foreign: lang.filter(|_| differs), between };
    match settings.density {
        Density::Badge => finding::badge(&view, out),
        Density::Full | Density::Compact => whole(&view, out),
    }
}

/// The tree that shows what the page itself has put into the element.
pub fn fallback() -> Tree<'static> {
    let mut tree = Tree::default();
    tree.open(kind!(Slot)).close();
    tree
}

fn whole<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    out.open(kind!(Article, Class = "card", Part = "card", AriaLabelledby = "finding"));
    out.lang(view.lang()).own(AttrName::DataTone, finding::tone(view.card.status()));
    finding::notice(view, out);
    match view.settings.order {
        Order::FindingFirst => {
            finding::finding(view, out);
            claim::claim(view, out);
        }
        Order::ClaimFirst => {
            claim::claim(view, out);
            finding::finding(view, out);
        }
    }
    finding::details(view, out);
    evidence::evidence(view, out);
    provenance::provenance(view, out);
    counter_statements::counter_statements(view, out);
    changes::changes(view, out);
    about::about(view, out);
    actions::actions(view, out);
    evidence::preview(view, out);
    out.open(kind!(Slot, Name = "footer")).close().close();
}

impl<'a> View<'a> {
    /// The language of the content.
    fn lang(&self) -> Option<&'a Lang> {
        self.card.record().lang()
    }

    /// Opens an element that holds the card's own words, and marks it with their language where it is not the content's.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn open_own<'o, S: Sink<'a>>(&self, out: &'o mut S, kind: Kind) -> &'o mut S {
        out.open(kind).lang(self.own)
    }

    /// Adds one of the card's own words.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn say<'o, S: Sink<'a>>(&self, out: &'o mut S, word: Word) -> &'o mut S {
        out.text(self.words.get(word))
    }

    /// Adds the card's own name for a value of a closed set; a word is the first and only one of its names.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn say_name<'o, S: Sink<'a>>(&self, out: &'o mut S, names: Word, value: usize) -> &'o mut S {
        out.text(self.words.name(names, value))
    }

    /// Adds a number.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn say_number<'o, S: Sink<'a>>(&self, out: &'o mut S, number: usize) -> &'o mut S {
        match self.words.number(number) {
            Cow::Borrowed(small) => out.text(small),
            Cow::Owned(number) => out.made(number),
        }
    }

    /// Adds a phrase of the card's own, each of its places filled by `place`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn fill<S: Sink<'a>>(&self, out: &mut S, phrase: Word, place: &mut dyn FnMut(&mut S, &str)) {
        fill(out, self.words.phrase(phrase, 0), place);
    }

    /// Adds an element that holds one of the card's own words.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn word(&self, out: &mut impl Sink<'a>, kind: Kind, word: Word) {
        self.say(self.open_own(out, kind), word).close();
    }

    /// Adds a piece of a line: the card's own name for a value of a closed set.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn name(&self, out: &mut impl Sink<'a>, kind: Kind, names: Word, value: Option<usize>) {
        if let Some(value) = value {
            self.dot(out);
            self.say_name(self.open_own(out, kind), names, value).close();
        }
    }

    /// Adds a heading below the card's own.
    fn heading(&self, out: &mut impl Sink<'a>, word: Word) {
        self.say(self.open_heading(out, 1).own(AttrName::Class, "heading").lang(self.own), word).close();
    }

    /// Opens a heading so many levels below the card's own; there are six levels.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn open_heading<'o, S: Sink<'a>>(&self, out: &'o mut S, below: u8) -> &'o mut S {
        out.open(match self.settings.heading_level.max(1).saturating_add(below) {
            1 => kind!(H1),
            2 => kind!(H2),
            3 => kind!(H3),
            4 => kind!(H4),
            5 => kind!(H5),
            _ => kind!(H6),
        })
    }

    /// Opens a section that a reader opens and closes, and its summary, which a note may follow in.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn open_section<'o, S: Sink<'a>>(&self, out: &'o mut S, section: Section, word: Word) -> &'o mut S {
        out.open(kind!(Details, Class = "section"))
            .own(AttrName::Part, section.as_str())
            .own(AttrName::DataValue, section.as_str())
            .flag(AttrName::Open, self.state.open.contains(section))
            .open(kind!(Summary));
        self.heading(out, word);
        out
    }

    /// Opens a section that holds so many items.
    fn open_counted(&self, out: &mut impl Sink<'a>, section: Section, word: Word, count: usize) {
        self.open_section(out, section, word);
        self.say_number(self.open_own(out, kind!(Span, Class = "counts")), count).close().close();
    }

    /// Opens a paragraph with a name of its own; whoever closes it closes the list that it stands in, too.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn open_term<'o, S: Sink<'a>>(&self, out: &'o mut S, word: Word) -> &'o mut S {
        self.word(out.open(kind!(Dl, Class = "terms")), kind!(Dt), word);
        out.open(kind!(Dd))
    }

    /// Adds a paragraph with a name of its own, if there is a text for it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn term(&self, out: &mut impl Sink<'a>, word: Word, text: Option<&'a Text>) {
        if let Some(text) = text {
            self.open_term(out, word).text(text.as_str()).close().close();
        }
    }
}

/// Opens a line, which is closed with [`Sink::close_filled`].
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn open_line<'o, 'a, S: Sink<'a>>(out: &'o mut S) -> &'o mut S {
    out.open(kind!(P, Class = "meta"))
}

/// Adds an element that holds a text, if there is one.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn block<'a>(out: &mut impl Sink<'a>, kind: Kind, text: Option<&'a Text>) {
    if let Some(text) = text {
        out.open(kind).text(text.as_str()).close();
    }
}

impl<'a> View<'a> {
    /// Begins the next piece of a line with a dot, unless it is the first; with a dash where something is written from right
    /// to left, for beside digits such as ۲ the dot would be read as a zero: `۲۰`. They are text, so that the pieces stay apart where there is no
    /// stylesheet: in archives, in reading modes, for search engines.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn dot(&self, out: &mut impl Sink<'a>) {
        if !out.is_bare() {
            out.text(self.between);
        }
    }

    /// Adds a piece of a line.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn piece(&self, out: &mut impl Sink<'a>, text: Option<&'a Text>) {
        if text.is_some() {
            self.dot(out);
            block(out, kind!(Span), text);
        }
    }

    /// Adds a piece of a line: a date, as [`View::date`] writes it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn date_piece(&self, out: &mut impl Sink<'a>, date: Option<&'a PartialDate>) {
        if let Some(date) = date {
            self.dot(out);
            self.date(out, date);
        }
    }

    /// Adds a piece of a line: a phrase of the card's own with a date in it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn dated_piece(&self, out: &mut impl Sink<'a>, word: Word, date: Option<&'a PartialDate>) {
        if let Some(date) = date {
            self.dot(out);
            self.dated(out, word, date);
        }
    }

    /// Adds a piece of a line: a link that is named by one of the card's own words.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn link_piece(&self, out: &mut impl Sink<'a>, word: Word, url: Option<&'a SafeUrl>) {
        if let Some(url) = url {
            self.dot(out);
            self.say(self.open_word_link(out, url), word).close();
        }
    }
}

#[cfg(test)]
mod tests;
