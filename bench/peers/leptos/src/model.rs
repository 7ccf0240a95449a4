//! What a card shows, derived from a record: `bench/peers/model.js` in Rust.

use std::collections::HashMap;

use js_sys::{Array, Date, Intl, JsString, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::record::{Agent, CounterStatement, Record, Source};

pub const VERDICT_ICON: &str =
    "M12 1.8L22.2 12L12 22.2L1.8 12ZM9.6 9.7a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2 1-1.2 1.9M12 16.7v.1";
pub const ACTIONS: [(&str, &str, Option<&str>); 5] = [
    ("share", "Share", None),
    ("copy-embed", "Copy embed code", None),
    ("download", "Download data", None),
    ("download", "Download JSON-LD", Some("jsonld")),
    ("print", "Print", None),
];
pub const STYLES: [(&str, &str); 4] =
    [("plain", "Plain text"), ("apa", "APA"), ("chicago", "Chicago"), ("bibtex", "BibTeX")];
pub const GAPS: [&str; 2] = ["No primary source is cited.", "No answer from whoever made the claim."];

/// How a stance is said: as such, by the filter, in the sum; and its icon.
struct Stance {
    name: &'static str,
    label: &'static str,
    filter: &'static str,
    count: &'static str,
    icon: &'static str,
}

const STANCES: [Stance; 2] = [
    Stance {
        name: "supports",
        label: "Supports",
        filter: "Supporting",
        count: "support",
        icon: "M4.5 12.5l5 5L19.5 6.5",
    },
    Stance {
        name: "context",
        label: "Context",
        filter: "Context",
        count: "give context",
        icon: "M4 6.5h16M4 12h16M4 17.5h10",
    },
];

/// A part of a line of facts.
#[derive(Clone)]
pub enum Fact {
    Plain(String),
    Name(String),
    Date { iso: String, text: String },
    Stance { text: &'static str, icon: &'static str },
}

/// A piece of a text, or the number of a citation with the index of its source.
#[derive(Clone)]
pub enum Piece {
    Text(String),
    Cite { number: usize, index: usize },
}

/// The way to a source.
#[derive(Clone)]
pub struct Link {
    pub index: usize,
    pub publisher: String,
}

#[derive(Clone)]
pub struct Filter {
    pub value: &'static str,
    pub label: &'static str,
    pub number: usize,
}

#[derive(Clone)]
pub struct Item {
    pub number: usize,
    pub stance: String,
    pub title: String,
    pub facts: Vec<Fact>,
    pub quote: Option<String>,
    pub note: Option<String>,
    pub interests: Option<String>,
    pub repeats: Vec<Link>,
    pub backs: Vec<usize>,
}

pub struct Answer {
    pub kind: &'static str,
    pub facts: Vec<Fact>,
    pub text: String,
    pub sources: Vec<Link>,
}

pub struct Model {
    pub lang: String,
    pub tone: Option<&'static str>,
    pub status: String,
    pub label: String,
    pub explanation: Vec<Piece>,
    pub as_of: (String, String),
    pub claim: String,
    pub claim_facts: Vec<Fact>,
    pub context: Option<String>,
    pub why: Option<String>,
    pub details: Vec<Vec<Piece>>,
    pub would_change: String,
    pub counts: String,
    pub filters: Vec<Filter>,
    pub sources: Vec<Item>,
    pub answers: Vec<Answer>,
    pub publisher: String,
    pub about: Vec<Fact>,
}

/// Formatters by the length of a date: a year, a month, a day.
struct Dates([Intl::DateTimeFormat; 3]);

impl Dates {
    fn new() -> Self {
        let of = |options: &[(&str, &str)]| {
            let object = Object::new();
            for (key, value) in options.iter().chain(&[("timeZone", "UTC")]) {
                let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
            }
            Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str("en-GB")), &object)
        };
        Self([
            of(&[("year", "numeric")]),
            of(&[("year", "numeric"), ("month", "long")]),
            of(&[("dateStyle", "long")]),
        ])
    }

    fn text(&self, iso: &str) -> String {
        let [year, month, day] = &self.0;
        let format = match iso.len() {
            4 => year,
            7 => month,
            _ => day,
        };
        let date = Date::new(&JsValue::from_str(iso));
        let text = format.format().call1(&JsValue::UNDEFINED, &date).unwrap_or_default();
        text.unchecked_into::<JsString>().into()
    }
}

thread_local! {
    static DATES: Dates = Dates::new();
}

fn date_text(iso: &str) -> String {
    DATES.with(|dates| dates.text(iso))
}

fn date(iso: Option<&String>) -> Option<Fact> {
    iso.map(|iso| Fact::Date { iso: iso.clone(), text: date_text(iso) })
}

fn plain(text: Option<&String>) -> Option<Fact> {
    text.map(|text| Fact::Plain(text.clone()))
}

