//! A tree's values read as a record's: each fault reported with its place, and only that part lost.
//! The macros here are how a record type is written: one listing gives the type, its reading, its writing and,
//! natively, its JSON Schema.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{Member, Node, Value};
use crate::problem::{Code, Problem, push_code_point, push_number, quoted};
use crate::value::text::{MAX_CHARS, first_fault};
use crate::value::{Decimal, Lang, PartialDate, Prose, SafeUrl, Slug, Text};

/// Collects problems while a tree is read, and knows where in the tree the reading stands.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) problems: Vec<Problem>,
    path: Vec<Step>,
    /// Items that were left out of lists: the list's pointer, and the items' places in it as sent.
    left_out: Vec<(String, Vec<usize>)>,
}

/// One step from a value into a part of it.
#[derive(Debug)]
enum Step {
    Key(&'static str),
    Item(usize),
}

/// A type that can be read from a JSON value.
///
/// `None` means that nothing of the value can be shown; why is among the reader's problems then.
pub(crate) trait Read: Sized {
    /// Reads the value and reports everything that is wrong with it.
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self>;
}

impl Reader {
    /// Reports a problem of the value where the reading stands.
    pub(crate) fn report(&mut self, code: Code, at: Option<u32>, message: impl Into<Cow<'static, str>>) {
        let pointer = self.pointer();
        self.problems.push(Problem { pointer, code, message: message.into(), offset: at });
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
    #[inline(never)]
    fn enter(&mut self, step: Step) {
        self.path.push(step);
    }

    #[inline(never)]
    fn leave(&mut self) {
        self.path.pop();
    }

    /// Where an item of the list at the reading's place stood as sent, given where it stands now.
    pub(crate) fn sent_index(&self, kept: usize) -> usize {
        let list = self.pointer();
        let left_out = self.left_out.iter().find(|(pointer, _)| *pointer == list);
        left_out.map_or(kept, |(_, gone)| gone.iter().fold(kept, |index, gone| index + usize::from(*gone <= index)))
    }

    fn pointer(&self) -> String {
        let mut out = String::new();
        for step in &self.path {
            out.push('/');
            match step {
                Step::Key(key) => out.push_str(key),
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

    /// Takes a node as a text that is to be shown; reports what will be taken out of it.
    fn shown<'t>(&mut self, node: &'t Node<'_>) -> Option<&'t str> {
        let text = self.string(node, "a text")?;
        if text.len() > MAX_CHARS && text.chars().count() > MAX_CHARS {
            let found = "expected a text of at most 20,000 characters, found a longer one";
            self.report(Code::TextTooLong, Some(node.at), found);
            return None;
        }
        if let Some(fault) = first_fault(text) {
            let mut message = String::from("expected text without hidden characters, found ");
            push_code_point(&mut message, fault);
            message.push_str(match fault {
                char::REPLACEMENT_CHARACTER => ": the text was damaged on its way here",
                _ => ": it is left out",
            });
            self.report(Code::InvalidText, Some(node.at), message);
        }
        Some(text)
    }

    fn blank(&mut self, at: u32) {
        self.report(Code::BlankField, Some(at), "expected a text with something to read, found a blank one");
    }

    /// Takes a node as one of the words of a closed set; its place among them.
    pub(crate) fn word(&mut self, node: &Node<'_>, words: &[&str]) -> Option<usize> {
        let word = self.string(node, "a word")?;
        let place = words.iter().position(|known| *known == word);
        if place.is_none() {
            let mut expected = String::from("one of ");
            push_list(&mut expected, words);
            self.found(Code::UnknownValue, node.at, &expected, word);
        }
        place
    }

    /// Reads an object, member by member: `read` takes a value by the place of its key among `keys`. Reports keys that
    /// the object does not have, keys that stand twice (the first is read), and required ones (a bit each) that lack.
    /// Says whether there was an object.
    #[inline(never)]
    pub(crate) fn object(
        &mut self,
        node: &Node<'_>,
        name: &str,
        keys: &'static [&'static str],
        required: u32,
        read: &mut dyn FnMut(usize, &Node<'_>, &mut Self),
    ) -> bool {
        let Value::Object(members) = &node.value else {
            let mut expected = String::from("an object, the ");
            expected.push_str(name);
            self.wrong_type(&expected, node);
            return false;
        };
        let mut seen = 0_u32;
        for member in members {
            let Some(place) = keys.iter().position(|key| *key == member.key) else {
                self.unknown_key(member, keys);
                continue;
            };
            let key = keys.get(place).copied().unwrap_or_default();
            self.enter(Step::Key(key));
            if seen & (1 << place) == 0 {
                seen |= 1 << place;
                read(place, &member.node, self);
            } else {
                let found = "expected each key once, found this one again: the first is read";
                self.report(Code::DuplicateKey, Some(member.at), found);
            }
            self.leave();
        }
        for (place, &key) in keys.iter().enumerate() {
            if required & !seen & (1 << place) != 0 {
                self.enter(Step::Key(key));
                self.report(Code::MissingField, Some(node.at), "expected this field, found nothing");
                self.leave();
            }
        }
        true
    }

    fn unknown_key(&mut self, member: &Member<'_>, keys: &[&str]) {
        let mut pointer = self.pointer();
        pointer.push('/');
        for c in member.key.chars() {
            match c {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                c => pointer.push(c),
            }
        }
        let mut expected = String::from("one of the keys ");
        push_list(&mut expected, keys);
        let message = sentence(&expected, &quoted(&member.key)).into();
        self.problems.push(Problem { pointer, code: Code::UnknownKey, message, offset: Some(member.at) });
    }

    /// Reads a list's items one by one; `read` says whether it keeps the item.
    #[inline(never)]
    fn list(&mut self, node: &Node<'_>, read: &mut dyn FnMut(&Node<'_>, &mut Self) -> bool) {
        let Value::List(nodes) = &node.value else {
            self.wrong_type("a list", node);
            return;
        };
        let mut left_out = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            self.enter(Step::Item(i));
            if !read(node, self) {
                left_out.push(i);
            }
            self.leave();
        }
        if !left_out.is_empty() {
            self.left_out.push((self.pointer(), left_out));
        }
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

fn push_list(out: &mut String, words: &[&str]) {
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(word);
    }
}

/// A field of an object that is being read, which holds nothing until its key is met.
pub(crate) trait Slot {
    /// Reads a value into the field.
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader);
}

impl<T: Read> Slot for Option<T> {
    #[inline(never)]
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) {
        *self = T::read(node, reader);
    }
}

impl<T: Read> Slot for Vec<T> {
    #[inline(never)]
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) {
        reader.list(node, &mut |node, reader| {
            let item = T::read(node, reader);
            let kept = item.is_some();
            self.extend(item);
            kept
        });
    }
}

impl Slot for bool {
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) {
        match node.value {
            Value::Bool(value) => *self = value,
            _ => reader.wrong_type("true or false", node),
        }
    }
}

