//! What JavaScript sees of the core: the element's host for the shim, and the functions that a page may call.
//! Records go in as text (an object is written as JSON first, which leaves getters, prototypes and cycles behind), and
//! what goes out is JSON text that the browser parses: serde-wasm-bindgen would cost readers 4 KB more.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::host::{Effects, Host, Origin};
use crate::card::Card;
use crate::cite::Style;
use crate::html::write;
use crate::json::write::Keys;
use crate::normalize::{Reading, read_record};
use crate::problem::{self, Code, Problem};
use crate::record::write::to_json;
use crate::view::state::{Section, Settings, ViewState};
use crate::words::Words;
use crate::{dom, view};

// Named one by one: the crate js-sys would bring its tables of closures along, 4 KB for every reader.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(json: &str) -> JsValue;
    #[wasm_bindgen(catch, js_namespace = JSON)]
    fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = Reflect)]
    fn set(target: &JsValue, key: &str, value: &JsValue) -> bool;

    type Uint8Array;
    #[wasm_bindgen(static_method_of = Uint8Array)]
    fn from(bytes: &JsValue) -> Vec<u8>;

    type TypeError;
    #[wasm_bindgen(constructor)]
    fn new(message: &str) -> TypeError;
}

/// Effects as the shim takes them. All are written as one JSON text but the program, which is long and would need
/// escaping.
#[inline(never)]
fn to_js(effects: &Effects) -> JsValue {
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    keys.optional("fetch", effects.fetch.as_deref());
    keys.optional("state", effects.state);
    keys.optional("focus", effects.focus.as_deref());
    if let Some(perform) = &effects.perform {
        let mut inner = Keys::open(keys.value("perform"));
        inner.string("action", perform.action.as_str());
        inner.string("text", &perform.text);
        inner.string("name", &perform.name);
        inner.close();
    }
    keys.flag("anew", effects.anew);
    keys.flag("handled", effects.handled);
    let events = keys.value("events");
    events.push('[');
    for (i, event) in effects.events.iter().enumerate() {
        if i > 0 {
            events.push(',');
        }
        event.push_json(events);
    }
    events.push(']');
    keys.close();
    let out = parse(&json);
    if !effects.program.is_empty() {
        set(&out, "program", &JsValue::from_str(&effects.program));
    }
    out
}

/// Writes a card's record as JSON.
fn push_record(card: Option<&Card>, out: &mut String) {
    match card {
        Some(card) => out.push_str(&to_json(card.record())),
        None => out.push_str("null"),
    }
}

/// The UTF-8 text of a record that came as a text, as bytes, or as an object.
fn text_of(value: &JsValue) -> Result<Vec<u8>, Problem> {
    if value.is_instance_of::<Uint8Array>() {
        return Ok(Uint8Array::from(value));
    }
    let text = match value.as_string() {
        Some(text) => Some(text),
        // A function or a symbol is written as nothing at all; a getter of the page's may throw.
        None => stringify(value).ok().and_then(|text| text.as_string()),
    };
    text.map(String::into_bytes).ok_or_else(|| unwritable(""))
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

    /// Where the reader has got to, for a later host of the same element.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.0.kept()
    }

    /// Takes the element's attributes and the places where a record may be, in order of precedence: its property (as
    /// text), a script inside it, an address. `fresh` says that the record is to be read again even from the same place.
    pub fn update(
        &mut self,
        attributes: &str,
        record: Option<String>,
        script: Option<String>,
        src: Option<String>,
        fresh: bool,
    ) -> JsValue {
        self.0.configure(attributes);
        let origin = match (&record, &script, src) {
            (Some(_), _, _) => Origin::Property,
            (None, Some(_), _) => Origin::Script,
            (None, None, Some(src)) => Origin::Src(src),
            (None, None, None) => Origin::None,
        };
        if !fresh && !self.0.moves_to(&origin) {
            return to_js(&self.0.show(Effects::default()));
        }
        let effects = match record.or(script) {
            Some(text) => self.0.read(origin, text.as_bytes()),
            None => self.0.turn_to(origin),
        };
        to_js(&effects)
    }

    /// The record that the page has set cannot be written as text.
    pub fn unreadable(&mut self, reason: &str) -> JsValue {
        to_js(&self.0.unreadable(Origin::Property, unwritable(reason)))
    }

    /// The answer from an address.
    pub fn fetched(&mut self, url: &str, bytes: &[u8]) -> JsValue {
        to_js(&self.0.fetched(url, bytes))
    }

    /// No answer from an address.
    pub fn unfetched(&mut self, url: &str, status: u16) -> JsValue {
        to_js(&self.0.unfetched(url, status))
    }

    /// A reader's click or choice.
    pub fn act(&mut self, action: &str, value: &str) -> JsValue {
        to_js(&self.0.act(action, value))
    }

    /// A link of a source is about to be followed.
    pub fn opens(&self, place: &str, url: &str) -> JsValue {
        to_js(&self.0.opens(place, url))
    }

    /// A section was opened or closed.
    ///
    /// # Errors
    ///
    /// A `TypeError` when no section has the name.
    pub fn toggle(&mut self, section: &str, open: bool) -> Result<JsValue, JsValue> {
        let Some(section) = Section::parse(section) else {
            return Err(unknown_name(
                "a section",
                Section::ALL.iter().map(|section| section.as_str()),
                section,
            ));
        };
        Ok(to_js(&self.0.toggle(section, open)))
    }

    /// Whether an action could be done.
    pub fn done(&mut self, action: &str, done: bool) -> JsValue {
        to_js(&self.0.done(action, done))
    }

    /// How to cite the check.
    ///
    /// # Errors
    ///
    /// A `TypeError` when no style has the name.
    pub fn citation(&self, style: &str) -> Result<String, JsValue> {
        match Style::parse(style) {
            Some(style) => Ok(self.0.citation(style)),
            None => Err(unknown_name("a style", Style::ALL.iter().map(|style| style.as_str()), style)),
        }
    }

    /// The check as schema.org `ClaimReview`; `null` before there is a card.
    #[wasm_bindgen(js_name = claimReview)]
    pub fn claim_review(&self) -> JsValue {
        self.0.claim_review().map_or(JsValue::NULL, |json| parse(&json))
    }

    /// The program that builds what is shown from nothing.
    pub fn rebuild(&self) -> String {
        self.0.rebuild()
    }

    /// The record that is shown, as an object.
    #[wasm_bindgen(getter)]
    pub fn record(&self) -> JsValue {
        let mut json = String::new();
        push_record(self.0.card(), &mut json);
        parse(&json)
    }

    /// What is wrong with the record.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> JsValue {
        let mut json = String::new();
        problem::push_json(self.0.problems(), &mut json);
        parse(&json)
    }
}

