//! A problem as people read it in a terminal: what is wrong, where, and the line that it stands on, cut to what is
//! worth seeing. A record of a stream is one line of several thousand characters.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::{self, Renderer};
use annotate_snippets::{AnnotationKind, Group, Level, Snippet};
use clap::builder::styling::Style;
use fact_check_card::problem::{Problem, Severity};

/// The most bytes of a line that are shown before and behind the beginning of what is marked.
const BEFORE: usize = 48;
const BEHIND: usize = 96;

/// Where a problem stands.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The file.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1; `None` when the problem is about something that is not there.
    pub column: Option<usize>,
    /// Which of the records that were made of the document, from 1, if the problem is that record's.
    pub record: Option<usize>,
}

/// Writes a problem with its place; `marked` is the document and the bytes of it that are at fault.
pub fn problem(
    problem: &Problem,
    spot: Spot<'_>,
    marked: Option<(&[u8], Range<usize>)>,
    styled: bool,
) -> String {
    let level = match problem.severity() {
        Severity::Fatal => Level::ERROR.with_name("fatal"),
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Repair => Level::INFO.with_name("repair"),
    };
    let line = usize::try_from(spot.line).unwrap_or(usize::MAX);
    let title = level.primary_title(&*problem.message).id(problem.code.as_str());
    let excerpt = marked.map(|(document, span)| Excerpt::of(document, span));
    // A pointer is made of the document's keys.
    let pointer = visible(&problem.pointer);
    let group = match &excerpt {
        Some(excerpt) => title.element(excerpt.snippet(line, &pointer)),
        None if pointer.is_empty() => Group::with_title(title),
        None => title.element(Level::NOTE.with_name("at").message(&*pointer)),
    };
    let mut place = format!("{}:{}", visible(spot.file), spot.line);
    if let Some(column) = spot.column {
        // Writing to a String does not fail.
        let _ = write!(place, ":{column}");
    }
    if let Some(record) = spot.record {
        let _ = write!(place, " (record {record} of what it gives)");
    }
    let margin = if excerpt.is_some() { spot.line.to_string().len() } else { 0 };
    print(group, &place, margin, styled)
}

/// Writes that a file gave nothing to read.
pub fn unreadable(file: &str, why: &str, styled: bool) -> String {
    print(Group::with_title(Level::ERROR.primary_title(why)), &visible(file), 0, styled)
}

/// The report with the place under its first line. The place is not the renderer's to write: it would count columns in
/// the excerpt.
fn print(group: Group<'_>, place: &str, margin: usize, styled: bool) -> String {
    // The excerpt is cut already.
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() }.term_width(1000);
    let style = if styled { renderer::DEFAULT_LINE_NUM_STYLE } else { Style::new() };
    let text = renderer.render(&[group]);
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let mut out = format!("{title}\n{:margin$}{style}-->{style:#} {place}\n", "");
    out.push_str(rest);
    if !rest.is_empty() {
        out.push('\n');
    }
    out
}

/// A name, of a file or of a place in a document, as it may stand in a terminal: what would steer it, or turn the text
/// around, is written as a number.
pub fn visible(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// A part of one line, and what is marked in it.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    text: String,
    mark: Range<usize>,
}