impl Read for Text {
    #[inline(never)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let clean = Self::clean(reader.shown(node)?);
        if clean.is_none() {
            reader.blank(node.at);
        }
        clean
    }
}

impl Read for Prose {
    #[inline(never)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let clean = Self::clean(reader.shown(node)?);
        if clean.is_none() {
            reader.blank(node.at);
        }
        clean
    }
}

/// Values that are parsed from a string and refused with one sentence.
macro_rules! read_parsed {
    ($($type:ident: $code:ident, $expected:literal;)+) => {$(
        impl Read for $type {
            #[inline(never)]
            fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
                let sent = reader.string(node, $expected)?;
                let value = Self::parse(sent);
                if value.is_none() {
                    reader.found(Code::$code, node.at, $expected, sent);
                }
                value
            }
        }
    )+};
}

read_parsed! {
    SafeUrl: InvalidUrl, "an http or https address";
    PartialDate: InvalidDate, "a date such as 2016, 2016-10, 2016-10-20 or 2016-10-20T14:30:00Z";
    Lang: InvalidLanguage, "a language tag such as en or pt-BR";
    Slug: InvalidId, "a name of letters, digits, _ . and - (at most 100)";
}

impl Read for Decimal {
    #[inline(never)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let Value::Number(number) = node.value else {
            reader.wrong_type("a number", node);
            return None;
        };
        let value = Self::parse(number);
        if value.is_none() {
            reader.found(Code::InvalidNumber, node.at, "a number from -1000000000 to 1000000000", number);
        }
        value
    }
}

