//! Texts parted at a mark, an ASCII character. Beside `value`; everything that reads a small grammar uses it.
//! The standard library's searches do the same, with 2 KB (brotli) of cases that no grammar here has.

use alloc::string::String;

#[cfg(not(target_arch = "wasm32"))]
use crate::scan;
use crate::value::text::is_space;

/// Parts a text at the first mark: what stands before it and what stands behind it.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline)]
pub(crate) fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    #[cfg(target_arch = "wasm32")]
    let mut place = 0;
    // Most texts are short, and their mark is near.
    #[cfg(not(target_arch = "wasm32"))]
    let mut place =
        if text.len() < 32 { 0 } else { scan::before(text.as_bytes(), |bytes| scan::are(bytes, mark)) };
    while *text.as_bytes().get(place)? != mark {
        place += 1;
    }
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// Parts a text at the first mark of several bytes, as [`cut`] does at one.
#[inline(never)]
pub(crate) fn cut_at<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let mut place = 0;
    while !text.as_bytes().get(place..)?.starts_with(mark.as_bytes()) {
        place += 1;
    }
    Some((text.get(..place)?, text.get(place + mark.len()..)?))
}

/// The text with another mark in the place of each mark.
#[inline(never)]
pub(crate) fn marked_anew(text: &str, mark: u8, other: char) -> String {
    let mut out = String::new();
    for (place, part) in parts(text, mark).enumerate() {
        if place > 0 {
            out.push(other);
        }
        out.push_str(part);
    }
    out
}

/// The text that several make, one behind the other.
#[inline(never)]
pub(crate) fn joined(texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts {
        out.push_str(text);
    }
    out
}

/// Whether all bytes of a text are of a kind. One function for all kinds: each closure would be another to download.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline)]
pub(crate) fn is_all(text: &str, is_kind: fn(&u8) -> bool) -> bool {
    text.as_bytes().iter().all(is_kind)
}

/// How many characters a text has. As `str::chars` counts them; its own way is faster, and longer to download.
pub(crate) fn count_chars(text: &str) -> usize {
    text.bytes().filter(|byte| !matches!(byte, 0x80..=0xBF)).count()
}

/// The parts of a text between its marks: one more than there are marks.
pub(crate) fn parts(text: &str, mark: u8) -> Parts<'_> {
    Parts { rest: Some(text), mark }
}

/// The part at a place, from 0; an empty one where there is none.
#[inline(never)]
pub(crate) fn part_at(text: &str, mark: u8, place: usize) -> &str {
    let mut parts = parts(text, mark);
    for _ in 0..place {
        parts.next();
    }
    parts.next().unwrap_or_default()
}

/// See [`parts`].
#[derive(Clone, Debug)]
pub(crate) struct Parts<'a> {
    rest: Option<&'a str>,
    mark: u8,
}

impl<'a> Parts<'a> {
    /// What comes next, without taking it.
    pub(crate) fn peek(&self) -> Option<&'a str> {
        self.clone().next()
    }

    /// Takes the next part if it is of a kind; says whether it was.
    pub(crate) fn take_if(&mut self, is_kind: impl FnOnce(&str) -> bool) -> bool {
        let taken = self.peek().is_some_and(is_kind);
        if taken {
            self.next();
        }
        taken
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        match cut(rest, self.mark) {
            Some((part, rest)) => {
                self.rest = Some(rest);
                Some(part)
            }
            None => Some(rest),
        }
    }
}

/// The text without the white space around it.
#[inline(never)]
pub(crate) fn trimmed(text: &str) -> &str {
    let mut inner = text.chars();
    let mut rest = text.chars();
    while rest.next().is_some_and(is_space) {
        inner = rest.clone();
    }
    rest = inner.clone();
    while rest.next_back().is_some_and(is_space) {
        inner = rest.clone();
    }
    inner.as_str()
}

/// The number that ASCII digits write; `None` for anything else, and for more than eighteen of them.
#[inline(never)]
pub(crate) fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits
        .bytes()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn parts_stand_between_marks() {
        assert_eq!(cut("a:b:c", b':'), Some(("a", "b:c")));
        assert_eq!(cut("é", b':'), None);
        assert_eq!(cut_at("a–b – c – d", " – "), Some(("a–b", "c – d")));
        assert_eq!(cut_at("a - ", " - "), Some(("a", "")));
        assert_eq!(cut_at("é -", " - "), None);
        assert_eq!(joined(&["a", "", "é"]), "aé");
        assert_eq!(count_chars("aé\u{1F50D}"), 3);
        assert_eq!(marked_anew("_é__a", b'_', ' '), " é  a");
        assert_eq!(parts("a--é", b'-').collect::<Vec<_>>(), ["a", "", "é"]);
        assert_eq!(parts("", b'-').collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn white_space_comes_off_both_ends() {
        for text in ["", " ", "a", " a b\u{A0}\n", "\u{3000}é "] {
            assert_eq!(trimmed(text), text.trim());
        }
    }

    #[test]
    fn numbers_are_digits() {
        assert_eq!(number("042"), Some(42));
        for other in ["", "-1", "+1", "1 ", "9999999999999999999"] {
            assert_eq!(number(other), None);
        }
    }

    #[test]
    fn a_part_is_taken_if_it_is_of_the_kind() {
        let mut parts = parts("a-b", b'-');
        assert!(!parts.take_if(|part| part == "b"));
        assert!(parts.take_if(|part| part == "a"));
        assert_eq!(parts.next(), Some("b"));
    }
}
