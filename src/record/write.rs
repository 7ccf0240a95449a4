//! A record as JSON text (RFC 8259), for whoever asks for it: pages, downloads, the command line.

use alloc::string::String;
use alloc::vec::Vec;

use crate::value::{Decimal, Lang, PartialDate, Prose, SafeUrl, Slug, Text};

/// JSON text that is being written.
#[derive(Debug, Default)]
pub struct Json(String);

/// A value that can be written as JSON.
pub trait Write {
    /// Writes the value.
    fn write(&self, out: &mut Json);

    /// Whether there is nothing to write, so that an object leaves the key out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value as JSON text.
pub fn to_json(value: &dyn Write) -> String {
    let mut out = Json::default();
    value.write(&mut out);
    out.0
}

impl Json {
    /// Writes a string. `<` is escaped, so that the text may stand in a script element as it is.
    pub fn string(&mut self, text: &str) {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                '<' => self.0.push_str("\\u003c"),
                c if c < ' ' => {
                    self.0.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                    self.0.push(char::from_digit(u32::from(c) & 0xF, 16).unwrap_or('0'));
                }
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    /// Writes a number, a word or another text that is JSON already.
    pub fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// Writes an object of the fields that are there.
    pub fn object(&mut self, keys: &[&str], fields: &[&dyn Write]) {
        self.0.push('{');
        let mut separator = "";
        for (key, field) in keys.iter().zip(fields).filter(|(_, field)| !field.is_absent()) {
            self.0.push_str(separator);
            self.string(key);
            self.0.push(':');
            field.write(self);
            separator = ",";
        }
        self.0.push('}');
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut Json) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut Json) {
        self.as_slice().write(out);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Write> Write for &[T] {
    fn write(&self, out: &mut Json) {
        out.raw("[");
        for (i, item) in self.iter().enumerate() {
            if i > 0 {
                out.raw(",");
            }
            item.write(out);
        }
        out.raw("]");
    }
}

impl Write for bool {
    fn write(&self, out: &mut Json) {
        out.raw(if *self { "true" } else { "false" });
    }

    fn is_absent(&self) -> bool {
        !self
    }
}

impl Write for Decimal {
    fn write(&self, out: &mut Json) {
        out.raw(&self.to_text());
    }
}

impl Write for Prose {
    fn write(&self, out: &mut Json) {
        out.string(&self.to_sent());
    }
}

macro_rules! write_text {
    ($($type:ty),+) => {$(
        impl Write for $type {
            fn write(&self, out: &mut Json) {
                out.string(self.as_str());
            }
        }
    )+};
}

write_text!(Lang, PartialDate, SafeUrl, Slug, Text);