/// Writes a closed set of words as an enum: its names, its reading, its writing and its schema.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $doc])+ $variant,)+ }

        impl $name {
            /// Every value, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word that stands for the value in a record.
            pub fn as_str(self) -> &'static str {
                Self::WORDS.get(self as usize).copied().unwrap_or_default()
            }

            /// The value that a word stands for.
            pub fn parse(word: &str) -> Option<Self> {
                let place = Self::WORDS.iter().position(|known| *known == word)?;
                Self::ALL.get(place).copied()
            }
        }

        impl crate::record::read::Read for $name {
            fn read(node: &crate::json::Node<'_>, reader: &mut crate::record::read::Reader) -> Option<Self> {
                let place = reader.word(node, Self::WORDS)?;
                Self::ALL.get(place).copied()
            }
        }

        impl crate::record::write::Write for $name {
            fn write(&self, out: &mut crate::record::write::Json) {
                out.string(self.as_str());
            }
        }

        #[cfg(not(target_arch = "wasm32"))]
        impl crate::record::schema::Described for $name {
            fn schema(_: &mut crate::record::schema::Definitions) -> serde_json::Value {
                serde_json::json!({ "enum": Self::WORDS })
            }
        }
    };
}
pub(crate) use words;

/// Writes an object of the record format as a struct: fields, reading, writing and schema from one listing.
///
/// Before each field stands what its lack means: `required` costs the object, `expected` is required by the format
/// but costs nothing else, `optional` is fine, `list` and `flag` are empty and false. `only if` names a last check of
/// the whole object, which reports why it fails.
macro_rules! object {
    ($(#[$meta:meta])* pub struct $name:ident ($what:literal $(, only if $check:path)?) {
        $($(#[doc = $doc:literal])+ $kind:ident $field:ident: $type:ty = $key:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($(#[doc = $doc])+ pub $field: crate::record::read::object!(@type $kind $type),)+ }

        impl $name {
            const KEYS: &'static [&'static str] = &[$($key,)+];
            /// A bit for each key that the format requires.
            const REQUIRED: u32 = {
                let mut bits = 0;
                let mut place = 0;
                $(bits |= crate::record::read::object!(@required $kind) << place; place += 1;)+
                assert!(place <= 32, "one bit a key");
                bits
            };
        }

        impl crate::record::read::Read for $name {
            #[inline(never)]
            fn read(node: &crate::json::Node<'_>, reader: &mut crate::record::read::Reader) -> Option<Self> {
                $(let mut $field = crate::record::read::object!(@slot $kind $type);)+
                let is_object = reader.object(node, $what, Self::KEYS, Self::REQUIRED, &mut |place, node, reader| {
                    let slots: [&mut dyn crate::record::read::Slot; Self::KEYS.len()] = [$(&mut $field,)+];
                    if let Some(slot) = slots.into_iter().nth(place) {
                        slot.fill(node, reader);
                    }
                });
                if !is_object {
                    return None;
                }
                let object = Self { $($field: crate::record::read::object!(@keep $kind $field),)+ };
                $(if !$check(&object, reader) { return None; })?
                Some(object)
            }
        }

        impl crate::record::write::Write for $name {
            fn write(&self, out: &mut crate::record::write::Json) {
                let fields: [&dyn crate::record::write::Write; Self::KEYS.len()] = [$(&self.$field,)+];
                out.object(Self::KEYS, &fields);
            }
        }

        #[cfg(not(target_arch = "wasm32"))]
        impl crate::record::schema::Described for $name {
            fn schema(definitions: &mut crate::record::schema::Definitions) -> serde_json::Value {
                definitions.object(stringify!($name), |definitions| {
                    vec![$(crate::record::schema::Field {
                        key: $key,
                        doc: concat!($($doc),+).trim(),
                        required: crate::record::read::object!(@required $kind) == 1,
                        schema: crate::record::read::object!(@schema $kind $type, definitions),
                    },)+]
                })
            }
        }
    };
    (@type required $type:ty) => { $type };
    (@type expected $type:ty) => { Option<$type> };
    (@type optional $type:ty) => { Option<$type> };
    (@type list $type:ty) => { alloc::vec::Vec<$type> };
    (@type flag $type:ty) => { $type };
    (@slot list $type:ty) => { alloc::vec::Vec::<$type>::new() };
    (@slot flag $type:ty) => { false };
    (@slot $kind:ident $type:ty) => { None::<$type> };
    (@keep required $value:ident) => { $value? };
    (@keep $kind:ident $value:ident) => { $value };
    (@required required) => { 1 };
    (@required expected) => { 1 };
    (@required $kind:ident) => { 0 };
    (@schema list $type:ty, $definitions:ident) => { crate::record::schema::list::<$type>($definitions) };
    (@schema $kind:ident $type:ty, $definitions:ident) => { crate::record::schema::of::<$type>($definitions) };
}
pub(crate) use object;
