//! Ratings as verdicts: the label decides the status; the number is kept where it says no other thing than the label.
//! Beside `claim` and `publisher`.

use alloc::string::String;
use alloc::vec::Vec;

use super::graph::Item;
use super::importer::{Importer, Meaning, Told};
use super::text;
use crate::claimreview::labels::is_of_word;
use crate::closed_set::place_of;
use crate::json::write::{self, Keys, push_string};
use crate::json::{Node, Value};
use crate::parts::{count_chars, cut, cut_at, joined, marked_anew, parts, trimmed};
use crate::problem::{Code, quoted};
use crate::record::{Issue, Status};
use crate::value::Decimal;
use crate::value::text::is_space;

/// A verdict that is being put together.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    label: Option<String>,
    status: Option<Status>,
    pub(super) issues: Vec<Issue>,
    rating: Option<Rating>,
    pub(super) explanation: Option<String>,
    pub(super) details: Option<String>,
}

#[derive(Clone, Copy, Debug)]
struct Rating {
    value: Decimal,
    best: Option<Decimal>,
    worst: Option<Decimal>,
}

/// A label longer than this, in characters, is a sentence.
const LONGEST_LABEL: usize = 60;

impl Verdict {
    /// The verdict as JSON text. `unrated` is the status of a verdict that says something, but not in words that are known.
    pub(super) fn to_json(&self) -> String {
        let says_something = self.label.is_some()
            || self.explanation.is_some()
            || self.rating.is_some()
            || !self.issues.is_empty();
        let mut out = String::new();
        let mut keys = Keys::open(&mut out);
        let status = self.status.or(says_something.then_some(Status::Unrated));
        keys.present("status", status.map(Status::as_str));
        keys.present("label", self.label.as_deref());
        if !self.issues.is_empty() {
            write::push_list(keys.value("issues"), &self.issues, |out, issue| {
                push_string(out, issue.as_str());
            });
        }
        if let Some(rating) = self.rating {
            let mut numbers = Keys::open(keys.value("rating"));
            for (name, number) in
                [("value", Some(rating.value)), ("best", rating.best), ("worst", rating.worst)]
            {
                if let Some(number) = number {
                    numbers.value(name).push_str(&number.to_text());
                }
            }
            numbers.close();
        }
        keys.present("explanation", self.explanation.as_deref());
        keys.present("details", self.details.as_deref());
        keys.close();
        out
    }

    pub(super) fn add_issues(&mut self, issues: &[Issue]) {
        for issue in issues {
            if !self.issues.contains(issue) {
                self.issues.push(*issue);
            }
        }
    }

    fn mean(&mut self, label: String, (status, issues): Meaning<'_>) {
        self.label = Some(label);
        self.status = Some(status);
        self.add_issues(issues);
    }

    /// Takes a text for the explanation; for the details, when there is one already.
    fn explain(&mut self, said: String) {
        match &self.explanation {
            None => self.explanation = Some(said),
            Some(explanation) if *explanation == said || self.details.is_some() => {}
            Some(_) => self.details = Some(said),
        }
    }
}

impl<'a> Importer<'a> {
    /// Reads the rating of a review.
    pub(super) fn verdict(&mut self, review: Item<'a>) -> Verdict {
        let mut verdict = Verdict::default();
        let ratings = self.all(review, "reviewRating");
        if let Some(second) = ratings.get(1) {
            self.left_out(second.at, "one rating", "a second one");
        }
        match ratings.first().map(|rating| (rating, &rating.value)) {
            Some((rating, Value::Object(_))) => {
                if let Some(item) = self.item(rating) {
                    self.rating(item, &mut verdict);
                }
            }
            Some((rating, Value::Text(_) | Value::Number(_))) => {
                self.repaired(rating.at, "an object, the rating", "a text", "read as its label");
                self.label(rating, &mut verdict);
            }
            _ => {}
        }
        if let Some(node) = self.get(review, "reviewBody")
            && let Some(body) = self.paragraphs(node)
            && verdict.explanation.as_ref() != Some(&body)
        {
            if verdict.repeats(&body) {
                self.left_out(node.at, "more than label and explanation say", &quoted(&body));
                return verdict;
            }
            verdict.details = Some(match verdict.details.take() {
                Some(details) => {
                    self.tell(node.at, Told::Whole);
                    joined(&[details.as_str(), "\n\n", &body])
                }
                None => body,
            });
        }
        verdict
    }

