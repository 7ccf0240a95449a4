//! Plain text, fit to print: no character that cannot be seen can change how others are read.
//! Sources: Unicode 16 chapters 3.4 (characters), 23.2 and 23.8 (layout controls, specials),
//! UAX #9 (bidirectional controls), UTS #39 section 3 (invisible characters).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::parts::{parts, trimmed};

/// The longest text, in characters (Unicode scalar values).
pub const MAX_CHARS: usize = 20_000;

/// A text on one line: never blank, white space collapsed, nothing unsafe in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(String);

/// Paragraphs of text, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose(Vec<Text>);

impl Text {
    /// The text of what is not there; never shown.
    pub(crate) const BLANK: Self = Self(String::new());

    /// Takes out what is unsafe and collapses white space; `None` when nothing visible is left.
    pub fn clean(sent: &str) -> Option<Self> {
        Self::clean_noting(sent, &mut None)
    }

    /// The same, noting the first character that is taken out or is a sign of damage (U+FFFD).
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    pub(crate) fn clean_noting(sent: &str, fault: &mut Option<char>) -> Option<Self> {
        if is_clean(sent) {
            return Some(Self(String::from(sent)));
        }
        Self::made_clean(sent, fault)
    }

    /// The same for a text that needs a change.
    #[cfg_attr(not(target_arch = "wasm32"), cold)]
    fn made_clean(sent: &str, fault: &mut Option<char>) -> Option<Self> {
        let mut out = String::with_capacity(sent.len());
        for c in sent.chars() {
            if is_space(c) && !is_kept_space(c) {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            } else {
                let is_shown = !is_unsafe(c);
                if is_shown {
                    out.push(c);
                }
                if fault.is_none() && (!is_shown || c == char::REPLACEMENT_CHARACTER) {
                    *fault = Some(c);
                }
            }
        }
        while out.chars().next_back().is_some_and(is_space) {
            out.pop();
        }
        out.chars().any(is_visible).then_some(Self(out))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Prose {
    /// Reads paragraphs parted by blank lines; `None` when nothing visible is left.
    pub fn clean(sent: &str) -> Option<Self> {
        Self::clean_noting(sent, &mut None)
    }

    /// The same, noting the first character that is taken out or is a sign of damage (U+FFFD).
    pub(crate) fn clean_noting(sent: &str, fault: &mut Option<char>) -> Option<Self> {
        let mut paragraphs = Vec::new();
        // Where the paragraph begins, and where the line does.
        let (mut start, mut at) = (0, 0_usize);
        let mut lines = parts(sent, b'\n');
        loop {
            let line = lines.next();
            let ends = line.is_none_or(|line| trimmed(line).is_empty());
            let paragraph = sent.get(start..at.saturating_sub(1)).filter(|_| ends);
            if let Some(cleaned) = paragraph.and_then(|sent| Text::clean_noting(sent, fault)) {
                paragraphs.push(cleaned);
            }
            let Some(line) = line else { break };
            at += line.len() + 1;
            if ends {
                start = at;
            }
        }
        (!paragraphs.is_empty()).then_some(Self(paragraphs))
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> &[Text] {
        &self.0
    }

    /// The text as it would be sent: paragraphs parted by a blank line.
    pub fn to_sent(&self) -> String {
        let mut out = String::new();
        for paragraph in &self.0 {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(paragraph.as_str());
        }
        out
    }
}

/// Quick answer for the usual text, which needs no change: all of it is seen, but single spaces between words, and nothing is a
/// sign of damage.
// Natively a call, so that what asks is short enough to be put inline, and makes its text where that is to stay.
#[cfg_attr(not(target_arch = "wasm32"), inline(never))]
fn is_clean(sent: &str) -> bool {
    #[cfg(not(target_arch = "wasm32"))]
    {
        let bytes = sent.as_bytes();
        let is_bare = |end: Option<&u8>| matches!(end, None | Some(b' '));
        if is_bare(bytes.first()) || is_bare(bytes.last()) {
            return false;
        }
        let (is_double, is_unusual) = crate::scan::double_space_and_unusual(bytes);
        !is_double && (!is_unusual || is_usual(sent))
    }
    #[cfg(target_arch = "wasm32")]
    is_clean_by_byte(sent)
}

/// The same, a byte after the other: shorter to download.
#[cfg(any(target_arch = "wasm32", test))]
fn is_clean_by_byte(sent: &str) -> bool {
    let mut place = 0;
    let mut after_space = true;
    // An iterator would be two calls for each byte in code that is made small.
    while let Some(&byte) = sent.as_bytes().get(place) {
        let is_space = byte == b' ';
        let is_usual = matches!(byte, b'!'..=b'~' | 0x80..=0xBF) || (is_space && !after_space);
        if !is_usual && !is_sound_at(sent, place) {
            return false;
        }
        after_space = is_space;
        place += 1;
    }
    !after_space
}

/// Whether all characters can be seen, or are spaces. Most of a text is plain ASCII, whose bytes are passed over sooner than
/// characters are read.
#[cfg(not(target_arch = "wasm32"))]
fn is_usual(sent: &str) -> bool {
    let mut place = 0;
    while let Some(&byte) = sent.as_bytes().get(place) {
        if matches!(byte, b' '..=b'~') {
            let rest = sent.as_bytes().get(place..).unwrap_or_default();
            place += crate::scan::before(rest, crate::scan::are_unusual);
        } else if matches!(byte, 0x80..=0xBF) || is_sound_at(sent, place) {
            place += 1;
        } else {
            return false;
        }
    }
    true
}

/// Whether the character that begins at a place is seen, and no sign of damage.
fn is_sound_at(sent: &str, place: usize) -> bool {
    let next = sent.get(place..).and_then(|rest| rest.chars().next());
    next.is_some_and(|c| is_visible(c) && c != char::REPLACEMENT_CHARACTER)
}

/// Spaces that mean something: they keep words together or set off punctuation.
fn is_kept_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{3000}')
}

/// Ranges of [`is_unsafe`], for the JSON Schema too.
pub(crate) const UNSAFE: &[(char, char)] = &[
    // Control characters; tab, line feed, vertical tab, form feed, carriage return and next line are white space.
    ('\0', '\u{8}'),
    ('\u{E}', '\u{1F}'),
    ('\u{7F}', '\u{84}'),
    ('\u{86}', '\u{9F}'),
    // Mongolian vowel separator, zero-width space.
    ('\u{180E}', '\u{180E}'),
    ('\u{200B}', '\u{200B}'),
    // Bidirectional embeddings, overrides and isolates. The marks U+200E, U+200F and U+061C stay: they only
    // take the side of their neighbours.
    ('\u{202A}', '\u{202E}'),
    // Word joiner, invisible operators, isolates, deprecated format characters.
    ('\u{2060}', '\u{206F}'),
    // Noncharacters, byte-order mark, interlinear annotation.
    ('\u{FDD0}', '\u{FDEF}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFF9}', '\u{FFFB}'),
    ('\u{FFFE}', '\u{FFFF}'),
];

/// Ranges that, beside white space and [`UNSAFE`], show nothing by themselves.
pub(crate) const BLANK: &[(char, char)] = &[
    ('\u{AD}', '\u{AD}'),
    ('\u{34F}', '\u{34F}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{115F}', '\u{1160}'),
    ('\u{17B4}', '\u{17B5}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{200C}', '\u{200F}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FFA0}', '\u{FFA0}'),
    ('\u{E0000}', '\u{E0FFF}'),
];

/// Unicode's white space (`White_Space=yes`), as `char::is_whitespace` has it with a table that is longer to download.
pub(crate) const SPACE: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{85}', '\u{85}'),
    ('\u{A0}', '\u{A0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200A}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202F}', '\u{202F}'),
    ('\u{205F}', '\u{205F}'),
    ('\u{3000}', '\u{3000}'),
];

fn is_in(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|&(from, to)| (from..=to).contains(&c))
}

