//! The check itself: who made it, when, under which rules, and what others found.

use super::shape::object;
use super::{Agent, Publisher, Status};
use crate::value::{Lang, PartialDate, SafeUrl, Text};

object! {
    /// Who checked the claim, when, and under which rules.
    pub struct Review ("review") {
        /// The organization that publishes the check.
        optional publisher: {Publisher} = "publisher",
        /// The people who made it.
        list authors: {Agent} = "authors",
        /// The address of the full check.
        optional url: SafeUrl = "url",
        /// When it was first published.
        optional published: PartialDate = "published",
        /// When it was last changed.
        optional modified: PartialDate = "modified",
        /// How the publisher works.
        optional methodology_url: SafeUrl = "methodologyUrl",
        /// How the publisher mends mistakes.
        optional corrections_url: SafeUrl = "correctionsUrl",
        /// Where to report an error.
        optional contact_url: SafeUrl = "contactUrl",
        /// Under which terms the check may be used.
        optional license: Text = "license",
        /// Codes and networks that the publisher is bound by, such as IFCN or EFCSN.
        list memberships: Text = "memberships",
    }
}

object! {
    /// What another fact-checker found about the same claim.
    pub struct OtherReview ("other review") {
        /// The other fact-checker.
        required publisher: {Agent} = "publisher",
        /// That publisher's own words for the finding.
        optional label: Text = "label",
        /// What was found.
        optional status: Status = "status",
        /// The address of the other check.
        optional url: SafeUrl = "url",
        /// When it was published.
        optional date: PartialDate = "date",
        /// The language of the label where it differs from the record's.
        optional lang: Lang = "lang",
    }
}
