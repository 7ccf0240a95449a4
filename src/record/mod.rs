//! The claim record: what was claimed, what was found, on which evidence, and who answered.
//! Below `value`, above `normalize`. One file a concept; each lists its fields once.

pub(crate) mod read;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod schema;

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
pub use source::{Source, SourceKind, Stance};
pub use verdict::{Confidence, Issue, Level, Rating, Status, Verdict};

use crate::value::{Lang, Slug};
use read::object;

/// The version of the record format that this library reads and writes.
pub const VERSION: u32 = 1;

/// The most sources that one record may have.
pub const MAX_SOURCES: usize = 2_000;

object! {
    /// A claim record whose every value is fit to print.
    ///
    /// Serialized, it is a document of the format again.
    pub struct Record ("record") {
        /// The version of this format: 1.
        expected version: Version = "version",
        /// A name for the record, stable within one publisher; the card's anchor.
        optional id: Slug = "id",
        /// The language of the content, as a BCP 47 tag.
        expected lang: Lang = "lang",
        /// What was claimed.
        required claim: Claim = "claim",
        /// What was found.
        required verdict: Verdict = "verdict",
        /// The evidence, numbered in this order.
        list sources: Source = "sources",
        /// Answers to the claim or to the check.
        list counter_statements: CounterStatement = "counterStatements",
        /// Who checked the claim, when, and under which rules.
        optional review: Review = "review",
        /// Corrections and updates of the check.
        list changes: Change = "changes",
        /// What other fact-checkers found.
        list other_reviews: OtherReview = "otherReviews",
    }
}

/// The mark of the one version of the format there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version;

impl read::Read for Version {
    fn read(node: crate::json::Node<'_>, reader: &mut read::Reader) -> Option<Self> {
        use crate::json::Value;
        match node.value {
            Value::Number(number)
                if crate::value::Decimal::parse(number) == Some(crate::value::Decimal::whole(1)) =>
            {
                Some(Self)
            }
            Value::Number(number) => {
                reader.found(crate::problem::Code::UnsupportedVersion, node.at, "version 1", number);
                None
            }
            Value::Text(text) => {
                reader.found(crate::problem::Code::UnsupportedVersion, node.at, "the number 1", &text);
                None
            }
            _ => {
                let message = "expected the number 1, found another kind of value";
                reader.report(crate::problem::Code::UnsupportedVersion, Some(node.at), message);
                None
            }
        }
    }
}

impl serde::Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(VERSION)
    }
}
