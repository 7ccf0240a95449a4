//! Other people's structured data as claim records: schema.org `ClaimReview` and `MediaReview`, and answers of Google's
//! Fact Check Tools API. Above `read_record`, which judges what comes out as it judges every record.
//!
//! # What is read
//!
//! - JSON-LD in every shape that publishers use: a node, a list, `@graph`, nodes within pages and articles, feeds, `@id`
//!   references, `properties` as readers of microdata write them. A check is found wherever it stands.
//! - The API's `claims:search` answers, one or several in a list.
//! - A claim record, which stays as it is.
//! - With the feature `html-import`, pages as they are (`import_html`).
//!
//! # What is made of it
//!
//! One record a review, in the order of the document. Several reviews of one claim are several records; several reviewed
//! items of one review are joined in one. Import invents nothing: what is not there stays out, and [`read_record`] says
//! what that costs. The label decides the status, never the number; a label that is not known is shown as it is, with
//! `unrated`.
//!
//! # What is said of it
//!
//! Nothing is changed silently, be it white space. Each change is a problem of the severity `repair`, with the JSON pointer
//! of the value in the *source* document, what was expected, what was found and what was made of it. `left-out` says what a
//! record does not have of the review: every value that is not in it as it stood is named, or the object or list that holds
//! it and its key. Types, contexts and `@id`, which say how a document is read, are not; nor is what stands around reviews.
//!
//! # Pages in a browser
//!
//! A browser parses the page itself (`DOMParser`) and calls [`import_blocks`](crate::claimreview::import::import_blocks) with what `import_html` finds natively, in
//! this order:
//!
//! 1. the text of every `script` whose `type` is `application/ld+json`, white space and parameters apart;
//! 2. for every element with `itemscope` and without `itemprop`, its item as JSON:
//!    - `@type`: the words of `itemtype`, as a list; `@id`: `itemid`, if there;
//!    - for each element within that has `itemprop`, but not within an inner item, each word of `itemprop` as a key; the
//!      values of one key as a list, in order;
//!    - a value is, of the first that holds: the inner item, with `itemscope`; `content`; `href` of `a`, `area` and
//!      `link`; `src` of `audio`, `embed`, `iframe`, `img`, `source`, `track` and `video`; `data` of `object`; `value` of
//!      `data` and `meter`; `datetime` of `time`; or else the text of the element. `itemref` is not followed; items are
//!      at most 30 deep;
//!    Both bound what items that say the same again and again cost: natively, an item has at most 200 keys and about 1 MiB
//!    of text; in a browser, four million characters and elements are looked at;
//! 3. if the root element has `lang`, `{"@type": "WebPage", "inLanguage": "…"}` with it.
//!
//! `page` is the first of these that is a whole address: `href` of `base` (resolved against the page's address, if that is
//! known), the page's address, `href` of `link rel="canonical"`.
//!
//! [`read_record`]: crate::read_record

mod address;
mod agent;
mod api;
mod claim;
mod date;
mod entities;
mod graph;
#[cfg(all(feature = "html-import", not(target_arch = "wasm32")))]
mod html;
mod importer;
mod media_review;
mod mend;
#[cfg(all(feature = "html-import", not(target_arch = "wasm32")))]
mod microdata;
mod publisher;
mod related;
mod remainder;
mod review;
mod source;
mod text;
mod verdict;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::labels::LabelMap;
use crate::json::{self, Node, Value};
use crate::order::sorted;
use crate::parts::{cut_at, joined, trimmed};
use crate::problem::{Code, Problem, Severity, quoted};
use crate::value::{Lang, SafeUrl};
use graph::{Block, Found, Graph, push_step};
#[cfg(all(feature = "html-import", not(target_arch = "wasm32")))]
pub use html::{MAX_PAGE_BYTES, import_html};
use importer::{Importer, Repair};

/// The largest source document, or all blocks of a page together, in bytes (8 MiB). The largest public archive of
/// `ClaimReview` in one file, 5,800 checks, has half of that; pages have a hundredth.
pub const MAX_BYTES: usize = 8 << 20;