/// The `TypeError` of a name that is not one of a few.
fn unknown_name<'a>(what: &str, names: impl Iterator<Item = &'a str>, found: &str) -> JsValue {
    let mut message = String::from("expected ");
    message.push_str(what);
    let mut separator = " (";
    for name in names {
        message.push_str(separator);
        message.push_str(name);
        separator = ", ";
    }
    message.push_str("), found ");
    message.push_str(&problem::quoted(found));
    TypeError::new(&message).into()
}

/// The stylesheet of every card.
#[wasm_bindgen]
pub fn styles() -> String {
    String::from(view::STYLES)
}

/// The names that programs call by number.
#[wasm_bindgen]
pub fn names() -> String {
    dom::names()
}

/// The most bytes that are fetched for one record.
#[wasm_bindgen(js_name = maxBytes)]
pub fn max_bytes() -> usize {
    crate::json::MAX_BYTES
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
    if value.is_object() && !value.is_function() || value.is_string() {
        let problem = match text_of(value) {
            Ok(text) => return Ok(read_record(&text)),
            Err(problem) => problem,
        };
        return Ok(Reading { card: None, problems: [problem].into() });
    }
    let mut message = String::from(function);
    message.push_str(": expected a claim record as an object, a text or bytes, found ");
    message.push_str(&value.js_typeof().as_string().unwrap_or_default());
    Err(TypeError::new(&message).into())
}

/// Defines `<fact-check-card>`, or the card under another name. Where the name is taken, nothing happens.
///
/// The wasm-pack package's way to start: `import init, { define } from "./pkg/fact_check_card.js"; await init(); define();`
#[cfg(feature = "define")]
#[wasm_bindgen]
pub fn define(name: Option<String>) {
    let host = Closure::<dyn Fn(JsValue) -> CardHost>::new(|state: JsValue| {
        CardHost::new(&state.as_string().unwrap_or_default(), "")
    });
    let core = parse("{}");
    // The element's class lives as long as the page, and so does what makes its hosts.
    set(&core, "host", &host.into_js_value());
    set(&core, "styles", &view::STYLES.into());
    set(&core, "names", &dom::names().into());
    set(&core, "maxBytes", &crate::json::MAX_BYTES.into());
    let load = Closure::<dyn Fn() -> JsValue>::new(move || core.clone());
    define_element(name.as_deref().unwrap_or("fact-check-card"), &load.into_js_value());
}

#[cfg(feature = "define")]
#[wasm_bindgen(module = "/src/element/shim.js")]
extern "C" {
    #[wasm_bindgen(js_name = define)]
    fn define_element(name: &str, load: &JsValue);
}

// The shim imports it; named here, it becomes part of the package.
#[cfg(feature = "define")]
#[wasm_bindgen(module = "/src/dom/apply.js")]
extern "C" {
    #[wasm_bindgen(js_name = run)]
    fn run_program(root: &JsValue, program: &str, names: &JsValue);
}
