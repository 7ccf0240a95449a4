//! A document's values read as a record's: each fault reported with its place, and only that part lost.
//! Walks the shapes of `shape`.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::shape::{Field, Fields, Kind, Set, Shape};
use super::{MAX_SOURCES, Record};
use crate::json::{Parser, Start, Token};
use crate::parts::{count_chars, trimmed};
use crate::problem::{Code, Problem, push_code_point, push_number, push_pointer, quoted};
use crate::value::text::MAX_CHARS;
use crate::value::{Decimal, Lang, PartialDate, Prose, SafeUrl, Slug, Text};

/// Where a record has its sources.
const SOURCES: usize = Record::place("sources");

/// Collects problems while a document is read, and knows where in it the reading stands.
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

    fn wrong_type(&mut self, expected: &str, sent: &Token<'_>) {
        let found = match &sent.start {
            Start::Null => "null: leave the key out when there is nothing to say",
            Start::Bool(true) => "true",
            Start::Bool(false) => "false",
            Start::Number(_) => "a number",
            Start::Text(_) => "a text",
            Start::List => "a list",
            Start::Object => "an object",
        };
        self.report(Code::WrongType, Some(sent.at), sentence(expected, found));
    }

    /// Takes a value as a string.
    fn string<'t>(&mut self, sent: &'t Token<'_>, expected: &str) -> Option<&'t str> {
        if let Start::Text(text) = &sent.start {
            return Some(text);
        }
        self.wrong_type(expected, sent);
        None
    }

    /// Takes a value as one of the words of a closed set; its place among them.
    fn word(&mut self, sent: &Token<'_>, known: &Set) -> Option<usize> {
        let word = self.string(sent, "a word")?;
        let place = known.place_of(word);
        if place.is_none() {
            let mut expected = String::from("one of ");
            push_list(&mut expected, known.words);
            self.found(Code::UnknownValue, sent.at, &expected, word);
        }
        place
    }

    /// Reads what stands in an object, which began there, by its shape; `None` when nothing of it can be shown. Reports keys
    /// that the shape does not have, keys that stand twice (the first is read), and required ones that lack.
    pub(crate) fn object(&mut self, json: &mut Parser<'_>, at: u32, shape: &'static Shape) -> Option<Fields> {
        let mut fields = Vec::with_capacity(shape.keys.len());
        // The places of the keys that stood there, and of those with something to show, a bit for each.
        let (mut seen, mut shown) = (0_u32, 0_u32);
        let mut behind = 0;
        while let Some((at, name)) = json.key() {
            let known = shape.place_of(&name, behind).and_then(|place| Some((place, shape.keys.get(place)?)));
            let Some((place, key)) = known else {
                self.unknown_key(at, &name, shape);
                json.pass();
                continue;
            };
            behind = place + 1;
            self.enter(Step::Member(shape, place));
            if seen & (1 << place) == 0 {
                seen |= 1 << place;
                if let Some(field) = self.value(json, &key.kind) {
                    shown |= 1 << place;
                    // Usually the keys stand in the order of the shape, and what was read last is before this one.
                    while fields.len() < place {
                        fields.push(Field::Absent);
                    }
                    match fields.get_mut(place) {
                        Some(absent) => *absent = field,
                        None => fields.push(field),
                    }
                }
            } else {
                let found = "expected each key once, found this one again: the first is read";
                self.report(Code::DuplicateKey, Some(at), found);
                json.pass();
            }
            self.leave();
        }
        let mut lacking = shape.expected & !seen;
        while lacking != 0 {
            self.enter(Step::Member(shape, lacking.trailing_zeros() as usize));
            self.report(Code::MissingField, Some(at), "expected this field, found nothing");
            self.leave();
            lacking &= lacking - 1;
        }
        let fields = Fields(fields);
        (shape.required & !shown == 0 && (shape.only_if)(&fields, self)).then_some(fields)
    }

    /// Reads a value of a kind, if it can be shown.
    pub(crate) fn value(&mut self, json: &mut Parser<'_>, kind: &'static Kind) -> Option<Field> {
        let sent = json.value();
        self.begun(json, &sent, kind)
    }

    /// Reads a value that has begun, to its end.
    pub(crate) fn begun(
        &mut self,
        json: &mut Parser<'_>,
        sent: &Token<'_>,
        kind: &'static Kind,
    ) -> Option<Field> {
        match (kind, &sent.start) {
            (Kind::Object(shape), Start::Object) => self.object(json, sent.at, shape).map(Field::Object),
            (Kind::List(kind), Start::List) => Some(Field::List(self.list(json, sent.at, kind))),
            (_, Start::Object | Start::List) => {
                json.pass_rest(&sent.start);
                self.single(sent, kind)
            }
            _ => self.single(sent, kind),
        }
    }

    /// Takes a value of a kind that is of one piece.
    fn single(&mut self, sent: &Token<'_>, kind: &'static Kind) -> Option<Field> {
        match kind {
            Kind::Text => self.prose(sent, |sent, fault| Text::clean_noting(sent, fault).map(Field::Text)),
            Kind::Prose => self.prose(sent, |sent, fault| Prose::clean_noting(sent, fault).map(Field::Prose)),
            Kind::Url => self.parsed(sent, Code::InvalidUrl, "an http or https address", |sent| {
                SafeUrl::parse(sent).map(Field::Url)
            }),
            Kind::Date => {
                let expected = "a date such as 2016, 2016-10, 2016-10-20 or 2016-10-20T14:30:00Z";
                self.parsed(sent, Code::InvalidDate, expected, |sent| {
                    PartialDate::parse(sent).map(Field::Date)
                })
            }
            Kind::Lang => {
                let expected = "a language tag such as en or pt-BR";
                self.parsed(sent, Code::InvalidLanguage, expected, |sent| Lang::parse(sent).map(Field::Lang))
            }
            Kind::Slug => {
                let expected = "a name of letters, digits, _ . and - (at most 100)";
                self.parsed(sent, Code::InvalidId, expected, |sent| Slug::parse(sent).map(Field::Slug))
            }
            Kind::Number(bounds) => self.number(sent, bounds).map(Field::Number),
            Kind::Flag => self.flag(sent).map(Field::Flag),
            Kind::Version => self.version(sent),
            Kind::Word(known) => self.word(sent, known).map(Field::Word),
            Kind::Object(shape) => {
                let mut expected = String::from("an object, the ");
                expected.push_str(shape.what);
                self.wrong_type(&expected, sent);
                None
            }
            Kind::List(_) => {
                self.wrong_type("a list", sent);
                None
            }
        }
    }

    /// Reads a list's items one by one; those that cannot be shown are left out.
    fn list(&mut self, json: &mut Parser<'_>, at: u32, kind: &'static Kind) -> Vec<Field> {
        // Of the sources, no more are read than there may be: the limit is there to spare the work.
        let is_limited = matches!(self.path.as_slice(), [Step::Member(_, SOURCES)]);
        let mut items = Vec::new();
        let mut left_out = Vec::new();
        let mut place = 0;
        while json.item() {
            if is_limited && place >= MAX_SOURCES {
                if place == MAX_SOURCES {
                    let found = "expected at most 2,000 sources, found more";
                    self.report(Code::TooManySources, Some(at), found);
                }
                json.pass();
            } else {
                self.enter(Step::Item(place));
                match self.value(json, kind) {
                    Some(field) => items.push(field),
                    None => left_out.push(place),
                }
                self.leave();
            }
            place += 1;
        }
        if !left_out.is_empty() {
            self.left_out.push((self.pointer(), left_out));
        }
        items
    }

    /// Takes a value as a text that is cleaned, unless nothing visible is left of it then; reports what was taken out of it.
    #[inline(never)]
    fn prose(
        &mut self,
        sent: &Token<'_>,
        clean: fn(&str, &mut Option<char>) -> Option<Field>,
    ) -> Option<Field> {
        let text = self.string(sent, "a text")?;
        if text.len() > MAX_CHARS && count_chars(text) > MAX_CHARS {
            let found = "expected a text of at most 20,000 characters, found a longer one";
            self.report(Code::TextTooLong, Some(sent.at), found);
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
            self.report(Code::InvalidText, Some(sent.at), message);
        }
        if cleaned.is_none() {
            let found = "expected a text with something to read, found a blank one";
            self.report(Code::BlankField, Some(sent.at), found);
        }
        cleaned
    }

    /// Takes a value as a value that is parsed from a string and refused with one sentence.
    #[inline(never)]
    fn parsed(
        &mut self,
        sent: &Token<'_>,
        code: Code,
        expected: &'static str,
        parse: fn(&str) -> Option<Field>,
    ) -> Option<Field> {
        let text = self.string(sent, expected)?;
        let value = parse(text);
        if value.is_none() {
            self.found(code, sent.at, expected, text);
        }
        value
    }

    fn number(&mut self, sent: &Token<'_>, (least, most): &(Decimal, Decimal)) -> Option<Decimal> {
        let Start::Number(number) = sent.start else {
            self.wrong_type("a number", sent);
            return None;
        };
        let value = Decimal::parse(number).filter(|value| (least..=most).contains(&value));
        if value.is_none() {
            let mut expected = String::from("a number from ");
            expected.push_str(&least.to_text());
            expected.push_str(" to ");
            expected.push_str(&most.to_text());
            self.found(Code::InvalidNumber, sent.at, &expected, number);
        }
        value
    }

    fn flag(&mut self, sent: &Token<'_>) -> Option<bool> {
        if let Start::Bool(value) = sent.start {
            return Some(value);
        }
        self.wrong_type("true or false", sent);
        None
    }

    fn version(&mut self, sent: &Token<'_>) -> Option<Field> {
        let found = match &sent.start {
            Start::Number(number) if Decimal::parse(number) == Some(Decimal::whole(1)) => {
                return Some(Field::Version);
            }
            Start::Number(number) => *number,
            Start::Text(text) => &**text,
            _ => "another kind of value",
        };
        self.found(Code::UnsupportedVersion, sent.at, "the number 1", found);
        None
    }

    fn unknown_key(&mut self, at: u32, name: &str, shape: &Shape) {
        let mut pointer = self.pointer();
        push_pointer(&mut pointer, name);
        let mut expected = String::from("one of the keys ");
        push_list(&mut expected, shape.names);
        let message = sentence(&expected, &quoted(name)).into();
        self.problems.push(Problem { pointer, code: Code::UnknownKey, message, offset: Some(at) });
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