fn person(agent: &Agent) -> impl Iterator<Item = Fact> {
    [Some(Fact::Name(agent.name.clone())), plain(agent.role.as_ref()), plain(agent.affiliation.as_ref())]
        .into_iter()
        .flatten()
}

fn quoted(text: &str, quotation: bool) -> String {
    if quotation { format!("“{text}”") } else { text.to_owned() }
}

/// Cuts a text at its citations, and numbers them on.
fn cut(text: &str, indexes: &HashMap<&str, usize>, cited: &mut Vec<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (place, part) in text.split("[^").enumerate() {
        let rest = match part.split_once(']').filter(|_| place > 0) {
            Some((id, rest)) => {
                if let Some(&index) = indexes.get(id) {
                    cited.push(index);
                    pieces.push(Piece::Cite { number: cited.len(), index });
                }
                rest
            }
            None => part,
        };
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
    }
    pieces
}

fn link(sources: &[Source], id: &str) -> Option<Link> {
    let index = sources.iter().position(|source| source.id == id)?;
    Some(Link { index, publisher: sources[index].publisher.clone().unwrap_or_default() })
}

fn kind(kind: &str) -> String {
    match kind {
        "news-report" => "news report",
        "official-statement" => "official statement",
        other => other,
    }
    .to_owned()
}

fn item(source: &Source, index: usize, sources: &[Source], cited: &[usize]) -> Item {
    let stance = STANCES.iter().find(|stance| stance.name == source.stance);
    let facts = [
        stance.map(|stance| Fact::Stance { text: stance.label, icon: stance.icon }),
        plain(source.publisher.as_ref()),
        date(source.date.as_ref()),
        source.kind.as_ref().map(|it| Fact::Plain(kind(it))),
    ];
    Item {
        number: index + 1,
        stance: source.stance.clone(),
        title: source.title.clone(),
        facts: facts.into_iter().flatten().collect(),
        quote: source.quote.as_ref().map(|quote| quoted(quote, true)),
        note: source.note.clone(),
        interests: source.interests.clone(),
        repeats: source.derived_from.iter().filter_map(|id| link(sources, id)).collect(),
        backs: cited.iter().zip(1..).filter(|(other, _)| **other == index).map(|(_, number)| number).collect(),
    }
}

fn answer(answer: &CounterStatement, sources: &[Source]) -> Answer {
    Answer {
        kind: if answer.kind == "denial" { "Denial" } else { "Clarification" },
        facts: person(&answer.speaker).collect(),
        text: quoted(&answer.text, answer.quotation),
        sources: answer.sources.iter().filter_map(|id| link(sources, id)).collect(),
    }
}

/// What the card of this record shows.
pub fn model(record: Record) -> Model {
    let Record { lang, claim, verdict, sources, counter_statements, review } = record;
    let mut cited = Vec::new();
    let indexes = sources.iter().enumerate().map(|(index, source)| (source.id.as_str(), index)).collect();
    let explanation = cut(&verdict.explanation, &indexes, &mut cited);
    let details = verdict.details.split("\n\n").map(|text| cut(text, &indexes, &mut cited)).collect();
    let counts: Vec<(&Stance, usize)> = STANCES
        .iter()
        .map(|stance| (stance, sources.iter().filter(|source| source.stance == stance.name).count()))
        .filter(|(_, number)| *number > 0)
        .collect();
    let said: Vec<String> =
        counts.iter().map(|(stance, number)| format!("{number} {}", stance.count)).collect();
    let origins = sources.iter().filter(|source| source.derived_from.is_empty()).count();
    let all = Filter { value: "all", label: "All", number: sources.len() };
    let some = counts.iter().map(|(stance, number)| Filter {
        value: stance.name,
        label: stance.filter,
        number: *number,
    });
    Model {
        lang,
        tone: (verdict.status == "unproven").then_some("open"),
        status: verdict.status,
        label: verdict.label,
        explanation,
        as_of: (verdict.as_of.clone(), date_text(&verdict.as_of)),
        claim: quoted(&claim.text, claim.quotation),
        claim_facts: claim.claimants.iter().flat_map(person).chain(date(claim.date.as_ref())).collect(),
        context: claim.context,
        why: claim.why_checked,
        details,
        would_change: verdict.would_change,
        counts: format!(
            "{} sources: {} · {origins} independent origins",
            sources.len(),
            said.join(", ")
        ),
        filters: std::iter::once(all).chain(some).collect(),
        answers: counter_statements.iter().map(|it| answer(it, &sources)).collect(),
        sources: sources.iter().enumerate().map(|(index, it)| item(it, index, &sources, &cited)).collect(),
        about: [plain(Some(&review.publisher.name)), plain(review.publisher.role.as_ref())]
            .into_iter()
            .flatten()
            .collect(),
        publisher: review.publisher.name,
    }
}
