//! What a reader does with a card, or a page in a reader's place: citations, filter and order, sections, actions. Part of the
//! host.

use alloc::string::String;

use super::{Event, Host, Origin, Perform};
use crate::card::Card;
use crate::cite::{self, Style};
use crate::claimreview::claim_review;
use crate::html::write;
use crate::parts::number;
use crate::problem;
use crate::record::write::to_json;
use crate::record::{Source, Stance};
use crate::value::{SafeUrl, Slug};
use crate::view::MARKUP;
use crate::view::state::{Action, Section, Sort};

impl Host {
    /// A reader's click or choice in the card, by the action and the number or word that its element carries.
    pub fn act(&mut self, action: &str, value: &str) {
        let place = place_of(value);
        match action {
            "cite" => {
                if let Some(source) = self.cited_by(place) {
                    self.lead_to_source(source, Some(place));
                }
            }
            "show-source" => self.lead_to_source(place, None),
            "source" => {
                let of_id = |card: &Card| card.source_index(&Slug::parse(value)?);
                if let Some(source) = self.card().and_then(of_id) {
                    self.lead_to_source(source, None);
                }
            }
            "back" => self.lead_to_citation(place),
            "preview" => {
                self.state.preview = self.cited_by(place).and(Some(place));
                self.show();
            }
            "filter" => self.filter(Stance::parse(value)),
            "sort" => self.sort(Sort::parse(value) == Some(Sort::Date)),
            _ => {
                if let Some(action) = Action::parse(action) {
                    self.perform(action, value);
                }
            }
        }
    }

    /// The source that a citation cites, by its place; citations are numbered from 1.
    fn cited_by(&self, citation: usize) -> Option<usize> {
        self.card()?.citations.places.get(citation.checked_sub(1)?).copied()
    }

    /// Asks for an action, or for one kind of it: a style of citation, a form of download.
    fn perform(&mut self, action: Action, choice: &str) {
        // What is said of the same action once more is said anew.
        self.state.done = None;
        self.state.style = Style::parse(choice).unwrap_or_default();
        self.show();
        let Some(card) = self.card() else { return };
        let is_markup = choice == MARKUP;
        let cited = cite::citation(card, self.state.style, self.words);
        let text = match action {
            Action::Share | Action::CopyCitation => cited,
            Action::CopyEmbed => self.embed(card, &cited),
            Action::Download if is_markup => claim_review(card, self.words),
            Action::Download => to_json(card.record()),
            Action::Print => String::new(),
        };
        let mut name = String::from(card.record().id().map_or("fact-check", Slug::as_str));
        name.push_str(if is_markup { ".jsonld" } else { ".json" });
        self.todo.perform = Some(Perform { action, text, name });
        self.todo.events.push(Event::Action { action });
    }

    /// What shows the card on another page: from its address if it has one, else with the record inside.
    fn embed(&self, card: &Card, fallback: &str) -> String {
        match &self.origin {
            Origin::Src(url) => write::embed(&self.entry, Some(url), "", fallback),
            _ => write::embed(&self.entry, None, &to_json(card.record()), fallback),
        }
    }

    /// Whether an action could be done.
    pub fn done(&mut self, action: &str, done: bool) {
        self.state.done = Action::parse(action).map(|action| (action, done));
        self.show();
    }

    /// A link of a source is about to be followed.
    pub fn opens(&mut self, place: &str, url: &str) {
        let source = self.card().and_then(|card| card.record().sources().get(place_of(place)));
        if let (Some(source), Some(url)) = (source, SafeUrl::parse(url)) {
            let source_id = id_of(source);
            self.todo.events.push(Event::Open { source_id, url: String::from(url.as_str()) });
        }
    }

    fn lead_to_source(&mut self, place: usize, came_from: Option<usize>) {
        let Some(source) = self.card().and_then(|card| card.record().sources().get(place)) else { return };
        let hidden = self.state.stance.is_some() && self.state.stance != source.stance();
        let source_id = id_of(source);
        self.state.came_from = came_from;
        self.state.preview = None;
        self.todo.focus = Some(numbered("source-", place + 1));
        self.todo.handled = true;
        self.state.marked = Some(place);
        if hidden {
            self.set_stance(None);
        }
        self.open(Section::Sources, true);
        self.todo.events.push(Event::Cite { source_id });
    }

    /// Citations are numbered from 1 through the explanation and the details.
    fn lead_to_citation(&mut self, number: usize) {
        self.todo.focus = Some(numbered("cite-", number));
        self.todo.handled = true;
        self.state.marked = None;
        self.state.came_from = None;
        if self.card().is_some_and(|card| number > card.citations.in_explanation) {
            self.open(Section::Details, true);
        } else {
            self.show();
        }
        self.todo.events.push(Event::Cite { source_id: None });
    }

    /// Filters the sources.
    pub fn filter(&mut self, stance: Option<Stance>) {
        if self.state.stance != stance {
            self.set_stance(stance);
        }
        self.show();
    }

    fn set_stance(&mut self, stance: Option<Stance>) {
        self.state.stance = stance;
        if self.card().is_some() {
            self.todo.events.push(Event::Filter { stance: stance.map(Stance::as_str) });
        }
    }

    /// Puts the sources into another order.
    pub fn sort(&mut self, by_date: bool) {
        if self.state.by_date != by_date {
            self.state.by_date = by_date;
            if self.card().is_some() {
                self.todo.events.push(Event::Sort { by: if by_date { Sort::Date } else { Sort::Number } });
            }
        }
        self.show();
    }

    /// A section was opened or closed, by a reader or by the page.
    pub fn toggle(&mut self, section: Section, open: bool) {
        if self.card().is_none() {
            self.asked.set(section, true);
            self.opened.set(section, open);
        } else {
            self.open(section, open);
        }
    }

    fn open(&mut self, section: Section, open: bool) {
        if self.state.open.set(section, open) {
            self.todo.events.push(Event::Toggle { section: section.as_str(), open });
        }
        self.show();
    }
}

/// The number that an element carries; one that no source and no citation has, if it carries none.
fn place_of(value: &str) -> usize {
    number(value).and_then(|place| usize::try_from(place).ok()).unwrap_or(usize::MAX)
}

fn id_of(source: Source<'_>) -> Option<String> {
    source.id().map(|id| String::from(id.as_str()))
}

fn numbered(prefix: &str, number: usize) -> String {
    let mut out = String::from(prefix);
    problem::push_number(&mut out, u32::try_from(number).unwrap_or(u32::MAX));
    out
}
