//! Bytes to a record that is fit to print, and everything that is wrong with them.
//! Below `record`, above `card`: values and shapes are judged as they are read, the whole is judged here.

mod references;

use alloc::vec::Vec;

use crate::card::Card;
use crate::closed_set::place_of;
use crate::json::{Parser, Start};
use crate::problem::{Code, Problem, Severity};
use crate::record::Record;
use crate::record::read::Reader;
use crate::record::shape::Fields;

/// What came of reading a document.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The card to show; `None` when a problem is fatal.
    pub card: Option<Card>,
    /// Everything that is wrong with the document, in the order in which it was found.
    pub problems: Vec<Problem>,
    /// Whether a document that is no record may be one of another dialect, which import reads: a web page, a list, or an object
    /// that speaks JSON-LD or is an answer of the Fact Check Tools API.
    pub(crate) is_foreign: bool,
}

impl Reading {
    /// What is left of a document that cannot be read at all.
    pub(crate) fn failed(problem: Problem) -> Self {
        Self { card: None, problems: [problem].into(), is_foreign: false }
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
    let mut reader = Reader::default();
    let mut json = Parser::of(bytes);
    let (fields, is_foreign) = read_root(&mut json, &mut reader);
    if let Some(problem) = json.end() {
        let is_foreign = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
        return Reading { is_foreign, ..Reading::failed(problem) };
    }
    let checked = fields.map(|mut fields| {
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
    Reading { card, problems, is_foreign }
}

/// Values of which more is to be said, and from `FOREIGN` on keys of documents that import reads.
const POINTED: &str = "/claim /verdict /claim/text /verdict/status /@context /@type /@graph /claims ";
const CLAIM: usize = 0;
const VERDICT: usize = 1;
const CLAIM_TEXT: usize = 2;
const STATUS: usize = 3;
const FOREIGN: usize = 4;

/// Reads the record itself; says besides what [`Reading::is_foreign`] is.
fn read_root(json: &mut Parser<'_>, reader: &mut Reader) -> (Option<Fields>, bool) {
    let root = json.value();
    let at = Some(root.at);
    let Start::Object = root.start else {
        json.pass_rest(&root.start);
        let found = "expected an object, the claim record, found another kind of value";
        reader.report(Code::NotARecord, at, found);
        return (None, matches!(root.start, Start::List));
    };
    let fields = reader.object(json, root.at, Record::SHAPE);
    let wordless = fields.as_ref().is_none_or(|fields| Record(fields).verdict().label().is_none());
    let (mut is_foreign, mut lacking) = (false, 0);
    for problem in &mut reader.problems {
        let pointed = place_of(POINTED, &problem.pointer).unwrap_or(usize::MAX);
        problem.code = match (problem.code, pointed) {
            (code @ Code::UnknownKey, FOREIGN..) if pointed < usize::MAX => {
                is_foreign = true;
                code
            }
            (code @ (Code::MissingField | Code::WrongType), CLAIM | VERDICT) => {
                lacking += u8::from(code == Code::MissingField);
                if pointed == CLAIM { Code::NoClaim } else { Code::NoVerdict }
            }
            (Code::MissingField | Code::WrongType | Code::BlankField, CLAIM_TEXT) => Code::NoClaim,
            (Code::MissingField | Code::WrongType, STATUS) if wordless => Code::NoVerdict,
            (code, _) => code,
        };
    }
    // What is no record, or too much of one, is no more than that, whatever else may be wrong with it.
    let is_too_much = |problem: &Problem| problem.code == Code::TooManySources;
    if reader.problems.iter().any(is_too_much) {
        reader.problems.retain(is_too_much);
        return (None, is_foreign);
    }
    if lacking == 2 {
        reader.problems.truncate(0);
        let found = "expected a claim record, with the keys version, lang, claim and verdict, found neither claim nor verdict";
        reader.report(Code::NotARecord, at, found);
    }
    (fields, is_foreign)
}

#[cfg(test)]
mod tests;