    fn rating(&mut self, item: Item<'a>, verdict: &mut Verdict) {
        self.rest(item, "alternateName name ratingValue bestRating worstRating ratingExplanation");
        let value = self.get(item, "ratingValue");
        let value = value.and_then(|value| self.each(value).first().copied());
        let in_words = |node: &&Node<'_>| match &node.value {
            Value::Text(text) => text.chars().any(text::is_letter) && !text::is_placeholder(text),
            _ => false,
        };
        let named = self.first(item, "alternateName name");
        match (named, value.filter(in_words)) {
            (Some(label), _) => self.label(label, verdict),
            (None, Some(label)) => {
                self.repaired(label.at, "a number", "a word", "read as the label, since there is no other");
                self.label(label, verdict);
            }
            (None, None) => {}
        }
        if let Some(explanation) = self.get(item, "ratingExplanation") {
            match &explanation.value {
                // A publishing system of India numbers them.
                Value::Number(number) => self.left_out(explanation.at, "an explanation", number),
                _ => {
                    if let Some(said) = self.text(explanation) {
                        verdict.explain(said);
                    }
                }
            }
        }
        if let Some(value) = value.filter(|value| !in_words(value)) {
            self.number(item, value, verdict);
        }
    }

    /// Reads a label, and by it the status.
    pub(super) fn label(&mut self, node: &'a Node<'a>, verdict: &mut Verdict) {
        let Some(said) = self.text(node) else { return };
        let label = self.without_underscores(node.at, said);
        let is_read = self.is_known_label(node, &label, verdict)
            || self.is_named_label(node, &label, verdict)
            || self.begins_with_label(node, &label, verdict);
        if !is_read {
            self.unknown_label(node, label, verdict);
        }
    }

    /// Takes what is a label as it is; or a list of them, `["False", "Misleading"]`: those that agree mean what each means.
    fn is_known_label(&mut self, node: &'a Node<'a>, label: &str, verdict: &mut Verdict) -> bool {
        let meanings = match (self.meaning(label), &node.value) {
            (Some(meaning), _) => Some(Vec::from([meaning])),
            (None, Value::List(_)) => self.agreed(node),
            (None, _) => None,
        };
        for meaning in meanings.iter().flatten() {
            verdict.mean(String::from(label), *meaning);
        }
        meanings.is_some()
    }

    /// Takes a label behind a word that says that it is one.
    fn is_named_label(&mut self, node: &'a Node<'a>, label: &str, verdict: &mut Verdict) -> bool {
        let Some((prefix, inner)) = labelled(label) else { return false };
        let Some(meaning) = self.meaning(inner) else { return false };
        let made = joined(&["the label is ", &quoted(inner)]);
        self.repaired(node.at, "a label", &joined(&[&quoted(prefix), " before it"]), &made);
        verdict.mean(String::from(inner), meaning);
        true
    }

    /// Takes a first sentence that is a label, and what follows as the explanation; unless the next takes it back.
    fn begins_with_label(&mut self, node: &'a Node<'a>, label: &str, verdict: &mut Verdict) -> bool {
        let Some((first, rest)) = first_sentence(label) else { return false };
        let Some(meaning) = self.meaning(first) else { return false };
        if turns(rest) {
            let found = joined(&[&quoted(first), ", which the next sentence takes back"]);
            self.note(
                node.at,
                Code::UnknownLabel,
                &["expected a label, found ", &found, ": status unrated, the whole is the explanation"],
            );
            verdict.explanation = Some(String::from(label));
            return true;
        }
        // The full stop ended the sentence; a label that stands alone keeps its own.
        let first = first.strip_suffix('.').unwrap_or(first);
        let made = joined(&["the first is the label, ", &quoted(first), ", the rest the explanation"]);
        self.repaired(node.at, "a label", "sentences", &made);
        verdict.explanation = Some(String::from(rest));
        verdict.mean(String::from(first), meaning);
        true
    }

    /// Shows a label whose meaning nobody has said as it is; a sentence is no label, but the explanation.
    fn unknown_label(&mut self, node: &'a Node<'a>, label: String, verdict: &mut Verdict) {
        let is_parted =
            first_sentence(&label).is_some_and(|(first, _)| first.ends_with(['.', '!', '?', '।', '。', '۔']));
        let is_sentence = count_chars(&label) > LONGEST_LABEL || is_parted;
        let (expected, made) = if is_sentence {
            ("expected a label, found a sentence, ", ": read as the explanation, status unrated")
        } else {
            ("expected a label whose meaning is known, found ", ": shown as it is, status unrated")
        };
        self.note(node.at, Code::UnknownLabel, &[expected, &quoted(&label), made]);
        *if is_sentence { &mut verdict.explanation } else { &mut verdict.label } = Some(label);
    }

    fn without_underscores(&mut self, at: u32, label: String) -> String {
        if cut(&label, b'_').is_none() || cut(&label, b' ').is_some() {
            return label;
        }
        let spaced = marked_anew(&label, b'_', ' ');
        self.repaired(
            at,
            "a label",
            &joined(&[&quoted(&label), ", a name for programs"]),
            &joined(&["read as ", &quoted(&spaced)]),
        );
        spaced
    }

    /// What all labels of a list mean, if they do not differ in status. One that only names an issue differs from none.
    fn agreed(&mut self, node: &'a Node<'a>) -> Option<Vec<Meaning<'a>>> {
        let mut agreed: Vec<Meaning<'a>> = Vec::new();
        let mut status = Status::Unrated;
        for item in self.each(node) {
            let Value::Text(label) = &item.value else { return None };
            let (found, issues) = self.meaning(label)?;
            let only_issues = found == Status::Unrated && !issues.is_empty();
            if !only_issues {
                if !agreed.is_empty() && status != Status::Unrated && status != found {
                    return None;
                }
                status = found;
            }
            agreed.push((found, issues));
        }
        Some(agreed.into_iter().map(|(_, issues)| (status, issues)).collect())
    }

    /// Reads the number, unless it is no place on a scale or says another thing than the label.
    fn number(&mut self, item: Item<'a>, value: &'a Node<'a>, verdict: &mut Verdict) {
        let mut as_text = false;
        let Some(number) = self.decimal(value, &mut as_text) else { return };
        let best = self.get(item, "bestRating").and_then(|node| self.decimal(node, &mut as_text));
        let worst = self.get(item, "worstRating").and_then(|node| self.decimal(node, &mut as_text));
        if as_text {
            self.repaired(item.1, "numbers", "texts", "read as the numbers that they write");
        }
        let why = match (worst, best) {
            (Some(worst), Some(best)) if worst == best => Some("a scale whose ends are one"),
            (Some(worst), Some(best)) if number.position(worst, best).is_none() => {
                Some("a place that is not on the scale")
            }
            (None, Some(best)) if number > best => Some("a place that is not on the scale"),
            _ if contradicts(number, worst, best, verdict.status) => {
                Some("a place that says another thing than the label; the label decides")
            }
            _ => None,
        };
        match why {
            Some(why) => {
                let with = if best.or(worst).is_some() { " with its ends" } else { "" };
                let said = ["expected a place on the publisher's scale, found ", why, ": left out", with];
                self.note(value.at, Code::LeftOut, &said);
            }
            None => verdict.rating = Some(Rating { value: number, best, worst }),
        }
    }

    fn decimal(&mut self, node: &'a Node<'a>, as_text: &mut bool) -> Option<Decimal> {
        let node = self.each(node).first().copied()?;
        let said = match &node.value {
            Value::Number(number) => *number,
            Value::Text(text) => {
                *as_text = true;
                text::trim(text)
            }
            _ => "",
        };
        let plain = marked_anew(said.strip_prefix('+').unwrap_or(said), b',', '.');
        let is_number = plain.bytes().any(|byte| byte.is_ascii_digit())
            && plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        let number = is_number.then(|| Decimal::parse(&plain)).flatten();
        match number {
            Some(_) => self.tell(node.at, Told::Whole),
            None => self.left_out(node.at, "a number", &quoted(said)),
        }
        number
    }
}

