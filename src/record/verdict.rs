//! The review's conclusion: its status, the publisher's own label, and why.

use super::shape::{Field, Kind, Stored, object, words};
use crate::value::{Decimal, PartialDate, Prose, Text};

words! {
    /// What was found, in the few words that all publishers share.
    ///
    /// Unproven is not a midpoint between true and false.
    pub enum Status {
        /// The claim is accurate.
        True = "true",
        /// Accurate but for something that does not change its point.
        MostlyTrue = "mostly-true",
        /// Partly accurate, partly not.
        Mixed = "mixed",
        /// Inaccurate but for something that does not carry its point.
        MostlyFalse = "mostly-false",
        /// The claim is inaccurate.
        False = "false",
        /// The evidence does not say.
        Unproven = "unproven",
        /// Those who would know disagree.
        Disputed = "disputed",
        /// An opinion, a prediction, or beyond what can be known.
        NotCheckable = "not-checkable",
        /// The check is not finished.
        Pending = "pending",
        /// The publisher took the check back.
        Withdrawn = "withdrawn",
        /// The publisher gave no status.
        Unrated = "unrated",
    }
}

words! {
    /// What is wrong with the way a claim is made, beside being true or not.
    pub enum Issue {
        /// Leads to a wrong conclusion.
        Misleading = "misleading",
        /// Leaves out what a reader needs to judge it.
        MissingContext = "missing-context",
        /// Makes more of something than there is.
        Exaggerated = "exaggerated",
        /// Makes less of something than there is.
        Understated = "understated",
        /// An image, a recording or a document was changed.
        Altered = "altered",
        /// A scene was arranged.
        Staged = "staged",
        /// A true image with a wrong description.
        Miscaptioned = "miscaptioned",
        /// Words or deeds ascribed to the wrong person.
        Misattributed = "misattributed",
        /// Made up.
        Fabricated = "fabricated",
        /// Someone poses as someone else.
        Impostor = "impostor",
        /// Meant as a joke.
        Satire = "satire",
        /// Meant to deceive many.
        Hoax = "hoax",
        /// Meant to take money or data.
        Scam = "scam",
        /// Was right once.
        Outdated = "outdated",
        /// Made by a machine.
        AiGenerated = "ai-generated",
    }
}

words! {
    /// A degree of confidence.
    pub enum Level {
        /// Further evidence may well change the finding.
        Low = "low",
        /// Further evidence might change the finding.
        Medium = "medium",
        /// Further evidence is unlikely to change the finding.
        High = "high",
    }
}

object! {
    /// The review's conclusion.
    pub struct Verdict ("verdict") {
        /// What was found. A card shows it by its `label`, if there is one.
        expected status: Status = "status",
        /// The publisher's own words for what was found, shown verbatim.
        optional label: Text = "label",
        /// What is wrong with the way the claim is made.
        list issues: Issue = "issues",
        /// The place on the publisher's own scale.
        optional rating: {Rating} = "rating",
        /// Why, in one or two sentences; `[^id]` cites the source of that id.
        optional explanation: Text = "explanation",
        /// Why, at length: paragraphs parted by blank lines, with the same citations.
        optional details: Prose = "details",
        /// The day to which the finding holds.
        optional as_of: PartialDate = "asOf",
        /// How sure the publisher is.
        optional confidence: {Confidence} = "confidence",
        /// What would change the finding.
        optional would_change: Text = "wouldChange",
    }
}

object! {
    /// A place on the publisher's own scale. Scales run in either direction.
    pub struct Rating ("rating") {
        /// The place.
        required value: Decimal = "value",
        /// The end of the scale that stands for true.
        optional best: Decimal = "best",
        /// The other end.
        optional worst: Decimal = "worst",
    }
}

object! {
    /// How sure the publisher is, and why.
    pub struct Confidence ("confidence") {
        /// In percent, 0 to 100.
        optional percent: Percent = "percent",
        /// In words.
        optional level: Level = "level",
        /// Why so much and not more.
        optional reason: Text = "reason",
    }
}

/// A number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percent {}

impl Stored for Percent {
    const KIND: Kind = Kind::Number(&(Decimal::whole(0), Decimal::whole(100)));
    type Out<'a> = &'a Decimal;

    fn get(field: &Field) -> Option<&Decimal> {
        Decimal::get(field)
    }
}
