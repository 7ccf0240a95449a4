//! JSON text (RFC 8259), piece by piece.

use alloc::string::String;

#[cfg(not(target_arch = "wasm32"))]
use crate::scan;

/// An object that is being written.
pub(crate) struct Keys<'o> {
    out: &'o mut String,
    separator: char,
}

impl<'o> Keys<'o> {
    /// Begins an object.
    pub(crate) fn open(out: &'o mut String) -> Self {
        Self { out, separator: '{' }
    }

    /// Writes a key; its value is to be written to what this gives.
    #[inline(never)]
    pub(crate) fn value(&mut self, key: &str) -> &mut String {
        self.out.push(self.separator);
        self.separator = ',';
        push_string(self.out, key);
        self.out.push(':');
        self.out
    }

    /// Writes a key with a string.
    #[inline(never)]
    pub(crate) fn string(&mut self, key: &str, value: &str) {
        push_string(self.value(key), value);
    }

    /// Writes a key with a string, if there is one.
    #[inline(never)]
    pub(crate) fn present(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(key, value);
        }
    }

    /// Writes a key with a string or `null`.
    pub(crate) fn optional(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.string(key, value),
            None => self.value(key).push_str("null"),
        }
    }

    /// Writes a key with a truth value.
    pub(crate) fn flag(&mut self, key: &str, value: bool) {
        self.value(key).push_str(if value { "true" } else { "false" });
    }

    /// Ends the object.
    pub(crate) fn close(self) {
        if self.separator == '{' {
            self.out.push('{');
        }
        self.out.push('}');
    }
}

/// Writes a list of which `push` writes each item.
pub(crate) fn push_list<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut push: impl FnMut(&mut String, T),
) {
    let mut mark = '[';
    for item in items {
        out.push(mark);
        mark = ',';
        push(out, item);
    }
    out.push_str(if mark == '[' { "[]" } else { "]" });
}

/// Writes a string. `<` is escaped, so that the text may stand in a script element as it is.
pub(crate) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text.chars();
    while let Some(c) = {
        #[cfg(not(target_arch = "wasm32"))]
        scan::push_before(out, &mut rest, |bytes| {
            scan::are_at_most(bytes, b' ' - 1)
                | scan::are(bytes, b'"')
                | scan::are(bytes, b'\\')
                | scan::are(bytes, b'<')
        });
        rest.next()
    } {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '<' => out.push_str("\\u003c"),
            c if c < ' ' => {
                out.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                out.push(char::from_digit(u32::from(c) & 0xF, 16).unwrap_or('0'));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
