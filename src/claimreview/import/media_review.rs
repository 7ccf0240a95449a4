//! A `MediaReview` as a claim record: what was done to an image or recording becomes the verdict's issues.
//! Source: schema.org/MediaReview and its `MediaManipulationRatingEnumeration`.

use super::claim::Claim;
use super::graph::{Item, is_name};
use super::importer::Importer;
use super::review::Parts;
use super::verdict::Verdict;
use crate::json::Value;
use crate::problem::{Code, quoted};
use crate::record::Issue;

const KNOWN: &str = "itemReviewed reviewRating reviewBody author creator publisher url mainEntityOfPage datePublished \
    dateCreated dateModified inLanguage license citation isBasedOn mediaAuthenticityCategory \
    originalMediaContextDescription originalMediaLink associatedClaimReview associatedMediaReview \
    claimReviewed";

/// Categories of authenticity, and what a card says for them. Original media have no issue.
const CATEGORIES: &[(&str, &[Issue])] = &[
    ("DecontextualizedContent", &[Issue::MissingContext]),
    ("EditedOrCroppedContent", &[Issue::Altered]),
    ("OriginalMediaContent", &[]),
    ("SatireOrParodyContent", &[Issue::Satire]),
    ("StagedContent", &[Issue::Staged]),
    ("TransformedContent", &[Issue::Altered]),
];

impl<'a> Importer<'a> {
    /// Reads a `MediaReview`. Its claim is what the media are taken to say, or that of the `ClaimReview` beside it.
    pub(super) fn media_review(&mut self, item: Item<'a>) -> Parts<'a> {
        self.rest(item, KNOWN);
        let url = self.review_url(item);
        let mut claim = self.claim(item, url.as_deref());
        let claim_review = self.get(item, "associatedClaimReview").and_then(|node| self.item(node));
        for reviewed in self.all(item, "itemReviewed") {
            if let Some(reviewed) = self.item(reviewed) {
                self.media(reviewed, url.as_deref(), &mut claim);
            }
        }
        if claim.text.is_none()
            && let Some(claim_review) = claim_review
        {
            claim.text = self.text_of(claim_review, "claimReviewed");
        }
        let mut verdict = match claim_review {
            Some(claim_review) if self.get(item, "reviewRating").is_none() => self.verdict(claim_review),
            _ => self.verdict(item),
        };
        self.authenticity(item, &mut verdict);
        let sources = self.sources(item);
        let review = self.review(item, url);
        let lang = self.lang(item).or_else(|| self.page_lang(item));
        Parts { lang, claim, verdict, sources, review, ..Parts::default() }
    }

    /// Reads the claim that media are taken to make, and where they were seen.
    fn media(&mut self, reviewed: Item<'a>, own: Option<&str>, claim: &mut Claim<'a>) {
        let claims = self.all(reviewed, "interpretedAsClaim");
        if let Some(second) = claims.get(1) {
            self.left_out(second.at, "one claim that the media are taken to make", "a second one");
        }
        for node in claims.into_iter().take(1) {
            if let Some(interpreted) = self.item(node) {
                self.words(interpreted, true, claim);
                if claim.claimants.is_empty() {
                    self.claimants(interpreted, own, claim);
                }
                if claim.date.is_none() {
                    claim.date = self.date(interpreted, "datePublished");
                }
                for (name, first) in [("firstAppearance", true), ("appearance", false)] {
                    for node in self.all(interpreted, name) {
                        self.appearance(node, first, own, claim);
                    }
                }
            } else if claim.text.is_none() {
                claim.text = self.text(node);
            }
        }
        for node in self.all(reviewed, "mediaItemAppearance") {
            self.appearance(node, false, own, claim);
        }
    }

    /// Adds the issues of the categories of authenticity that a review names.
    pub(super) fn authenticity(&mut self, item: Item<'a>, verdict: &mut Verdict) {
        for node in self.all(item, "mediaAuthenticityCategory") {
            let Value::Text(category) = &node.value else {
                self.left_out(node.at, "a category of authenticity", "another kind of value");
                continue;
            };
            let known = CATEGORIES.iter().find(|(name, _)| is_name(category, name));
            match known {
                Some((_, issues)) => {
                    verdict.add_issues(issues);
                    let made = issues.first().map_or("none", |issue| issue.as_str());
                    let said = ["expected an issue, found ", &quoted(category), ": read as ", made];
                    self.note(node.at, Code::Repaired, &said);
                }
                None => self.left_out(node.at, "a known category of authenticity", &quoted(category)),
            }
        }
        if verdict.explanation.is_none() {
            verdict.explanation = self.text_of(item, "originalMediaContextDescription");
        }
    }
}
