//! Which key of a record is which property of schema.org, as data: `export` writes along these tables, and natively says
//! what they leave out. What stands at another place in `ClaimReview` than in a record is named in `export`.
//! Source: schema.org, types `ClaimReview`, `Claim`, `Rating`, `CorrectionComment`, `Organization`.

use crate::made::{Made, utf8};
use crate::parts::parts;
use crate::record::{
    Agent, Appearance, Change, Claim, OtherReview, Publisher, Rating, Record, Review, Source,
};

/// An object of a record as a node of schema.org.
pub(super) struct Node {
    /// The type of a node whose object says nothing else; empty where schema.org has no type that is always right.
    pub(super) of: &'static str,
    /// The key whose word says the type, and the types by word, parted by spaces; empty where schema.org has none for it.
    pub(super) by: Option<(usize, &'static str)>,
    /// The keys that are properties, as [`text`] writes them: a table of them costs every reader more than what is in it.
    properties: &'static str,
}

/// A key that is a property.
pub(super) struct Property {
    pub(super) place: usize,
    pub(super) name: &'static str,
    pub(super) value: &'static Value,
}

impl Node {
    /// The keys that are properties.
    pub(super) fn properties(&self) -> impl Iterator<Item = Property> + use<> {
        parts(self.properties, b' ').filter_map(|property| {
            let [place, value, ..] = *property.as_bytes() else { return None };
            let number = |byte: u8| usize::from(byte.wrapping_sub(FIRST));
            Some(Property {
                place: number(place),
                name: property.get(2..)?,
                value: VALUES.get(number(value))?,
            })
        })
    }
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

/// The values by which the nodes below write their properties: each with the name that they say for it.
macro_rules! values {
    ($($how:ident => $value:expr),+ $(,)?) => {
        static VALUES: &[Value] = &[$($value),+];

        /// The places of the values.
        #[derive(Clone, Copy)]
        enum How {
            $($how),+
        }
    };
}

values! {
    Plain => Value::Plain,
    Reference => Value::Reference,
    References => Value::In("", "@id"),
    InOrganization => Value::In("Organization", "name"),
    InPerson => Value::In("Person", "name"),
    InRating => Value::In("Rating", "alternateName"),
    Source => Value::Node(&SOURCE),
    Change => Value::Node(&CHANGE),
    OtherReview => Value::Node(&OTHER_REVIEW),
    Agent => Value::Node(&AGENT),
}

/// The character that stands for 0.
const FIRST: u8 = b'0';

/// The keys that are properties: for each its place, its name in schema.org, and how its value is written.
macro_rules! properties {
    ($(($place:expr, $name:expr, $how:ident)),+ $(,)?) => {{
        const ALL: &[(usize, &str, How)] = &[$(($place, $name, How::$how)),+];
        const TEXT: [u8; length(ALL)] = text(ALL);
        utf8(&TEXT)
    }};
}

#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
const fn length(all: &[(usize, &str, How)]) -> usize {
    let (mut bytes, mut at) = (0, 0);
    while at < all.len() {
        bytes += 3 + all[at].1.len();
        at += 1;
    }
    bytes
}

/// Each property as the characters of its place and of how its value is written, its name, and a space.
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
#[expect(clippy::cast_possible_truncation, reason = "no object has as many keys")]
const fn text<const LENGTH: usize>(all: &[(usize, &str, How)]) -> [u8; LENGTH] {
    let (mut made, mut at) = (Made::<LENGTH>::EMPTY, 0);
    while at < all.len() {
        let (place, name, how) = all[at];
        made = made.byte(FIRST + place as u8).byte(FIRST + how as u8).whole(name).byte(b' ');
        at += 1;
    }
    made.done()
}

/// The parts of the record that are properties of the review under their own names.
pub(super) static RECORD: Node = Node {
    of: "ClaimReview",
    by: None,
    properties: properties![
        (Record::place("id"), "identifier", Plain),
        (Record::place("lang"), "inLanguage", Plain),
        (Record::place("sources"), "citation", Source),
        (Record::place("changes"), "correction", Change),
        (Record::place("otherReviews"), "associatedReview", OtherReview),
    ],
};

/// What the record says of the review itself.
pub(super) static REVIEW: Node = Node {
    of: "",
    by: None,
    properties: properties![
        (Review::place("url"), "url", Plain),
        (Review::place("published"), "datePublished", Plain),
        (Review::place("modified"), "dateModified", Plain),
        (Review::place("license"), "license", Plain),
        (Review::place("authors"), "creator", Agent),
    ],
};

/// What the record says of the review, and schema.org of its publisher.
pub(super) static POLICIES: Node = Node {
    of: "",
    by: None,
    properties: properties![
        (Review::place("methodologyUrl"), "publishingPrinciples", Plain),
        (Review::place("correctionsUrl"), "correctionsPolicy", Plain),
        (Review::place("contactUrl"), "actionableFeedbackPolicy", Plain),
        (Review::place("memberships"), "memberOf", InOrganization),
    ],
};

pub(super) static PUBLISHER: Node = Node {
    of: "Organization",
    by: Some((Publisher::place("kind"), "Person Organization ")),
    properties: properties![
        (Publisher::place("name"), "name", Plain),
        (Publisher::place("url"), "url", Plain),
        (Publisher::place("logo"), "logo", Plain),
    ],
};

/// The words of [`crate::record::AgentKind`]: a group is no organization, and schema.org has no other type for it.
static AGENT: Node = Node {
    of: "",
    by: Some((Agent::place("kind"), "Person Organization ")),
    properties: properties![
        (Agent::place("name"), "name", Plain),
        (Agent::place("role"), ROLE, Plain),
        (Agent::place("affiliation"), AFFILIATION, InOrganization),
        (Agent::place("url"), "url", Plain),
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
    properties: properties![
        (Claim::place("date"), "datePublished", Plain),
        (Claim::place("context"), "description", Plain),
        (Claim::place("lang"), "inLanguage", Plain),
        (Claim::place("claimants"), "author", Agent),
    ],
};

pub(super) static APPEARANCE: Node = Node {
    of: "CreativeWork",
    by: None,
    properties: properties![
        (Appearance::place("url"), "url", Plain),
        (Appearance::place("title"), "headline", Plain),
        (Appearance::place("date"), "datePublished", Plain),
        (Appearance::place("archivedUrl"), "archivedAt", Plain),
        (Appearance::place("publisher"), "publisher", InOrganization),
    ],
};

pub(super) static RATING: Node = Node {
    of: "",
    by: None,
    properties: properties![
        (Rating::place("value"), "ratingValue", Plain),
        (Rating::place("best"), "bestRating", Plain),
        (Rating::place("worst"), "worstRating", Plain),
    ],
};

/// The words of [`crate::record::SourceKind`]. A cited fact-check is written as a work, lest a reader of the page take it
/// for a review of the page's own.
static SOURCE: Node = Node {
    of: "CreativeWork",
    by: Some((
        Source::place("kind"),
        "NewsArticle   Dataset ScholarlyArticle   ImageObject VideoObject SocialMediaPosting  ",
    )),
    properties: properties![
        (Source::place("id"), "@id", Reference),
        (Source::place("title"), "name", Plain),
        (Source::place("url"), "url", Plain),
        (Source::place("archivedUrl"), "archivedAt", Plain),
        (Source::place("publisher"), "publisher", InOrganization),
        (Source::place("authors"), "author", InPerson),
        (Source::place("date"), "datePublished", Plain),
        (Source::place("lang"), "inLanguage", Plain),
        (Source::place("derivedFrom"), "isBasedOn", References),
    ],
};

/// The words of [`crate::record::ChangeKind`]: what was not wrong is no correction.
static CHANGE: Node = Node {
    of: "Comment",
    by: Some((Change::place("kind"), "   CorrectionComment  ")),
    properties: properties![
        (Change::place("date"), "datePublished", Plain),
        (Change::place("text"), "text", Plain)
    ],
};

/// Another publisher's review is written as `Review`: one page speaks for one `ClaimReview`.
static OTHER_REVIEW: Node = Node {
    of: "Review",
    by: None,
    properties: properties![
        (OtherReview::place("publisher"), "author", Agent),
        (OtherReview::place("label"), "reviewRating", InRating),
        (OtherReview::place("url"), "url", Plain),
        (OtherReview::place("date"), "datePublished", Plain),
        (OtherReview::place("lang"), "inLanguage", Plain),
    ],
};
