//! A newsroom's own map from label to status, which beats the built-in table.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::fold::folded;
use crate::json::{Parser, Start};
use crate::order::sorted;
use crate::parts::trimmed;
use crate::problem::{Code, Problem, push_pointer};
use crate::record::read::Reader;
use crate::record::shape::{Stored, object};
use crate::record::{Issue, Status};

/// What a newsroom's labels mean: a JSON object with a member for each label.
///
/// A member's value is a status, or an object with a `status` and a list of `issues`, in the words of the claim record:
///
/// ```json
/// {
///   "Pas si simple": "mixed",
///   "Trucage": { "status": "false", "issues": ["altered"] },
///   "Checked": "unrated"
/// }
/// ```
///
/// `unrated` says that a label has no status, whatever the built-in table may say of it.
///
/// A label is found by its exact spelling (without the white space around it), or else without regard to case, accents and
/// punctuation, as in the table. Labels that differ only in these, such as `A+` and `A-`, are found by their exact
/// spelling alone, unless they mean the same.
///
/// # Example
///
/// ```
/// use fact_check_card::claimreview::labels::LabelMap;
/// use fact_check_card::record::{Issue, Status};
///
/// let (map, problems) = LabelMap::read(br#"{"Trucage": {"status": "false", "issues": ["altered"]}, "Flou": "vague"}"#);
/// assert_eq!(map.meaning("TRUCAGE !"), Some((Status::False, &[Issue::Altered][..])));
/// assert_eq!(problems[0].pointer, "/Flou");
/// assert_eq!(map.meaning("Flou"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelMap {
    entries: Vec<Entry>,
    /// The bytes of the longest folded label.
    longest: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    label: String,
    folded: String,
    status: Status,
    issues: Vec<Issue>,
}

impl Entry {
    fn says(&self) -> (Status, &[Issue]) {
        (self.status, &self.issues)
    }
}

object! {
    /// What a label means, written as an object.
    pub struct Mapped ("meaning of a label") {
        /// What was found.
        expected status: Status = "status",
        /// What is wrong with the way the claim is made.
        list issues: Issue = "issues",
    }
}

impl LabelMap {
    /// Reads a map of at most 1 MiB. An entry at fault is a problem, with a pointer to it, and is left out; so is one of
    /// its issues. The others are kept.
    pub fn read(bytes: &[u8]) -> (Self, Vec<Problem>) {
        let mut map = Self::default();
        let mut problems = Vec::new();
        match labels(bytes) {
            Ok(Some(labels)) => map.add(&again(&labels), Parser::of(bytes), &mut problems),
            Ok(None) => problems.push(Problem::of_document(
                Code::WrongType,
                "expected an object with a status for each label, found another kind of value",
            )),
            Err(problem) => problems.push(problem),
        }
        (map, problems)
    }

    /// Reads the members of an object; `again` says of each whether its label stands in one before it.
    fn add(&mut self, again: &[bool], mut json: Parser<'_>, problems: &mut Vec<Problem>) {
        json.value();
        for is_again in again {
            let Some((at, key)) = json.key() else { break };
            let mut reader = Reader::default();
            if let Some((status, issues)) = read_entry(&mut json, (at, &key), *is_again, &mut reader) {
                let label = String::from(trimmed(&key));
                let folded = folded(&label, usize::MAX).unwrap_or_default();
                self.longest = self.longest.max(folded.len());
                self.entries.push(Entry { label, folded, status, issues });
            }
            problems.extend(reader.problems.into_iter().map(|problem| {
                let mut pointer = String::new();
                push_pointer(&mut pointer, &key);
                pointer.push_str(&problem.pointer);
                Problem { pointer, ..problem }
            }));
        }
    }

    /// What the newsroom says of a label; `None` for one that it has not mapped.
    pub fn meaning(&self, label: &str) -> Option<(Status, &[Issue])> {
        let exact = trimmed(label);
        if let Some(entry) = self.entries.iter().find(|entry| entry.label == exact) {
            return Some(entry.says());
        }
        let key = folded(label, self.longest).filter(|key| !key.is_empty())?;
        let mut alike = self.entries.iter().filter(|entry| entry.folded == key).map(Entry::says);
        let first = alike.next()?;
        alike.all(|other| other == first).then_some(first)
    }
}

/// The labels of a map, as they are written; `None` where it is no object.
fn labels(bytes: &[u8]) -> Result<Option<Vec<Cow<'_, str>>>, Problem> {
    let mut json = Parser::of(bytes);
    let root = json.value();
    let mut labels = None;
    if let Start::Object = root.start {
        let labels = labels.get_or_insert_with(Vec::new);
        while let Some((_, label)) = json.key() {
            labels.push(label);
            json.pass();
        }
    } else {
        json.pass_rest(&root.start);
    }
    json.end().map_or(Ok(labels), Err)
}

