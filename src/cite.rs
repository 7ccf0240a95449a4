//! How to cite a check, in the styles that readers are asked for. Below `card` and `words`; pages and readers copy it.
//! Every form leads with the finding: a citation that spreads is never the bare claim.
//!
//! Sources: *Publication Manual of the American Psychological Association*, 7th ed., 9.7–9.12 (authors), 9.14–9.17 (dates)
//! and 10.16 (webpages); *The Chicago Manual of Style*, 17th ed., 14.76 (authors) and 14.205–14.207 (website content), as a
//! bibliography has it; the manual of biblatex 3.20 (`@online`).
//!
//! A record has names as they are said. Only those of people are turned round, and only where the family name can be told:
//! “Doe, Jane” as it stands, else the last word of a name in Latin, Greek or Cyrillic letters, with the particles before it.

use alloc::string::String;
use alloc::vec::Vec;

use crate::card::Card;
use crate::closed_set::{closed_set, word_at};
use crate::parts::{cut, joined, part_at, parts, trimmed};
use crate::problem::push_number;
use crate::record::{AgentKind, Review};
use crate::value::PartialDate;
use crate::words::{Word, Words, fill_text};

closed_set! {
    /// A style of citation.
    #[derive(Default)]
    pub enum Style {
        /// A line that anyone can read.
        #[default]
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
    let modified = review.and_then(|review| review.modified());
    let date = modified.or(review.and_then(|review| review.published())).or(record.verdict().as_of());
    let url = review.and_then(|review| review.url()).map_or("", |url| url.as_str());
    let mut title = finding(card, words);
    title.push_str(match style {
        Style::Chicago | Style::Bibtex => ": ",
        Style::Plain | Style::Apa => ". ",
    });
    title.push_str(record.claim().text().as_str());
    let (authors, site) = names(review, publisher);
    let author = listed(&authors, style);
    if style == Style::Bibtex {
        return bibtex(card, &title, &author, site, date, url);
    }
    let mut when = match (style, date) {
        (Style::Plain, Some(date)) if !words.lang().is("en") => words.date(date, None),
        (Style::Plain, None) => String::new(),
        _ => dated(date, style),
    };
    if style == Style::Chicago && modified.is_some() {
        when = joined(&["Last modified ", &when]);
    }
    let quoted =
        if style == Style::Chicago { joined(&["“", &ended(&title), "”"]) } else { String::new() };
    let parts: [&str; 4] = match style {
        // Without an author, the title stands first (9.12).
        Style::Apa if author.is_empty() => [&title, &when, "", ""],
        Style::Apa => [&author, &when, &title, site],
        Style::Chicago => [&author, &quoted, site, &when],
        Style::Plain | Style::Bibtex => [&title, publisher.unwrap_or_default(), &when, ""],
    };
    let mut out = String::new();
    for part in &parts {
        push_part(&mut out, &ended(part));
    }
    push_part(&mut out, url);
    if style == Style::Chicago && !url.is_empty() {
        out.push('.');
    }
    out
}

/// Who made something, and whether that is one human being.
type Author<'a> = (&'a str, bool);

/// The authors, and the name of the site unless it is among them: it stands for them if there are none.
fn names<'a>(review: Option<Review<'a>>, publisher: Option<&'a str>) -> (Vec<Author<'a>>, &'a str) {
    let mut authors = Vec::new();
    if let Some(review) = review {
        for author in review.authors() {
            authors.push((author.name().as_str(), author.kind() == Some(AgentKind::Person)));
        }
    }
    let site = publisher.unwrap_or_default();
    if authors.is_empty() && !site.is_empty() {
        authors.push((site, false));
    }
    let is_named = authors.first().is_some_and(|first| first.0 == site);
    (authors, if is_named { "" } else { site })
}

