//! How to cite a check, in the styles that readers are asked for. Below `card` and `words`; pages and readers copy it.
//! Every form leads with the finding: a citation that spreads is never the bare claim.
//! Sources: APA 7th ed. 10.16 (webpages), Chicago 17th ed. 14.207 (website content), biblatex 3.20 manual (`@online`).

use alloc::string::String;

use crate::card::Card;
use crate::closed_set::{closed_set, word_at};
use crate::problem::push_number;
use crate::value::PartialDate;
use crate::words::{Word, Words};

closed_set! {
    /// A style of citation.
    pub enum Style {
        /// A line that anyone can read.
        Plain = "plain",
        /// American Psychological Association.
        Apa = "apa",
        /// Chicago Manual of Style, bibliography.
        Chicago = "chicago",
        /// A biblatex entry.
        Bibtex = "bibtex",
    }
}

/// English names of the months: all styles but the plain one are written in English.
const MONTHS: &str = "January February March April May June July August September October November December";

/// Writes the citation of a check. What the record does not give is left out.
///
/// # Example
///
/// ```
/// use fact_check_card::{cite, read_record, words::Words};
///
/// let card = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes on Sundays."},
///     "verdict": {"status": "false", "label": "Wrong"}, "review": {"publisher": {"name": "Sample Desk"},
///     "published": "2024-05-09", "url": "https://example.org/checks/bridge"}}"#).card.unwrap();
/// assert_eq!(
///     cite::citation(&card, cite::Style::Apa, &Words::english()),
///     "Sample Desk. (2024, May 9). Fact check: Wrong. The bridge closes on Sundays. https://example.org/checks/bridge",
/// );
/// ```
pub fn citation(card: &Card, style: Style, words: &Words) -> String {
    let record = card.record();
    let review = record.review();
    let publisher = review.and_then(|review| review.publisher()).map(|publisher| publisher.name().as_str());
    let date =
        review.and_then(|review| review.modified().or(review.published())).or(record.verdict().as_of());
    let url = review.and_then(|review| review.url()).map(|url| url.as_str());
    let mut title = finding(card, words);
    title.push_str(match style {
        Style::Chicago | Style::Bibtex => ": ",
        Style::Plain | Style::Apa => ". ",
    });
    title.push_str(record.claim().text().as_str());
    let mut out = String::new();
    match style {
        Style::Plain => {
            push_sentence(&mut out, &title);
            push_sentence(&mut out, publisher.unwrap_or_default());
            push_sentence(&mut out, &date.map(|date| said(date, words)).unwrap_or_default());
        }
        Style::Apa => {
            push_sentence(&mut out, publisher.unwrap_or_default());
            push_sentence(&mut out, &year_first(date));
            push_sentence(&mut out, &title);
        }
        Style::Chicago => {
            push_sentence(&mut out, publisher.unwrap_or_default());
            let mut quoted = String::from("“");
            push_sentence(&mut quoted, &title);
            quoted.push('”');
            push_sentence(&mut out, &quoted);
            push_sentence(&mut out, &date.map(month_day_year).unwrap_or_default());
        }
        Style::Bibtex => return bibtex(card, &title, publisher, date, url),
    }
    if let Some(url) = url {
        push_space(&mut out);
        out.push_str(url);
        if style == Style::Chicago {
            out.push('.');
        }
    }
    out
}

/// `Fact check: Unproven`
pub(crate) fn finding(card: &Card, words: &Words) -> String {
    let mut out = String::from(words.get(Word::FactCheck));
    out.push_str(words.get(Word::Colon));
    out.push_str(label(card, words));
    out
}

/// The publisher's own words for the finding, or the card's.
pub(crate) fn label<'a>(card: &'a Card, words: &'a Words) -> &'a str {
    let label = card.record().verdict().label().map(|label| label.as_str());
    label.unwrap_or_else(|| words.name(Word::Status, card.status() as usize))
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with('“') {
        out.push(' ');
    }
}

/// Adds a sentence with its full stop, unless it is empty or ends like one.
fn push_sentence(out: &mut String, sentence: &str) {
    if sentence.is_empty() {
        return;
    }
    push_space(out);
    out.push_str(sentence);
    if !matches!(sentence.chars().next_back(), Some('.' | '!' | '?' | '”' | '。' | '؟')) {
        out.push('.');
    }
}

fn month(date: &PartialDate) -> Option<&'static str> {
    Some(word_at(MONTHS, usize::from(date.month()?) - 1))
}

