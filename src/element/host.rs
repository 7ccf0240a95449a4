//! One element's life: what happens to it goes in; what is to be done collects in [`Effects`] until the shim takes it.
//! Nothing of the page is called from here: when effects are performed, no borrow of the host is held.

mod event;
mod reader;

use alloc::string::String;
use alloc::vec::Vec;

use crate::card::Card;
use crate::cite::{self, Style};
use crate::claimreview::claim_review;
use crate::dom;
use crate::html::Tree;
use crate::normalize::{Reading, read_record};
use crate::parts::{cut, number, parts, trimmed};
use crate::problem::{self, Code, Problem, Severity};
use crate::record::Stance;
use crate::view::state::{Action, Density, Gaps, Order, Section, Sections, Settings, Sort, ViewState};
use crate::view::{self, Sources};
use crate::words::{self, Words};
pub use event::{Event, Failure};

/// What is to be done after something has happened, in this order.
#[derive(Debug, Default)]
pub struct Effects {
    /// An address to fetch; the answer goes to [`Host::fetched`] or [`Host::unfetched`].
    pub fetch: Option<String>,
    /// A program to run on the shadow root's children (see [`dom`]).
    pub program: String,
    /// Whether the program begins with an empty root.
    pub anew: bool,
    /// The element's state from now on: `loading`, `ready`, `partial` or `error`.
    pub state: Option<&'static str>,
    /// The id of an element in the card that gets the focus and is scrolled into view.
    pub focus: Option<String>,
    /// Something to do in the browser's name; whether it could be done goes to [`Host::done`].
    pub perform: Option<Perform>,
    /// Whether the document that came is to be imported, as it is no record; what comes of it goes to [`Host::imported`].
    pub import: bool,
    /// Whether the event that happened has been dealt with: the browser is not to do what it would do.
    pub handled: bool,
    /// The check as `ClaimReview` for the page's head, as JSON text; empty takes away what was there.
    pub markup: Option<String>,
    /// What the page is told.
    pub events: Vec<Event>,
}

/// Whether the check stands in the page's head as `ClaimReview`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Markup {
    /// Where the page is its publisher's: search engines take such markup from nobody else.
    #[default]
    Auto,
    On,
    Off,
}

/// An action, with what it needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Perform {
    /// Which.
    pub action: Action,
    /// The text to hand on, copy or save.
    pub text: String,
    /// The name of the file to save.
    pub name: String,
}

/// Where the page keeps the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere yet.
    #[default]
    None,
    /// In the element's `record` property.
    Property,
    /// In a script inside the element.
    Script,
    /// At an address.
    Src(String),
}

/// One element's state.
#[derive(Debug)]
pub struct Host {
    origin: Origin,
    settings: Settings,
    reading: Option<Reading>,
    /// What is wrong with a document that is being imported, taken for a record.
    foreign: Option<Reading>,
    /// What import had to change: a list of problems as JSON, without its end; empty when nothing was imported.
    repairs: String,
    words: &'static Words,
    /// Whether the words are still on their way.
    waits: bool,
    /// Whether a record waits for them.
    held: bool,
    state: ViewState,
    /// What stands in the shadow root; `None` before there is one.
    shown: Option<Shown>,
    /// Sections that the page opened or closed before there was a card, and those of them that it opened.
    asked: Sections,
    opened: Sections,
    /// What is to be done; an event moves none of it about, for moving it would be a tenth of this module's code.
    pub todo: Effects,
    /// The address of the script that defines the element, for the embed code.
    entry: String,
    markup: Markup,
    /// Whether there is markup of this card in the page's head.
    marked_up: bool,
    /// The page's host and port.
    site: String,
}

/// What stands in the shadow root: enough to build its tree again, instead of keeping the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Card(Settings, ViewState, &'static Words),
    Fallback,
    /// What an earlier host has drawn.
    Earlier,
}

