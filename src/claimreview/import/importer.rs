//! One import under way: how a node's properties are read, and what had to be changed on the way.
//! Below `graph`, above all that knows what the properties mean.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::Options;
use super::graph::{Graph, Item, is_name};
use super::{address, text};
use crate::claimreview::labels::{LabelMap, meaning};
use crate::json::{Node, Value};
use crate::parts::{count_chars, joined, parts};
use crate::problem::{Code, quoted};
use crate::record::{Issue, Status};
use crate::value::text::MAX_CHARS;

/// What one import may do, counted in characters read, with 16 for every value looked at and 256 for every repair.
/// A document within its limits stays far below, unless its nodes refer to each other so that few texts become many:
/// the largest archive needs a tenth.
const WORK: usize = 64 << 20;

/// The longest text that is looked at, in bytes: more than 20,000 characters are with all of them written as entities.
const MAX_RAW: usize = 12 * MAX_CHARS;

/// Something that was changed, and where it stood.
#[derive(Debug)]
pub(super) struct Repair {
    pub(super) at: u32,
    pub(super) code: Code,
    pub(super) message: String,
}

/// See the module.
pub(super) struct Importer<'a> {
    pub(super) graph: &'a Graph<'a>,
    /// The address of the page that the document stands on.
    pub(super) page: Option<String>,
    /// The language of checks that do not say theirs.
    pub(super) given_lang: Option<&'a str>,
    pub(super) labels: Option<&'a LabelMap>,
    /// What was changed for the record that is being made.
    pub(super) repairs: Vec<Repair>,
    /// What [`remainder`](super::remainder) has to know of the values of that record.
    pub(super) account: Account<'a>,
    work: usize,
}

/// What became of the values that one record is made of; what is not in it, and not in the record as it stood, is lost.
#[derive(Debug, Default)]
pub(super) struct Account<'a> {
    /// Places of values, with what is to be said of them.
    pub(super) values: Vec<(u32, Told)>,
    /// Nodes that were read because a reference leads to them, each once.
    pub(super) opened: Vec<Item<'a>>,
}

/// What an account says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// A repair speaks of it.
    Alone,
    /// A repair speaks of it and all that it holds, or the record has it in another form.
    Whole,
    /// Its key means something where it stands.
    Placed,
    /// Its key does not.
    Placeless,
    /// It is a node that was read because a reference leads to it.
    Opened,
}

impl<'a> Importer<'a> {
    pub(super) fn new(graph: &'a Graph<'a>, page: Option<String>, options: &Options<'a>) -> Self {
        let Options { lang, labels, .. } = *options;
        Self {
            graph,
            page,
            given_lang: lang,
            labels,
            repairs: Vec::new(),
            account: Account::default(),
            work: WORK,
        }
    }

    /// Whether the document asks for more work than any sound one.
    pub(super) fn is_spent(&self) -> bool {
        self.work == 0
    }

    pub(super) fn spend(&mut self, work: usize) -> bool {
        self.work = self.work.saturating_sub(work);
        self.work > 0
    }

    /// Notes what became of a value: `said` is the sentence in pieces, without a full stop.
    pub(super) fn note(&mut self, at: u32, code: Code, said: &[&str]) {
        self.tell(at, Told::Alone);
        self.note_beside(at, code, said);
    }

    /// Enters a value into the account.
    pub(super) fn tell(&mut self, at: u32, told: Told) {
        self.account.values.push((at, told));
    }

    /// Notes a change that leaves open what became of the value.
    pub(super) fn note_beside(&mut self, at: u32, code: Code, said: &[&str]) {
        if self.spend(256) {
            self.repairs.push(Repair { at, code, message: joined(said) });
        }
    }

    /// Notes that a value is left out, with all that it holds: what was expected, and what was found.
    pub(super) fn left_out(&mut self, at: u32, expected: &str, found: &str) {
        self.tell(at, Told::Whole);
        self.note(at, Code::LeftOut, &["expected ", expected, ", found ", found, ": left out"]);
    }

    /// Notes what was made of a value.
    pub(super) fn repaired(&mut self, at: u32, expected: &str, found: &str, made: &str) {
        self.note(at, Code::Repaired, &["expected ", expected, ", found ", found, ": ", made]);
    }

    /// What stands under a name; blank texts and empty lists count as nothing.
    pub(super) fn get(&mut self, item: Item<'a>, name: &str) -> Option<&'a Node<'a>> {
        if !self.spend(16 + item.0.len()) {
            return None;
        }
        let member = item.member(name).filter(|member| !is_blank(&member.node))?;
        if member.key != name && member.key.eq_ignore_ascii_case(name) {
            let found = quoted(&member.key);
            let said = ["expected the key ", name, ", found ", &found, ": read as if it were so written"];
            self.note_beside(member.node.at, Code::Repaired, &said);
        }
        Some(&member.node)
    }