impl Verdict {
    /// Whether a text says what label and explanation say already.
    fn repeats(&self, text: &str) -> bool {
        let said = |text: &Option<String>| letters(text.as_deref().unwrap_or_default());
        joined(&[&said(&self.label), &said(&self.explanation)]) == letters(text)
    }
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if is_of_word(c) {
            out.push(c);
        }
    }
    out
}

/// Whether a place on a scale would show the claim as true where the label says false, or the reverse. Scales without
/// their ends are taken for 1 to 5, as schema.org once said.
fn contradicts(
    value: Decimal,
    worst: Option<Decimal>,
    best: Option<Decimal>,
    status: Option<Status>,
) -> bool {
    let position = value.position(worst.unwrap_or(Decimal::whole(1)), best.unwrap_or(Decimal::whole(5)));
    let likely = match status {
        Some(Status::True | Status::MostlyTrue) => 500..=1000,
        Some(Status::Mixed) => 100..=900,
        Some(Status::MostlyFalse | Status::False) => 0..=500,
        _ => return false,
    };
    position.is_some_and(|position| !likely.contains(&position))
}

/// Words before a label that name it: `Rating: false`, `: false`, `Desk Rating - False`.
fn labelled(label: &str) -> Option<(&str, &str)> {
    const WORDS: &str = "rating,verdict,conclusion,fact check,fact-check,result,status,veredicto,conclusión,\
        calificación,bewertung,fazit,verdetto";
    let (prefix, inner) = cut(label, b':').or_else(|| {
        let (prefix, inner) = cut_at(label, " - ").or_else(|| cut_at(label, " – "))?;
        Some((prefix, inner))
    })?;
    let prefix = trimmed(prefix);
    let lower = text::lowered(prefix);
    (lower.is_empty() || parts(WORDS, b',').any(|word| lower.ends_with(word)))
        .then_some((prefix, trimmed(inner)))
}