/// The most values (texts, numbers, lists, objects and keys) in a source document; a check has 20 to 200.
pub const MAX_VALUES: usize = 1_000_000;

/// The most checks that one document gives: more than any public archive has in one file.
pub const MAX_CLAIMS: usize = 8_000;

/// The most that all records of one document may weigh, in bytes (32 MiB).
const MAX_OUTPUT: usize = 32 << 20;

/// How a document is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The address of the page that the document stands on: relative addresses are resolved against it.
    pub page: Option<&'a str>,
    /// The language of checks that do not say theirs, as a BCP 47 tag.
    pub lang: Option<&'a str>,
    /// The newsroom's own meanings of labels, which beat those that the library knows.
    pub labels: Option<&'a LabelMap>,
}

/// A record that was made of one review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The claim record, as JSON text. [`read_record`](crate::read_record) judges it.
    pub record: String,
    /// What was changed for it, each with its place in the source document.
    pub problems: Vec<Problem>,
}

/// What came of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// One record a review, in the order of the document.
    pub records: Vec<Imported>,
    /// What is wrong with the document as a whole. When one is fatal, a review or all of them were refused.
    pub problems: Vec<Problem>,
}

impl Import {
    fn refused(problem: Problem) -> Self {
        Self { records: Vec::new(), problems: [problem].into() }
    }
}

/// Imports a JSON document: `ClaimReview` or `MediaReview` in any shape, an answer of the Fact Check Tools API, or a claim
/// record, which is passed through.
///
/// Nothing is fetched and nothing panics. At most [`MAX_BYTES`], [`MAX_VALUES`], 64 levels and [`MAX_CLAIMS`] are read; a
/// document beyond is refused whole, before memory is spent on it.
///
/// # Example
///
/// ```
/// use fact_check_card::claimreview::import::{Options, import};
/// use fact_check_card::read_record;
///
/// let found = import(br#"{
///     "@context": "https://schema.org", "@type": "ClaimReview", "inLanguage": "en",
///     "claimReviewed": "The bridge closes on Sundays.", "url": "/checks/bridge",
///     "reviewRating": {"@type": "Rating", "ratingValue": -1, "bestRating": -1, "worstRating": -1, "alternateName": "False"}
/// }"#, &Options { page: Some("https://desk.example/"), ..Options::default() });
///
/// let imported = &found.records[0];
/// let said: Vec<String> = imported.problems.iter().map(|problem| problem.to_string()).collect();
/// assert_eq!(said, [
///     "/url: expected an http or https address, found \"/checks/bridge\", short for one on its page: \
///         read as \"https://desk.example/checks/bridge\"",
///     "/reviewRating/ratingValue: expected a place on the publisher's scale, found a scale whose ends are one: \
///         left out with its ends",
/// ]);
/// let card = read_record(imported.record.as_bytes()).card.unwrap();
/// assert_eq!(card.record().verdict().status().unwrap().as_str(), "false");
/// ```
pub fn import(document: &[u8], options: &Options<'_>) -> Import {
    if document.len() > MAX_BYTES {
        return Import::refused(too_large());
    }
    match json::utf8(document) {
        Ok(text) => blocks(&[text], options),
        Err(problem) => Import::refused(problem),
    }
}

/// Imports the JSON-LD blocks of one page. A block that is not JSON costs only itself, and `@id` leads from block to block.
///
/// A problem's pointer begins with the number of its block, from 0, as if the blocks were a list; unless there is only one.
///
/// # Example
///
/// ```
/// use fact_check_card::claimreview::import::{Options, import_blocks};
///
/// let found = import_blocks(&[
///     r#"{"@type": "ClaimReview", "claimReviewed": "The bridge closes.", "author": {"@id": "_:desk"}}"#,
///     r#"{"@type": "Organization", "@id": "_:desk", "name": "Sample Desk"}"#,
/// ], &Options::default());
/// assert!(found.records[0].record.contains("Sample Desk"));
/// ```
pub fn import_blocks(blocks: &[&str], options: &Options<'_>) -> Import {
    self::blocks(blocks, options)
}

