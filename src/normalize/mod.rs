//! Bytes to a record that is fit to print, and everything that is wrong with them.
//! Below `record`, above `card`: values and shapes are judged as they are read, the whole is judged here.

mod references;

use alloc::vec::Vec;

use crate::card::Card;
use crate::json;
use crate::problem::{Code, Problem, Severity};
use crate::record::read::Reader;
use crate::record::shape::Fields;
use crate::record::{MAX_SOURCES, Record};

/// What came of reading a document.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The card to show; `None` when a problem is fatal.
    pub card: Option<Card>,
    /// Everything that is wrong with the document, in the order in which it was found.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// What is left of a document that cannot be read at all.
    pub(crate) fn failed(problem: Problem) -> Self {
        Self { card: None, problems: [problem].into() }
    }

    /// Whether some problem is at least this grave.
    pub fn has(&self, severity: Severity) -> bool {
        self.problems.iter().any(|problem| problem.severity() <= severity)
    }
}

/// Reads a claim record from UTF-8 JSON text.
///
/// All problems of the document are reported, not the first only. Nothing is fetched, nothing panics, and the limits
/// (1 MiB, 2,000 sources, 20,000 characters a text, 64 levels) hold before memory is spent.
///
/// # Example
///
/// ```
/// let read = fact_check_card::read_record(br#"{"version": 1, "lang": "en",
///     "claim": {"text": "The bridge closes on Sundays."}, "verdict": {"status": "false", "label": "False"}}"#);
/// assert!(read.card.is_some());
/// let codes: Vec<_> = read.problems.iter().map(|problem| problem.code.as_str()).collect();
/// assert_eq!(codes, ["no-sources", "undated-claim"]);
/// ```
pub fn read_record(bytes: &[u8]) -> Reading {
    let node = match json::parse(bytes) {
        Ok(node) => node,
        Err(problem) => return Reading::failed(problem),
    };
    let mut reader = Reader::default();
    let checked = read_root(&node, &mut reader).map(|mut fields| {
        let (provenance, citations) = references::check(&mut fields, &mut reader);
        (fields, provenance, citations)
    });
    let mut problems = reader.problems;
    let fatal = problems.iter().any(|problem| problem.severity() == Severity::Fatal);
    let card = checked
        .filter(|_| !fatal)
        .map(|(fields, provenance, citations)| Card::new(fields, provenance, citations));
    if let Some(card) = &card {
        for gap in &card.gaps {
            problems.push(gap.problem());
        }
    }
    Reading { card, problems }
}

fn read_root(node: &json::Node<'_>, reader: &mut Reader) -> Option<Fields> {
    let at = Some(node.at);
    let json::Value::Object(members) = &node.value else {
        reader.report(
            Code::NotARecord,
            at,
            "expected an object, the claim record, found another kind of value",
        );
        return None;
    };
    let member = |key| members.iter().find(|member| member.key == key);
    if let Some(sources) = member("sources") {
        // Refused before it is read: the limit is there to spare the work.
        if matches!(&sources.node.value, json::Value::List(items) if items.len() > MAX_SOURCES) {
            reader.within("sources", |reader| {
                let found = "expected at most 2,000 sources, found more";
                reader.report(Code::TooManySources, Some(sources.node.at), found);
            });
            return None;
        }
    }
    if member("claim").is_none() && member("verdict").is_none() {
        let found = "expected a claim record, with the keys version, lang, claim and verdict, found neither claim nor verdict";
        reader.report(Code::NotARecord, at, found);
        return None;
    }
    let fields = reader.object(node, Record::SHAPE);
    let wordless = fields.as_ref().is_none_or(|fields| Record(fields).verdict().label().is_none());
    for problem in &mut reader.problems {
        problem.code = match (problem.code, problem.pointer.as_str()) {
            (Code::MissingField | Code::WrongType | Code::BlankField, "/claim" | "/claim/text") => {
                Code::NoClaim
            }
            (Code::MissingField | Code::WrongType, "/verdict") => Code::NoVerdict,
            (Code::MissingField | Code::WrongType, "/verdict/status") if wordless => Code::NoVerdict,
            (code, _) => code,
        };
    }
    fields
}

#[cfg(test)]
mod tests;