impl Host {
    /// An element that nothing has happened to. `entry` is the address of the script that defines it.
    pub fn new(entry: &str) -> Self {
        Self {
            entry: String::from(entry),
            origin: Origin::None,
            settings: Settings::default(),
            reading: None,
            foreign: None,
            repairs: String::new(),
            words: words::english(),
            waits: false,
            held: false,
            state: ViewState::default(),
            shown: None,
            asked: Sections::default(),
            opened: Sections::default(),
            todo: Effects::default(),
            markup: Markup::Auto,
            marked_up: false,
            site: String::new(),
        }
    }

    /// The element's attributes, as the shim sends them: `density`, `order`, `meter`, `expanded`, `heading-level`,
    /// `unsaid` and `structured-data`, in this order, then the page's host and port and the language of the card's own words, parted
    /// by U+001F; one that is not there is a line feed. Values that mean nothing count as absent. Where the language is
    /// empty, its words are on their way, and a record waits for them.
    pub fn configure(&mut self, attributes: &str) {
        let mut values = parts(attributes, 0x1F).map(|value| (value != "\n").then_some(value));
        let mut next = || values.next().flatten();
        self.settings = Settings {
            density: next().and_then(Density::parse).unwrap_or(Density::Full),
            order: next().and_then(Order::parse).unwrap_or(Order::FindingFirst),
            meter: next().is_some(),
            expanded: next().map(Sections::parse),
            heading_level: next().and_then(heading_level).unwrap_or(3),
            unsaid: Gaps::parse(next().unwrap_or_default()),
        };
        let markup = match next() {
            Some("on") => Markup::On,
            Some("off") => Markup::Off,
            _ => Markup::Auto,
        };
        self.site = String::from(next().unwrap_or_default());
        let language = next().unwrap_or("en");
        let mut words = self.words;
        self.waits = language.is_empty();
        if !self.waits {
            words = words::known(language);
        }
        if self.markup != markup || self.words != words {
            self.markup = markup;
            self.words = words;
            self.mark_up();
        }
        if self.held && !self.waits {
            self.held = false;
            self.tell_outcome(None);
        }
    }

    /// Puts the check into the page's head where it may stand there, and takes away what stood there before.
    fn mark_up(&mut self) {
        let text =
            self.card().filter(|card| self.may_mark_up(card)).map(|card| claim_review(card, self.words));
        if self.marked_up || text.is_some() {
            self.marked_up = text.is_some();
            self.todo.markup = Some(text.unwrap_or_default());
        }
    }

    fn may_mark_up(&self, card: &Card) -> bool {
        match self.markup {
            Markup::On => true,
            Markup::Off => false,
            Markup::Auto => {
                let url = card.record().review().and_then(|review| review.url());
                let site = self.site.strip_prefix("www.").unwrap_or(&self.site);
                url.is_some_and(|url| url.host().eq_ignore_ascii_case(site))
            }
        }
    }

    /// Whether the record is to be taken from another place than the one it came from.
    pub fn moves_to(&self, origin: &Origin) -> bool {
        self.origin != *origin
    }

    /// Takes the record from an address, which must be fetched first, or from nowhere.
    pub fn turn_to(&mut self, origin: Origin) {
        self.todo.state = Some("loading");
        self.foreign = None;
        if self.held {
            self.held = false;
            self.reading = None;
        }
        self.origin = origin;
        if let Origin::Src(url) = &self.origin {
            self.todo.fetch = Some(url.clone());
            return;
        }
        self.remember_sections();
        let before = self.reading.take();
        self.mark_up();
        self.show_after(before.as_ref());
    }

    /// Lets the next card begin with the sections open that are: there may be none in between.
    fn remember_sections(&mut self) {
        if self.card().is_some() {
            self.asked = Sections::ALL;
            self.opened = self.state.open;
        }
    }

    /// Takes a record that the page holds itself.
    pub fn read(&mut self, origin: Origin, bytes: &[u8]) {
        self.origin = origin;
        self.receive(bytes);
    }

    /// Takes a document: a record at once, one of another dialect when it has been imported.
    fn receive(&mut self, bytes: &[u8]) {
        let reading = read_record(bytes);
        if reading.card.is_none() && reading.is_foreign {
            self.foreign = Some(reading);
            self.todo.state = Some("loading");
            self.todo.import = true;
        } else {
            self.take(reading);
        }
    }

