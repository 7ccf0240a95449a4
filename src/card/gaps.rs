//! What a sound record leaves open: gaps of the check that a reader is told about.

use alloc::string::String;
use alloc::vec::Vec;

use crate::closed_set::closed_set;
use crate::problem::{Code, Problem};
use crate::record::{Agent, Record};
use crate::value::Text;

closed_set! {
    /// Something that a check should have and this one has not; the words are those of the problems' codes.
    pub enum Gap {
        /// Nothing is cited.
        NoSources = "no-sources",
        /// One source is cited.
        SingleSource = "single-source",
        /// No cited source is first-hand.
        NoPrimarySource = "no-primary-source",
        /// All cited sources repeat one origin.
        SingleOrigin = "single-origin",
        /// The claimant's answer is not given, nor that there was none.
        NoReply = "no-reply",
        /// When the claim was made is not said.
        UndatedClaim = "undated-claim",
    }
}

impl Gap {
    /// What kind of problem the gap is.
    pub fn code(self) -> Code {
        match self {
            Self::NoSources => Code::NoSources,
            Self::SingleSource => Code::SingleSource,
            Self::NoPrimarySource => Code::NoPrimarySource,
            Self::SingleOrigin => Code::SingleOrigin,
            Self::NoReply => Code::NoReply,
            Self::UndatedClaim => Code::UndatedClaim,
        }
    }

    /// The gap as a problem of the document.
    pub fn problem(self) -> Problem {
        let (pointer, message) = match self {
            Self::NoSources => ("/sources", "expected the evidence, found no source"),
            Self::SingleSource => ("/sources", "expected several sources, found one"),
            Self::NoPrimarySource => ("/sources", "expected a source marked as primary, found none"),
            Self::SingleOrigin => {
                ("/sources", "expected independent sources, found that all repeat one origin")
            }
            Self::NoReply => (
                "/counterStatements",
                "expected the claimant's answer, or one of the kind no-reply, found neither",
            ),
            Self::UndatedClaim => ("/claim/date", "expected when the claim was made, found nothing"),
        };
        Problem { pointer: String::from(pointer), code: self.code(), message: message.into(), offset: None }
    }
}

/// The gaps of a record.
pub(crate) fn of(record: Record<'_>, origins: usize) -> Vec<Gap> {
    let mut sources = record.sources();
    let mut gaps = Vec::new();
    match sources.len() {
        0 => gaps.push(Gap::NoSources),
        1 => gaps.push(Gap::SingleSource),
        _ if origins == 1 => gaps.push(Gap::SingleOrigin),
        _ => {}
    }
    if !sources.is_empty() && !sources.any(|source| source.primary()) {
        gaps.push(Gap::NoPrimarySource);
    }
    if !record.claim().claimants().is_empty()
        && !record.claim().claimants().any(|claimant| answered(record, claimant))
    {
        gaps.push(Gap::NoReply);
    }
    if record.claim().date().is_none() {
        gaps.push(Gap::UndatedClaim);
    }
    gaps
}

/// Whether the claimant, or someone who speaks for it, answered or was asked.
fn answered(record: Record<'_>, claimant: Agent<'_>) -> bool {
    let is_claimant = |name: &Text| name == claimant.name();
    record.counter_statements().any(|answer| {
        is_claimant(answer.speaker().name()) || answer.speaker().affiliation().is_some_and(is_claimant)
    })
}
