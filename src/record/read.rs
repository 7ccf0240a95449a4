//! A tree's values read as a record's: each fault reported with its place, and only that part lost.
//! Walks the shapes of `shape`.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::shape::{Field, Fields, Kind, Need, Shape};
use crate::closed_set::place_of;
use crate::json::{Member, Node, Value};
use crate::parts::{count_chars, trimmed};
use crate::problem::{Code, Problem, push_code_point, push_number, push_pointer, quoted};
use crate::value::text::MAX_CHARS;
use crate::value::{Decimal, Lang, PartialDate, Prose, SafeUrl, Slug, Text};

/// Collects problems while a tree is read, and knows where in the tree the reading stands.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) problems: Vec<Problem>,
    path: Vec<Step>,
    /// Items that were left out of lists: the list's pointer, and the items' places in it as sent.
    left_out: Vec<(String, Vec<usize>)>,
}

/// See [`Reader::sent_places`].
pub(crate) struct SentPlaces {
    next: usize,
    /// The places of those that were left out, and how many of them are passed.
    gone: Vec<usize>,
    passed: usize,
}

impl Iterator for SentPlaces {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.gone.get(self.passed) == Some(&self.next) {
            self.passed += 1;
            self.next += 1;
        }
        self.next += 1;
        Some(self.next - 1)
    }
}

/// One step from a value into a part of it.
#[derive(Debug)]
enum Step {
    Key(&'static str),
    /// A key by its place: it is named only where there is something to say of it.
    Member(&'static Shape, usize),
    Item(usize),
}

impl Reader {
    /// Reports a problem of the value where the reading stands.
    pub(crate) fn report(&mut self, code: Code, at: Option<u32>, message: impl Into<Cow<'static, str>>) {
        self.push(code, at, message.into());
    }

    // Called from every check: written once, not where it is called.
    #[inline(never)]
    fn push(&mut self, code: Code, at: Option<u32>, message: Cow<'static, str>) {
        let pointer = self.pointer();
        self.problems.push(Problem { pointer, code, message, offset: at });
    }

    /// Reports what was expected and, quoted, what was found.
    pub(crate) fn found(&mut self, code: Code, at: u32, expected: &str, found: &str) {
        self.report(code, Some(at), sentence(expected, &quoted(found)));
    }

    /// Reports a reference to a source that is not in the record.
    pub(crate) fn unknown_source(&mut self, id: &str) {
        self.report(Code::UnknownSource, None, sentence("the id of one of the sources", &quoted(id)));
    }

    /// Reports a name that was given before.
    pub(crate) fn found_again(&mut self, code: Code, name: &str) {
        let mut found = quoted(name);
        found.push_str(" again: only the first keeps it");
        self.report(code, None, sentence("a name of its own", &found));
    }

    /// Runs a reading one step further in.
    pub(crate) fn within<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.enter(Step::Key(key));
        let value = read(self);
        self.leave();
        value
    }

    /// Runs a reading of a list's item.
    pub(crate) fn within_item<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.enter(Step::Item(index));
        let value = read(self);
        self.leave();
        value
    }

    // Called from every field of every type: written once, not where they are called.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn enter(&mut self, step: Step) {
        self.path.push(step);
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn leave(&mut self) {
        self.path.pop();
    }

    /// Where the items of the list at the reading's place stood as sent: one place for each that is left, and so on.
    pub(crate) fn sent_places(&self) -> SentPlaces {
        let mut left_out = None;
        // Nearly always all are there, and nothing is to be looked for.
        if !self.left_out.is_empty() {
            let list = self.pointer();
            left_out = self.left_out.iter().find(|(pointer, _)| *pointer == list);
        }
        SentPlaces { next: 0, gone: left_out.map(|(_, gone)| gone.clone()).unwrap_or_default(), passed: 0 }
    }

    fn pointer(&self) -> String {
        let mut out = String::new();
        for step in &self.path {
            out.push('/');
            match step {
                Step::Key(key) => out.push_str(key),
                Step::Member(shape, place) => out.push_str(shape.name_at(*place)),
                Step::Item(index) => push_number(&mut out, u32::try_from(*index).unwrap_or(u32::MAX)),
            }
        }
        out
    }

