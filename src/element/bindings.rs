//! What JavaScript sees of the core: the element's host for the shim, and the functions that a page may call.
//! Records go in as text (an object is written as JSON first, which leaves getters, prototypes and cycles behind), and
//! what goes out is JSON text that the browser parses: serde-wasm-bindgen was measured at 2.5 KB more for readers.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use super::host::{Host, Origin};
use crate::card::Card;
use crate::cite::Style;
use crate::claimreview::claim_review;
use crate::html::write;
use crate::json::MAX_BYTES;
use crate::json::write::Keys;
use crate::normalize::{Reading, read_record};
use crate::problem::{self, Code, Problem};
use crate::record::read::push_list;
use crate::record::write::to_json;
use crate::view::state::{Section, Settings, ViewState};
use crate::words::Words;
use crate::{dom, view};

// Named one by one: the crate js-sys would bring its tables of closures along to every reader.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(json: &str) -> JsValue;
    #[wasm_bindgen(js_namespace = Reflect)]
    fn set(target: &JsValue, key: &str, value: &JsValue) -> bool;

    type TypeError;
    #[wasm_bindgen(constructor)]
    fn new(message: &str) -> TypeError;
}

#[wasm_bindgen(module = "/src/element/record.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = bytesOf)]
    fn bytes_of(record: &JsValue, function: &str) -> Result<Option<Vec<u8>>, JsValue>;
}

/// What a host wants done, as the shim takes it. All is written as one JSON text but the program, which is long and
/// would need escaping.
#[inline(never)]
fn take(host: &mut Host) -> JsValue {
    let effects = core::mem::take(&mut host.todo);
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    keys.present("fetch", effects.fetch.as_deref());
    keys.present("state", effects.state);
    keys.present("focus", effects.focus.as_deref());
    keys.present("markup", effects.markup.as_deref());
    if let Some(perform) = &effects.perform {
        let mut inner = Keys::open(keys.value("perform"));
        inner.string("action", perform.action.as_str());
        inner.string("text", &perform.text);
        inner.string("name", &perform.name);
        inner.close();
    }
    keys.flag("anew", effects.anew);
    keys.flag("handled", effects.handled);
    keys.flag("import", effects.import);
    let events = keys.value("events");
    let mut separator = "[";
    for event in &effects.events {
        events.push_str(separator);
        event.push_json(host, events);
        separator = ",";
    }
    events.push_str(if effects.events.is_empty() { "[]" } else { "]" });
    keys.close();
    let out = parse(&json);
    set(&out, "program", &JsValue::from_str(&effects.program));
    out
}

/// Writes a card's record as JSON.
fn push_record(card: Option<&Card>, out: &mut String) {
    match card {
        Some(card) => out.push_str(&to_json(card.record())),
        None => out.push_str("null"),
    }
}

fn unwritable(reason: &str) -> Problem {
    let mut message = String::from("expected an object that can be written as JSON, found one that cannot");
    if !reason.is_empty() {
        message.push_str(": ");
        message.push_str(reason);
    }
    Problem::of_document(Code::NotJson, message)
}

/// What the element's class holds of the core: one [`Host`].
///
/// Two doors instead of a method for each thing that can happen: a method costs every reader a hundred bytes, half of
/// them in JavaScript.
#[wasm_bindgen]
pub struct CardHost(Host);

#[wasm_bindgen]
impl CardHost {
    /// A host for an element that has just been connected; `state` is what an earlier host of the same element kept,
    /// `entry` the address of the script that defines the element.
    #[wasm_bindgen(constructor)]
    pub fn new(state: &str, entry: &str) -> Self {
        let mut host = Host::new(entry);
        host.resume(state);
        Self(host)
    }

