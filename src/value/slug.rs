//! Names by which parts of a record point at each other and pages point at a card.

use alloc::string::String;

use crate::parts::is_all;

/// 1 to 100 ASCII letters, digits, `_`, `.` and `-`, beginning with a letter, a digit or `_`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slug(String);

impl Slug {
    /// The grammar as a regular expression, for the JSON Schema.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const PATTERN: &'static str = "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$";

    /// Checks a name.
    pub fn parse(sent: &str) -> Option<Self> {
        Self::is_slug(sent).then(|| Self(String::from(sent)))
    }

    /// Whether a text is a name.
    pub(crate) fn is_slug(sent: &str) -> bool {
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
        sent.len() <= 100 && is_all(sent, is_name) && !matches!(sent.as_bytes(), [] | [b'.' | b'-', ..])
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_only() {
        for sent in ["a", "source-1", "_x", "2016.10"] {
            assert!(Slug::parse(sent).is_some(), "{sent}");
        }
        for sent in ["", "-a", ".a", "a b", "é", "a/b", &"a".repeat(101)] {
            assert!(Slug::parse(sent).is_none(), "{sent}");
        }
    }
}