    /// What came of an import: a record as text, or nothing, and a list of problems as JSON. One that is no longer
    /// wanted is passed over.
    pub fn imported(&mut self, record: &str, problems: &str) {
        if let Some(reading) = self.foreign.take() {
            self.take(if record.is_empty() { reading } else { read_record(record.as_bytes()) });
            self.repairs = String::from(problems.strip_suffix(']').unwrap_or_default());
        }
    }

    /// Takes a record from what the page holds, which could not even be written as JSON.
    pub fn unreadable(&mut self, origin: Origin, problem: Problem) {
        self.origin = origin;
        self.take(Reading::failed(problem));
    }

    /// The answer from an address. One that is no longer wanted is passed over.
    pub fn fetched(&mut self, url: &str, bytes: &[u8]) {
        if self.wants(url) {
            self.receive(bytes);
        }
    }

    /// No answer from an address: an HTTP status, or `0` when there was none.
    pub fn unfetched(&mut self, url: &str, status: &str) {
        if !self.wants(url) {
            return;
        }
        let mut message = String::from("expected a claim record at ");
        message.push_str(&problem::quoted(url));
        message.push_str(match status {
            "0" => ", found no answer: is the address right, and does its host allow this page to read it?",
            _ => ", found the HTTP status ",
        });
        if status != "0" {
            message.push_str(status);
        }
        self.take(Reading::failed(Problem::of_document(Code::Network, message)));
    }

    fn wants(&self, url: &str) -> bool {
        matches!(&self.origin, Origin::Src(wanted) if wanted == url)
    }

    fn take(&mut self, reading: Reading) {
        self.foreign = None;
        self.repairs.clear();
        self.remember_sections();
        let first = self.card().is_none();
        // The tree that stands in the page belongs to the card before: it is built again to be compared.
        let before = self.reading.replace(reading);
        let card = self.reading.as_ref().and_then(|reading| reading.card.as_ref());
        if let Some(card) = card {
            if first {
                self.state.open = ViewState::new(card, &self.settings).open;
                for section in Section::ALL.iter().filter(|section| self.asked.contains(**section)) {
                    self.state.open.set(*section, self.opened.contains(*section));
                }
                self.asked = Sections::default();
            }
            self.state.marked = None;
            self.state.came_from = None;
            self.state.preview = None;
            self.state.done = None;
            self.state.stance = self.state.stance.filter(|stance| card.tally.count(*stance) > 0);
        }
        self.held = self.waits && card.is_some() && !matches!(self.shown, Some(Shown::Card(..)));
        if self.held {
            self.todo.state = Some("loading");
        } else {
            self.tell_outcome(before.as_ref());
        }
    }

    /// Says what has become of the record, and shows it.
    fn tell_outcome(&mut self, before: Option<&Reading>) {
        let Some(Reading { card, problems, .. }) = &self.reading else { return };
        if card.is_some() {
            let partial = problems.iter().any(|problem| problem.severity() == Severity::Error);
            self.todo.state = Some(if partial { "partial" } else { "ready" });
            self.todo.events.push(Event::Ready);
        } else {
            self.todo.state = Some("error");
            self.todo.events.push(Event::Error { kind: Failure::of(problems) });
        }
        self.mark_up();
        self.show_after(before);
    }

    /// Shows the card in its present state.
    pub fn show(&mut self) {
        self.show_after(None);
    }