    /// Something happened; the answer is what is to be done. `what` is one of:
    ///
    /// - `property`, `script`, `src`: the place that the record is in, after the attributes (`a`): its text, or its
    ///   address, which may be empty (`b`); `flag`: read it again even from the same place
    /// - `unreadable`: the property cannot be written as text, because of `a`
    /// - `imported`: what came of an import: a record's text, or nothing (`a`), and a list of problems as JSON (`b`)
    /// - `unfetched`: no answer from the address `a`, but the HTTP status `b`
    /// - `act`: a reader's action `a` on `b`
    /// - `opens`: the link `b` of the source at place `a` is about to be followed
    /// - `toggle`: the section `a` was opened (`flag`) or closed
    /// - `done`: the action `a` could be done (`flag`) or not
    ///
    /// # Errors
    ///
    /// A `TypeError` when no section has the name.
    pub fn tell(&mut self, what: &str, a: &str, b: &str, flag: bool) -> Result<JsValue, JsValue> {
        let host = &mut self.0;
        match what {
            "property" => update(host, a, Origin::Property, b, flag),
            "script" => update(host, a, Origin::Script, b, flag),
            "src" if b.is_empty() => update(host, a, Origin::None, b, flag),
            "src" => update(host, a, Origin::Src(String::from(b)), b, flag),
            "unreadable" => host.unreadable(Origin::Property, unwritable(a)),
            "unfetched" => host.unfetched(a, b),
            "imported" => host.imported(a, b),
            "opens" => host.opens(a, b),
            "done" => host.done(a, flag),
            "toggle" => match Section::parse(a) {
                Some(section) => host.toggle(section, flag),
                None => {
                    return Err(unknown_name("a section", Section::WORDS, a));
                }
            },
            _ => host.act(a, b),
        }
        Ok(take(host))
    }

    /// The answer from an address.
    pub fn fetched(&mut self, url: &str, bytes: &[u8]) -> JsValue {
        self.0.fetched(url, bytes);
        take(&mut self.0)
    }

    /// What is asked for: `record`, `problems`, `review` (as schema.org has it), `citation` in the style `detail`,
    /// `rebuild` (the program that builds what is shown from nothing), or `state` for a later host of the element.
    ///
    /// # Errors
    ///
    /// A `TypeError` when no style has the name.
    pub fn ask(&self, what: &str, detail: &str) -> Result<JsValue, JsValue> {
        let host = &self.0;
        let mut json = String::new();
        match what {
            "record" => push_record(host.card(), &mut json),
            "problems" => host.push_problems(&mut json),
            "review" => json = host.claim_review().unwrap_or_else(|| String::from("null")),
            "citation" => {
                return match Style::parse(detail) {
                    Some(style) => Ok(host.citation(style).into()),
                    None => Err(unknown_name("a style", Style::WORDS, detail)),
                };
            }
            "rebuild" => return Ok(host.rebuild().into()),
            _ => return Ok(host.kept().into()),
        }
        Ok(parse(&json))
    }
}

/// Takes the attributes, and the record from where it is.
fn update(host: &mut Host, attributes: &str, origin: Origin, text: &str, fresh: bool) {
    host.configure(attributes);
    if !fresh && !host.moves_to(&origin) {
        host.show();
    } else if matches!(origin, Origin::Property | Origin::Script) {
        host.read(origin, text.as_bytes());
    } else {
        host.turn_to(origin);
    }
}

/// The `TypeError` of a name that is not one of a few.
fn unknown_name(what: &str, names: &str, found: &str) -> JsValue {
    let mut message = String::from("expected ");
    message.push_str(what);
    message.push_str(" (");
    push_list(&mut message, names);
    message.push_str("), found ");
    message.push_str(&problem::quoted(found));
    TypeError::new(&message).into()
}

/// What all cards share: `{ styles, names, maxBytes }`, the stylesheet, the names that programs call by number, and the
/// most bytes that are fetched for one record.
#[wasm_bindgen]
pub fn about() -> JsValue {
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    keys.string("styles", view::STYLES);
    keys.string("names", &dom::names());
    problem::push_number(keys.value("maxBytes"), u32::try_from(MAX_BYTES).unwrap_or(u32::MAX));
    keys.close();
    parse(&json)
}

