//! What a review cites, as the record's sources. Beside `claim`, `verdict` and `publisher`.

use alloc::string::String;
use alloc::vec::Vec;

use super::address::{self, Kind};
use super::graph::Item;
use super::importer::{Importer, Told};
use super::review::push_texts;
use crate::json::write::Keys;
use crate::json::{Node, Value};
use crate::parts::{cut_at, joined};
use crate::problem::{push_number, quoted};
use crate::record::{MAX_SOURCES, SourceKind};
use crate::value::Slug;

/// A source that is being put together.
#[derive(Debug, Default)]
pub(super) struct Source {
    at: u32,
    id: String,
    title: Option<String>,
    url: Option<String>,
    archived_url: Option<String>,
    publisher: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    kind: Option<SourceKind>,
    derived_from: Vec<String>,
    lang: Option<String>,
}

impl Source {
    /// Writes the source's keys.
    pub(super) fn push_keys(&self, keys: &mut Keys<'_>) {
        keys.string("id", &self.id);
        keys.present("title", self.title.as_deref());
        keys.present("url", self.url.as_deref());
        keys.present("archivedUrl", self.archived_url.as_deref());
        keys.present("publisher", self.publisher.as_deref());
        push_texts(keys, "authors", &self.authors);
        keys.present("date", self.date.as_deref());
        keys.present("kind", self.kind.map(SourceKind::as_str));
        push_texts(keys, "derivedFrom", &self.derived_from);
        keys.present("lang", self.lang.as_deref());
    }
}

/// The types of cited works that say what kind of source they are.
const KINDS: &[(&str, SourceKind)] = &[
    ("NewsArticle", SourceKind::NewsReport),
    ("ReportageNewsArticle", SourceKind::NewsReport),
    ("Dataset", SourceKind::Dataset),
    ("ScholarlyArticle", SourceKind::Research),
    ("ImageObject", SourceKind::Image),
    ("Photograph", SourceKind::Image),
    ("VideoObject", SourceKind::Video),
    ("SocialMediaPosting", SourceKind::SocialPost),
];

impl<'a> Importer<'a> {
    /// Reads what a review cites.
    pub(super) fn sources(&mut self, review: Item<'a>) -> Vec<Source> {
        let mut sources = Vec::new();
        for name in ["originalMediaLink", "citation", "isBasedOn"] {
            for node in self.all(review, name) {
                if sources.len() == MAX_SOURCES {
                    self.left_out(node.at, "at most 2,000 sources", "more");
                    return self.named(sources);
                }
                sources.extend(self.source(node));
            }
        }
        self.named(sources)
    }

    fn source(&mut self, node: &'a Node<'a>) -> Option<Source> {
        let mut source = Source { at: node.at, ..Source::default() };
        match self.item(node) {
            Some(item) => {
                const KNOWN: &str = "name headline url contentUrl sameAs archivedAt publisher author datePublished \
                    inLanguage isBasedOn";
                self.rest(item, KNOWN);
                source.id = item.get("@id").and_then(local_name).map(String::from).unwrap_or_default();
                source.kind = item
                    .kinds()
                    .find_map(|kind| KINDS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind));
                source.lang = self.lang(item);
                for author in self.all(item, "author") {
                    source.authors.extend(self.name(author));
                }
                source.derived_from = self.origins(item);
                source.title = self.text_of(item, "name headline");
                let url = self.first(item, "url contentUrl sameAs");
                source.url = url.and_then(|node| self.url(node, Kind::Own));
                let archived = self.get(item, "archivedAt");
                source.archived_url = archived.and_then(|node| self.url(node, Kind::Foreign));
                source.publisher = self.name_of(item, "publisher");
                source.date = self.date(item, "datePublished");
            }
            None => match &node.value {
                Value::Text(said) if cut_at(said, "://").is_some() || said.starts_with('/') => {
                    source.url = self.url(node, Kind::Own);
                }
                _ => source.title = self.text(node),
            },
        }
        // A source that the document names may be known to others by its name alone.
        if source.title.is_none() && source.id.is_empty() {
            let host = source.url.as_deref().or(source.archived_url.as_deref()).and_then(address::host)?;
            self.repaired(node.at, "the title of a source", "none", "the site's host stands for it");
            source.title = Some(host);
        }
        Some(source)
    }

    /// The sources of the same document that a source is based on.
    fn origins(&mut self, source: Item<'a>) -> Vec<String> {
        let mut origins = Vec::new();
        for node in self.all(source, "isBasedOn") {
            let id = Item::of(node).map_or(Some(node), |item| item.get("@id"));
            match id.and_then(local_name) {
                Some(name) => {
                    self.tell(node.at, Told::Whole);
                    if Item::of(node).is_none() {
                        self.repaired(node.at, "an object with an @id", &quoted(name), "read as one");
                    }
                    origins.push(String::from(name));
                }
                None => self.left_out(node.at, "a reference to another source of the review", "another work"),
            }
        }
        origins
    }

    /// Names the sources that have no name of their own, or an earlier one's, by their number.
    fn named(&mut self, mut sources: Vec<Source>) -> Vec<Source> {
        let mut number = 0;
        for place in 0..sources.len() {
            let is_named = |sources: &[Source], id: &str| sources.iter().any(|source| source.id == id);
            let Some((before, [source, ..])) = sources.split_at_checked(place) else { break };
            if !source.id.is_empty() && !is_named(before, &source.id) {
                continue;
            }
            number = number.max(u32::try_from(place).unwrap_or(u32::MAX));
            let mut id;
            loop {
                number = number.saturating_add(1);
                id = String::from("source-");
                push_number(&mut id, number);
                if !is_named(&sources, &id) {
                    break;
                }
            }
            if let Some(source) = sources.get_mut(place) {
                if !source.id.is_empty() {
                    let made = joined(&["named ", &id]);
                    self.repaired(source.at, "each @id once", &quoted(&source.id), &made);
                }
                source.id = id;
            }
        }
        sources
    }
}

/// The name in an `@id` that is a place in its own document.
fn local_name<'a>(id: &'a Node<'a>) -> Option<&'a str> {
    match &id.value {
        Value::Text(id) => id.strip_prefix('#').filter(|name| Slug::parse(name).is_some()),
        _ => None,
    }
}