fn too_large() -> Problem {
    Problem::of_document(
        Code::TooLarge,
        "expected a document of at most 8 MiB and 1,000,000 values, found a larger one: split it",
    )
}

fn unusable(expected: &str, found: &str) -> Problem {
    let message = joined(&["expected ", expected, ", found ", &quoted(found), ": left out"]);
    Problem::of_document(Code::LeftOut, message)
}

fn blocks(texts: &[&str], options: &Options<'_>) -> Import {
    if texts.iter().map(|text| text.len()).sum::<usize>() > MAX_BYTES
        || texts.iter().map(|text| values(text)).sum::<usize>() > MAX_VALUES
    {
        return Import::refused(too_large());
    }
    let mut out = Import::default();
    let texts: Vec<Cow<'_, str>> = texts
        .iter()
        .enumerate()
        .map(|(place, text)| readable(text, place, texts.len() > 1, &mut out.problems))
        .collect();
    let mut trees = Vec::with_capacity(texts.len());
    let mut from = 0;
    for text in &texts {
        // What can't be read is reported already; an empty tree keeps the numbers of those behind it.
        let root = json::parse_text(text).unwrap_or(Node { at: 0, value: Value::Null });
        if is_record(&root.value) {
            out.records.push(Imported { record: String::from(&**text), problems: Vec::new() });
        }
        trees.push(Block::new(root, from));
        from += u32::try_from(text.len()).unwrap_or(u32::MAX) + 1;
    }
    let page = options.page.and_then(|page| {
        let safe = SafeUrl::parse(page);
        if safe.is_none() {
            out.problems.push(unusable("the page's address, http or https", page));
        }
        safe.map(|safe| String::from(safe.as_str()))
    });
    if let Some(lang) = options.lang.filter(|lang| Lang::parse(lang).is_none()) {
        out.problems.push(unusable("a language tag such as en or pt-BR", lang));
    }
    let is_one = texts.len() == 1 && matches!(texts.first(), Some(Cow::Borrowed(_)));
    let graph = Graph::new(&trees);
    if graph.found.len() > MAX_CLAIMS {
        let message = "expected at most 8,000 checks, found more: split the document";
        return Import::refused(Problem::of_document(Code::TooManyClaims, message));
    }
    for claim in &graph.unreviewed {
        let message = "expected a claim with a review, found one without: left out";
        let pointer = graph.pointer(claim.1);
        out.problems.push(Problem { pointer, ..Problem::of_document(Code::LeftOut, message) });
    }
    records(&graph, Importer::new(&graph, page, options), is_one, &mut out);
    if out.records.is_empty() && !out.problems.iter().any(|problem| problem.severity() == Severity::Fatal) {
        let message = "expected a ClaimReview, a MediaReview, an answer of the Fact Check Tools API or a claim record, found none";
        out.problems.push(Problem::of_document(Code::NothingToImport, message));
    }
    out
}

/// Makes a record of every check that was found.
fn records<'a>(graph: &'a Graph<'a>, mut importer: Importer<'a>, has_offsets: bool, out: &mut Import) {
    let mut weight = 0;
    let mut made: Vec<(u32, String, Vec<Problem>)> = Vec::new();
    for found in &graph.found {
        let at = found.item().1;
        let (parts, around) = match *found {
            Found::ClaimReview(item) => (importer.claim_review(item), None),
            Found::MediaReview(item) => (importer.media_review(item), None),
            Found::Answer(item, claim) => (importer.answer(item, claim), Some(claim)),
        };
        let record = parts.to_json();
        importer.remainder(found.item(), around, &record);
        weight += record.len();
        if importer.is_spent() || weight > MAX_OUTPUT {
            let message = "expected a document that few references make long, found one that would become more than 32 MiB of records: refused from here";
            out.problems.push(Problem {
                pointer: graph.pointer(at),
                ..Problem::of_document(Code::TooLarge, message)
            });
            break;
        }
        let problems = importer.repairs.drain(..).map(|repair| problem(graph, repair, has_offsets)).collect();
        made.push((at, record, problems));
    }
    for place in twins(&made) {
        if let Some((at, record, _)) = made.get_mut(place) {
            record.clear();
            let message = "expected each check once, found one that says the same as another: left out";
            out.problems.push(Problem {
                pointer: graph.pointer(*at),
                ..Problem::of_document(Code::LeftOut, message)
            });
        }
    }
    let kept = made.into_iter().filter(|(_, record, _)| !record.is_empty());
    out.records.extend(kept.map(|(_, record, problems)| Imported { record, problems }));
}