/// Reads a claim record, given as an object, a text or bytes: `{ record, problems }`, where `record` is `null` when a
/// problem is fatal.
///
/// # Errors
///
/// A `TypeError` when the argument is nothing that could be a record.
#[wasm_bindgen(js_name = readRecord)]
pub fn read_record_js(value: &JsValue) -> Result<JsValue, JsValue> {
    let reading = reading_of(value, "readRecord")?;
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    push_record(reading.card.as_ref(), keys.value("record"));
    problem::push_json(&reading.problems, keys.value("problems"));
    keys.close();
    Ok(parse(&json))
}

/// Writes a check as schema.org `ClaimReview`, given its record as an object, a text or bytes; `null` when there is no
/// card to show.
///
/// # Errors
///
/// A `TypeError` when the argument is nothing that could be a record.
#[wasm_bindgen(js_name = toClaimReview)]
pub fn to_claim_review(value: &JsValue) -> Result<JsValue, JsValue> {
    let card = reading_of(value, "toClaimReview")?.card;
    Ok(card.map_or(JsValue::NULL, |card| parse(&claim_review(&card, &Words::english()))))
}

/// Writes the HTML of a card, given its record as an object, a text or bytes.
///
/// # Errors
///
/// A `TypeError` that names the first fatal problem, when there is no card to show.
#[wasm_bindgen(js_name = renderHtml)]
pub fn render_html(value: &JsValue) -> Result<String, JsValue> {
    let reading = reading_of(value, "renderHtml")?;
    let Some(card) = reading.card else {
        let problem =
            reading.problems.first().map_or(Cow::Borrowed("no record"), |problem| problem.message.clone());
        return Err(TypeError::new(&problem).into());
    };
    let settings = Settings::default();
    let state = ViewState::new(&card, &settings);
    Ok(write::element(&view::card(&card, &state, &settings, &Words::english())))
}

fn reading_of(value: &JsValue, function: &str) -> Result<Reading, JsValue> {
    let bytes = bytes_of(value, function)?;
    Ok(bytes.map_or_else(|| Reading::failed(unwritable("")), |bytes| read_record(&bytes)))
}

/// Defines `<fact-check-card>`, or the card under another name. Where the name is taken, nothing happens.
///
/// The wasm-pack package's way to start: `import init, { define } from "./pkg/fact_check_card.js"; await init(); define();`
#[cfg(feature = "define")]
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "so wasm-bindgen hands texts over")]
pub fn define(name: Option<String>) {
    let host = Closure::<dyn Fn(JsValue) -> CardHost>::new(|state: JsValue| {
        CardHost::new(&state.as_string().unwrap_or_default(), "")
    });
    let core = about();
    // The element's class lives as long as the page, and so does what makes its hosts.
    set(&core, "host", &host.into_js_value());
    #[cfg(feature = "import")]
    let import = Closure::<dyn Fn(JsValue, String, bool) -> Result<Vec<String>, JsValue>>::new(
        |document: JsValue, address: String, inside| super::import::import_first(&document, &address, inside),
    );
    #[cfg(feature = "import")]
    set(&core, "importFirst", &import.into_js_value());
    let load = Closure::<dyn Fn() -> JsValue>::new(move || core.clone());
    define_element(name.as_deref().unwrap_or("fact-check-card"), &load.into_js_value());
}

#[cfg(feature = "define")]
#[wasm_bindgen(module = "/src/element/shim.js")]
extern "C" {
    #[wasm_bindgen(js_name = define)]
    fn define_element(name: &str, load: &JsValue);
}

// The shim imports both; named here, they become part of the package.
#[cfg(feature = "define")]
#[wasm_bindgen(module = "/src/dom/apply.js")]
extern "C" {
    #[wasm_bindgen(js_name = run)]
    fn run_program(root: &JsValue, program: &str, names: &JsValue);
}
#[cfg(feature = "define")]
#[wasm_bindgen(module = "/src/element/head.js")]
extern "C" {
    #[wasm_bindgen(js_name = publish)]
    fn publish_markup(page: &JsValue, text: &str) -> JsValue;
}
