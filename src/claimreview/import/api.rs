//! Answers of the Fact Check Tools API (`claims:search`) as claim records: one record a review.
//! Source: Google's reference of `factchecktools.v1alpha1`; answers have no types, so their keys tell them.

use super::address::Kind;
use super::agent::Agent;
use super::claim::Claim;
use super::graph::Item;
use super::importer::Importer;
use super::publisher::Review;
use super::review::Parts;
use super::verdict::Verdict;
use crate::json::{Node, Value};

/// The reviews of a claim in an answer; none of any other object.
pub(super) fn reviews<'a>(claim: Item<'a>) -> impl Iterator<Item = Item<'a>> {
    let reviews: &[Node<'a>] = match claim.get("claimReview") {
        Some(Node { value: Value::List(reviews), .. }) => reviews,
        _ => &[],
    };
    // With a type, it is a node of schema.org that happens to stand under that key.
    reviews.iter().filter_map(Item::of).filter(|review| review.kinds().next().is_none())
}

/// The claims of an answer that have no review.
pub(super) fn unreviewed<'a>(answer: Item<'a>) -> impl Iterator<Item = Item<'a>> {
    let claims: &[Node<'a>] = match answer.get("claims") {
        Some(Node { value: Value::List(claims), .. }) => claims,
        _ => &[],
    };
    let claims = claims.iter().filter_map(Item::of);
    claims.filter(|claim| claim.kinds().next().is_none() && reviews(*claim).next().is_none())
}

impl<'a> Importer<'a> {
    /// Reads a review of an answer, and the claim that it stands in.
    pub(super) fn answer(&mut self, item: Item<'a>, reviewed: Item<'a>) -> Parts<'a> {
        self.rest(item, "publisher url reviewDate textualRating languageCode");
        self.rest(reviewed, "text claimant claimDate claimReview");
        let mut claim = Claim { text: self.text_of(reviewed, "text"), ..Claim::default() };
        claim.date = self.date(reviewed, "claimDate");
        if let Some(node) = self.get(reviewed, "claimant") {
            let name = self.text(node);
            claim.claimants.push(Agent { at: node.at, name, ..Agent::default() });
        }
        let mut verdict = Verdict::default();
        if let Some(label) = self.get(item, "textualRating") {
            self.label(label, &mut verdict);
        }
        let review = Review {
            publisher: self.site(item),
            url: self.get(item, "url").and_then(|node| self.url(node, Kind::Foreign)),
            published: self.date(item, "reviewDate"),
            ..Review::default()
        };
        let lang = self.get(item, "languageCode").and_then(|node| self.language(node));
        let lang = lang.or_else(|| self.given_lang(item));
        Parts { lang, claim, verdict, review, ..Parts::default() }
    }

    /// The publisher: its name, or else its site, which stands as a host.
    fn site(&mut self, item: Item<'a>) -> Option<Agent<'a>> {
        let node = self.get(item, "publisher")?;
        let Some(publisher) = self.item(node) else {
            return Some(Agent { at: node.at, name: self.text(node), ..Agent::default() });
        };
        let mut agent = Agent { at: node.at, name: self.text_of(publisher, "name"), ..Agent::default() };
        agent.url = self.get(publisher, "site").and_then(|node| self.url(node, Kind::Foreign));
        self.named_by_host(&mut agent);
        Some(agent)
    }
}