/// Whether a character is white space.
pub(crate) fn is_space(c: char) -> bool {
    !matches!(c, '!'..='~') && is_in(SPACE, c)
}

/// Whether a character is taken out: it cannot be shown, or it would disguise its neighbours.
pub(crate) fn is_unsafe(c: char) -> bool {
    !matches!(c, ' '..='~') && is_in(UNSAFE, c)
}

/// Whether a reader sees something of the character.
pub(crate) fn is_visible(c: char) -> bool {
    matches!(c, '!'..='~') || !(is_space(c) || is_in(UNSAFE, c) || is_in(BLANK, c))
}

/// The text of a sentence that stands alone, with the quotation marks of its own taken off, if it has any.
pub(crate) fn without_quotation_marks(text: &str) -> &str {
    const PAIRS: &[(char, char)] = &[
        ('“', '”'),
        ('„', '“'),
        ('„', '”'),
        ('«', '»'),
        ('»', '«'),
        ('「', '」'),
        ('『', '』'),
        ('"', '"'),
        ('‘', '’'),
    ];
    for &(open, close) in PAIRS {
        let mut inner = text.chars();
        let is_quoted = inner.next() == Some(open) && inner.next_back() == Some(close);
        if is_quoted && !inner.clone().any(|c| c == open || c == close) {
            return trimmed(inner.as_str());
        }
    }
    text
}

