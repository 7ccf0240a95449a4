//! Who published a check, where and when, and under which rules. Beside `claim` and `verdict`.

use alloc::string::String;
use alloc::vec::Vec;

use super::address::{self, Kind};
use super::agent::Agent;
use super::claim::push_list;
use super::graph::Item;
use super::importer::Importer;
use super::review::push_texts;
use crate::json::write::Keys;
use crate::parts::joined;
use crate::problem::quoted;
use crate::record::AgentKind;

/// The check's own details that are being put together.
#[derive(Debug, Default)]
pub(super) struct Review<'a> {
    pub(super) publisher: Option<Agent<'a>>,
    pub(super) logo: Option<String>,
    pub(super) authors: Vec<Agent<'a>>,
    pub(super) url: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) methodology_url: Option<String>,
    pub(super) corrections_url: Option<String>,
    pub(super) contact_url: Option<String>,
    pub(super) license: Option<String>,
    pub(super) memberships: Vec<String>,
}

impl Review<'_> {
    /// The details as JSON text.
    pub(super) fn to_json(&self) -> String {
        let mut out = String::new();
        let mut keys = Keys::open(&mut out);
        if let Some(publisher) = self.publisher.as_ref().filter(|publisher| publisher.name.is_some()) {
            let mut inner = Keys::open(keys.value("publisher"));
            publisher.push_keys(&mut inner);
            inner.present("logo", self.logo.as_deref());
            inner.close();
        }
        push_list(&mut keys, "authors", self.authors.iter(), |author, keys| author.push_keys(keys));
        let texts = [
            ("url", &self.url),
            ("published", &self.published),
            ("modified", &self.modified),
            ("methodologyUrl", &self.methodology_url),
            ("correctionsUrl", &self.corrections_url),
            ("contactUrl", &self.contact_url),
            ("license", &self.license),
        ];
        for (name, text) in texts {
            keys.present(name, text.as_deref());
        }
        push_texts(&mut keys, "memberships", &self.memberships);
        keys.close();
        out
    }
}

/// What is read of a publisher beside what is read of every agent.
const RULES: &str = "logo verificationFactCheckingPolicy publishingPrinciples correctionsPolicy actionableFeedbackPolicy \
    memberOf";

/// The most memberships that a record gets.
const MOST: usize = 50;

impl<'a> Importer<'a> {
    /// The address of a review: its own, that of its page, or the page's that it was found on.
    pub(super) fn review_url(&mut self, review: Item<'a>) -> Option<String> {
        if let Some(node) = self.get(review, "url") {
            let node = self.each(node).first().copied()?;
            if let Some(url) = self.url(node, Kind::Own) {
                return Some(url);
            }
        }
        if let Some(node) = self.get(review, "mainEntityOfPage")
            && let Some(url) = self.url(node, Kind::Own)
        {
            self.repaired(node.at, "the address of the review as its url", "none", "read from here");
            return Some(url);
        }
        let page = self.page.clone()?;
        self.repaired(
            review.1,
            "the address of the review as its url",
            "none",
            "that of the page stands for it",
        );
        Some(page)
    }

    /// Reads who published a review, and when.
    pub(super) fn review(&mut self, item: Item<'a>, url: Option<String>) -> Review<'a> {
        let mut review = Review { url, ..Review::default() };
        let mut publishers = self.agents(item, "publisher", Kind::Own).into_iter();
        let mut authors = self.agents(item, "author", Kind::Own);
        for author in &mut authors {
            self.as_organization(author, review.url.as_deref());
        }
        review.publisher = publishers.next();
        if review.publisher.is_none()
            && let Some(place) = authors.iter().position(|author| author.kind != Some(AgentKind::Person))
        {
            review.publisher = Some(authors.remove(place));
        }
        if let Some(second) = publishers.next() {
            self.left_out(second.at, "one publisher", "a second one");
        }
        if let Some(publisher) = &mut review.publisher {
            self.rest_of(publisher, RULES);
            // What publishes reviews is an organization, whether a document says so or not.
            publisher.kind = publisher.kind.filter(|kind| *kind != AgentKind::Organization);
            self.named_by_host(publisher);
            if publisher.name.is_none() {
                self.left_out(publisher.at, "the publisher's name", "none");
            }
        }
        let publisher = review.publisher.as_ref().and_then(|publisher| publisher.name.clone());
        for author in authors {
            self.rest_of(&author, "");
            if author.name.is_none() {
                self.left_out(author.at, "an author's name", "none");
            } else if author.name != publisher {
                review.authors.push(author);
            }
        }
        for creator in self.agents(item, "creator", Kind::Own) {
            if creator.name.is_none() {
                self.left_out(creator.at, "an author's name", "none");
            } else {
                review.authors.push(creator);
            }
        }
        if let Some(item) = review.publisher.as_ref().and_then(|publisher| publisher.item) {
            self.rules(item, &mut review);
        }
        review.published = self.date(item, "datePublished dateCreated");
        review.modified = self.date(item, "dateModified");
        review.license = self.text_of(item, "license");
        review
    }

    /// A person whose own page is the whole site of the check is the organization that publishes it.
    fn as_organization(&mut self, author: &mut Agent<'a>, review: Option<&str>) {
        let (Some(AgentKind::Person), Some(url), Some(review)) = (author.kind, author.url.as_deref(), review)
        else {
            return;
        };
        let is_whole_site = url.bytes().filter(|byte| *byte == b'/').count() == 2
            || (url.ends_with('/') && url.bytes().filter(|byte| *byte == b'/').count() == 3);
        if is_whole_site && address::is_one_site(url, review) {
            let found = joined(&["a person whose own page is the whole site, ", &quoted(url)]);
            self.repaired(author.at, "an organization", &found, "read as the publisher");
            author.kind = None;
        }
    }

    /// Reads the publisher's sign and rules.
    fn rules(&mut self, publisher: Item<'a>, review: &mut Review<'a>) {
        let mut address = |names: &str| {
            let node = self.first(publisher, names)?;
            self.url(node, Kind::Own)
        };
        review.logo = address("logo");
        review.methodology_url = address("verificationFactCheckingPolicy publishingPrinciples");
        review.corrections_url = address("correctionsPolicy");
        review.contact_url = address("actionableFeedbackPolicy");
        for node in self.all(publisher, "memberOf").into_iter().take(MOST) {
            review.memberships.extend(self.name(node));
        }
    }
}
