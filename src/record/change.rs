//! What was changed in a check after it was published.

use super::Status;
use super::shape::{object, words};
use crate::value::{PartialDate, SafeUrl, Text};

words! {
    /// What kind of change it is.
    pub enum ChangeKind {
        /// Spelling or layout; nothing that a reader would take differently.
        Typo = "typo",
        /// Something was added; nothing was wrong.
        Update = "update",
        /// Something could be misread.
        Clarification = "clarification",
        /// Something was wrong.
        Correction = "correction",
        /// The finding changed.
        VerdictChange = "verdict-change",
        /// The check was taken back.
        Withdrawal = "withdrawal",
    }
}

object! {
    /// A correction or an update of the check.
    pub struct Change ("change") {
        /// When the check was changed.
        expected date: PartialDate = "date",
        /// What kind of change it is.
        optional kind: ChangeKind = "kind",
        /// What was changed and why.
        required text: Text = "text",
        /// The finding before.
        optional from: {Judgement} = "from",
        /// The finding after.
        optional to: {Judgement} = "to",
        /// The address of an archived copy of the check as it was before.
        optional archived_url: SafeUrl = "archivedUrl",
    }
}

object! {
    /// A finding, as a change names it.
    pub struct Judgement ("finding") {
        /// What was found.
        optional status: Status = "status",
        /// The publisher's own words for it.
        optional label: Text = "label",
    }
}
