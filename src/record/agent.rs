//! People and organizations: claimants, speakers, authors, publishers.

use super::shape::{object, words};
use crate::value::{SafeUrl, Text};

words! {
    /// What an agent is.
    pub enum AgentKind {
        /// One human being.
        Person = "person",
        /// A company, an authority, a news organization.
        Organization = "organization",
        /// People without an organization, such as "social media users".
        Group = "group",
    }
}

object! {
    /// A person, an organization or a group.
    pub struct Agent ("person or organization") {
        /// The name.
        required name: Text = "name",
        /// What the agent is.
        optional kind: AgentKind = "kind",
        /// In which role the agent speaks, such as "spokesman for the coalition".
        optional role: Text = "role",
        /// Whom the agent belongs to.
        optional affiliation: Text = "affiliation",
        /// The agent's own page.
        optional url: SafeUrl = "url",
    }
}

object! {
    /// The organization that publishes a review.
    pub struct Publisher ("publisher") {
        /// The name.
        required name: Text = "name",
        /// What the publisher is.
        optional kind: AgentKind = "kind",
        /// In which role the publisher speaks.
        optional role: Text = "role",
        /// Whom the publisher belongs to.
        optional affiliation: Text = "affiliation",
        /// The publisher's own page.
        optional url: SafeUrl = "url",
        /// An image of the publisher's sign. A card does not load it by itself: it goes into exported markup, and a
        /// page puts a logo into the card's `logo` slot.
        optional logo: SafeUrl = "logo",
    }
}