/// Parts a text behind its first sentence, or behind the colon of `FALSE: …`; `None` when it has no second part.
fn first_sentence(text: &str) -> Option<(&str, &str)> {
    let mut end = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let breaks = match c {
            '.' | '!' | '?' | ':' => chars.peek().is_some_and(|(_, next)| is_space(*next)),
            // Scripts that put no space behind a full stop, or another one.
            '।' | '。' | '！' | '？' | '؟' | '۔' => chars.peek().is_some(),
            _ => false,
        };
        if breaks {
            end = Some((at, at + c.len_utf8(), c == ':'));
            break;
        }
    }
    let (before, behind, is_colon) = end?;
    let first = text.get(..if is_colon { before } else { behind })?;
    let rest = trimmed(text.get(behind..)?);
    (!rest.is_empty()).then_some((first, rest))
}

/// Whether a sentence takes back what the one before it said.
fn turns(sentence: &str) -> bool {
    const WORDS: &str = "but however although though yet not except mais cependant toutefois pourtant pero sin aunque mas porém contudo \
        aber jedoch allerdings doch ma però tuttavia लेकिन لكن ولكن";
    let is_end = |c: char| is_space(c) || matches!(c, ',' | ':' | '.' | '،');
    let first = sentence.split(is_end).next().unwrap_or_default();
    place_of(WORDS, &text::lowered(first)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_part_where_they_end() {
        assert_eq!(first_sentence("Correct. It closes."), Some(("Correct.", "It closes.")));
        assert_eq!(first_sentence("FALSE: it opens"), Some(("FALSE", "it opens")));
        assert_eq!(first_sentence("गलत।पुल खुला है"), Some(("गलत।", "पुल खुला है")));
        for whole in ["Correct.", "Half true", "3.5 Pinocchios", "", ".", "A:b"] {
            assert_eq!(first_sentence(whole), None, "{whole}");
        }
    }

    #[test]
    fn what_names_a_label_comes_off() {
        assert_eq!(labelled("Sample Desk Rating - False"), Some(("Sample Desk Rating", "False")));
        assert_eq!(labelled("Bewertung: Falsch"), Some(("Bewertung", "Falsch")));
        assert_eq!(labelled(": false"), Some(("", "false")));
        for other in ["True: but not today", "Half - True", "False"] {
            assert_eq!(labelled(other), None, "{other}");
        }
    }

    #[test]
    fn a_but_takes_back() {
        for turning in ["But not today", "however, it opens", "Pero no hoy", "Aber nicht heute", "لكن لا"]
        {
            assert!(turns(turning), "{turning}");
        }
        for plain in ["Butter is dear", "It closes", ""] {
            assert!(!turns(plain), "{plain}");
        }
    }

    #[test]
    fn numbers_that_say_another_thing_are_found() {
        let says = |value, worst: Option<i32>, best: Option<i32>, status| {
            contradicts(
                Decimal::whole(value),
                worst.map(Decimal::whole),
                best.map(Decimal::whole),
                Some(status),
            )
        };
        assert!(says(5, Some(1), Some(5), Status::False));
        assert!(says(1, None, Some(6), Status::True));
        assert!(!says(5, Some(5), Some(1), Status::False), "backwards, and agreeing");
        assert!(!says(3, Some(1), Some(5), Status::MostlyFalse));
        assert!(!says(5, Some(1), Some(5), Status::Unproven));
    }
}