impl From<Text> for Cow<'_, str> {
    fn from(text: Text) -> Self {
        Cow::Owned(text.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(sent: &str) -> Option<String> {
        Text::clean(sent).map(|text| text.0)
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(clean("  a \r\n\t b\u{2028}c ").as_deref(), Some("a b c"));
        assert_eq!(clean("a\u{A0}: b").as_deref(), Some("a\u{A0}: b"));
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        assert_eq!(clean("a\0b\u{202E}c\u{200B}d").as_deref(), Some("abcd"));
        assert_eq!(
            clean("می\u{200C}خواهم").as_deref(),
            Some("می\u{200C}خواهم"),
            "the non-joiner is spelling"
        );
        let first_fault = |sent| {
            let (mut fault, mut same) = (None, None);
            Text::clean_noting(sent, &mut fault);
            Prose::clean_noting(sent, &mut same);
            assert_eq!(fault, same, "{sent:?}");
            fault
        };
        assert_eq!(first_fault("a\u{2067}b\0"), Some('\u{2067}'));
        assert_eq!(first_fault("a\n\n\u{FFFD}"), Some('\u{FFFD}'));
        assert_eq!(first_fault("a\u{200F}b\nc"), None);
    }

    #[test]
    fn blank_is_none() {
        for blank in ["", " \n", "\u{200B}", "\u{200D}", "\u{3164}", "\u{AD}\u{FE0F}", "\u{2800}"] {
            assert_eq!(clean(blank), None, "{blank:?}");
        }
    }

    #[test]
    fn ascii_takes_the_quick_way_to_the_same_end() {
        for sent in ["a", "a b", " a", "a ", "a  b", "", " ", "~!", "é è", "é  è", "’ ", "a\tb"] {
            assert_eq!(is_clean(sent), is_clean_by_byte(sent), "{sent:?}");
            assert_eq!(
                clean(sent),
                Some(sent.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|s| !s.is_empty())
            );
        }
    }

    #[test]
    fn the_table_of_spaces_is_the_standard_librarys() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_in(SPACE, c), c.is_whitespace(), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn paragraphs_part_at_blank_lines() {
        let prose = Prose::clean("One\nline.\n \n\nTwo.\r\n\r\nThree.").unwrap();
        assert_eq!(prose.to_sent(), "One line.\n\nTwo.\n\nThree.");
        assert_eq!(Prose::clean("\n\n"), None);
    }

    #[test]
    fn quotation_marks_of_its_own_come_off() {
        assert_eq!(without_quotation_marks("“No.”"), "No.");
        assert_eq!(without_quotation_marks("“No” and “yes”"), "“No” and “yes”");
        assert_eq!(without_quotation_marks("No."), "No.");
    }
}
