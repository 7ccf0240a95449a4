//! A `ClaimReview` as a claim record. Sources: schema.org/ClaimReview, and Google's "Fact Check (ClaimReview) structured
//! data" for what the properties mean there.

use alloc::string::String;
use alloc::vec::Vec;

use super::claim::{Claim, push_list};
use super::graph::Item;
use super::importer::Importer;
use super::publisher::Review;
use super::related::{Change, OtherReview};
use super::source::Source;
use super::verdict::Verdict;
use crate::json::write::{self, Keys, push_string};
use crate::json::{Node, Value};
use crate::parts::{joined, marked_anew};
use crate::problem::quoted;
use crate::record::VERSION;
use crate::value::{Lang, Slug};

/// The properties of a review that are read, or that say nothing that a card shows.
const KNOWN: &str = "claimReviewed itemReviewed reviewRating reviewBody author publisher url mainEntityOfPage \
    datePublished dateCreated dateModified inLanguage license citation isBasedOn originalMediaLink \
    associatedMediaReview associatedClaimReview associatedReview correction creator identifier";

/// A record's parts, each as it was made.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    pub(super) id: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) claim: Claim<'a>,
    pub(super) verdict: Verdict,
    pub(super) sources: Vec<Source>,
    pub(super) review: Review<'a>,
    pub(super) changes: Vec<Change>,
    pub(super) other_reviews: Vec<OtherReview<'a>>,
}

impl Parts<'_> {
    /// The record as JSON text. What is not there is left out; whether that can be shown, `read_record` says.
    pub(super) fn to_json(&self) -> String {
        let mut out = String::new();
        let mut keys = Keys::open(&mut out);
        crate::problem::push_number(keys.value("version"), VERSION);
        keys.present("id", self.id.as_deref());
        keys.present("lang", self.lang.as_deref());
        keys.value("claim").push_str(&self.claim.to_json());
        keys.value("verdict").push_str(&self.verdict.to_json());
        push_list(&mut keys, "sources", self.sources.iter(), Source::push_keys);
        let review = self.review.to_json();
        if review != "{}" {
            keys.value("review").push_str(&review);
        }
        push_list(&mut keys, "changes", self.changes.iter(), Change::push_keys);
        push_list(&mut keys, "otherReviews", self.other_reviews.iter(), OtherReview::push_keys);
        keys.close();
        out
    }
}

/// Writes a key with a list of texts, unless it is empty.
pub(super) fn push_texts(keys: &mut Keys<'_>, key: &str, texts: &[String]) {
    if !texts.is_empty() {
        write::push_list(keys.value(key), texts, |out, text| push_string(out, text));
    }
}

impl<'a> Importer<'a> {
    /// Reads a `ClaimReview`.
    pub(super) fn claim_review(&mut self, item: Item<'a>) -> Parts<'a> {
        if !item.is_a("ClaimReview") {
            let found = item.kinds().next().map_or_else(|| String::from("none"), quoted);
            self.repaired(item.1, "the type ClaimReview", &found, "read as one, since it has claimReviewed");
        }
        self.rest(item, KNOWN);
        let url = self.review_url(item);
        let claim = self.claim(item, url.as_deref());
        let mut verdict = self.verdict(item);
        for media in self.all(item, "associatedMediaReview") {
            if let Some(media) = self.item(media) {
                self.authenticity(media, &mut verdict);
            }
        }
        let review = self.review(item, url);
        let sources = self.sources(item);
        let lang = self.lang(item).or_else(|| self.page_lang(item));
        let (changes, other_reviews) = (self.changes(item), self.other_reviews(item));
        Parts { id: self.id(item), lang, claim, verdict, sources, review, changes, other_reviews }
    }

    /// The name that a publisher has for the review, where a record may have it, too.
    fn id(&mut self, review: Item<'a>) -> Option<String> {
        let node = self.get(review, "identifier")?;
        let said = self.said(node)?;
        let is_name = Slug::parse(&said).is_some();
        if !is_name {
            self.left_out(node.at, "a name of letters, digits, hyphens and underscores", &quoted(&said));
        }
        is_name.then(|| said.into_owned())
    }

    /// The language that an item says it is in.
    pub(super) fn lang(&mut self, item: Item<'a>) -> Option<String> {
        let node = self.get(item, "inLanguage")?;
        self.language(node)
    }

    /// The language of the page or the article that a review stands in, or else the one that the caller names.
    pub(super) fn page_lang(&mut self, review: Item<'a>) -> Option<String> {
        let page = self.graph.page_lang.and_then(|node| self.language(node));
        page.or_else(|| self.given_lang(review))
    }

    /// The language that the caller names for checks that do not say theirs.
    pub(super) fn given_lang(&mut self, review: Item<'a>) -> Option<String> {
        let lang = self.given_lang.filter(|lang| Lang::parse(lang).is_some())?;
        self.repaired(
            review.1,
            "the language of the check",
            "none",
            &["read as ", lang, ", as asked"].concat(),
        );
        Some(String::from(lang))
    }

    /// Reads a language: a tag, with `_` for `-` at times, or an object that has one.
    pub(super) fn language(&mut self, node: &'a Node<'a>) -> Option<String> {
        let node = self.each(node).first().copied()?;
        let named: Vec<&'a Node<'a>> = match self.item(node) {
            Some(item) => ["alternateName", "name", "@value"]
                .into_iter()
                .filter_map(|name| self.get(item, name))
                .collect(),
            None => [node].into(),
        };
        for node in named {
            let Value::Text(said) = &node.value else { continue };
            let tag = marked_anew(super::text::trim(said), b'_', '-');
            if Lang::parse(&tag).is_none() {
                self.left_out(node.at, "a language tag such as en or pt-BR", &quoted(said));
            } else {
                if tag != **said {
                    self.repaired(
                        node.at,
                        "a language tag such as en or pt-BR",
                        &quoted(said),
                        &joined(&["read as ", &tag]),
                    );
                }
                return Some(tag);
            }
        }
        None
    }
}
