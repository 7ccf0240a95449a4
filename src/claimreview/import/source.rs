//! What a review cites, as the record's sources. Beside `claim`, `verdict` and `publisher`.

use alloc::string::String;
use alloc::vec::Vec;

use super::address::{self, Kind};
use super::graph::Item;
use super::importer::Importer;
use crate::json::write::Keys;
use crate::json::{Node, Value};
use crate::problem::push_number;

/// A source that is being put together.
#[derive(Debug, Default)]
pub(super) struct Source {
    title: Option<String>,
    url: Option<String>,
    archived_url: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
}

impl Source {
    /// Writes the source's keys; its number among the sources makes its id.
    pub(super) fn push_keys(&self, number: u32, keys: &mut Keys<'_>) {
        let mut id = String::from("source-");
        push_number(&mut id, number);
        keys.string("id", &id);
        keys.present("title", self.title.as_deref());
        keys.present("url", self.url.as_deref());
        keys.present("archivedUrl", self.archived_url.as_deref());
        keys.present("publisher", self.publisher.as_deref());
        keys.present("date", self.date.as_deref());
    }
}

/// The most sources that are taken from one review.
const MOST: usize = 200;

impl<'a> Importer<'a> {
    /// Reads what a review cites.
    pub(super) fn sources(&mut self, review: Item<'a>) -> Vec<Source> {
        let mut sources = Vec::new();
        for name in ["originalMediaLink", "citation", "isBasedOn"] {
            for node in self.all(review, name) {
                if sources.len() == MOST {
                    self.left_out(node.at, "at most 200 sources", "more");
                    return sources;
                }
                sources.extend(self.source(node));
            }
        }
        sources
    }

    fn source(&mut self, node: &'a Node<'a>) -> Option<Source> {
        let mut source = Source::default();
        match self.item(node) {
            Some(item) => {
                const KNOWN: &[&str] = &[
                    "name",
                    "headline",
                    "url",
                    "contentUrl",
                    "sameAs",
                    "archivedAt",
                    "publisher",
                    "datePublished",
                ];
                self.rest(item, KNOWN);
                source.title = self.text_of(item, &["name", "headline"]);
                let url = self.first(item, &["url", "contentUrl", "sameAs"]);
                source.url = url.and_then(|node| self.url(node, Kind::Own));
                let archived = self.get(item, "archivedAt");
                source.archived_url = archived.and_then(|node| self.url(node, Kind::Foreign));
                source.publisher = self.name_of(item, "publisher");
                source.date = self.date(item, &["datePublished"]);
            }
            None => match &node.value {
                Value::Text(said) if said.contains("://") || said.starts_with('/') => {
                    source.url = self.url(node, Kind::Own);
                }
                _ => source.title = self.text(node),
            },
        }
        if source.title.is_none() {
            let host = source.url.as_deref().or(source.archived_url.as_deref()).and_then(address::host)?;
            self.repaired(node.at, "the title of a source", "none", "the site's host stands for it");
            source.title = Some(host);
        }
        Some(source)
    }
}