    fn wrong_type(&mut self, expected: &str, node: &Node<'_>) {
        let found = match &node.value {
            Value::Null => "null: leave the key out when there is nothing to say",
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.report(Code::WrongType, Some(node.at), sentence(expected, found));
    }

    /// Takes a node as a string.
    fn string<'t>(&mut self, node: &'t Node<'_>, expected: &str) -> Option<&'t str> {
        if let Value::Text(text) = &node.value {
            return Some(text);
        }
        self.wrong_type(expected, node);
        None
    }

    /// Takes a node as a text that is cleaned, unless nothing visible is left of it then; reports what was taken out.
    #[inline(never)]
    fn prose(
        &mut self,
        node: &Node<'_>,
        clean: fn(&str, &mut Option<char>) -> Option<Field>,
    ) -> Option<Field> {
        let text = self.string(node, "a text")?;
        if text.len() > MAX_CHARS && count_chars(text) > MAX_CHARS {
            let found = "expected a text of at most 20,000 characters, found a longer one";
            self.report(Code::TextTooLong, Some(node.at), found);
            return None;
        }
        let mut fault = None;
        let cleaned = clean(text, &mut fault);
        if let Some(fault) = fault {
            let mut message = String::from("expected text without hidden characters, found ");
            push_code_point(&mut message, fault);
            message.push_str(match fault {
                char::REPLACEMENT_CHARACTER => ": the text was damaged on its way here",
                _ => ": it is left out",
            });
            self.report(Code::InvalidText, Some(node.at), message);
        }
        if cleaned.is_none() {
            let found = "expected a text with something to read, found a blank one";
            self.report(Code::BlankField, Some(node.at), found);
        }
        cleaned
    }

    /// Takes a node as one of the words of a closed set; its place among them.
    fn word(&mut self, node: &Node<'_>, words: &str) -> Option<usize> {
        let word = self.string(node, "a word")?;
        let place = place_of(words, word);
        if place.is_none() {
            let mut expected = String::from("one of ");
            push_list(&mut expected, words);
            self.found(Code::UnknownValue, node.at, &expected, word);
        }
        place
    }

    /// Reads an object by its shape; `None` when nothing of it can be shown. Reports keys that the shape does not have,
    /// keys that stand twice (the first is read), and required ones that lack.
    pub(crate) fn object(&mut self, node: &Node<'_>, shape: &'static Shape) -> Option<Fields> {
        let Value::Object(members) = &node.value else {
            let mut expected = String::from("an object, the ");
            expected.push_str(shape.what);
            self.wrong_type(&expected, node);
            return None;
        };
        let mut fields = Vec::with_capacity(shape.keys.len());
        while fields.len() < shape.keys.len() {
            fields.push(Field::Absent);
        }
        let mut seen = 0_u32;
        let mut behind = 0;
        for member in members {
            let known = shape
                .place_of(&member.key, behind)
                .and_then(|place| Some((place, shape.keys.get(place)?, fields.get_mut(place)?)));
            let Some((place, key, field)) = known else {
                self.unknown_key(member, shape);
                continue;
            };
            behind = place + 1;
            self.enter(Step::Member(shape, place));
            if seen & (1 << place) == 0 {
                seen |= 1 << place;
                *field = self.value(&member.node, &key.kind);
            } else {
                let found = "expected each key once, found this one again: the first is read";
                self.report(Code::DuplicateKey, Some(member.at), found);
            }
            self.leave();
        }
        let mut whole = true;
        for (place, (key, field)) in shape.keys.iter().zip(&fields).enumerate() {
            if key.need != Need::Optional && seen & (1 << place) == 0 {
                self.enter(Step::Member(shape, place));
                self.report(Code::MissingField, Some(node.at), "expected this field, found nothing");
                self.leave();
            }
            whole &= key.need != Need::Required || !field.is_absent();
        }
        let fields = Fields(fields);
        (whole && (shape.only_if)(&fields, self)).then_some(fields)
    }

    /// Reads a value of a kind; what cannot be shown is absent.
    pub(crate) fn value(&mut self, node: &Node<'_>, kind: &'static Kind) -> Field {
        let read = match kind {
            Kind::Text => self.prose(node, |sent, fault| Text::clean_noting(sent, fault).map(Field::Text)),
            Kind::Prose => self.prose(node, |sent, fault| Prose::clean_noting(sent, fault).map(Field::Prose)),
            Kind::Url => self.parsed(node, Code::InvalidUrl, "an http or https address", |sent| {
                SafeUrl::parse(sent).map(Field::Url)
            }),
            Kind::Date => {
                let expected = "a date such as 2016, 2016-10, 2016-10-20 or 2016-10-20T14:30:00Z";
                self.parsed(node, Code::InvalidDate, expected, |sent| {
                    PartialDate::parse(sent).map(Field::Date)
                })
            }
            Kind::Lang => {
                let expected = "a language tag such as en or pt-BR";
                self.parsed(node, Code::InvalidLanguage, expected, |sent| Lang::parse(sent).map(Field::Lang))
            }
            Kind::Slug => {
                let expected = "a name of letters, digits, _ . and - (at most 100)";
                self.parsed(node, Code::InvalidId, expected, |sent| Slug::parse(sent).map(Field::Slug))
            }
            Kind::Number(bounds) => self.number(node, bounds).map(Field::Number),
            Kind::Flag => self.flag(node).map(Field::Flag),
            Kind::Version => self.version(node),
            Kind::Word(words) => self.word(node, words).map(Field::Word),
            Kind::Object(shape) => self.object(node, shape).map(Field::Object),
            Kind::List(kind) => self.list(node, kind).map(Field::List),
        };
        read.unwrap_or(Field::Absent)
    }

    /// Reads a list's items one by one; those that cannot be shown are left out.
    fn list(&mut self, node: &Node<'_>, kind: &'static Kind) -> Option<Vec<Field>> {
        let Value::List(nodes) = &node.value else {
            self.wrong_type("a list", node);
            return None;
        };
        let mut items = Vec::with_capacity(nodes.len());
        let mut left_out = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            self.enter(Step::Item(i));
            match self.value(node, kind) {
                Field::Absent => left_out.push(i),
                field => items.push(field),
            }
            self.leave();
        }
        if !left_out.is_empty() {
            self.left_out.push((self.pointer(), left_out));
        }
        Some(items)
    }