impl Excerpt {
    /// Looks no further than it shows: a line may be as long as the document, and have as many problems.
    fn of(document: &[u8], span: Range<usize>) -> Self {
        let (before, rest) = document.split_at(span.start.min(document.len()));
        let mut text = String::new();
        let near = before.get(before.len().saturating_sub(BEFORE)..).unwrap_or(before);
        match near.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => push_shown(&mut text, near.get(end + 1..).unwrap_or_default()),
            None if near.len() == before.len() => push_shown(&mut text, near),
            None => {
                text.push('…');
                // From the beginning of a character on.
                let inside = near.iter().take(3).take_while(|byte| matches!(byte, 0x80..=0xBF)).count();
                push_shown(&mut text, near.get(inside..).unwrap_or_default());
            }
        }
        let start = text.len();
        let near = rest.get(..BEHIND).unwrap_or(rest);
        let line = near.split(|byte| *byte == b'\n').next().unwrap_or(near);
        let marked = span.end - span.start;
        let (marked, behind) = line.split_at_checked(marked).unwrap_or((line, b""));
        let goes_on = line.len() == near.len() && near.len() < rest.len();
        push_shown(&mut text, if goes_on && behind.is_empty() { whole(marked) } else { marked });
        let mark = start..text.len();
        push_shown(
            &mut text,
            if goes_on { whole(behind) } else { behind.strip_suffix(b"\r").unwrap_or(behind) },
        );
        if goes_on {
            text.push('…');
        }
        Self { text, mark }
    }

    fn snippet<'a>(
        &'a self,
        line: usize,
        pointer: &'a str,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let mark = AnnotationKind::Primary.span(self.mark.clone());
        let mark = if pointer.is_empty() { mark } else { mark.label(pointer) };
        Snippet::source(&*self.text).line_start(line).annotation(mark)
    }
}

/// The text without the character that was cut in two at its end, if one was.
fn whole(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}

/// Writes bytes as text. Controls that the renderer would let through could steer a terminal.
fn push_shown(text: &mut String, bytes: &[u8]) {
    let lossy = String::from_utf8_lossy(bytes);
    text.extend(
        lossy.chars().map(|c| if matches!(c, '\u{80}'..='\u{9F}') { char::REPLACEMENT_CHARACTER } else { c }),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use fact_check_card::read_record;

    #[test]
    fn keys_do_not_turn_a_pointer_around() {
        let document =
            "{\"\u{202E}yek\u{2028}\": 1, \"version\": 1, \"lang\": \"en\", \"claim\": {\"text\": \"A.\"}, \
            \"verdict\": {\"status\": \"true\"}}"
                .as_bytes();
        let mut problems = read_record(document).problems;
        problems.retain(|problem| problem.pointer.contains('\u{202E}'));
        assert_eq!(problems.len(), 1);
        let spot = Spot { file: "a", line: 1, column: Some(2), record: None };
        for found in &problems {
            for marked in [None, Some((document, 1..13))] {
                let told = problem(found, spot, marked, false);
                assert!(told.contains("/\\u{202e}yek\\u{2028}") && !told.contains('\u{202E}'), "{told}");
            }
        }
    }

    /// The excerpt, with what is marked in brackets.
    fn excerpt(document: &[u8], span: Range<usize>) -> String {
        let Excerpt { mut text, mark } = Excerpt::of(document, span);
        text.insert(mark.end, ']');
        text.insert(mark.start, '[');
        text
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(excerpt(b"a\nbcd\r\ne", 3..4), "b[c]d");
        assert_eq!(excerpt(b"abc", 3..3), "abc[]");
        assert_eq!(excerpt(b"a\nb", 2..3), "[b]");
        assert_eq!(excerpt(b"a\"b\nc", 1..9), "a[\"b]");
    }

    #[test]
    fn long_lines_are_cut_between_characters() {
        let text = "é".repeat(300);
        let cut = excerpt(text.as_bytes(), 300..302);
        assert_eq!(cut, format!("…{}[é]{}…", "é".repeat(24), "é".repeat(47)));
        assert_eq!(excerpt(text.as_bytes(), 0..600), format!("[{}]…", "é".repeat(48)));
        let odd = format!("a{text}");
        assert!(!excerpt(odd.as_bytes(), 301..303).contains('\u{FFFD}'));
    }

    #[test]
    fn what_is_no_text_or_would_steer_a_terminal_is_replaced() {
        assert_eq!(excerpt(b"a\xFFb", 1..2), "a[\u{FFFD}]b");
        assert_eq!(excerpt("a\u{9b}b".as_bytes(), 3..4), "a\u{FFFD}[b]");
    }
}
