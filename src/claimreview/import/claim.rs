//! The claim of a review: its words, who made it, when, and where it was seen. Beside `verdict` and `publisher`.

use alloc::string::String;
use alloc::vec::Vec;

use super::address::{self, Kind};
use super::agent::Agent;
use super::date;
use super::graph::Item;
use super::importer::{Importer, Told};
use super::text;
use crate::json::write::{self, Keys};
use crate::json::{Node, Value};
use crate::parts::{cut_at, joined};
use crate::problem::quoted;
use crate::value::text::is_space;

/// A claim that is being put together.
#[derive(Debug, Default)]
pub(super) struct Claim<'a> {
    pub(super) text: Option<String>,
    pub(super) claimants: Vec<Agent<'a>>,
    pub(super) date: Option<String>,
    pub(super) context: Option<String>,
    pub(super) appearances: Vec<Appearance>,
    pub(super) lang: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Appearance {
    title: Option<String>,
    url: Option<String>,
    archived_url: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    first: bool,
}

impl Claim<'_> {
    /// The claim as JSON text.
    pub(super) fn to_json(&self) -> String {
        let mut out = String::new();
        let mut keys = Keys::open(&mut out);
        keys.present("text", self.text.as_deref());
        push_list(
            &mut keys,
            "claimants",
            self.claimants.iter().filter(|agent| agent.name.is_some()),
            |agent, keys| {
                agent.push_keys(keys);
            },
        );
        keys.present("date", self.date.as_deref());
        keys.present("context", self.context.as_deref());
        push_list(&mut keys, "appearances", self.appearances.iter(), Appearance::push_keys);
        keys.present("lang", self.lang.as_deref());
        keys.close();
        out
    }
}

impl Appearance {
    fn push_keys(&self, keys: &mut Keys<'_>) {
        keys.present("title", self.title.as_deref());
        keys.present("url", self.url.as_deref());
        keys.present("archivedUrl", self.archived_url.as_deref());
        keys.present("publisher", self.publisher.as_deref());
        keys.present("date", self.date.as_deref());
        if self.first {
            keys.flag("first", true);
        }
    }

    fn is_empty(&self) -> bool {
        let said = [&self.title, &self.url, &self.archived_url, &self.publisher, &self.date];
        said.into_iter().all(Option::is_none)
    }
}

/// Writes a key with a list of objects, unless it is empty.
pub(super) fn push_list<T>(
    keys: &mut Keys<'_>,
    key: &str,
    items: impl Iterator<Item = T>,
    push: impl Fn(T, &mut Keys<'_>),
) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    write::push_list(keys.value(key), items, |out, item| {
        let mut inner = Keys::open(out);
        push(item, &mut inner);
        inner.close();
    });
}

/// The most appearances that a record gets.
const MOST: usize = 200;

