//! The claim record: what was claimed, what was found, on which evidence, and who answered.
//! Below `value`, above `normalize`. One file a concept; each lists its fields once.

pub(crate) mod read;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod schema;
pub(crate) mod shape;
pub mod write;

mod agent;
mod change;
mod claim;
mod counter_statement;
mod review;
mod source;
mod verdict;

pub use agent::{Agent, AgentKind, Publisher};
pub use change::{Change, ChangeKind, Judgement};
pub use claim::{Appearance, Claim};
pub use counter_statement::{CounterStatement, CounterStatementKind};
pub use review::{OtherReview, Review};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::claim_record_schema;
pub use shape::List;
pub use source::{Source, SourceKind, Stance};
pub use verdict::{Confidence, Issue, Level, Rating, Status, Verdict};

use crate::value::{Lang, Slug};
use shape::{Field, Kind, Stored, object};

/// The version of the record format that this library reads and writes.
pub const VERSION: u32 = 1;

/// The most sources that one record may have.
pub const MAX_SOURCES: usize = 2_000;

object! {
    /// A claim record whose every value is fit to print.
    ///
    ///
    /// Written as JSON ([`write::to_json`]), it is a document of the format again.
    pub struct Record ("record") {
        /// The version of this format: 1.
        expected version: Version = "version",
        /// A name for the record, stable within one publisher; the card's anchor.
        optional id: Slug = "id",
        /// The language of the content, as a BCP 47 tag.
        expected lang: Lang = "lang",
        /// What was claimed.
        required claim: {Claim} = "claim",
        /// What was found.
        required verdict: {Verdict} = "verdict",
        /// The evidence, numbered in this order.
        list sources: {Source} = "sources",
        /// Answers to the claim or to the check.
        list counter_statements: {CounterStatement} = "counterStatements",
        /// Who checked the claim, when, and under which rules.
        optional review: {Review} = "review",
        /// Corrections and updates of the check.
        list changes: {Change} = "changes",
        /// What other fact-checkers found.
        list other_reviews: {OtherReview} = "otherReviews",
    }
}

/// The mark of the one version of the format there is.
#[derive(Debug)]
pub enum Version {}

impl Stored for Version {
    const KIND: Kind = Kind::Version;
    type Out<'a> = ();

    fn get(field: &Field) -> Option<()> {
        matches!(field, Field::Version).then_some(())
    }
}
