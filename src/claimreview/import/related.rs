//! What a review says beside itself: its corrections, and what others found. Beside `source` and `publisher`.

use alloc::string::String;
use alloc::vec::Vec;

use super::address::Kind;
use super::agent::Agent;
use super::graph::Item;
use super::importer::Importer;
use crate::json::write::Keys;
use crate::parts::cut_at;
use crate::record::{ChangeKind, Status};

/// A correction that is being put together.
#[derive(Debug)]
pub(super) struct Change {
    date: Option<String>,
    kind: Option<ChangeKind>,
    text: String,
}

impl Change {
    pub(super) fn push_keys(&self, keys: &mut Keys<'_>) {
        keys.present("date", self.date.as_deref());
        keys.present("kind", self.kind.map(ChangeKind::as_str));
        keys.string("text", &self.text);
    }
}

/// What another fact-checker found, being put together.
#[derive(Debug)]
pub(super) struct OtherReview<'a> {
    publisher: Agent<'a>,
    label: Option<String>,
    status: Option<Status>,
    url: Option<String>,
    date: Option<String>,
    lang: Option<String>,
}

impl OtherReview<'_> {
    pub(super) fn push_keys(&self, keys: &mut Keys<'_>) {
        let mut publisher = Keys::open(keys.value("publisher"));
        self.publisher.push_keys(&mut publisher);
        publisher.close();
        keys.present("label", self.label.as_deref());
        keys.present("status", self.status.map(Status::as_str));
        keys.present("url", self.url.as_deref());
        keys.present("date", self.date.as_deref());
        keys.present("lang", self.lang.as_deref());
    }
}

/// The most corrections, and the most other reviews, that a record gets.
const MOST: usize = 100;

impl<'a> Importer<'a> {
    /// Reads what was corrected: texts, or comments that have one.
    pub(super) fn changes(&mut self, review: Item<'a>) -> Vec<Change> {
        let mut changes = Vec::new();
        for node in self.all(review, "correction").into_iter().take(MOST) {
            let is_other = Item::of(node).is_some_and(|item| item.is_a("Comment"));
            let kind = (!is_other).then_some(ChangeKind::Correction);
            let (text, date) = match self.item(node) {
                Some(item) => {
                    self.rest(item, "text description name datePublished dateCreated url");
                    let text = self.text_of(item, "text description name");
                    (text, self.date(item, "datePublished dateCreated"))
                }
                None => (self.text(node).filter(|text| cut_at(text, "://").is_none()), None),
            };
            match text {
                Some(text) => changes.push(Change { date, kind, text }),
                None => self.left_out(node.at, "what was corrected", "no text"),
            }
        }
        changes
    }

    /// Reads what others found. A `ClaimReview` is not among them: it is a check of its own.
    pub(super) fn other_reviews(&mut self, review: Item<'a>) -> Vec<OtherReview<'a>> {
        let mut others = Vec::new();
        for node in self.all(review, "associatedReview").into_iter().take(MOST) {
            let Some(item) = self.item(node).filter(|item| !item.is_a("ClaimReview")) else { continue };
            self.rest(item, "author publisher reviewRating url datePublished inLanguage");
            let agents = ["author", "publisher"].map(|name| self.agents(item, name, Kind::Foreign));
            let publisher = agents.into_iter().flatten().find(|agent| agent.name.is_some());
            let Some(publisher) = publisher else {
                self.left_out(node.at, "who made the other review", "no name");
                continue;
            };
            let label = self.get(item, "reviewRating").and_then(|rating| match self.item(rating) {
                Some(rating) => self.text_of(rating, "alternateName name"),
                None => self.text(rating),
            });
            let status = label.as_deref().and_then(|label| self.meaning(label)).map(|(status, _)| status);
            let url = self.get(item, "url").and_then(|url| self.url(url, Kind::Foreign));
            let date = self.date(item, "datePublished");
            others.push(OtherReview { publisher, label, status, url, date, lang: self.lang(item) });
        }
        others
    }
}
