//! What JavaScript sees of import: in the CDN build a module of its own, which a page fetches when a document is no claim
//! record. Above `claimreview::import`; beside `bindings`.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::claimreview::import::{Import, Imported, Options, import, import_blocks};
use crate::claimreview::labels::LabelMap;
use crate::json::write::{Keys, push_list};
use crate::parts::trimmed;
use crate::problem::{self, Code, Problem};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(json: &str) -> JsValue;
    #[wasm_bindgen(catch, js_namespace = Reflect)]
    fn get(target: &JsValue, key: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/src/element/record.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = bytesOf)]
    fn bytes_of(record: &JsValue, function: &str) -> Result<Option<Vec<u8>>, JsValue>;
}

#[wasm_bindgen(module = "/src/element/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = textsOf)]
    fn texts_of(html: &str, address: &str) -> Result<Vec<String>, JsValue>;
}

/// Imports the reviews of a document as claim records: `{ records: [{ record, problems }], problems }`. The document is
/// JSON-LD or an answer of the Fact Check Tools API, as an object, a text or bytes, or a web page as text or bytes. Options
/// are `page`, the address of the page that it stands on, and `labels`, a newsroom's own map from labels to statuses as an
/// object or a text.
///
/// # Errors
///
/// A `TypeError` when an argument is nothing that could be a document or a map.
#[wasm_bindgen(js_name = importClaimReview)]
pub fn import_claim_review(value: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let document = bytes_of(value, "importClaimReview")?.unwrap_or_default();
    let page = option(options, "page").as_string();
    let labels = option(options, "labels");
    let is_map = !(labels.is_undefined() || labels.is_null());
    let bytes = if is_map { bytes_of(&labels, "importClaimReview")? } else { None };
    let (map, faults) = bytes.map(|bytes| LabelMap::read(&bytes)).unzip();
    let mut found = import_document(
        &document,
        &Options { page: page.as_deref(), labels: map.as_ref(), ..Options::default() },
    );
    let mut problems = faults.unwrap_or_default();
    problems.append(&mut found.problems);
    found.problems = problems;
    Ok(parse(&json_of(&found)))
}

fn option(options: &JsValue, name: &str) -> JsValue {
    if options.is_object() { get(options, name).unwrap_or(JsValue::UNDEFINED) } else { JsValue::UNDEFINED }
}

/// Imports what an element shows of a document: the record's text, or nothing, and a list of problems as JSON. Of several
/// reviews the first is taken, which is a problem, too. `address` is that of the document, unless it stands inside a page
/// (`inside`): then it is the page's. Data that has an address of its own stands on no page.
#[wasm_bindgen(js_name = importFirst)]
pub fn import_first(document: &JsValue, address: &str, inside: bool) -> Result<Vec<String>, JsValue> {
    let document = bytes_of(document, "importFirst")?.unwrap_or_default();
    let page = (inside || page_of(&document).is_some()).then_some(address);
    let Import { records, mut problems } =
        import_document(&document, &Options { page, ..Options::default() });
    if records.len() > 1 {
        let mut message = String::from("expected one review to show, found ");
        problem::push_number(&mut message, u32::try_from(records.len()).unwrap_or(u32::MAX));
        message.push_str(": the first is shown");
        problems.push(Problem::of_document(Code::Repaired, message));
    }
    let mut record = String::new();
    if let Some(first) = records.into_iter().next() {
        record = first.record;
        problems.extend(first.problems);
    }
    let mut json = String::new();
    problem::push_json(&problems, &mut json);
    Ok([record, json].into())
}

fn import_document(document: &[u8], options: &Options<'_>) -> Import {
    page_of(document).map_or_else(|| import(document, options), |html| import_page(html, options))
}

/// The text of a document that is a web page.
fn page_of(document: &[u8]) -> Option<&str> {
    core::str::from_utf8(document).ok().filter(|text| trimmed(text).starts_with('<'))
}

fn import_page(html: &str, options: &Options<'_>) -> Import {
    let Ok(texts) = texts_of(html, options.page.unwrap_or_default()) else {
        let message = "expected JSON, found a web page, which the policy of this page (Trusted Types) lets no \
            script read: import it with the command line";
        return Import {
            records: Vec::new(),
            problems: [Problem::of_document(Code::NotJson, message)].into(),
        };
    };
    let mut texts = texts.iter().map(String::as_str);
    let page = texts.next().filter(|page| !page.is_empty());
    import_blocks(&texts.collect::<Vec<_>>(), &Options { page, ..*options })
}

fn json_of(found: &Import) -> String {
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    push_list(keys.value("records"), &found.records, |out, Imported { record, problems }| {
        let mut keys = Keys::open(out);
        keys.value("record").push_str(record);
        problem::push_json(problems, keys.value("problems"));
        keys.close();
    });
    problem::push_json(&found.problems, keys.value("problems"));
    keys.close();
    json
}
