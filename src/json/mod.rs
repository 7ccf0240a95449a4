//! Text to a tree: JSON (RFC 8259) as it was sent, each value with its place in the text.
//! Below `problem`, above `record`: it knows JSON and the limits, and nothing of claims.

pub(crate) mod write;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use hifijson::escape::Lex as _;
use hifijson::num::Lex as _;
use hifijson::str::LexWrite as _;
use hifijson::token::Lex as _;
use hifijson::{Expect, Read as _, SliceLexer, escape, num};

use crate::problem::{Code, Problem, push_number, quoted};

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
    let text = utf8(bytes)?;
    // A byte-order mark is not JSON, but editors write it and RFC 8259 lets a reader pass over it.
    let bytes = text.strip_prefix('\u{FEFF}').unwrap_or(text).as_bytes();
    let skipped = text.len() - bytes.len();
    let mut parser = Parser { lexer: SliceLexer::new(bytes), length: bytes.len(), skipped, depth: 0 };
    match parser.document() {
        Ok(node) => Ok(node),
        Err(fault) => Err(parser.problem(fault, text)),
    }
}

/// The problem of a document over [`MAX_BYTES`].
pub(crate) fn too_large() -> Problem {
    Problem::of_document(Code::TooLarge, "expected a document of at most 1 MiB, found a larger one")
}

fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
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

/// Why a text is not JSON.
#[derive(Clone, Copy)]
enum Fault {
    Expected(&'static str),
    NoLiteral,
    Control,
    BadEscape,
    Unterminated,
    TooDeep,
}

impl From<Expect> for Fault {
    fn from(expect: Expect) -> Self {
        Self::Expected(match expect {
            Expect::Value => "a value",
            Expect::ValueOrEnd => "a value or the end of the list",
            Expect::CommaOrEnd => "a comma or a closing bracket",
            Expect::String => "a key in double quotes",
            Expect::Colon => "a colon after the key",
            Expect::Eof => "the end of the document",
        })
    }
}

impl From<hifijson::str::Error> for Fault {
    fn from(error: hifijson::str::Error) -> Self {
        use hifijson::str::Error;
        match error {
            Error::Control => Self::Control,
            Error::Escape(_) => Self::BadEscape,
            // The bytes were checked: they are UTF-8, and a string is cut at ASCII characters only.
            Error::Eof | Error::Utf8(_) => Self::Unterminated,
        }
    }
}

impl From<num::Error> for Fault {
    fn from(num::Error::ExpectedDigit: num::Error) -> Self {
        Self::Expected("a digit")
    }
}

struct Parser<'a> {
    lexer: SliceLexer<'a>,
    length: usize,
    skipped: usize,
    depth: u32,
}

impl<'a> Parser<'a> {
    fn at(&self) -> u32 {
        u32::try_from(self.skipped + self.length - self.lexer.as_slice().len()).unwrap_or(u32::MAX)
    }

