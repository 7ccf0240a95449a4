//! Text to a tree: JSON (RFC 8259) as it was sent, each value with its place in the text.
//! Below `problem`, above `record`: it knows JSON and the limits, and nothing of claims.

pub(crate) mod write;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

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
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    parse_text(utf8(bytes)?)
}

/// Reads a text of any length, nested at most [`MAX_DEPTH`] deep. For readers with another limit than records have.
///
/// # Errors
///
/// One `fatal` problem: `not-json` or `too-deep`.
pub fn parse_text(text: &str) -> Result<Node<'_>, Problem> {
    // A byte-order mark is not JSON, but editors write it and RFC 8259 lets a reader pass over it.
    let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut parser = Parser { text, at, depth: 0, expected: "" };
    parser.document().ok_or_else(|| parser.problem())
}

/// The problem of a document over [`MAX_BYTES`].
pub(crate) fn too_large() -> Problem {
    Problem::of_document(Code::TooLarge, "expected a document of at most 1 MiB, found a larger one")
}

pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
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

/// Reads from front to back. A function that gives `None` has failed: where the parser then stands is where the fault is.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    /// What was expected where it failed, unless it failed for its depth.
    expected: &'static str,
}

impl<'a> Parser<'a> {
    fn offset(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Fails for want of something.
    #[inline]
    fn expect<T>(&mut self, expected: &'static str) -> Option<T> {
        self.expected = expected;
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
    fn blank(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    fn document(&mut self) -> Option<Node<'a>> {
        let node = self.node()?;
        match self.blank() {
            None => Some(node),
            Some(_) => self.expect("the end of the document"),
        }
    }

    fn node(&mut self) -> Option<Node<'a>> {
        let Some(next) = self.blank() else { return self.expect(VALUE) };
        let at = self.offset();
        let value = match next {
            b'"' => Value::Text(self.string()?),
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return None;
                }
                self.at += 1;
                let value = if next == b'{' { self.object()? } else { self.list()? };
                self.depth -= 1;
                value
            }
            b'-' | b'0'..=b'9' => Value::Number(self.number()?),
            _ => self.literal(next)?,
        };
        Some(Node { at, value })
    }

    fn literal(&mut self, first: u8) -> Option<Value<'a>> {
        let (word, value) = match first {
            b'n' => ("null", Value::Null),
            b't' => ("true", Value::Bool(true)),
            _ => ("false", Value::Bool(false)),
        };
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return self.expect(VALUE);
        }
        self.at += word.len();
        Some(value)
    }

    fn list(&mut self) -> Option<Value<'a>> {
        let mut nodes = Vec::new();
        while self.goes_on(b']', nodes.is_empty())? {
            nodes.push(self.node()?);
        }
        Some(Value::List(nodes))
    }

    fn object(&mut self) -> Option<Value<'a>> {
        let mut members = Vec::new();
        while self.goes_on(b'}', members.is_empty())? {
            let at = self.offset();
            if self.peek() != Some(b'"') {
                return self.expect("a key in double quotes");
            }
            let key = self.string()?;
            self.blank();
            if !self.take(b':') {
                return self.expect("a colon after the key");
            }
            let node = self.node()?;
            // Most objects of a record have more members than a list's room begins with.
            #[cfg(not(target_arch = "wasm32"))]
            if members.is_empty() {
                members.reserve_exact(8);
            }
            members.push(Member { at, key, node });
        }
        Some(Value::Object(members))
    }

    /// Passes over what stands between the items of a list or object, or over its end. Says whether an item comes.
    #[inline(never)]
    fn goes_on(&mut self, end: u8, first: bool) -> Option<bool> {
        let next = self.blank();
        if self.take(end) {
            return Some(false);
        }
        match next {
            None if first => self.expect("a value or the end of the list"),
            Some(_) if first => Some(true),
            Some(b',') => {
                self.at += 1;
                if self.blank().is_some() { Some(true) } else { self.expect(VALUE) }
            }
            _ => self.expect("a comma or a closing bracket"),
        }
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

    fn string(&mut self) -> Option<Cow<'a, str>> {
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
            self.at += scan::before(rest, |bytes| {
                scan::are_at_most(bytes, b' ' - 1) | scan::are(bytes, b'"') | scan::are(bytes, b'\\')
            });
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

    fn problem(&self) -> Problem {
        if self.depth > MAX_DEPTH {
            let message = "expected lists and objects nested at most 64 deep, found deeper ones";
            return Problem::of_document(Code::TooDeep, message);
        }
        let (before, rest) = self.text.split_at_checked(self.at).unwrap_or((self.text, ""));
        let mut message = String::from("expected JSON: ");
        message.push_str(self.expected);
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

#[cfg(test)]
mod tests;
