//! Text to values, one after the other or as a tree: JSON (RFC 8259) as it was sent, each value with its place in the text.
//! Below `problem`, above `record`: it knows JSON and the limits, and nothing of claims.

pub(crate) mod write;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(not(target_arch = "wasm32"))]
use wide::u8x16;

use crate::parts::{cut, trimmed};
use crate::problem::{Code, Problem, push_number, quoted};
#[cfg(not(target_arch = "wasm32"))]
use crate::scan;

/// The largest document that is read, in bytes (1 MiB).
pub const MAX_BYTES: usize = 1 << 20;

/// How deep lists and objects may be nested; a record needs six levels.
pub const MAX_DEPTH: u32 = 64;

/// A value and where in the text it begins.
#[derive(Debug)]
pub struct Node<'a> {
    /// Byte offset of the value's first character.
    pub at: u32,
    /// The value.
    pub value: Value<'a>,
}

/// A JSON value. Numbers keep their text: nothing is rounded by reading.
#[derive(Debug)]
pub enum Value<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(&'a str),
    /// A string, unescaped. Halves of surrogate pairs have become U+FFFD.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Node<'a>>),
    /// An object's members as sent: in order, with repeated keys.
    Object(Vec<Member<'a>>),
}

impl<'a> Value<'a> {
    /// What an object has under a key; the first, if the key stands there several times.
    pub(crate) fn member(&self, key: &str) -> Option<&Value<'a>> {
        let Value::Object(members) = self else { return None };
        members.iter().find(|member| member.key == key).map(|member| &member.node.value)
    }
}

/// One key of an object with its value.
#[derive(Debug)]
pub struct Member<'a> {
    /// Byte offset of the key.
    pub at: u32,
    /// The key.
    pub key: Cow<'a, str>,
    /// The value.
    pub node: Node<'a>,
}

/// Reads a document within the limits: at most [`MAX_BYTES`], nested at most [`MAX_DEPTH`] deep.
///
/// # Errors
///
/// One `fatal` problem: `too-large`, `not-utf8`, `not-json` or `too-deep`.
pub fn parse(bytes: &[u8]) -> Result<Node<'_>, Problem> {
    Parser::of(bytes).tree()
}

/// Reads a text of any length, nested at most [`MAX_DEPTH`] deep. For readers with another limit than records have.
///
/// # Errors
///
/// One `fatal` problem: `not-json` or `too-deep`.
pub fn parse_text(text: &str) -> Result<Node<'_>, Problem> {
    Parser::of_text(text).tree()
}

/// The problem of a document over [`MAX_BYTES`].
pub(crate) fn too_large() -> Problem {
    Problem::of_document(Code::TooLarge, "expected a document of at most 1 MiB, found a larger one")
}

pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
    // Sooner than the standard library, which is asked again for the place of a fault.
    #[cfg(not(target_arch = "wasm32"))]
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text);
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let mut message = String::from("expected UTF-8 text, found ");
            match bytes {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => message.push_str("UTF-16: save the file as UTF-8"),
                _ => {
                    message.push_str("another encoding at byte ");
                    push_number(&mut message, u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX));
                    message.push_str(": save the file as UTF-8");
                }
            }
            let mut problem = Problem::of_document(Code::NotUtf8, message);
            problem.offset = u32::try_from(error.valid_up_to()).ok();
            Err(problem)
        }
    }
}

const VALUE: &str = "a value";
const QUOTE: &str = "a closing double quote";
const ESCAPE: &str = "an escape such as \\n or \\u00e9";

/// What a value is, as far as is known where it begins: through lists and objects its reader goes from there.
#[derive(Debug)]
pub(crate) enum Start<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List,
    Object,
}

/// The beginning of a value and where in the text it stands.
#[derive(Debug)]
pub(crate) struct Token<'a> {
    pub(crate) at: u32,
    pub(crate) start: Start<'a>,
}

/// Reads from front to back, a value at a time: a record is judged while it is read, and no tree of it is made.
///
/// Once it has failed it stands at the end of the text, where nothing is found: readers need not ask it until they are done,
/// and what they have read until then is thrown away.
pub(crate) struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    /// Whether the list or object has begun just now.
    is_first: bool,
    /// Why it failed.
    fault: Option<Problem>,
}

