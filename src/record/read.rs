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
    /// Items that were left out of lists: the list's pointer, and the item's place in it as sent.
    left_out: Vec<(String, usize)>,
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
    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self>;
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
        self.path.push(Step::Key(key));
        let value = read(self);
        self.path.pop();
        value
    }

    /// Runs a reading of a list's item.
    pub(crate) fn within_item<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Item(index));
        let value = read(self);
        self.path.pop();
        value
    }

    /// Where an item of the list at the reading's place stood as sent, given where it stands now.
    pub(crate) fn sent_index(&self, kept: usize) -> usize {
        let list = self.pointer();
        let mut index = kept;
        for (_, gone) in self.left_out.iter().filter(|(pointer, _)| *pointer == list) {
            if *gone <= index {
                index += 1;
            }
        }
        index
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
    pub(crate) fn string<'a>(&mut self, node: Node<'a>, expected: &str) -> Option<(u32, Cow<'a, str>)> {
        match node.value {
            Value::Text(text) => Some((node.at, text)),
            _ => {
                self.wrong_type(expected, &node);
                None
            }
        }
    }

    /// Takes a node as a text that is to be shown; reports what will be taken out of it.
    fn shown<'a>(&mut self, node: Node<'a>) -> Option<(u32, Cow<'a, str>)> {
        let (at, text) = self.string(node, "a text")?;
        if text.len() > MAX_CHARS && text.chars().count() > MAX_CHARS {
            self.report(
                Code::TextTooLong,
                Some(at),
                "expected a text of at most 20,000 characters, found a longer one",
            );
            return None;
        }
        if let Some(fault) = first_fault(&text) {
            let mut message = String::from("expected text without hidden characters, found ");
            push_code_point(&mut message, fault);
            message.push_str(match fault {
                char::REPLACEMENT_CHARACTER => ": the text was damaged on its way here",
                _ => ": it is left out",
            });
            self.report(Code::InvalidText, Some(at), message);
        }
        Some((at, text))
    }

    fn blank(&mut self, at: u32) {
        self.report(Code::BlankField, Some(at), "expected a text with something to read, found a blank one");
    }

    /// Opens an object: reports keys that it does not have and keys that stand twice.
    pub(crate) fn object<'a>(
        &mut self,
        node: Node<'a>,
        name: &str,
        keys: &'static [&'static str],
    ) -> Option<Fields<'a>> {
        let at = node.at;
        let Value::Object(members) = node.value else {
            let mut expected = String::from("an object, the ");
            expected.push_str(name);
            self.wrong_type(&expected, &node);
            return None;
        };
        for (i, member) in members.iter().enumerate() {
            let known = keys.contains(&&*member.key);
            let code = if !known {
                Code::UnknownKey
            } else if members.iter().take(i).any(|earlier| earlier.key == member.key) {
                Code::DuplicateKey
            } else {
                continue;
            };
            self.odd_key(code, member, keys);
        }
        Some(Fields { at, members })
    }

    fn odd_key(&mut self, code: Code, member: &Member<'_>, keys: &[&str]) {
        let mut pointer = self.pointer();
        pointer.push('/');
        for c in member.key.chars() {
            match c {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                c => pointer.push(c),
            }
        }
        let message = if code == Code::DuplicateKey {
            sentence("each key once", "this one again: the first is read")
        } else {
            let mut expected = String::from("one of the keys ");
            push_list(&mut expected, keys);
            sentence(&expected, &quoted(&member.key))
        };
        self.problems.push(Problem { pointer, code, message: message.into(), offset: Some(member.at) });
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

/// The fields of an object that is being read. A repeated key is read once, the first time it stands there.
pub(crate) struct Fields<'a> {
    at: u32,
    members: Vec<Member<'a>>,
}

impl<'a> Fields<'a> {
    fn take(&mut self, key: &str) -> Option<Node<'a>> {
        let member = self.members.iter_mut().find(|member| member.key == key)?;
        Some(Node { at: member.node.at, value: core::mem::replace(&mut member.node.value, Value::Null) })
    }

    /// Whether the object has the key; meaningful until the field is read.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.members.iter().any(|member| member.key == key)
    }

    pub(crate) fn optional<T: Read>(&mut self, key: &'static str, reader: &mut Reader) -> Option<T> {
        let node = self.take(key)?;
        reader.within(key, |reader| T::read(node, reader))
    }

    /// A field that the format requires. Its lack is reported; what that costs is for the object to say.
    pub(crate) fn required<T: Read>(&mut self, key: &'static str, reader: &mut Reader) -> Option<T> {
        if !self.has(key) {
            let at = self.at;
            reader.within(key, |reader| {
                reader.report(Code::MissingField, Some(at), "expected this field, found nothing");
            });
        }
        self.optional(key, reader)
    }

    pub(crate) fn list<T: Read>(&mut self, key: &'static str, reader: &mut Reader) -> Vec<T> {
        self.take(key).map(|node| reader.within(key, |reader| read_list(node, reader))).unwrap_or_default()
    }

    pub(crate) fn flag(&mut self, key: &'static str, reader: &mut Reader) -> bool {
        let Some(node) = self.take(key) else { return false };
        if let Value::Bool(value) = node.value {
            return value;
        }
        reader.within(key, |reader| reader.wrong_type("true or false", &node));
        false
    }
}