/// The authors as a style lists them: APA up to twenty, Chicago up to ten.
fn listed(authors: &[Author<'_>], style: Style) -> String {
    let mut out = String::new();
    let count = authors.len();
    let shown = match style {
        Style::Apa if count > 20 => 19,
        Style::Chicago if count > 10 => 7,
        _ => count,
    };
    for (place, author) in authors.iter().enumerate() {
        let is_last = place + 1 == count;
        if place >= shown && !(is_last && style == Style::Apa) {
            continue;
        }
        if place > 0 {
            out.push_str(match style {
                Style::Bibtex => " and ",
                Style::Apa if is_last && shown < count => ", . . . ",
                Style::Apa if is_last => ", & ",
                // Two names of which neither is turned round need no comma.
                Style::Chicago if is_last && count == 2 && !authors.iter().any(|author| author.1) => " and ",
                Style::Chicago if is_last => ", and ",
                _ => ", ",
            });
        }
        push_name(&mut out, *author, style, place == 0);
    }
    if style == Style::Chicago && shown < count {
        out.push_str(", et al.");
    }
    out
}

fn push_name(out: &mut String, (name, is_person): Author<'_>, style: Style, is_first: bool) {
    match (given_and_family(name).filter(|_| is_person), style) {
        (Some((given, family)), Style::Apa) => {
            out.push_str(family);
            out.push(',');
            for word in parts(given, b' ') {
                let mut mark = ' ';
                for part in parts(word, b'-') {
                    out.push(mark);
                    mark = '-';
                    if let Some(initial) = part.chars().next() {
                        out.push(initial);
                    }
                    out.push('.');
                }
            }
        }
        (Some((given, family)), Style::Bibtex) => push_tex(out, &joined(&[family, ", ", given])),
        (Some((given, family)), _) if is_first => out.push_str(&joined(&[family, ", ", given])),
        (Some((given, family)), _) => out.push_str(&joined(&[given, " ", family])),
        (None, Style::Bibtex) => out.push_str(&grouped(name)),
        (None, _) => out.push_str(name),
    }
}

/// The parts of a person's name, if they can be told.
fn given_and_family(name: &str) -> Option<(&str, &str)> {
    if let Some((family, given)) = cut(name, b',') {
        return Some((trimmed(given), family));
    }
    // Up to Cyrillic; further on are scripts whose names begin with the family.
    if name.chars().next()? > '\u{52F}' {
        return None;
    }
    let mut end = None;
    for (place, pair) in name.as_bytes().windows(2).enumerate() {
        if let [b' ', next] = pair {
            end = Some(place);
            // A particle, such as "van".
            if next.is_ascii_lowercase() {
                break;
            }
        }
    }
    let (given, family) = name.split_at_checked(end?)?;
    Some((given, trimmed(family)))
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

/// Adds a part behind a space, unless it is empty.
#[inline(never)]
fn push_part(out: &mut String, part: &str) {
    if !out.is_empty() && !part.is_empty() {
        out.push(' ');
    }
    out.push_str(part);
}

/// A sentence with its full stop, unless it is empty or ends like one.
#[inline(never)]
fn ended(sentence: &str) -> String {
    let has_end = matches!(sentence.chars().next_back(), None | Some('.' | '!' | '?' | '”' | '。' | '؟'));
    joined(&[sentence, if has_end { "" } else { "." }])
}

fn month(date: &PartialDate) -> Option<&'static str> {
    Some(word_at(MONTHS, usize::from(date.month()?) - 1))
}

/// A date as `(2016, October 20)` for APA, `October 20, 2016` for Chicago, `20 October 2016` for anyone; or that there is none.
/// English is written as most of its readers write it.
fn dated(date: Option<&PartialDate>, style: Style) -> String {
    // A line for each precision.
    let forms = match style {
        Style::Apa => "(n.d.)\n({y})\n({y}, {m})\n({y}, {m} {d})",
        Style::Chicago => "n.d.\n{y}\n{m} {y}\n{m} {d}, {y}",
        Style::Plain | Style::Bibtex => "n.d.\n{y}\n{m} {y}\n{d} {m} {y}",
    };
    let Some(date) = date else { return String::from(part_at(forms, b'\n', 0)) };
    let number = |number: u16| {
        let mut out = String::new();
        push_number(&mut out, number.into());
        out
    };
    let precision = 1 + usize::from(date.month().is_some()) + usize::from(date.day().is_some());
    let month = month(date).unwrap_or_default();
    let day = date.day().unwrap_or_default();
    let values: [(&str, &str); 3] = [("y", &number(date.year())), ("m", month), ("d", &number(day.into()))];
    fill_text(part_at(forms, b'\n', precision), &values)
}

fn bibtex(
    card: &Card,
    title: &str,
    author: &str,
    site: &str,
    date: Option<&PartialDate>,
    url: &str,
) -> String {
    let mut out = String::from("@online{");
    out.push_str(card.record().id().map_or("fact-check", |id| id.as_str()));
    push_field(&mut out, "author", author);
    push_field(&mut out, "title", &grouped(title));
    push_field(&mut out, "organization", &grouped(site));
    push_field(&mut out, "date", date.map(PartialDate::calendar_part).unwrap_or_default());
    let mut address = String::new();
    for c in url.chars() {
        match c {
            '{' => address.push_str("%7B"),
            '}' => address.push_str("%7D"),
            c => address.push(c),
        }
    }
    push_field(&mut out, "url", &address);
    out.push_str("\n}");
    out
}

/// Adds a field, unless it is empty.
fn push_field(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(&joined(&[",\n  ", key, " = {", value, "}"]));
    }
}

/// A text in braces, which is one name, and keeps its capitals; nothing of nothing.
fn grouped(text: &str) -> String {
    let mut out = String::new();
    if !text.is_empty() {
        out.push('{');
        push_tex(&mut out, text);
        out.push('}');
    }
    out
}