    /// The first of several names that has something. Names have a space between them.
    pub(super) fn first(&mut self, item: Item<'a>, names: &str) -> Option<&'a Node<'a>> {
        parts(names, b' ').find_map(|name| self.get(item, name))
    }

    /// The values of a node: of a list each, of anything else itself. `@list` and `@set` are lists; lists in lists are one.
    pub(super) fn each(&mut self, node: &'a Node<'a>) -> Vec<&'a Node<'a>> {
        let mut out = Vec::new();
        self.gather(node, &mut out);
        out
    }

    /// The values under a name.
    pub(super) fn all(&mut self, item: Item<'a>, name: &str) -> Vec<&'a Node<'a>> {
        self.get(item, name).map(|node| self.each(node)).unwrap_or_default()
    }

    fn gather(&mut self, node: &'a Node<'a>, out: &mut Vec<&'a Node<'a>>) {
        if !self.spend(16) || is_blank(node) {
            return;
        }
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.gather(item, out)),
            Value::Object(members) => {
                match members.iter().find(|member| member.key == "@list" || member.key == "@set") {
                    Some(member) => self.gather(&member.node, out),
                    None => out.push(node),
                }
            }
            _ => out.push(node),
        }
    }

    /// The node as an object, where that is what it is or what it refers to.
    pub(super) fn item(&mut self, node: &'a Node<'a>) -> Option<Item<'a>> {
        self.spend(16);
        let item = Item::of(node)?;
        let meant = self.graph.resolve(item);
        if meant.1 != item.1 && !self.has_opened(meant) {
            self.tell(meant.1, Told::Opened);
            self.account.opened.push(meant);
        }
        Some(meant)
    }

    /// Whether a node was read because a reference leads to it.
    fn has_opened(&mut self, item: Item<'a>) -> bool {
        self.spend(self.account.opened.len());
        self.account.opened.iter().any(|opened| opened.1 == item.1)
    }

    /// The text that a node says, as it was sent: a string, the parts of a list, the value or name of an object.
    pub(super) fn said(&mut self, node: &'a Node<'a>) -> Option<Cow<'a, str>> {
        match &node.value {
            Value::Text(text) if text.len() > MAX_RAW => {
                self.left_out(node.at, "a text of at most 20,000 characters", "a longer one");
                None
            }
            Value::Text(text) => self.spend(text.len()).then(|| Cow::Borrowed(&**text)),
            Value::Number(number) => {
                self.repaired(node.at, "a text", "a number", "read as its digits");
                Some(Cow::Borrowed(number))
            }
            Value::Bool(_) | Value::Null => {
                self.left_out(node.at, "a text", "true or false");
                None
            }
            Value::List(_) => self.said_by_list(node),
            Value::Object(_) => {
                let item = self.item(node)?;
                let inner = self.first(item, "@value name text alternateName")?;
                // One step: what is an object again has no text.
                let Value::Text(text) = &inner.value else { return None };
                if !item.0.iter().any(|member| member.key == "@value") {
                    self.repaired(node.at, "a text", "an object", "its name is read");
                }
                self.spend(text.len()).then(|| Cow::Borrowed(&**text)).filter(|text| text.len() <= MAX_RAW)
            }
        }
    }

    fn said_by_list(&mut self, node: &'a Node<'a>) -> Option<Cow<'a, str>> {
        let items = self.each(node);
        let mut out = Cow::Borrowed("");
        for item in &items {
            let said = match item.value {
                Value::List(_) => None,
                _ => self.said(item),
            };
            let Some(said) = said else { continue };
            if out.is_empty() {
                out = said;
            } else if out.len() + said.len() > MAX_RAW {
                self.left_out(item.at, "texts of at most 20,000 characters together", "more");
            } else {
                let whole = out.to_mut();
                whole.push_str(if whole.ends_with(['.', '!', '?', '।', '؟']) { " " } else { ", " });
                whole.push_str(text::trim(&said));
            }
        }
        if items.len() > 1 {
            self.tell(node.at, Told::Whole);
            self.repaired(node.at, "one text", "a list of several", "joined in one");
        }
        (!out.is_empty()).then_some(out)
    }

    /// The text that a node says, as plain text on one line.
    pub(super) fn text(&mut self, node: &'a Node<'a>) -> Option<String> {
        let said = self.said(node)?;
        self.plain(node.at, &said, text::Lines::One)
    }

    /// The text that a node says, in paragraphs.
    pub(super) fn paragraphs(&mut self, node: &'a Node<'a>) -> Option<String> {
        let said = self.said(node)?;
        self.plain(node.at, &said, text::Lines::Paragraphs)
    }

    /// The text under the first of several names that has something.
    pub(super) fn text_of(&mut self, item: Item<'a>, names: &str) -> Option<String> {
        parts(names, b' ').find_map(|name| {
            let node = self.get(item, name)?;
            self.text(node)
        })
    }

    /// The name of what stands under a name: a text, or an object that has one.
    pub(super) fn name_of(&mut self, item: Item<'a>, name: &str) -> Option<String> {
        let node = self.get(item, name)?;
        self.name(node)
    }

    /// The name that a node is or has.
    pub(super) fn name(&mut self, node: &'a Node<'a>) -> Option<String> {
        match self.item(node) {
            Some(item) => self.text_of(item, "name legalName alternateName"),
            None => self.text(node),
        }
    }

    /// Cleans a text, notes what was changed in it, and passes over what a template left.
    pub(super) fn plain(&mut self, at: u32, said: &str, lines: text::Lines) -> Option<String> {
        if text::is_placeholder(said) {
            let found = quoted(text::trim(said));
            self.note(
                at,
                Code::Placeholder,
                &["expected a text, found ", &found, ", a template's placeholder: left out"],
            );
            return None;
        }
        let cleaned = text::clean(said, lines);
        let out = cleaned.text.filter(|out| count_chars(out) <= MAX_CHARS);
        let Some(out) = out else {
            self.left_out(at, "a text of 1 to 20,000 characters", &quoted(text::trim(said)));
            return None;
        };
        if let Some(what) = cleaned.changes.sentence() {
            let found = if cleaned.changes.is_space_alone() { said } else { text::trim(said) };
            let (found, made) = (quoted(found), quoted(&out));
            self.repaired(
                at,
                "plain text",
                &joined(&[what.as_str(), " in ", &found]),
                &joined(&["read as ", &made]),
            );
        }
        if let Some(unknown) = cleaned.changes.unknown {
            self.repaired(at, "plain text", &quoted(&unknown), "not a known HTML entity, and left as it is");
        }
        Some(out)
    }

    /// Parts the values of an object by their keys: those that are read where it stands, and the others.
    pub(super) fn rest(&mut self, item: Item<'a>, known: &str) {
        for member in item.0 {
            let is_known = member.key.starts_with('@')
                || parts("properties", b' ')
                    .chain(parts(known, b' '))
                    .any(|name| !name.is_empty() && is_name(&member.key, name));
            self.tell(member.node.at, if is_known { Told::Placed } else { Told::Placeless });
        }
    }

    /// The object that an address is taken from. What a page says of itself elsewhere is not the check's to report.
    fn page_of(&mut self, node: &'a Node<'a>) -> Option<Item<'a>> {
        let item = Item::of(node)?;
        let meant = self.graph.resolve(item);
        if meant.1 != item.1 {
            self.tell(item.1, Told::Whole);
        }
        Some(meant)
    }

    /// The address that a node gives. `None`, and noted, when it is no address or none that a page may link to.
    pub(super) fn url(&mut self, node: &'a Node<'a>, kind: address::Kind) -> Option<String> {
        let said = match &node.value {
            Value::Object(_) => {
                let item = self.page_of(node)?;
                let inner = self.first(item, "url contentUrl @id @value")?;
                return match inner.value {
                    Value::Object(_) => None,
                    _ => self.url(inner, kind),
                };
            }
            Value::List(_) => {
                return self.each(node).into_iter().find_map(|inner| match inner.value {
                    Value::Text(_) => self.url(inner, kind),
                    Value::Object(_) => {
                        let item = self.page_of(inner)?;
                        let inner = self.first(item, "url contentUrl @id")?;
                        matches!(inner.value, Value::Text(_)).then(|| self.url(inner, kind)).flatten()
                    }
                    _ => None,
                });
            }
            _ => self.said(node)?,
        };
        self.address(node.at, &said, kind)
    }

    /// Reads an address; notes what was mended, or why there is none.
    pub(super) fn address(&mut self, at: u32, said: &str, kind: address::Kind) -> Option<String> {
        const EXPECTED: &str = "an http or https address";
        let found = quoted(text::trim(said));
        if text::is_placeholder(said) {
            self.note(
                at,
                Code::Placeholder,
                &["expected ", EXPECTED, ", found ", &found, ", a template's placeholder: left out"],
            );
            return None;
        }
        match address::read(said, self.page.as_deref(), kind) {
            Ok((url, None)) => Some(url),
            Ok((url, Some(mended))) => {
                self.repaired(
                    at,
                    EXPECTED,
                    &joined(&[&found, ", ", mended]),
                    &joined(&["read as ", &quoted(&url)]),
                );
                Some(url)
            }
            Err(why) => {
                self.left_out(at, EXPECTED, &joined(&[&found, why]));
                None
            }
        }
    }

    /// What a label means: by the newsroom's own map, or else by the table.
    pub(super) fn meaning(&self, label: &str) -> Option<Meaning<'a>> {
        let own = self.labels.and_then(|labels| labels.meaning(label));
        own.or_else(|| meaning(label).map(|meaning| (meaning.status, meaning.issues)))
    }
}

/// What a label says: the status and the issues.
pub(super) type Meaning<'a> = (Status, &'a [Issue]);

/// Whether a value says nothing: `null`, a text of white space, an empty list or object.
pub(super) fn is_blank(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text::trim(text).is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