fn push_parts(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

fn number(number: u16) -> String {
    let mut out = String::new();
    push_number(&mut out, number.into());
    out
}

/// A date for anyone to read: in the language of the words. English is written as most of its readers write it.
fn said(date: &PartialDate, words: &Words) -> String {
    if words.lang().is("en") { day_month_year(date) } else { words.date(date, None) }
}

/// `20 October 2016`
fn day_month_year(date: &PartialDate) -> String {
    let mut out = String::new();
    if let Some(day) = date.day() {
        push_parts(&mut out, &[&number(day.into()), " "]);
    }
    if let Some(month) = month(date) {
        push_parts(&mut out, &[month, " "]);
    }
    out.push_str(&number(date.year()));
    out
}

/// `October 20, 2016`
fn month_day_year(date: &PartialDate) -> String {
    let mut out = String::new();
    if let Some(month) = month(date) {
        push_parts(&mut out, &[month, " "]);
    }
    if let Some(day) = date.day() {
        push_parts(&mut out, &[&number(day.into()), ", "]);
    }
    out.push_str(&number(date.year()));
    out
}

/// `(2016, October 20)`, or `(n.d.)` when there is no date.
fn year_first(date: Option<&PartialDate>) -> String {
    let mut out = String::from("(");
    match date {
        None => out.push_str("n.d."),
        Some(date) => {
            out.push_str(&number(date.year()));
            if let Some(month) = month(date) {
                push_parts(&mut out, &[", ", month]);
            }
            if let Some(day) = date.day() {
                push_parts(&mut out, &[" ", &number(day.into())]);
            }
        }
    }
    out.push(')');
    out
}

fn bibtex(
    card: &Card,
    title: &str,
    publisher: Option<&str>,
    date: Option<&PartialDate>,
    url: Option<&str>,
) -> String {
    let mut out = String::from("@online{");
    out.push_str(card.record().id().map_or("fact-check", |id| id.as_str()));
    let date = date.map(PartialDate::calendar_part);
    for (key, value) in [("author", publisher), ("title", Some(title)), ("date", date), ("url", url)] {
        let Some(value) = value else { continue };
        push_parts(&mut out, &[",\n  ", key, " = {"]);
        // A group in braces is one name, and keeps its capitals.
        let grouped = matches!(key, "author" | "title");
        if grouped {
            out.push('{');
        }
        for c in value.chars() {
            match c {
                '{' | '}' | '\\' if grouped => out.push(' '),
                '{' => out.push_str("%7B"),
                '}' => out.push_str("%7D"),
                '#' | '$' | '%' | '&' | '_' if grouped => {
                    push_parts(&mut out, &["\\", c.encode_utf8(&mut [0; 4])]);
                }
                c => out.push(c),
            }
        }
        if grouped {
            out.push('}');
        }
        out.push('}');
    }
    out.push_str("\n}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_record;

    fn cited(style: Style, review: &str) -> String {
        let record = std::format!(
            r#"{{"version": 1, "id": "bridge", "lang": "en", "claim": {{"text": "The bridge closes on Sundays"}},
            "verdict": {{"status": "false"}}, "review": {review}}}"#
        );
        citation(&read_record(record.as_bytes()).card.unwrap(), style, &Words::english())
    }

    const REVIEW: &str = r#"{"publisher": {"name": "Sample & Desk"}, "published": "2024-05-09", "url": "https://example.org/a_b"}"#;

    #[test]
    fn each_style_has_its_order() {
        assert_eq!(
            cited(Style::Plain, REVIEW),
            "Fact check: False. The bridge closes on Sundays. Sample & Desk. 9 May 2024. https://example.org/a_b"
        );
        assert_eq!(
            cited(Style::Apa, REVIEW),
            "Sample & Desk. (2024, May 9). Fact check: False. The bridge closes on Sundays. https://example.org/a_b"
        );
        assert_eq!(
            cited(Style::Chicago, REVIEW),
            "Sample & Desk. “Fact check: False: The bridge closes on Sundays.” May 9, 2024. https://example.org/a_b."
        );
        assert_eq!(
            cited(Style::Bibtex, REVIEW),
            "@online{bridge,\n  author = {{Sample \\& Desk}},\n  title = {{Fact check: False: The bridge closes on \
             Sundays}},\n  date = {2024-05-09},\n  url = {https://example.org/a_b}\n}"
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        assert_eq!(cited(Style::Apa, "{}"), "(n.d.). Fact check: False. The bridge closes on Sundays.");
        assert_eq!(
            cited(Style::Plain, r#"{"published": "2024-05"}"#),
            "Fact check: False. The bridge closes on Sundays. May 2024."
        );
    }

    #[test]
    fn the_plain_line_is_in_the_language_of_the_words() {
        let record = std::format!(
            r#"{{"version": 1, "lang": "de", "claim": {{"text": "Die Brücke schließt."}},
            "verdict": {{"status": "false"}}, "review": {REVIEW}}}"#
        );
        let card = read_record(record.as_bytes()).card.unwrap();
        assert_eq!(
            citation(&card, Style::Plain, Words::of("de-AT")),
            "Faktencheck: Falsch. Die Brücke schließt. Sample & Desk. 9. Mai 2024. https://example.org/a_b"
        );
    }
}
