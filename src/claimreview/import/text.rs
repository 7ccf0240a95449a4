//! Text of other people's pages as plain text: without tags, entities and hidden characters.
//! Beside `address` and `date`. Sources: WHATWG HTML sections 13.2.5 (tags, comments) and 13.5 (named references).

use alloc::string::String;

use super::date::ascii_digit;
use super::entities;
use crate::claimreview::labels::is_of_word;
use crate::parts::{cut, cut_at, trimmed};
use crate::value::text::is_unsafe;
use crate::value::{Prose, Text};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    /// Parted by blank lines.
    Paragraphs,
}

/// What was taken out of a text, or written otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    /// Which of [`FOUND`] were found.
    found: [bool; 4],
    /// The first entity that was left as it is.
    pub(super) unknown: Option<String>,
}

/// What a text may have that plain text has not, and its places in [`Changes`].
const FOUND: [&str; 4] = ["HTML entities", "HTML tags", "hidden characters", "needless white space"];
const ENTITIES: usize = 0;
const TAGS: usize = 1;
const HIDDEN: usize = 2;
const SPACE: usize = 3;

impl Changes {
    /// What was found, in words; `None` when nothing had to be changed.
    pub(super) fn sentence(&self) -> Option<String> {
        let mut out = String::new();
        for (_, name) in self.found.iter().zip(FOUND).filter(|(found, _)| **found) {
            out.push_str(if out.is_empty() { "" } else { " and " });
            out.push_str(name);
        }
        (!out.is_empty()).then_some(out)
    }

    /// Whether white space is all that was changed.
    pub(super) fn is_space_alone(&self) -> bool {
        self.found[SPACE]
    }
}

/// A text that was cleaned; `None` when nothing to read is left.
#[derive(Debug)]
pub(super) struct Cleaned {
    pub(super) text: Option<String>,
    pub(super) changes: Changes,
}

/// How often text may have been escaped on its way: once for HTML, once more by an editor.
const ROUNDS: usize = 3;

/// Takes tags, entities and hidden characters out of a text. White space is set as the record's texts have it.
pub(super) fn clean(sent: &str, lines: Lines) -> Cleaned {
    let mut changes = Changes::default();
    let mut text = String::from(sent);
    for _ in 0..ROUNDS {
        let untagged = without_tags(&text);
        changes.found[TAGS] |= untagged.is_some();
        text = untagged.unwrap_or(text);
        let decoded = entities::decode(&text);
        let Some((decoded, unknown)) = decoded else { break };
        changes.unknown = unknown;
        if decoded == text {
            break;
        }
        changes.found[ENTITIES] = true;
        text = decoded;
    }
    changes.found[HIDDEN] = text.chars().any(is_unsafe);
    let text = match lines {
        Lines::One => Text::clean(&text).map(|text| String::from(text.as_str())),
        Lines::Paragraphs => Prose::clean(&text).map(|prose| prose.to_sent()),
    };
    // Of a text that was changed anyway, the repair shows what became of it.
    let is_space = changes.sentence().is_none() && text.as_deref().is_some_and(|text| text != sent);
    changes.found[SPACE] = is_space;
    Cleaned { text, changes }
}

/// The text without white space and hidden characters around it.
pub(super) fn trim(text: &str) -> &str {
    let mut text = trimmed(text);
    while let Some(inner) =
        text.strip_prefix(['\u{FEFF}', '\u{200B}']).or(text.strip_suffix(['\u{FEFF}', '\u{200B}']))
    {
        text = trimmed(inner);
    }
    text
}

/// Elements whose tags are taken for tags; anything else in angle brackets is text.
const INLINE: &str = "a abbr b bdi bdo big cite code del em font i img ins kbd label mark q s samp small span strike \
    strong sub sup svg path time tt u var wbr center o:p";
/// Elements that stand on lines of their own.
const BLOCKS: &str = "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 \
    header hr iframe input li main nav ol option p picture pre script section select source style table tbody td \
    tfoot th thead tr ul video";

/// The text without tags and comments; `None` when it has none. What stands in scripts and styles goes with them.
fn without_tags(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut rest = text;
    let mut comments_end = true;
    while let Some((before, behind)) = cut(rest, b'<') {
        let after = match behind.strip_prefix("!--") {
            // A comment without an end is searched for it once, not once a bracket.
            Some(comment) if comments_end => {
                let after = behind_comment(comment);
                comments_end = after.is_some();
                after.map(|after| ("", after))
            }
            Some(_) => None,
            None => tag(behind),
        };
        let Some((name, after)) = after else {
            if let Some(out) = &mut out {
                out.push_str(before);
                out.push('<');
            } else if let Some(kept) = text.get(..text.len() - behind.len()) {
                // Nothing was taken out so far; this is a bracket of the text.
                out = Some(String::from(kept));
            }
            rest = behind;
            continue;
        };
        let seen = text.len() - rest.len();
        let so_far = out.get_or_insert_with(|| String::from(text.get(..seen).unwrap_or_default()));
        so_far.push_str(before);
        so_far.push_str(match name {
            "p" | "P" => "\n\n",
            name if is_one_of(BLOCKS, name) => "\n",
            _ => "",
        });
        rest = if is_one_of("script style", name) { behind_closing(after, name) } else { after };
    }
    let mut out = out?;
    out.push_str(rest);
    (out != text).then_some(out)
}

fn is_one_of(names: &str, name: &str) -> bool {
    crate::parts::parts(names, b' ').any(|known| known.eq_ignore_ascii_case(name) && !name.is_empty())
}

/// What stands behind the comment whose text begins here.
fn behind_comment(text: &str) -> Option<&str> {
    cut_at(text, "-->").map(|(_, behind)| behind)
}

