//! From a problem to its place in the text: problems carry JSON pointers and at times a byte offset, people want a line.

use std::ops::Range;

use fact_check_card::json::{self, Node, Value};
use fact_check_card::problem::Problem;

/// A document as text and tree, to look places up in. A hostile one has a hundred thousand problems on one line: each is
/// looked up in about the same time.
#[derive(Debug)]
pub struct Places<'a> {
    bytes: &'a [u8],
    tree: Option<Node<'a>>,
    /// Where lines begin.
    lines: Vec<usize>,
    /// How many characters stand before each block of the text.
    characters: Vec<usize>,
}

/// How many bytes characters are counted in at once.
const BLOCK: usize = 1024;

impl<'a> Places<'a> {
    /// Reads a document again, for its places. One that is no JSON has places, too: those that problems name by offset.
    pub fn new(bytes: &'a [u8]) -> Self {
        let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let mut counted = 0;
        let count = |block| {
            let before = counted;
            counted += characters(block);
            before
        };
        Self {
            bytes,
            tree: std::str::from_utf8(bytes).ok().and_then(|text| json::parse_text(text).ok()),
            lines: [0].into_iter().chain(breaks).collect(),
            characters: bytes.chunks(BLOCK).map(count).collect(),
        }
    }

    /// The bytes that a problem is about; `None` when it is about something that is not there.
    pub fn span<'t>(&'t self, problem: &Problem, last: &mut Last<'t, 'a>) -> Option<Range<usize>> {
        let offset = problem.offset.and_then(|offset| usize::try_from(offset).ok());
        let start = match offset {
            Some(offset) => offset,
            None => usize::try_from(last.lookup(self.tree.as_ref()?, &problem.pointer)?.at).ok()?,
        };
        let start = start.min(self.bytes.len());
        Some(start..start + length(self.bytes.get(start..).unwrap_or_default()))
    }

    /// The line and column of a place in the text, both from 1; columns count characters.
    pub fn line_and_column(&self, place: usize) -> (u64, usize) {
        let line = self.lines.partition_point(|begin| *begin <= place);
        let begin = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0);
        (line as u64, 1 + self.characters_before(place) - self.characters_before(begin))
    }

    fn characters_before(&self, place: usize) -> usize {
        let block = place / BLOCK;
        let counted = self.characters.get(block).copied().unwrap_or(0);
        counted + characters(self.bytes.get(block * BLOCK..place).unwrap_or_default())
    }
}

/// How many characters begin in a text.
fn characters(text: &[u8]) -> usize {
    text.iter().filter(|byte| !matches!(byte, 0x80..=0xBF)).count()
}

/// The list or object that was looked up last: what is looked up next stands mostly in the same one.
#[derive(Debug, Default)]
pub struct Last<'t, 'a> {
    pointer: String,
    node: Option<&'t Node<'a>>,
}

/// How many bytes the value or key at the beginning of a text has. Of a list or an object it is the bracket: all of it
/// would be too much to show.
fn length(text: &[u8]) -> usize {
    match text {
        [] => 0,
        [b'"', rest @ ..] => 1 + string_length(rest),
        [b'{' | b'[' | b'}' | b']' | b',' | b':', ..] => 1,
        [0x80..=0xFF, ..] => match text.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next()) {
            Some(character) => character.len_utf8(),
            None => 1,
        },
        _ => text.iter().take_while(|byte| !b" \t\r\n,:]}".contains(byte)).count().max(1),
    }
}

/// How many bytes a string has behind its first quotation mark; one that does not end, ends with the line.
fn string_length(text: &[u8]) -> usize {
    let mut escaped = false;
    for (place, byte) in text.iter().enumerate() {
        match byte {
            b'\n' | b'\r' => return place,
            b'"' if !escaped => return place + 1,
            _ => escaped = *byte == b'\\' && !escaped,
        }
    }
    text.len()
}

impl<'t, 'a> Last<'t, 'a> {
    /// What a JSON pointer (RFC 6901) leads to.
    fn lookup(&mut self, tree: &'t Node<'a>, pointer: &str) -> Option<&'t Node<'a>> {
        let Some((parent, step)) = pointer.rsplit_once('/') else { return Some(tree) };
        if self.node.is_none() || self.pointer != parent {
            parent.clone_into(&mut self.pointer);
            self.node = parent.split('/').skip(1).try_fold(tree, inside);
        }
        inside(self.node?, step)
    }
}

/// What one step of a pointer leads to.
fn inside<'t, 'a>(node: &'t Node<'a>, step: &str) -> Option<&'t Node<'a>> {
    match &node.value {
        Value::Object(members) => {
            let key = step.replace("~1", "/").replace("~0", "~");
            members.iter().find(|member| member.key == key).map(|member| &member.node)
        }
        Value::List(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fact_check_card::read_record;

    /// The texts at which the problems of a document stand.
    fn texts(document: &str) -> Vec<(String, Option<&str>)> {
        let places = Places::new(document.as_bytes());
        let problems = read_record(document.as_bytes()).problems;
        let mut last = Last::default();
        problems
            .iter()
            .map(|problem| {
                let span = places.span(problem, &mut last);
                (problem.pointer.clone(), span.and_then(|span| document.get(span)))
            })
            .collect()
    }

    #[test]
    fn problems_stand_at_their_values() {
        let document = r#"{"version": 1, "lang": "en", "claim": {"text": "A.", "da~te/": 3, "date": "2024"},
            "verdict": {"status": "true", "explanation": "B.[^no]"}, "review": {"url": "w\"w"},
            "sources": [{"id": "a", "title": "T", "primary": true}, {"id": "a", "title": "U", "url": 12.5}]}"#;
        assert_eq!(
            texts(document),
            [
                (String::from("/claim/da~0te~1"), Some("\"da~te/\"")),
                (String::from("/review/url"), Some("\"w\\\"w\"")),
                (String::from("/sources/1/url"), Some("12.5")),
                (String::from("/sources/1/id"), Some("\"a\"")),
                (String::from("/verdict/explanation"), Some("\"B.[^no]\"")),
            ]
        );
    }

    #[test]
    fn what_is_missing_stands_nowhere_or_at_what_lacks_it() {
        let document = r#"{"version": 1, "lang": "en", "claim": {}, "verdict": {"status": "true"}}"#;
        assert_eq!(texts(document), [(String::from("/claim/text"), Some("{"))]);
        let gap = r#"{"version": 1, "lang": "en", "claim": {"text": "A."}, "verdict": {"status": "true"}}"#;
        assert!(texts(gap).iter().all(|(_, text)| text.is_none()), "{:?}", texts(gap));
    }

    #[test]
    fn broken_text_has_a_place() {
        assert_eq!(texts(r#"{"a": tru}"#), [(String::new(), Some("tru"))]);
        assert_eq!(texts(r#"{"a""#), [(String::new(), Some(""))]);
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let at = |text: &str, place| Places::new(text.as_bytes()).line_and_column(place);
        assert_eq!(at("é\nüb", 5), (2, 2));
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("a\n", 2), (2, 1));
        let long = format!("{}\n{}b", "é".repeat(3000), "漢".repeat(3000));
        assert_eq!(at(&long, 6001), (2, 1));
        assert_eq!(at(&long, long.len() - 1), (2, 3001));
        assert_eq!(at(&long, 5998), (1, 3000));
    }
}