fn problem(graph: &Graph<'_>, repair: Repair, has_offset: bool) -> Problem {
    Problem {
        pointer: graph.pointer(repair.at),
        code: repair.code,
        message: repair.message.into(),
        offset: has_offset.then_some(repair.at),
    }
}

/// The places of records that an earlier one is equal to, in order: pages say in microdata what they say in JSON-LD.
fn twins(made: &[(u32, String, Vec<Problem>)]) -> Vec<usize> {
    let text = |place: usize| made.get(place).map(|(_, record, _)| record.as_str());
    let order = sorted(made.len(), &|a, b| text(a) < text(b));
    let mut twins: Vec<usize> = Vec::new();
    for pair in order.windows(2) {
        if let [one, other] = *pair
            && text(one) == text(other)
        {
            twins.push(other);
        }
    }
    let order = sorted(twins.len(), &|a, b| twins.get(a) < twins.get(b));
    order.into_iter().filter_map(|place| twins.get(place).copied()).collect()
}

/// The text of a block if it is JSON, or what mending makes of it; an empty one, reported, if it can't be read.
fn readable<'t>(
    text: &'t str,
    place: usize,
    is_one_of_many: bool,
    problems: &mut Vec<Problem>,
) -> Cow<'t, str> {
    let inner = mend::unwrapped(text);
    let is_wrapped = inner.len() < trimmed(text).len();
    let Err(mut problem) = json::parse_text(if is_wrapped { inner } else { text }) else {
        if is_wrapped {
            let message = "expected JSON, found comment marks around it: passed over";
            problems.push(at_block(Problem::of_document(Code::Repaired, message), place, is_one_of_many));
            return Cow::Owned(String::from(inner));
        }
        return Cow::Borrowed(text);
    };
    problem = at_block(problem, place, is_one_of_many);
    if problem.code == Code::NotJson {
        let mended = mend::mended(inner);
        if json::parse_text(&mended).is_ok() {
            let message = joined(&[
                &*problem.message,
                ": read as if its quotation marks, line breaks and commas were right",
            ]);
            problems.push(Problem { code: Code::Repaired, message: message.into(), ..problem });
            return Cow::Owned(mended);
        }
    }
    // A block beside others that names no check costs nothing; one that does is a check lost.
    if is_one_of_many && !names_a_check(text) {
        let message = joined(&[&*problem.message, ": the block is left out"]);
        problem = Problem { code: Code::LeftOut, message: message.into(), ..problem };
    }
    problems.push(problem);
    Cow::Borrowed("null")
}

/// The problem with the block's number as its pointer, if there are several.
fn at_block(mut problem: Problem, place: usize, is_one_of_many: bool) -> Problem {
    if is_one_of_many {
        push_step(&mut problem.pointer, place);
        problem.offset = None;
    }
    problem
}

fn names_a_check(text: &str) -> bool {
    ["ClaimReview", "MediaReview"].iter().any(|name| cut_at(text, name).is_some())
}

/// Whether a document is a claim record: it has the record's two parts and no type.
fn is_record(value: &Value<'_>) -> bool {
    let is_object = |key| matches!(value.member(key), Some(Value::Object(_)));
    value.member("@type").is_none()
        && (is_object("claim") && is_object("verdict")
            || value.member("version").is_some() && (is_object("claim") || is_object("verdict")))
}

/// At least as many as a JSON text has values and keys, found without reading it.
fn values(text: &str) -> usize {
    let mut count = 0;
    let mut in_string = false;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => {
                bytes.next();
            }
            b',' | b':' | b'[' | b'{' if !in_string => count += 1,
            _ => {}
        }
    }
    count
}