/// The name of the tag that begins here, behind its `<`, and what stands behind the tag.
fn tag(behind: &str) -> Option<(&str, &str)> {
    let inner = behind.strip_prefix('/').unwrap_or(behind);
    let end = inner.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b':'))?;
    let (name, rest) = inner.split_at_checked(end)?;
    if !(1..=10).contains(&name.len()) {
        return None;
    }
    if !(is_one_of(INLINE, name) || is_one_of(BLOCKS, name))
        || !rest.starts_with([' ', '\t', '\n', '\r', '/', '>'])
    {
        return None;
    }
    let mut quote = None;
    for (place, byte) in rest.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some((name, rest.get(place + 1..)?)),
            // Tags hold no brackets, or looking for their ends would take long.
            (b'<', _) => return None,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// What stands behind the end tag of a script or style.
fn behind_closing<'t>(text: &'t str, name: &str) -> &'t str {
    let mut rest = text;
    while let Some((_, behind)) = cut(rest, b'<') {
        let inner = behind.strip_prefix('/').unwrap_or_default();
        if inner.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return cut(inner, b'>').map_or("", |(_, after)| after);
        }
        rest = behind;
    }
    ""
}

/// What templates and forms leave where a text was to stand, as the whole of it.
const PLACEHOLDERS: &[&str] =
    &["tbd", "tba", "n/a", "null", "undefined", "[object object]", "claim reviewed", "alegação revisada"];

/// Whether a text is what a template has in the place of one: `{{SLUG}}`, `${title}`, `<%= url %>`, `TBD`.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = trim(text);
    let marks = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}")];
    let between = |(open, close): (&str, &str)| {
        let first = *open.as_bytes().first().unwrap_or(&0);
        let mut rest = text;
        while let Some((_, behind)) = cut(rest, first) {
            if open
                .get(1..)
                .and_then(|open| behind.strip_prefix(open))
                .is_some_and(|inner| cut_at(inner, close).is_some())
            {
                return true;
            }
            rest = behind;
        }
        false
    };
    let lower = || PLACEHOLDERS.iter().any(|known| is_same(known, text));
    text.len() <= 200 && (marks.into_iter().any(between) || lower())
}

/// Whether two texts differ in nothing but case.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && lowered(one) == lowered(other)
}

/// The text in lower case, where its letters are Latin, Greek or Cyrillic: whole Unicode's table would be 2 KB.
#[inline(never)]
pub(super) fn lowered(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let code = u32::from(c);
        let lower = match c {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => code + 0x20,
            'Ѐ'..='Џ' => code + 0x50,
            'Ā'..='Į' | 'Ĳ'..='Ķ' | 'Ŋ'..='Ŷ' => code | 1,
            'Ĺ'..='Ň' | 'Ź'..='Ž' => code + code % 2,
            _ => code,
        };
        out.push(char::from_u32(lower).unwrap_or(c));
    }
    out
}

/// Whether a character is a letter, of whatever script.
#[inline(never)]
pub(super) fn is_letter(c: char) -> bool {
    is_of_word(c) && !ascii_digit(c).is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_brackets_stay() {
        for (sent, expected) in [
            ("<p>One</p><p>two</p>", "One two"),
            ("a<br>b<br/>c", "a b c"),
            ("in<b>line</b>", "inline"),
            ("<!-- no -->yes<!-- open", "yes<!-- open"),
            ("<style>p { }</style>text", "text"),
            ("<a href=\"https://a.example/?b>c\">link</a>", "link"),
            ("1 < 2 > 1 <unknown> <b", "1 < 2 > 1 <unknown> <b"),
            ("&lt;b&gt;bold&lt;/b&gt; &amp;lt;i&amp;gt;", "bold"),
        ] {
            assert_eq!(clean(sent, Lines::One).text.as_deref(), Some(expected), "{sent}");
        }
        assert_eq!(clean("<p>One</p><p>two</p>", Lines::Paragraphs).text.as_deref(), Some("One\n\ntwo"));
        assert_eq!(clean("<p></p>", Lines::One).text, None);
    }

    #[test]
    fn what_is_clean_is_not_said_to_be_changed() {
        for sent in ["plain", "R&D & A", "R&D", "5 < 6", "a\u{200F}", "می\u{200C}خواهم"] {
            assert_eq!(clean(sent, Lines::One).changes.sentence(), None, "{sent}");
        }
    }

    #[test]
    fn lower_case_is_unicodes() {
        let scripts = ('A'..='ž').chain('Α'..='ώ').chain('А'..='џ');
        // Turkish has two capitals of i, each in its own way; Greek capitals bear no accents in words all of capitals.
        for c in scripts.filter(|c| !matches!(c, 'İ' | 'Ÿ' | 'Ά'..='Ώ') || matches!(c, 'Α'..='Ω')) {
            let expected: String = c.to_lowercase().collect();
            assert_eq!(lowered(&String::from(c)), expected, "{c}");
        }
    }

    #[test]
    fn letters_are_no_marks_and_no_digits() {
        for c in "aZéßжΩאعकあ漢한ĳ".chars() {
            assert!(is_letter(c), "{c}");
        }
        for c in " 1٣३-_.。“«…😀\u{200B}\u{A0}".chars() {
            assert!(!is_letter(c), "{c}");
        }
    }

    #[test]
    fn templates_leave_marks() {
        for sent in
            ["{{SLUG}}", "a {% if %} b", "${title}", "<%= url %>", "TBD", "N/A", " ALEGAÇÃO REVISADA "]
        {
            assert!(is_placeholder(sent), "{sent}");
        }
        for sent in ["{a}", "costs $5 {about}", "50% off %", "not applicable", "", "}} {{"] {
            assert!(!is_placeholder(sent), "{sent}");
        }
    }
}