    fn document(&mut self) -> Result<Node<'a>, Fault> {
        let next = self.lexer.ws_peek().ok_or(Expect::Value)?;
        let node = self.node(next)?;
        match self.lexer.ws_peek() {
            None => Ok(node),
            Some(_) => Err(Expect::Eof.into()),
        }
    }

    fn node(&mut self, next: u8) -> Result<Node<'a>, Fault> {
        let at = self.at();
        let value = match next {
            b'"' => Value::Text(self.string()?),
            b'{' => self.nested(Self::object)?,
            b'[' => self.nested(Self::list)?,
            b'-' | b'0'..=b'9' => self.number()?,
            b'n' | b't' | b'f' => match self.lexer.null_or_bool() {
                Some(None) => Value::Null,
                Some(Some(bool)) => Value::Bool(bool),
                None => return Err(Fault::NoLiteral),
            },
            _ => return Err(Expect::Value.into()),
        };
        Ok(Node { at, value })
    }

    fn nested(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Value<'a>, Fault>,
    ) -> Result<Value<'a>, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        self.lexer.take_next();
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn list(&mut self) -> Result<Value<'a>, Fault> {
        let mut nodes = Vec::new();
        self.each(b']', |parser, next| {
            nodes.push(parser.node(next)?);
            Ok(())
        })?;
        Ok(Value::List(nodes))
    }

    fn object(&mut self) -> Result<Value<'a>, Fault> {
        let mut members = Vec::new();
        self.each(b'}', |parser, next| {
            let at = parser.at();
            if next != b'"' {
                return Err(Expect::String.into());
            }
            let key = parser.string()?;
            parser.lexer.expect(SliceLexer::ws_peek, b':').ok_or(Expect::Colon)?;
            let next = parser.lexer.ws_peek().ok_or(Expect::Value)?;
            members.push(Member { at, key, node: parser.node(next)? });
            Ok(())
        })?;
        Ok(Value::Object(members))
    }

    fn each(
        &mut self,
        end: u8,
        mut item: impl FnMut(&mut Self, u8) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut next = self.lexer.ws_peek().ok_or(Expect::ValueOrEnd)?;
        if next == end {
            self.lexer.take_next();
            return Ok(());
        }
        loop {
            item(self, next)?;
            next = self.lexer.ws_peek().ok_or(Expect::CommaOrEnd)?;
            if next != end && next != b',' {
                return Err(Expect::CommaOrEnd.into());
            }
            self.lexer.take_next();
            if next == end {
                return Ok(());
            }
            next = self.lexer.ws_peek().ok_or(Expect::Value)?;
        }
    }

    fn number(&mut self) -> Result<Value<'a>, Fault> {
        let before = self.lexer.as_slice();
        self.lexer.num_ignore().validate()?;
        // JSON has no leading zeros; the lexer would read `007` as three numbers.
        if self.lexer.peek_next().is_some_and(|c| c.is_ascii_digit()) {
            return Err(Fault::Expected("a number without leading zeros"));
        }
        let length = before.len() - self.lexer.as_slice().len();
        let text = before.get(..length).and_then(|digits| core::str::from_utf8(digits).ok());
        Ok(Value::Number(text.unwrap_or("0")))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.lexer.take_next();
        self.lexer.str_fold(
            Cow::Borrowed(""),
            |bytes, out: &mut Cow<'a, str>| {
                match core::str::from_utf8(bytes) {
                    Ok("") => {}
                    Ok(text) if out.is_empty() => *out = Cow::Borrowed(text),
                    Ok(text) => out.to_mut().push_str(text),
                    Err(_) => return Err(Fault::Unterminated),
                }
                Ok(())
            },
            |lexer, out| unescape(lexer, out.to_mut()),
        )
    }

    fn problem(&self, fault: Fault, text: &str) -> Problem {
        let (code, expected) = match fault {
            Fault::TooDeep => {
                let message = "expected lists and objects nested at most 64 deep, found deeper ones";
                return Problem::of_document(Code::TooDeep, message);
            }
            Fault::Expected(what) => (Code::NotJson, what),
            Fault::NoLiteral => (Code::NotJson, "a value"),
            Fault::Control => (Code::NotJson, "line breaks and tabs in a text written as \\n and \\t"),
            Fault::BadEscape => (Code::NotJson, "an escape such as \\n or \\u00e9"),
            Fault::Unterminated => (Code::NotJson, "a closing double quote"),
        };
        // The character at fault has been read already.
        let read = usize::from(matches!(fault, Fault::NoLiteral | Fault::Control | Fault::BadEscape));
        let at = text.floor_char_boundary((self.at() as usize).saturating_sub(read));
        let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        let mut message = String::from("expected JSON: ");
        message.push_str(expected);
        message.push_str(" at line ");
        push_number(&mut message, 1 + u32::try_from(before.matches('\n').count()).unwrap_or(0));
        message.push_str(", found ");
        match rest.lines().next() {
            None => message.push_str("the end of the text"),
            Some("") => message.push_str("the end of the line"),
            Some(line) => message.push_str(&quoted(line)),
        }
        if text.trim_start().starts_with('<') {
            message.push_str(": this is a web page, not a record; check the address");
        }
        let mut problem = Problem::of_document(code, message);
        problem.offset = u32::try_from(at).ok();
        problem
    }
}

/// Reads the escape after a backslash. Half a surrogate pair (`\ud800`) is no character: U+FFFD stands for it.
fn unescape(lexer: &mut SliceLexer<'_>, out: &mut String) -> Result<(), Fault> {
    const HIGH: core::ops::RangeInclusive<u32> = 0xD800..=0xDBFF;
    const LOW: core::ops::RangeInclusive<u32> = 0xDC00..=0xDFFF;
    let Some(kind) = lexer.take_next() else { return Err(Fault::Unterminated) };
    if kind != b'u' {
        out.push(lexer.escape(kind).map_err(|_| Fault::BadEscape)?);
        return Ok(());
    }
    let mut unit = hex(lexer)?;
    while HIGH.contains(&unit) {
        if !lexer.strip_prefix(b"\\u") {
            break;
        }
        let next = hex(lexer)?;
        if LOW.contains(&next) {
            unit = 0x1_0000 + ((unit - 0xD800) << 10) + (next - 0xDC00);
        } else {
            out.push(char::REPLACEMENT_CHARACTER);
            unit = next;
        }
    }
    out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
    Ok(())
}

fn hex(lexer: &mut SliceLexer<'_>) -> Result<u32, Fault> {
    match lexer.hex::<u16>() {
        Ok(unit) => Ok(u32::from(unit)),
        Err(escape::Error::Eof) => Err(Fault::Unterminated),
        Err(_) => Err(Fault::BadEscape),
    }
}

#[cfg(test)]
mod tests;
