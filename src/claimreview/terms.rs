//! Which key of a record is which property of schema.org, as data: `export` writes along these tables, and natively says
//! what they leave out. What stands at another place in `ClaimReview` than in a record is named in `export`.
//! Source: schema.org, types `ClaimReview`, `Claim`, `Rating`, `CorrectionComment`, `Organization`.

use crate::record::{
    Agent, Appearance, Change, Claim, OtherReview, Publisher, Rating, Record, Review, Source,
};

/// An object of a record as a node of schema.org.
pub(super) struct Node {
    /// The type of a node whose object says nothing else; empty where schema.org has no type that is always right.
    pub(super) of: &'static str,
    /// The key whose word says the type, and the types by word; empty where schema.org has none for it.
    pub(super) by: Option<(usize, &'static [&'static str])>,
    /// The keys that are properties.
    pub(super) properties: &'static [Property],
}

/// A key that is a property.
pub(super) struct Property {
    pub(super) place: usize,
    pub(super) name: &'static str,
    pub(super) value: Value,
}

/// How a property's value is written.
pub(super) enum Value {
    /// As a string.
    Plain,
    /// As the node that the object, or each object of the list, is.
    Node(&'static Node),
    /// A value that is the one property of a node: the node's type, and the property.
    In(&'static str, &'static str),
    /// As a reference to a place in the same document.
    Reference,
}

const fn key(place: usize, name: &'static str) -> Property {
    Property { place, name, value: Value::Plain }
}

const fn node(place: usize, name: &'static str, node: &'static Node) -> Property {
    Property { place, name, value: Value::Node(node) }
}

const fn named(place: usize, name: &'static str, of: &'static str) -> Property {
    Property { place, name, value: Value::In(of, "name") }
}

/// The parts of the record that are properties of the review under their own names.
pub(super) static RECORD: Node = Node {
    of: "ClaimReview",
    by: None,
    properties: &[
        key(Record::place("id"), "identifier"),
        key(Record::place("lang"), "inLanguage"),
        node(Record::place("sources"), "citation", &SOURCE),
        node(Record::place("changes"), "correction", &CHANGE),
        node(Record::place("otherReviews"), "associatedReview", &OTHER_REVIEW),
    ],
};

/// What the record says of the review itself.
pub(super) static REVIEW: Node = Node {
    of: "",
    by: None,
    properties: &[
        key(Review::place("url"), "url"),
        key(Review::place("published"), "datePublished"),
        key(Review::place("modified"), "dateModified"),
        key(Review::place("license"), "license"),
        node(Review::place("authors"), "creator", &AGENT),
    ],
};

/// What the record says of the review, and schema.org of its publisher.
pub(super) static POLICIES: Node = Node {
    of: "",
    by: None,
    properties: &[
        key(Review::place("methodologyUrl"), "publishingPrinciples"),
        key(Review::place("correctionsUrl"), "correctionsPolicy"),
        key(Review::place("contactUrl"), "actionableFeedbackPolicy"),
        named(Review::place("memberships"), "memberOf", "Organization"),
    ],
};

pub(super) static PUBLISHER: Node = Node {
    of: "Organization",
    by: Some((Publisher::place("kind"), &["Person", "Organization", ""])),
    properties: &[
        key(Publisher::place("name"), "name"),
        key(Publisher::place("url"), "url"),
        key(Publisher::place("logo"), "logo"),
    ],
};

/// The words of [`crate::record::AgentKind`]: a group is no organization, and schema.org has no other type for it.
static AGENT: Node = Node {
    of: "",
    by: Some((Agent::place("kind"), &["Person", "Organization", ""])),
    properties: &[
        key(Agent::place("name"), "name"),
        key(Agent::place("role"), ROLE),
        named(Agent::place("affiliation"), AFFILIATION, "Organization"),
        key(Agent::place("url"), "url"),
    ],
};

/// The properties that persons have and organizations do not.
const ROLE: &str = "jobTitle";
const AFFILIATION: &str = "affiliation";

/// Whether a node of a type may have a property.
pub(super) fn may_have(of: &str, property: &str) -> bool {
    of != "Organization" || (property != ROLE && property != AFFILIATION)
}

pub(super) static CLAIM: Node = Node {
    of: "Claim",
    by: None,
    properties: &[
        key(Claim::place("date"), "datePublished"),
        key(Claim::place("context"), "description"),
        key(Claim::place("lang"), "inLanguage"),
        node(Claim::place("claimants"), "author", &AGENT),
    ],
};

pub(super) static APPEARANCE: Node = Node {
    of: "CreativeWork",
    by: None,
    properties: &[
        key(Appearance::place("url"), "url"),
        key(Appearance::place("title"), "headline"),
        key(Appearance::place("date"), "datePublished"),
        key(Appearance::place("archivedUrl"), "archivedAt"),
        named(Appearance::place("publisher"), "publisher", "Organization"),
    ],
};

pub(super) static RATING: Node = Node {
    of: "",
    by: None,
    properties: &[
        key(Rating::place("value"), "ratingValue"),
        key(Rating::place("best"), "bestRating"),
        key(Rating::place("worst"), "worstRating"),
    ],
};

/// The words of [`crate::record::SourceKind`]. A cited fact-check is written as a work, lest a reader of the page takes it
/// for a review of the page's own.
static SOURCE: Node = Node {
    of: "CreativeWork",
    by: Some((
        Source::place("kind"),
        &[
            "NewsArticle",
            "",
            "",
            "Dataset",
            "ScholarlyArticle",
            "",
            "",
            "ImageObject",
            "VideoObject",
            "SocialMediaPosting",
            "",
            "",
        ],
    )),
    properties: &[
        Property { place: Source::place("id"), name: "@id", value: Value::Reference },
        key(Source::place("title"), "name"),
        key(Source::place("url"), "url"),
        key(Source::place("archivedUrl"), "archivedAt"),
        named(Source::place("publisher"), "publisher", "Organization"),
        named(Source::place("authors"), "author", "Person"),
        key(Source::place("date"), "datePublished"),
        key(Source::place("lang"), "inLanguage"),
        Property { place: Source::place("derivedFrom"), name: "isBasedOn", value: Value::In("", "@id") },
    ],
};

/// The words of [`crate::record::ChangeKind`]: what was not wrong is no correction.
static CHANGE: Node = Node {
    of: "Comment",
    by: Some((Change::place("kind"), &["", "", "", "CorrectionComment", "", ""])),
    properties: &[key(Change::place("date"), "datePublished"), key(Change::place("text"), "text")],
};

/// Another publisher's review is written as `Review`: one page speaks for one `ClaimReview`.
static OTHER_REVIEW: Node = Node {
    of: "Review",
    by: None,
    properties: &[
        node(OtherReview::place("publisher"), "author", &AGENT),
        Property {
            place: OtherReview::place("label"),
            name: "reviewRating",
            value: Value::In("Rating", "alternateName"),
        },
        key(OtherReview::place("url"), "url"),
        key(OtherReview::place("date"), "datePublished"),
        key(OtherReview::place("lang"), "inLanguage"),
    ],
};
