//! Answers: of the claimant, of those concerned, and the lack of one.

use super::Agent;
use super::read::Reader;
use super::shape::{Fields, object, words};
use crate::problem::Code;
use crate::value::{Lang, PartialDate, Slug, Text};

words! {
    /// What kind of answer it is.
    pub enum CounterStatementKind {
        /// It says that something is not so.
        Denial = "denial",
        /// It argues against something.
        Rebuttal = "rebuttal",
        /// It says what was meant.
        Clarification = "clarification",
        /// It says that something is so.
        Confirmation = "confirmation",
        /// It regrets something.
        Apology = "apology",
        /// The speaker was asked and did not answer.
        NoReply = "no-reply",
    }
}

object! {
    /// An answer to the claim or to the check.
    pub struct CounterStatement ("counter-statement", only if says_something) {
        /// Who answered, or was asked.
        required speaker: {Agent} = "speaker",
        /// What kind of answer it is.
        optional kind: CounterStatementKind = "kind",
        /// The answer; required unless there was none.
        optional text: Text = "text",
        /// Whether the words are verbatim.
        flag quotation: bool = "quotation",
        /// When the answer was given.
        optional date: PartialDate = "date",
        /// When the speaker was asked.
        optional asked: PartialDate = "asked",
        /// The ids of the sources that carry the answer.
        list sources: Slug = "sources",
        /// The language of the answer where it differs from the record's.
        optional lang: Lang = "lang",
    }
}

/// An answer that says nothing is no answer, unless that is what it reports.
fn says_something(answer: &Fields, reader: &mut Reader) -> bool {
    let answer = CounterStatement(answer);
    let said = answer.text().is_some() || answer.kind() == Some(CounterStatementKind::NoReply);
    if !said {
        reader.within("text", |reader| {
            reader.report(
                Code::MissingField,
                None,
                "expected the answer, or the kind no-reply, found neither",
            );
        });
    }
    said
}