    /// Shows the card, where `before` was shown until now; `None` stands for the same card.
    fn show_after(&mut self, before: Option<&Reading>) {
        if self.held {
            return;
        }
        let card = self.reading.as_ref().and_then(|reading| reading.card.as_ref());
        let next = match (card, &self.shown) {
            (Some(_), _) => Shown::Card(self.settings.clone(), self.state, self.words),
            // Without a shadow root the page's own content shows by itself.
            (None, None) => return,
            (None, Some(_)) => Shown::Fallback,
        };
        if before.is_none() && self.shown.as_ref() == Some(&next) {
            return;
        }
        let sources = match &self.shown {
            // The same card in the same dress: only what a reader does with it can differ.
            Some(Shown::Card(settings, state, words))
                if before.is_none() && *settings == self.settings && *words == self.words =>
            {
                let mark = |state: &ViewState| (state.marked, state.came_from);
                match (mark(state) == mark(&self.state), state.by_date == self.state.by_date) {
                    (true, true) => Sources::None,
                    // Items of blocks can't be moved and changed at once.
                    (false, false) => Sources::All,
                    _ => Sources::Two([state.marked, self.state.marked]),
                }
            }
            _ => Sources::All,
        };
        let old_card = before.and_then(|reading| reading.card.as_ref()).or(card);
        let new = tree(&next, card, sources);
        self.todo.program = match &self.shown {
            None | Some(Shown::Earlier) => {
                self.todo.anew = true;
                dom::build(&new)
            }
            Some(shown) => dom::patch(&tree(shown, old_card, sources), &new),
        };
        self.shown = Some(next);
    }

    /// The program that builds what is shown from nothing: for a root that something else has changed.
    pub fn rebuild(&self) -> String {
        let card = self.card();
        self.shown.as_ref().map(|shown| dom::build(&tree(shown, card, Sources::All))).unwrap_or_default()
    }

    /// The card that is shown.
    pub fn card(&self) -> Option<&Card> {
        self.reading.as_ref().and_then(|reading| reading.card.as_ref())
    }

    /// How to cite the check; empty before there is a card.
    pub fn citation(&self, style: Style) -> String {
        self.card().map(|card| cite::citation(card, style, self.words)).unwrap_or_default()
    }

    /// The check as schema.org `ClaimReview`, as JSON text; `None` before there is a card.
    pub fn claim_review(&self) -> Option<String> {
        self.card().map(|card| claim_review(card, self.words))
    }

    /// What is wrong with the record.
    pub fn problems(&self) -> &[Problem] {
        self.reading.as_ref().map_or(&[], |reading| &reading.problems)
    }

    /// Writes what is wrong with the record as a list of JSON, after what import had to change.
    pub fn push_problems(&self, out: &mut String) {
        let before = if self.repairs.is_empty() { "[" } else { &self.repairs };
        problem::push_json_after(before, self.problems(), out);
    }

    /// Where the reader has got to, to be given to a later host of the same element with [`Host::resume`].
    pub fn kept(&self) -> String {
        if self.card().is_none() {
            return String::new();
        }
        let mut kept = String::new();
        for section in Section::ALL.iter().filter(|section| self.state.open.contains(**section)) {
            kept.push_str(section.as_str());
            kept.push(' ');
        }
        kept.push('|');
        kept.push_str(self.state.stance.map_or("", Stance::as_str));
        kept.push('|');
        kept.push_str(if self.state.by_date { Sort::Date.as_str() } else { "" });
        kept
    }

    /// Goes on from where a reader had got to; `drawn` says whether what an earlier host has drawn is there still.
    pub fn resume(&mut self, kept: &str, drawn: bool) {
        if drawn {
            self.shown = Some(Shown::Earlier);
        }
        let Some((open, rest)) = cut(kept, b'|') else { return };
        let (stance, sort) = cut(rest, b'|').unwrap_or_default();
        self.asked = Sections::ALL;
        self.opened = Sections::parse(open);
        self.state.stance = Stance::parse(stance);
        self.state.by_date = !sort.is_empty();
    }
}

fn tree<'a>(shown: &'a Shown, card: Option<&'a Card>, sources: Sources) -> Tree<'a> {
    match (shown, card) {
        (Shown::Card(settings, state, words), Some(card)) => {
            view::tree(card, state, settings, words, sources)
        }
        _ => view::fallback(),
    }
}

/// The level that the attribute `heading-level` asks for, if it is one.
pub(super) fn heading_level(value: &str) -> Option<u8> {
    let level = u8::try_from(number(trimmed(value))?).ok()?;
    (1..=6).contains(&level).then_some(level)
}

#[cfg(test)]
mod tests;
