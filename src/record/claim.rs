//! The statement that was checked, who made it, and where it was seen.

use super::Agent;
use super::shape::object;
use crate::value::{Lang, PartialDate, SafeUrl, Text};

object! {
    /// The statement that was checked.
    pub struct Claim ("claim") {
        /// The statement, in the words that were checked.
        required text: Text = "text",
        /// Whether the words are verbatim.
        flag quotation: bool = "quotation",
        /// Who made the claim.
        list claimants: {Agent} = "claimants",
        /// When the claim was made.
        optional date: PartialDate = "date",
        /// What a reader needs to know to understand the claim.
        optional context: Text = "context",
        /// Where the claim was seen.
        list appearances: {Appearance} = "appearances",
        /// Why the claim was worth checking.
        optional why_checked: Text = "whyChecked",
        /// The language of the claim where it differs from the record's.
        optional lang: Lang = "lang",
    }
}

object! {
    /// A place where the claim was seen.
    pub struct Appearance ("appearance") {
        /// The title of the page, post or broadcast.
        optional title: Text = "title",
        /// Its address.
        optional url: SafeUrl = "url",
        /// The address of an archived copy.
        optional archived_url: SafeUrl = "archivedUrl",
        /// Who published it.
        optional publisher: Text = "publisher",
        /// When it was published.
        optional date: PartialDate = "date",
        /// Whether this is the first appearance known.
        flag first: bool = "first",
    }
}