    /// Takes a node as a value that is parsed from a string and refused with one sentence.
    #[inline(never)]
    fn parsed(
        &mut self,
        node: &Node<'_>,
        code: Code,
        expected: &'static str,
        parse: fn(&str) -> Option<Field>,
    ) -> Option<Field> {
        let sent = self.string(node, expected)?;
        let value = parse(sent);
        if value.is_none() {
            self.found(code, node.at, expected, sent);
        }
        value
    }

    fn number(&mut self, node: &Node<'_>, (least, most): &(Decimal, Decimal)) -> Option<Decimal> {
        let Value::Number(number) = node.value else {
            self.wrong_type("a number", node);
            return None;
        };
        let value = Decimal::parse(number).filter(|value| (least..=most).contains(&value));
        if value.is_none() {
            let mut expected = String::from("a number from ");
            expected.push_str(&least.to_text());
            expected.push_str(" to ");
            expected.push_str(&most.to_text());
            self.found(Code::InvalidNumber, node.at, &expected, number);
        }
        value
    }

    fn flag(&mut self, node: &Node<'_>) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.wrong_type("true or false", node);
        None
    }

    fn version(&mut self, node: &Node<'_>) -> Option<Field> {
        let found = match &node.value {
            Value::Number(number) if Decimal::parse(number) == Some(Decimal::whole(1)) => {
                return Some(Field::Version);
            }
            Value::Number(number) => *number,
            Value::Text(text) => &**text,
            _ => "another kind of value",
        };
        self.found(Code::UnsupportedVersion, node.at, "the number 1", found);
        None
    }

    fn unknown_key(&mut self, member: &Member<'_>, shape: &Shape) {
        let mut pointer = self.pointer();
        push_pointer(&mut pointer, &member.key);
        let mut expected = String::from("one of the keys ");
        push_list(&mut expected, shape.names);
        let message = sentence(&expected, &quoted(&member.key)).into();
        self.problems.push(Problem { pointer, code: Code::UnknownKey, message, offset: Some(member.at) });
    }
}

/// `expected …, found …`
fn sentence(expected: &str, found: &str) -> String {
    let mut out = String::from("expected ");
    out.push_str(expected);
    out.push_str(", found ");
    out.push_str(found);
    out
}

/// Adds words that have a space behind each, with commas between them.
pub(crate) fn push_list(out: &mut String, words: &str) {
    for c in trimmed(words).chars() {
        out.push_str(if c == ' ' { "," } else { "" });
        out.push(c);
    }
}