/// Adds a text so that TeX takes none of it for a command.
fn push_tex(out: &mut String, text: &str) {
    for c in text.chars() {
        let is_special = matches!(c, '#' | '$' | '%' | '&' | '_' | '~' | '^');
        if is_special {
            out.push('\\');
        }
        out.push(if matches!(c, '{' | '}' | '\\') { ' ' } else { c });
        if matches!(c, '~' | '^') {
            out.push_str("{}");
        }
    }
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

    /// A check with the authors and the publisher of manuals' examples.
    fn signed(authors: &str) -> String {
        std::format!(
            r#"{{"authors": [{authors}], "publisher": {{"name": "Sample Desk"}}, "published": "2024-05-09"}}"#
        )
    }

    fn person(name: &str) -> String {
        std::format!(r#"{{"name": "{name}", "kind": "person"}}"#)
    }

    #[test]
    fn people_are_named_as_each_style_names_them() {
        let review = signed(&[person("Jane Mary Doe"), person("Jean-Luc van der Berg")].join(","));
        assert_eq!(
            cited(Style::Apa, &review),
            "Doe, J. M., & van der Berg, J.-L. (2024, May 9). Fact check: False. The bridge closes on Sundays. Sample Desk."
        );
        assert_eq!(
            cited(Style::Chicago, &review),
            "Doe, Jane Mary, and Jean-Luc van der Berg. “Fact check: False: The bridge closes on Sundays.” Sample Desk. \
             May 9, 2024."
        );
        assert_eq!(
            cited(Style::Bibtex, &review),
            "@online{bridge,\n  author = {Doe, Jane Mary and van der Berg, Jean-Luc},\n  title = {{Fact check: False: The \
             bridge closes on Sundays}},\n  organization = {{Sample Desk}},\n  date = {2024-05-09}\n}"
        );
        assert!(!cited(Style::Plain, &review).contains("Doe"));
    }

    fn apa(authors: &[String]) -> String {
        let all = cited(Style::Apa, &signed(&authors.join(",")));
        String::from(all.split(" (2024").next().unwrap())
    }

    fn chicago(authors: &[String]) -> String {
        let all = cited(Style::Chicago, &signed(&authors.join(",")));
        String::from(all.split(" “").next().unwrap())
    }

    #[test]
    fn names_that_cannot_be_told_apart_stay_as_they_are() {
        let group = r#"{"name": "The Pier Team", "kind": "group"}"#;
        let unsaid = r#"{"name": "Ann Poe"}"#;
        assert_eq!(apa(&[String::from(group)]), "The Pier Team.");
        assert_eq!(apa(&[String::from(unsaid)]), "Ann Poe.");
        assert_eq!(apa(&[person("Doe, Jane")]), "Doe, J.");
        assert_eq!(apa(&[person("Ольга Немо")]), "Немо, О.");
        assert_eq!(apa(&[person("山田 太郎")]), "山田 太郎.");
        assert_eq!(apa(&[person("Cher")]), "Cher.");
        assert_eq!(chicago(&[person("Doe, Jane"), person("Roe, Rick")]), "Doe, Jane, and Rick Roe.");
        assert_eq!(chicago(&[String::from(group), String::from(unsaid)]), "The Pier Team and Ann Poe.");
        let tex = cited(Style::Bibtex, &signed(group));
        assert!(tex.contains("author = {{The Pier Team}}"), "{tex}");
    }

    #[test]
    fn long_lists_of_authors_are_cut_as_the_manuals_say() {
        let people: Vec<String> = (0..21).map(|at| person(&std::format!("A Doe{at}"))).collect();
        let twenty = apa(&people[..20]);
        assert!(twenty.ends_with("Doe18, A., & Doe19, A."), "{twenty}");
        let more = apa(&people);
        assert!(more.ends_with("Doe18, A., . . . Doe20, A.") && !more.contains("Doe19"), "{more}");
        assert_eq!(chicago(&people[..3]), "Doe0, A, A Doe1, and A Doe2.");
        assert!(chicago(&people[..10]).ends_with("A Doe8, and A Doe9."));
        assert!(chicago(&people[..11]).ends_with("A Doe6, et al."), "{}", chicago(&people[..11]));
    }

    #[test]
    fn a_publisher_that_is_the_author_is_named_once() {
        let review = signed(r#"{"name": "Sample Desk", "kind": "organization"}"#);
        assert_eq!(
            cited(Style::Apa, &review),
            "Sample Desk. (2024, May 9). Fact check: False. The bridge closes on Sundays."
        );
    }

    #[test]
    fn a_date_of_change_is_said_to_be_one() {
        let review = r#"{"published": "2024-05-09", "modified": "2024-06"}"#;
        assert_eq!(
            cited(Style::Chicago, review),
            "“Fact check: False: The bridge closes on Sundays.” Last modified June 2024."
        );
        assert_eq!(cited(Style::Chicago, "{}"), "“Fact check: False: The bridge closes on Sundays.” n.d.");
    }

    #[test]
    fn tex_takes_nothing_for_a_command() {
        let mut out = String::new();
        push_tex(&mut out, r"\input{x} 5 % ~ ^ a_b #1 $ &");
        assert_eq!(out, r" input x  5 \% \~{} \^{} a\_b \#1 \$ \&");
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        assert_eq!(cited(Style::Apa, "{}"), "Fact check: False. The bridge closes on Sundays. (n.d.).");
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