/// Of each label, whether it stands there before. By sorting: a map may have tens of thousands.
fn again(labels: &[Cow<'_, str>]) -> Vec<bool> {
    let label = |place: usize| labels.get(place).map(|label| trimmed(label));
    let order = sorted(labels.len(), &|a, b| label(a) < label(b));
    let mut again: Vec<bool> = labels.iter().map(|_| false).collect();
    for (place, before) in order.iter().skip(1).zip(&order) {
        if let Some(again) = again.get_mut(*place) {
            *again = label(*place) == label(*before);
        }
    }
    again
}

fn read_entry(
    json: &mut Parser<'_>,
    (at, label): (u32, &str),
    is_again: bool,
    reader: &mut Reader,
) -> Option<(Status, Vec<Issue>)> {
    let sent = json.value();
    if trimmed(label).is_empty() {
        json.pass_rest(&sent.start);
        reader.report(Code::BlankField, Some(at), "expected a label, found a blank one");
        return None;
    }
    if is_again {
        json.pass_rest(&sent.start);
        let found = "expected each label once, found this one again: the first is read";
        reader.report(Code::DuplicateKey, Some(at), found);
        return None;
    }
    if let Start::Object = sent.start {
        let fields = reader.object(json, sent.at, Mapped::SHAPE)?;
        let mapped = Mapped(&fields);
        return Some((mapped.status()?, mapped.issues().collect()));
    }
    let status = Status::get(&reader.begun(json, &sent, &Status::KIND)?)?;
    Some((status, Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::MAX_BYTES;
    use alloc::string::ToString;

    fn problems(map: &str) -> Vec<String> {
        LabelMap::read(map.as_bytes()).1.iter().map(Problem::to_string).collect()
    }

    fn read(map: &str) -> LabelMap {
        let (map, problems) = LabelMap::read(map.as_bytes());
        assert_eq!(problems, []);
        map
    }

    #[test]
    fn a_label_is_found_without_regard_to_its_dress() {
        let map = read(
            r#"{"Pas si simple": "mixed", "Trucage": {"status": "false", "issues": ["altered", "hoax"]}}"#,
        );
        for label in ["Pas si simple", " pas-si-simple\r\n", "PAS SI SIMPLE !"] {
            assert_eq!(map.meaning(label), Some((Status::Mixed, &[][..])), "{label:?}");
        }
        assert_eq!(map.meaning("trucage"), Some((Status::False, &[Issue::Altered, Issue::Hoax][..])));
        for label in ["", "Pas si", "Pas si simple que ça", "simple", "True"] {
            assert_eq!(map.meaning(label), None, "{label:?}");
        }
        assert_eq!(LabelMap::default().meaning("True"), None);
    }

    #[test]
    fn labels_made_of_signs_are_found_as_they_are() {
        let map =
            read(r#"{"A+": "true", "A-": "mostly-true", "★★☆": "mixed", "Nein": "false", "NEIN": "false"}"#);
        assert_eq!(map.meaning("A-"), Some((Status::MostlyTrue, &[][..])));
        assert_eq!(map.meaning("a"), None, "it could be either");
        assert_eq!(map.meaning(" ★★☆ "), Some((Status::Mixed, &[][..])));
        assert_eq!(map.meaning("★☆☆"), None);
        assert_eq!(map.meaning("nein"), Some((Status::False, &[][..])), "both say the same");
    }

    #[test]
    fn a_sentence_may_be_a_label() {
        let label = "Correct. ".repeat(400);
        let map = read(&["{\"", &label, "\": \"true\", \"ﷺ\u{3cb}ß\": \"mixed\"}"].concat());
        assert_eq!(map.meaning(&label.to_uppercase()), Some((Status::True, &[][..])));
        assert_eq!(map.meaning("ﷺΫSS"), Some((Status::Mixed, &[][..])));
    }

    #[test]
    fn bad_entries_are_named_and_the_others_kept() {
        let map = r#"{"a/b~c": "maybe", "Flou": 3, "": "true", "Faux": "false", "Faux ": "true", "Leer": {},
            "Trucage": {"status": "false", "issues": ["altered", "ugly"], "color": "red"}, "Vrai": null}"#;
        let (read, _) = LabelMap::read(map.as_bytes());
        assert_eq!(read.meaning("Faux"), Some((Status::False, &[][..])));
        assert_eq!(read.meaning("Trucage"), Some((Status::False, &[Issue::Altered][..])));
        for label in ["a/b~c", "Flou", "Leer", "Vrai"] {
            assert_eq!(read.meaning(label), None, "{label}");
        }
        let words = "true, mostly-true, mixed, mostly-false, false, unproven, disputed, not-checkable, pending, withdrawn";
        let issues = "misleading, missing-context, exaggerated, understated, altered, staged, miscaptioned, \
            misattributed, fabricated, impostor, satire, hoax, scam, outdated, ai-generated";
        assert_eq!(
            problems(map),
            [
                format!("/a~1b~0c: expected one of {words}, unrated, found \"maybe\""),
                "/Flou: expected a word, found a number".to_string(),
                "/: expected a label, found a blank one".to_string(),
                "/Faux : expected each label once, found this one again: the first is read".to_string(),
                "/Leer/status: expected this field, found nothing".to_string(),
                format!("/Trucage/issues/1: expected one of {issues}, found \"ugly\""),
                "/Trucage/color: expected one of the keys status, issues, found \"color\"".to_string(),
                "/Vrai: expected a word, found null: leave the key out when there is nothing to say"
                    .to_string(),
            ]
        );
        let (_, problems) = LabelMap::read(map.as_bytes());
        assert!(problems.iter().all(|problem| problem.offset.is_some()));
    }

    #[test]
    fn what_is_no_map_is_one_problem() {
        for (sent, code) in [("", Code::NotJson), ("[]", Code::WrongType), ("{", Code::NotJson)] {
            let (map, problems) = LabelMap::read(sent.as_bytes());
            assert_eq!(map, LabelMap::default());
            assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code], "{sent:?}");
        }
    }

    #[test]
    fn the_largest_map_takes_no_time() {
        let mut map = String::from("{");
        for i in 0.. {
            let entry = format!("\"{:x}\":\"true\",", i % 50_000);
            if map.len() + entry.len() + 7 > MAX_BYTES {
                break;
            }
            map.push_str(&entry);
        }
        map.push_str("\"z\":1}");
        let (read, problems) = LabelMap::read(map.as_bytes());
        assert_eq!(read.meaning("C34F"), Some((Status::True, &[][..])));
        assert!(problems.len() > 20_000);
    }
}
