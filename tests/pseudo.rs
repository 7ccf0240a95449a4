//! Whether all that the card says comes out of its words: every case is shown in a language that is made up from English,
//! whose texts are longer and stand in brackets. What stands outside of brackets must be the record's.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on says so best by stopping")]

use std::fs;
use std::path::Path;

use fact_check_card::card::Card;
use fact_check_card::record::write::to_json;
use fact_check_card::view::state::{Action, Density, Settings, ViewState};
use fact_check_card::words::Words;
use fact_check_card::{read_record, view};
use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Map, Value};

#[path = "../src/words/lines.rs"]
mod lines;

/// Brackets that no record of the cases has.
const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// A text half as long again, in other letters and between brackets; its places stay.
fn pseudo(text: &str) -> String {
    let mut out = String::from(OPEN);
    let mut in_place = false;
    for c in text.chars() {
        in_place = (in_place || c == '{') && c != '}';
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' if !in_place => out.extend([c, c, '\u{301}']),
            _ => out.push(c),
        }
    }
    out.push(CLOSE);
    out
}

fn made_up(word: &mut Value) {
    match word {
        Value::String(text) => *text = pseudo(text),
        Value::Object(inner) => inner.values_mut().for_each(made_up),
        other => panic!("{other}"),
    }
}

/// English, made up.
fn words() -> Words {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/en.json")).unwrap();
    let mut english: Map<String, Value> = serde_json::from_str(&text).unwrap();
    english.values_mut().for_each(made_up);
    // The code that CLDR has for such a language.
    Words::read("en-XA", lines::lines_of_words(&text, &Value::Object(english).to_string())).unwrap()
}

/// All records of the cases and of the gallery, by name.
fn records() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = |folder: &str| fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let cases = inside("tests/cases").map(|case| case.join("record.json"));
    let files = cases.chain(inside("www/records")).filter(|file| file.is_file());
    files.map(|file| (file.display().to_string(), fs::read(&file).unwrap())).collect()
}

/// What a card says, piece by piece: texts outside of brackets, and names of elements that have none.
#[derive(Default)]
struct Said {
    depth: usize,
    outside: Vec<String>,
}

impl Said {
    fn text(&mut self, text: &str) {
        let mut piece = String::new();
        for c in text.chars() {
            match c {
                OPEN => self.depth += 1,
                CLOSE => self.depth -= 1,
                c if self.depth == 0 => piece.push(c),
                _ => continue,
            }
            if self.depth > 0 && !piece.is_empty() {
                self.outside.push(std::mem::take(&mut piece));
            }
        }
        self.outside.push(piece);
    }

    fn node(&mut self, node: &Handle) {
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow()),
            // A date by itself is said in the content's language.
            NodeData::Element { name, .. } if &*name.local == "time" => return,
            NodeData::Element { attrs, .. } => {
                let attrs = attrs.borrow();
                for attr in attrs.iter().filter(|attr| &*attr.name.local == "aria-label") {
                    assert_eq!(attr.value.chars().next(), Some(OPEN), "{}", attr.value);
                    assert_eq!(attr.value.chars().last(), Some(CLOSE), "{}", attr.value);
                }
            }
            _ => {}
        }
        node.children.borrow().iter().for_each(|child| self.node(child));
    }
}

/// Letters and digits only: how a text is spaced and quoted is not asked here.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// All texts of a record as it was read: an address' host, a number or a name is somewhere among them.
fn texts_of(card: &Card) -> String {
    let mut texts = String::new();
    let mut rest = vec![serde_json::from_str(&to_json(card.record())).unwrap()];
    while let Some(value) = rest.pop() {
        match value {
            Value::String(text) => texts.extend([bare(&text), "\n".to_owned()]),
            Value::Array(values) => rest.extend(values),
            Value::Object(values) => rest.extend(values.into_iter().map(|(_, value)| value)),
            other => texts.extend([bare(&other.to_string()), "\n".to_owned()]),
        }
    }
    texts
}

/// What a card says that neither stands in brackets nor comes from its record.
fn strays(words: &Words, record: &[u8], settings: &Settings, done: Option<(Action, bool)>) -> Vec<String> {
    let Some(card) = read_record(record).card else { return Vec::new() };
    let state = ViewState { done, ..ViewState::new(&card, settings) };
    let html = view::html(&card, &state, settings, words);
    let page = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut said = Said::default();
    said.node(&page.document);
    assert_eq!(said.depth, 0, "brackets that do not close");
    let theirs = texts_of(&card);
    let is_word = |text: &String| text.chars().any(char::is_alphabetic);
    said.outside.into_iter().filter(|text| is_word(text) && !theirs.contains(&bare(text))).collect()
}

#[test]
fn the_card_says_nothing_but_its_words_and_the_record() {
    let words = words();
    let mut wrong = Vec::new();
    let mut cards = 0;
    for (name, record) in records() {
        for density in [Density::Full, Density::Compact, Density::Badge] {
            let settings = Settings { density, meter: true, ..Settings::default() };
            for done in [None, Some((Action::Share, true)), Some((Action::Print, false))] {
                let strays = strays(&words, &record, &settings, done);
                wrong.extend(strays.into_iter().map(|stray| format!("{name}: “{stray}”")));
                cards += 1;
            }
        }
    }
    assert!(cards > 500, "{cards} cards");
    wrong.dedup();
    assert!(wrong.is_empty(), "neither a word of the card nor the record's:\n{}", wrong.join("\n"));
}

#[test]
fn a_word_that_is_not_made_up_is_found() {
    let record = br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes."}, "verdict": {"status": "false"}}"#;
    assert!(strays(&words(), record, &Settings::default(), None).is_empty());
    let strays = strays(&Words::english(), record, &Settings::default(), None);
    assert!(strays.iter().any(|stray| stray == "Fact check: "), "{strays:?}");
    assert_eq!(pseudo("As of {date}"), "⟦As oo\u{301}f {date}⟧");
}