impl<'a> Importer<'a> {
    /// Reads what a review says of its claim. `own` is the address of the review.
    pub(super) fn claim(&mut self, review: Item<'a>, own: Option<&str>) -> Claim<'a> {
        let mut claim = Claim { text: self.text_of(review, "claimReviewed"), ..Claim::default() };
        let reviewed = self.all(review, "itemReviewed");
        if let Some(second) = reviewed.get(1) {
            self.repaired(second.at, "one reviewed item", "several", "joined: one card a review");
        }
        for node in reviewed {
            if let Some(item) = self.item(node) {
                self.reviewed(item, own, &mut claim);
            } else {
                self.repaired(
                    node.at,
                    "an object, the reviewed item",
                    "a text",
                    "read as where the claim was seen",
                );
                self.appearance(node, false, own, &mut claim);
            }
        }
        claim
    }

    fn reviewed(&mut self, item: Item<'a>, own: Option<&str>, claim: &mut Claim<'a>) {
        const KNOWN: &str = "author creator datePublished dateCreated appearance firstAppearance url contentUrl sameAs name \
            inLanguage interpretedAsClaim mediaItemAppearance archivedAt";
        let is_claim = item.is_a("Claim");
        let words = if is_claim { "text description" } else { "headline publisher" };
        self.rest(item, &joined(&[KNOWN, " ", words]));
        if claim.date.is_none() {
            claim.date = self.date(item, "datePublished dateCreated");
        }
        for name in ["firstAppearance", "appearance"] {
            for node in self.all(item, name) {
                self.appearance(node, name == "firstAppearance", own, claim);
            }
        }
        if is_claim {
            self.words(item, false, claim);
        }
        self.place(item, is_claim, own, claim);
        self.claimants(item, own, claim);
        if claim.lang.is_none() {
            claim.lang = self.lang(item);
        }
    }

    /// Reads the words of a `Claim`: those that are checked, if the review does not say them, or else what explains them.
    /// They are `expected` there where the review has no place for them.
    pub(super) fn words(&mut self, item: Item<'a>, expected: bool, claim: &mut Claim<'a>) {
        if claim.text.is_none() {
            for name in ["text", "name", "description"] {
                let Some(node) = self.get(item, name) else { continue };
                claim.text = self.text(node);
                if claim.text.is_some() {
                    if !expected {
                        self.repaired(
                            node.at,
                            "the claim as the review's claimReviewed",
                            "none",
                            "read from here",
                        );
                    }
                    break;
                }
            }
        }
        for name in ["name", "description", "text"] {
            if claim.context.is_none() {
                let said = self.text_of(item, name);
                claim.context =
                    said.filter(|said| claim.text.as_ref().is_none_or(|text| !text::is_same(text, said)));
            }
        }
    }

    /// Reads a reviewed item as the place where the claim was seen, which it is in older markup.
    fn place(&mut self, item: Item<'a>, is_claim: bool, own: Option<&str>, claim: &mut Claim<'a>) {
        let mut seen = Appearance::default();
        if !is_claim {
            let title = self.text_of(item, "headline name");
            seen.title =
                title.filter(|title| claim.text.as_ref().is_none_or(|text| !text::is_same(text, title)));
            seen.publisher = self.name_of(item, "publisher");
        }
        let first = claim.appearances.is_empty();
        let nodes = match self.first(item, "url contentUrl") {
            Some(node) => self.each(node),
            None => self.all(item, "sameAs"),
        };
        for node in nodes {
            let mut place = Appearance {
                title: seen.title.take(),
                publisher: seen.publisher.take(),
                ..Appearance::default()
            };
            self.locate(node, own, &mut place);
            self.add(node.at, place, claim);
        }
        if let Some(node) = self.get(item, "archivedAt") {
            seen.archived_url = self.url(node, Kind::Foreign);
        }
        if first || seen.archived_url.is_some() {
            self.add(item.1, seen, claim);
        }
    }

    /// Reads who made the claim. Without a name, an address is a place where the claim was seen.
    pub(super) fn claimants(&mut self, item: Item<'a>, own: Option<&str>, claim: &mut Claim<'a>) {
        for name in ["author", "creator"] {
            for mut agent in self.agents(item, name, Kind::Foreign) {
                self.rest_of(&agent, "");
                if let Some(url) =
                    agent.url.take_if(|url| own.is_some_and(|own| address::is_one_site(url, own)))
                {
                    self.left_out(
                        agent.url_at,
                        "the claimant's page",
                        &joined(&[&quoted(&url), ", on the site of the check"]),
                    );
                }
                match (&agent.name, &agent.url) {
                    (Some(_), _) => claim.claimants.push(agent),
                    (None, Some(_)) => {
                        self.repaired(
                            agent.at,
                            "a claimant's name",
                            "an address only",
                            "read as where the claim was seen",
                        );
                        let mut place = Appearance::default();
                        match agent.url.take() {
                            Some(url) if address::is_archive(&url) => place.archived_url = Some(url),
                            url => place.url = url,
                        }
                        self.add(agent.at, place, claim);
                    }
                    (None, None) => self.left_out(agent.at, "a claimant's name", "none"),
                }
            }
        }
    }

    /// Reads one appearance: an address, several in one text, a title, or an object.
    pub(super) fn appearance(
        &mut self,
        node: &'a Node<'a>,
        first: bool,
        own: Option<&str>,
        claim: &mut Claim<'a>,
    ) {
        match self.item(node) {
            Some(item) => self.appearance_of_item(item, node.at, first, own, claim),
            None => self.appearances_in_text(node, first, own, claim),
        }
    }

    fn appearances_in_text(
        &mut self,
        node: &'a Node<'a>,
        first: bool,
        own: Option<&str>,
        claim: &mut Claim<'a>,
    ) {
        let Some(said) = self.said(node) else { return };
        let several = address::several(&said);
        if several.is_empty() {
            return self.appearance_in_words(node.at, &said, first, own, claim);
        }
        self.repaired(node.at, "one address", "several in one text", "read one by one");
        if several.len() > MOST {
            self.left_out(node.at, "at most 200 addresses", "more");
        }
        for url in several.iter().take(MOST) {
            let mut seen = Appearance { first, ..Appearance::default() };
            self.locate_at(node.at, url, own, &mut seen);
            self.add(node.at, seen, claim);
        }
    }

    /// A text that is one address, or a title.
    fn appearance_in_words(
        &mut self,
        at: u32,
        said: &str,
        first: bool,
        own: Option<&str>,
        claim: &mut Claim<'a>,
    ) {
        let mut seen = Appearance { first, ..Appearance::default() };
        let words = said.split(is_space).filter(|word| word.chars().any(text::is_letter)).count();
        if words > 1 && cut_at(said, "://").is_none() && !said.starts_with('/') {
            seen.title = self.plain(at, said, text::Lines::One);
            self.repaired(at, "an address", "words", "read as the title of where the claim was seen");
        } else {
            self.locate_at(at, said, own, &mut seen);
        }
        self.add(at, seen, claim);
    }

    fn appearance_of_item(
        &mut self,
        item: Item<'a>,
        at: u32,
        first: bool,
        own: Option<&str>,
        claim: &mut Claim<'a>,
    ) {
        self.rest(
            item,
            "url contentUrl sameAs archivedAt name headline caption datePublished publisher uploadDate",
        );
        let mut seen = Appearance {
            title: self.text_of(item, "headline name caption"),
            publisher: self.name_of(item, "publisher"),
            date: self.date(item, "datePublished uploadDate"),
            first,
            ..Appearance::default()
        };
        let named = |node: &&'a Node<'a>| matches!(&node.value, Value::Text(id) if id.starts_with("http"));
        let place = self.first(item, "url contentUrl sameAs");
        match place.or_else(|| self.get(item, "@id").filter(named)) {
            Some(url) if matches!(url.value, Value::Text(_) | Value::List(_)) => {
                for node in self.each(url) {
                    let mut place = seen.clone();
                    self.locate(node, own, &mut place);
                    if let Some(archived) = self.get(item, "archivedAt") {
                        place.archived_url = place.archived_url.or(self.url(archived, Kind::Foreign));
                    }
                    self.add(node.at, place, claim);
                }
            }
            _ => {
                if let Some(archived) = self.get(item, "archivedAt") {
                    seen.archived_url = self.url(archived, Kind::Foreign);
                }
                self.add(at, seen, claim);
            }
        }
    }

    fn locate(&mut self, node: &'a Node<'a>, own: Option<&str>, seen: &mut Appearance) {
        let Value::Text(said) = &node.value else {
            seen.url = self.url(node, Kind::Foreign);
            return;
        };
        let several = address::several(said);
        match several.first() {
            Some(first) => {
                self.repaired(node.at, "one address", "several in one text", "the first is read");
                self.locate_at(node.at, first, own, seen);
            }
            None => self.locate_at(node.at, said, own, seen),
        }
    }

    /// Sets where the claim was seen: as a live address or as that of an archived copy.
    fn locate_at(&mut self, at: u32, said: &str, own: Option<&str>, seen: &mut Appearance) {
        if !self.spend(said.len()) {
            return;
        }
        let Some(url) = self.address(at, said, Kind::Foreign) else { return };
        if own.is_some_and(|own| address::is_one_site(&url, own)) {
            let found = joined(&[&quoted(&url), ", on the site of the check"]);
            self.left_out(at, "where the claim was seen", &found);
        } else if address::is_archive(&url) {
            self.repaired(
                at,
                "where the claim was seen",
                &quoted(&url),
                "read as the address of an archived copy",
            );
            seen.archived_url = Some(url);
        } else {
            seen.url = Some(url);
        }
    }

    /// Adds an appearance, unless it says nothing; an address that is there already only lends what it lacked.
    fn add(&mut self, at: u32, seen: Appearance, claim: &mut Claim<'a>) {
        if seen.is_empty() {
            return;
        }
        let same = |other: &&mut Appearance| {
            seen.url.is_some() && other.url == seen.url
                || seen.url.is_none()
                    && seen.archived_url.is_some()
                    && other.archived_url == seen.archived_url
        };
        self.spend(claim.appearances.len());
        if let Some(before) = claim.appearances.iter_mut().find(same) {
            before.title = before.title.take().or(seen.title);
            before.publisher = before.publisher.take().or(seen.publisher);
            before.date = before.date.take().or(seen.date);
            before.first |= seen.first;
            self.repaired(at, "each appearance once", "one again", "joined with the first");
        } else if claim.appearances.len() == MOST {
            self.left_out(at, "at most 200 appearances", "more");
        } else {
            claim.appearances.push(seen);
        }
    }

    /// The date under the first of several names that has one, in the format's form.
    pub(super) fn date(&mut self, item: Item<'a>, names: &str) -> Option<String> {
        let node = self.first(item, names)?;
        let node = self.each(node).first().copied()?;
        let said = match &node.value {
            Value::Number(number) => {
                self.tell(node.at, Told::Whole);
                (*number).into()
            }
            _ => self.said(node)?,
        };
        self.dated(node.at, &said)
    }

    /// Reads a date; notes what was made of it.
    pub(super) fn dated(&mut self, at: u32, said: &str) -> Option<String> {
        const EXPECTED: &str = "a date such as 2016-10-20 or 2016-10-20T14:30:00Z";
        let found = quoted(said);
        let (sent, said) = (said, text::trim(said));
        if said.len() > 100 {
            self.left_out(at, EXPECTED, &found);
            return None;
        }
        match date::read(said) {
            date::Read::Sound => {
                if said != sent {
                    self.repaired(at, EXPECTED, &found, &joined(&["read as ", said]));
                }
                return Some(String::from(said));
            }
            date::Read::Rewritten(made) => {
                self.repaired(at, EXPECTED, &found, &joined(&["read as ", &made]));
                return Some(made);
            }
            date::Read::WithoutTime(made) => {
                let made_of_it = joined(&["read as ", &made, ", since the time names no zone"]);
                self.repaired(at, EXPECTED, &found, &made_of_it);
                return Some(made);
            }
            date::Read::Unset => {
                self.left_out(at, EXPECTED, &joined(&[&found, ", which stands where none was set"]));
            }
            date::Read::Ambiguous => {
                self.left_out(at, EXPECTED, &joined(&[&found, ", whose day and month could be either"]));
            }
            date::Read::Unreadable if text::is_placeholder(said) => {
                self.note(
                    at,
                    crate::problem::Code::Placeholder,
                    &["expected a date, found ", &found, ", a template's placeholder: left out"],
                );
            }
            date::Read::Unreadable => self.left_out(at, EXPECTED, &found),
        }
        None
    }
}