/// Reads a list; items that cannot be shown are left out.
fn read_list<T: Read>(node: Node<'_>, reader: &mut Reader) -> Vec<T> {
    match node.value {
        Value::List(nodes) => {
            let mut items = Vec::with_capacity(nodes.len());
            for (i, node) in nodes.into_iter().enumerate() {
                match reader.within_item(i, |reader| T::read(node, reader)) {
                    Some(item) => items.push(item),
                    None => reader.left_out.push((reader.pointer(), i)),
                }
            }
            items
        }
        _ => {
            reader.wrong_type("a list", &node);
            Vec::new()
        }
    }
}

impl Read for Text {
    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
        let (at, text) = reader.shown(node)?;
        let clean = Self::clean(&text);
        if clean.is_none() {
            reader.blank(at);
        }
        clean
    }
}

impl Read for Prose {
    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
        let (at, text) = reader.shown(node)?;
        let clean = Self::clean(&text);
        if clean.is_none() {
            reader.blank(at);
        }
        clean
    }
}

/// Values that are parsed from a string and refused with one sentence.
macro_rules! read_parsed {
    ($($type:ident: $code:ident, $expected:literal;)+) => {$(
        impl Read for $type {
            fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
                let (at, sent) = reader.string(node, $expected)?;
                let value = Self::parse(&sent);
                if value.is_none() {
                    reader.found(Code::$code, at, $expected, &sent);
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
    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
        let Value::Number(number) = node.value else {
            reader.wrong_type("a number", &node);
            return None;
        };
        let value = Self::parse(number);
        if value.is_none() {
            reader.found(Code::InvalidNumber, node.at, "a number from -1000000000 to 1000000000", number);
        }
        value
    }
}

/// Reports a word that is not in a closed set.
pub(crate) fn unknown_word(reader: &mut Reader, at: u32, words: &[&str], found: &str) {
    let mut expected = String::from("one of ");
    push_list(&mut expected, words);
    reader.found(Code::UnknownValue, at, &expected, found);
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
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that a word stands for.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl crate::record::read::Read for $name {
            fn read(node: crate::json::Node<'_>, reader: &mut crate::record::read::Reader) -> Option<Self> {
                let (at, word) = reader.string(node, "a word")?;
                let value = Self::parse(&word);
                if value.is_none() {
                    crate::record::read::unknown_word(reader, at, Self::WORDS, &word);
                }
                value
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
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
        }

        impl crate::record::read::Read for $name {
            fn read(node: crate::json::Node<'_>, reader: &mut crate::record::read::Reader) -> Option<Self> {
                let mut fields = reader.object(node, $what, Self::KEYS)?;
                // All fields are read before a missing one gives up: every problem is reported.
                $(let $field = crate::record::read::object!(@read $kind fields reader $key);)+
                let object = Self { $($field: crate::record::read::object!(@keep $kind $field),)+ };
                $(if !$check(&object, reader) { return None; })?
                Some(object)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct as _;
                let mut fields = serializer.serialize_struct(stringify!($name), Self::KEYS.len())?;
                $(crate::record::read::object!(@write $kind fields (self.$field) $key);)+
                fields.end()
            }
        }

        #[cfg(not(target_arch = "wasm32"))]
        impl crate::record::schema::Described for $name {
            fn schema(definitions: &mut crate::record::schema::Definitions) -> serde_json::Value {
                definitions.object(stringify!($name), |definitions| {
                    vec![$(crate::record::schema::Field {
                        key: $key,
                        doc: concat!($($doc),+).trim(),
                        required: crate::record::read::object!(@is_required $kind),
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
    (@read expected $fields:ident $reader:ident $key:literal) => { $fields.required($key, $reader) };
    (@read $kind:ident $fields:ident $reader:ident $key:literal) => { $fields.$kind($key, $reader) };
    (@keep required $value:ident) => { $value? };
    (@keep $kind:ident $value:ident) => { $value };
    (@write required $fields:ident ($value:expr) $key:literal) => { $fields.serialize_field($key, &$value)? };
    (@write flag $fields:ident ($value:expr) $key:literal) => {
        if $value { $fields.serialize_field($key, &true)? }
    };
    (@write list $fields:ident ($value:expr) $key:literal) => {
        if !$value.is_empty() { $fields.serialize_field($key, &$value)? }
    };
    (@write $kind:ident $fields:ident ($value:expr) $key:literal) => {
        if let Some(value) = &$value { $fields.serialize_field($key, value)? }
    };
    (@is_required required) => { true };
    (@is_required expected) => { true };
    (@is_required $kind:ident) => { false };
    (@schema list $type:ty, $definitions:ident) => { crate::record::schema::list::<$type>($definitions) };
    (@schema $kind:ident $type:ty, $definitions:ident) => { crate::record::schema::of::<$type>($definitions) };
}
pub(crate) use object;