impl<'a> Parser<'a> {
    /// At the beginning of a document of at most [`MAX_BYTES`].
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        let text = if bytes.len() > MAX_BYTES { Err(too_large()) } else { utf8(bytes) };
        match text {
            Ok(text) => Self::of_text(text),
            Err(problem) => Self { fault: Some(problem), ..Self::of_text("") },
        }
    }

    fn of_text(text: &'a str) -> Self {
        // A byte-order mark is not JSON, but editors write it and RFC 8259 lets a reader pass over it.
        let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Self { text, at, depth: 0, is_first: false, fault: None }
    }

    /// Looks for the end of the document. Gives the problem, if there has been one.
    pub(crate) fn end(mut self) -> Option<Problem> {
        if self.blank().is_some() {
            self.fail("the end of the document");
        }
        self.fault
    }

    fn tree(mut self) -> Result<Node<'a>, Problem> {
        let node = self.node();
        self.end().map_or(Ok(node), Err)
    }

    fn node(&mut self) -> Node<'a> {
        let token = self.value();
        let value = match token.start {
            Start::Null => Value::Null,
            Start::Bool(value) => Value::Bool(value),
            Start::Number(number) => Value::Number(number),
            Start::Text(text) => Value::Text(text),
            Start::List => {
                let mut nodes = Vec::new();
                while self.item() {
                    nodes.push(self.node());
                }
                Value::List(nodes)
            }
            Start::Object => {
                let mut members = Vec::new();
                while let Some((at, key)) = self.key() {
                    members.push(Member { at, key, node: self.node() });
                }
                Value::Object(members)
            }
        };
        Node { at: token.at, value }
    }

    fn offset(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Fails for want of something.
    #[cold]
    #[inline(never)]
    fn fail(&mut self, expected: &'static str) {
        if self.fault.is_none() {
            self.fault = Some(self.problem(expected));
        }
        self.at = self.text.len();
    }

    /// Fails for want of something, where that would be given.
    #[inline]
    fn expect<T>(&mut self, expected: &'static str) -> Option<T> {
        self.fail(expected);
        None
    }

    /// Passes over a character if it comes next.
    fn take(&mut self, character: u8) -> bool {
        let comes = self.peek() == Some(character);
        self.at += usize::from(comes);
        comes
    }

    /// Passes over white space. Gives what comes then.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn blank(&mut self) -> Option<u8> {
        let (bytes, mut at) = (self.text.as_bytes(), self.at);
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
            at += 1;
        }
        self.at = at;
        bytes.get(at).copied()
    }

    /// Reads a value; of a list or object, that it begins.
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    pub(crate) fn value(&mut self) -> Token<'a> {
        let next = self.blank();
        let at = self.offset();
        Token { at, start: self.start(next).unwrap_or(Start::Null) }
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn start(&mut self, next: Option<u8>) -> Option<Start<'a>> {
        let Some(next) = next else { return self.expect(VALUE) };
        match next {
            b'"' => self.string().map(Start::Text),
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return self.expect("");
                }
                self.at += 1;
                self.is_first = true;
                Some(if next == b'{' { Start::Object } else { Start::List })
            }
            b'-' | b'0'..=b'9' => self.number().map(Start::Number),
            _ => self.literal(next),
        }
    }

    /// Passes over a value.
    pub(crate) fn pass(&mut self) {
        let value = self.value();
        self.pass_rest(&value.start);
    }

    /// Passes over what stands in a list or object.
    #[inline(never)]
    pub(crate) fn pass_rest(&mut self, start: &Start<'_>) {
        match start {
            Start::List => {
                while self.item() {
                    self.pass();
                }
            }
            Start::Object => {
                while self.key().is_some() {
                    self.pass();
                }
            }
            _ => {}
        }
    }

    /// Whether a list has another item, which comes then.
    pub(crate) fn item(&mut self) -> bool {
        self.goes_on(b']')
    }

    /// Reads the next key of an object, behind which its value comes, and where it stands.
    pub(crate) fn key(&mut self) -> Option<(u32, Cow<'a, str>)> {
        if !self.goes_on(b'}') {
            return None;
        }
        let at = self.offset();
        if self.peek() != Some(b'"') {
            return self.expect("a key in double quotes");
        }
        let key = self.string()?;
        self.blank();
        if !self.take(b':') {
            return self.expect("a colon after the key");
        }
        Some((at, key))
    }

    /// Passes over what stands between the items of a list or object, or over its end. Says whether an item comes.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn goes_on(&mut self, end: u8) -> bool {
        let is_first = core::mem::take(&mut self.is_first);
        let next = self.blank();
        if next == Some(end) {
            self.at += 1;
            self.depth -= 1;
            return false;
        }
        let expected = match next {
            None if is_first => "a value or the end of the list",
            Some(_) if is_first => return true,
            Some(b',') => {
                self.at += 1;
                if self.blank().is_some() {
                    return true;
                }
                VALUE
            }
            _ => "a comma or a closing bracket",
        };
        self.fail(expected);
        false
    }

    fn literal(&mut self, first: u8) -> Option<Start<'a>> {
        let (word, value) = match first {
            b'n' => ("null", Start::Null),
            b't' => ("true", Start::Bool(true)),
            _ => ("false", Start::Bool(false)),
        };
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return self.expect(VALUE);
        }
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Option<&'a str> {
        let from = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        } else if self.peek().is_some_and(|next| next.is_ascii_digit()) {
            return self.expect("a number without leading zeros");
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Some(self.text.get(from..self.at).unwrap_or_default())
    }

    #[inline(never)]
    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == from { self.expect("a digit") } else { Some(()) }
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn string(&mut self) -> Option<Cow<'a, str>> {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(short) = self.short_string() {
            return Some(Cow::Borrowed(short));
        }
        self.whole_string()
    }

    /// Reads a string of less than sixteen bytes, as most are, if nothing is escaped in it.
    #[cfg(not(target_arch = "wasm32"))]
    #[inline]
    fn short_string(&mut self) -> Option<&'a str> {
        let from = self.at + 1;
        let bytes = self.text.as_bytes().get(from..)?.first_chunk::<16>()?;
        let place = ends_plain(u8x16::new(*bytes)).to_bitmask().trailing_zeros() as usize;
        if bytes.get(place) != Some(&b'"') {
            return None;
        }
        self.at = from + place + 1;
        self.text.get(from..from + place)
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline(never))]
    fn whole_string(&mut self) -> Option<Cow<'a, str>> {
        self.at += 1;
        let plain = self.plain();
        if self.take(b'"') {
            return Some(Cow::Borrowed(plain));
        }
        let mut out = String::from(plain);
        loop {
            match self.peek() {
                None => return self.expect(QUOTE),
                Some(b'"') => {
                    self.at += 1;
                    return Some(Cow::Owned(out));
                }
                Some(b'\\') => self.unescape(&mut out)?,
                Some(_) => {
                    return self.expect("line breaks and tabs in a text written as \\n and \\t");
                }
            }
            out.push_str(self.plain());
        }
    }

    /// Passes over the characters of a string that stand for themselves.
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn plain(&mut self) -> &'a str {
        let from = self.at;
        #[cfg(not(target_arch = "wasm32"))]
        {
            let rest = self.text.as_bytes().get(from..).unwrap_or_default();
            self.at += scan::before(rest, ends_plain);
        }
        // Most of a document is passed over here: its place is kept at hand for that.
        #[cfg(target_arch = "wasm32")]
        {
            let (bytes, mut at) = (self.text.as_bytes(), self.at);
            while bytes.get(at).is_some_and(|next| *next >= b' ' && *next != b'"' && *next != b'\\') {
                at += 1;
            }
            self.at = at;
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// Reads an escape. Half a surrogate pair (`\ud800`) is no character: U+FFFD stands for it.
    fn unescape(&mut self, out: &mut String) -> Option<()> {
        const HIGH: core::ops::RangeInclusive<u32> = 0xD800..=0xDBFF;
        const LOW: core::ops::RangeInclusive<u32> = 0xDC00..=0xDFFF;
        self.at += 1;
        let Some(next) = self.peek() else { return self.expect(QUOTE) };
        let character = match next {
            same @ (b'"' | b'\\' | b'/') => char::from(same),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut unit = self.hex()?;
                while HIGH.contains(&unit)
                    && self.text.get(self.at..).is_some_and(|rest| rest.starts_with("\\u"))
                {
                    self.at += 1;
                    let next = self.hex()?;
                    if LOW.contains(&next) {
                        unit = 0x1_0000 + ((unit - 0xD800) << 10) + (next - 0xDC00);
                    } else {
                        out.push(char::REPLACEMENT_CHARACTER);
                        unit = next;
                    }
                }
                out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
                return Some(());
            }
            _ => return self.expect(ESCAPE),
        };
        self.at += 1;
        out.push(character);
        Some(())
    }

    /// Reads the number behind `u`.
    fn hex(&mut self) -> Option<u32> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let Some(next) = self.peek() else { return self.expect(QUOTE) };
            let Some(digit) = char::from(next).to_digit(16) else { return self.expect(ESCAPE) };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Some(unit)
    }

    fn problem(&self, expected: &str) -> Problem {
        if self.depth > MAX_DEPTH {
            let message = "expected lists and objects nested at most 64 deep, found deeper ones";
            return Problem::of_document(Code::TooDeep, message);
        }
        let (before, rest) = self.text.split_at_checked(self.at).unwrap_or((self.text, ""));
        let mut message = String::from("expected JSON: ");
        message.push_str(expected);
        message.push_str(" at line ");
        let lines = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        push_number(&mut message, u32::try_from(lines).unwrap_or(u32::MAX));
        message.push_str(", found ");
        let line = cut(rest, b'\n').map_or(rest, |(line, _)| line.strip_suffix('\r').unwrap_or(line));
        match line {
            "" if rest.is_empty() => message.push_str("the end of the text"),
            "" => message.push_str("the end of the line"),
            line => message.push_str(&quoted(line)),
        }
        if trimmed(self.text).starts_with('<') {
            message.push_str(": this is a web page, not a record; check the address");
        }
        let mut problem = Problem::of_document(Code::NotJson, message);
        problem.offset = Some(self.offset());
        problem
    }
}

/// Which bytes do not stand for themselves in a string.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn ends_plain(bytes: u8x16) -> u8x16 {
    scan::are_at_most(bytes, b' ' - 1) | scan::are(bytes, b'"') | scan::are(bytes, b'\\')
}

#[cfg(test)]
mod tests;
