//! What is done with a document: judged, shown, imported, exported, or made into a snippet to paste.

mod embed;
mod import;
mod render;

use fact_check_card::card::Card;
use fact_check_card::claimreview::{claim_review, not_carried};
use fact_check_card::json::MAX_BYTES;
use fact_check_card::normalize::Reading;
use fact_check_card::problem::{Problem, Severity};
use fact_check_card::read_record;
use fact_check_card::value::Lang;
use fact_check_card::words::Words;

pub use embed::Embed;
pub use import::Import;
pub use render::Render;

use crate::source::Kinds;

/// The words that the card itself says, in the language that is asked for, or else in that of its content.
fn words_for(card: &Card, asked: Option<&Lang>) -> &'static Words {
    Words::of(asked.or(card.record().lang()).map_or("en", Lang::as_str))
}

/// Something to do with documents.
pub trait Task: Sync {
    /// Which files of a folder are such documents.
    fn kinds(&self) -> Kinds {
        Kinds { extensions: &["json", "ndjson", "jsonl"], most: MAX_BYTES }
    }

    /// The least grave problem that refuses a document.
    fn refusing(&self) -> Severity {
        Severity::Fatal
    }

    /// The extension of a file that holds what is made.
    fn extension(&self) -> &'static str;

    /// The key under which what is made stands in a line of NDJSON; `None` if it is JSON itself.
    fn key(&self) -> Option<&'static str> {
        None
    }

    /// Reads a document and makes of it what there is to make.
    fn run(&self, document: &[u8]) -> Done;
}

/// What came of a document.
#[derive(Debug, Default)]
pub struct Done {
    /// What is wrong with the document as a whole.
    pub problems: Vec<Problem>,
    /// What was made of it.
    pub made: Vec<Made>,
    /// Why nothing is made of a record that is sound: it has no id, and one is asked for.
    pub refusal: Option<&'static str>,
}

/// Something made of a document.
#[derive(Debug)]
pub struct Made {
    /// The record's id.
    pub id: Option<String>,
    /// What was made.
    pub text: String,
    /// What is wrong with that of which it was made, placed in the document.
    pub problems: Vec<Problem>,
    /// What is wrong with a record that was made, placed in the record.
    pub judged: Vec<Problem>,
}

impl Done {
    /// Reads a record and makes one thing of its card, if it has one.
    fn of_card(document: &[u8], text: impl FnOnce(&Card) -> String) -> Self {
        let Reading { card, problems, .. } = read_record(document);
        let Some(card) = card else { return Self { problems, ..Self::default() } };
        let made = Made { id: id_of(&card), text: text(&card), problems, judged: Vec::new() };
        Self { made: vec![made], ..Self::default() }
    }
}

fn id_of(card: &Card) -> Option<String> {
    card.record().id().map(|id| id.as_str().to_owned())
}

/// Says what is wrong.
#[derive(Debug)]
pub struct Validate;

impl Task for Validate {
    fn refusing(&self) -> Severity {
        Severity::Error
    }

    fn extension(&self) -> &'static str {
        ""
    }

    fn run(&self, document: &[u8]) -> Done {
        Done { problems: read_record(document).problems, ..Done::default() }
    }
}

/// Writes `ClaimReview`.
#[derive(Debug)]
pub struct Export;

impl Task for Export {
    fn extension(&self) -> &'static str {
        "json"
    }

    fn run(&self, document: &[u8]) -> Done {
        let mut lost = Vec::new();
        let mut done = Done::of_card(document, |card| {
            lost = not_carried(card);
            claim_review(card, words_for(card, None)) + "\n"
        });
        if let Some(made) = done.made.first_mut() {
            made.problems.append(&mut lost);
        }
        done
    }
}
