//! The evidence that a review cites.

use super::shape::{object, words};
use crate::value::{Lang, PartialDate, SafeUrl, Slug, Text};

words! {
    /// What a source is.
    pub enum SourceKind {
        /// Journalism.
        NewsReport = "news-report",
        /// Something that an authority or an organization declared.
        OfficialStatement = "official-statement",
        /// A contract, a law, a letter, minutes.
        Document = "document",
        /// Figures.
        Dataset = "dataset",
        /// A study.
        Research = "research",
        /// Someone who knows the field.
        Expert = "expert",
        /// Someone who was there.
        Witness = "witness",
        /// A still picture.
        Image = "image",
        /// A moving picture.
        Video = "video",
        /// A post on a social network.
        SocialPost = "social-post",
        /// Another fact-check.
        FactCheck = "fact-check",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// How a source bears on the claim.
    pub enum Stance {
        /// It speaks for the claim.
        Supports = "supports",
        /// It speaks against the claim.
        Refutes = "refutes",
        /// It helps to understand the claim.
        Context = "context",
    }
}

object! {
    /// A cited source.
    pub struct Source ("source") {
        /// A name for the source, unique in the record; citations and `derivedFrom` point at it.
        expected id: Slug = "id",
        /// The title of the source.
        expected title: Text = "title",
        /// Its address.
        optional url: SafeUrl = "url",
        /// The address of an archived copy.
        optional archived_url: SafeUrl = "archivedUrl",
        /// When the reviewer read it.
        optional accessed: PartialDate = "accessed",
        /// Who published it.
        optional publisher: Text = "publisher",
        /// Who wrote it.
        list authors: Text = "authors",
        /// When it was published.
        optional date: PartialDate = "date",
        /// What it is.
        optional kind: SourceKind = "kind",
        /// How it bears on the claim.
        optional stance: Stance = "stance",
        /// Whether it is first-hand.
        flag primary: bool = "primary",
        /// The words in it that matter.
        optional quote: Text = "quote",
        /// Where in it these words stand: a page, a minute, a section.
        optional locator: Text = "locator",
        /// What the reviewer says about it.
        optional note: Text = "note",
        /// Its own stake in the matter, such as state funding.
        optional interests: Text = "interests",
        /// The ids of the sources that it repeats.
        list derived_from: Slug = "derivedFrom",
        /// Why it cannot be named.
        optional withheld: Text = "withheld",
        /// Its language where it differs from the record's.
        optional lang: Lang = "lang",
    }
}
