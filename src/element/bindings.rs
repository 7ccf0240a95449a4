//! What JavaScript sees of the core: the element's host for the shim, and the functions that a page may call.
//! Records go in as text (an object is written as JSON first, which leaves getters, prototypes and cycles behind), and
//! what goes out is JSON text that the browser parses: serde-wasm-bindgen would cost readers 4 KB more.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{JSON, JsString, Object, Reflect, TypeError, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::host::{Effects, Host, Origin};
use crate::card::Card;
use crate::html::write;
use crate::normalize::{Reading, read_record};
use crate::problem::{self, Code, Problem};
use crate::record::write::to_json;
use crate::view::state::{Section, Settings, ViewState};
use crate::words::Words;
use crate::{dom, view};

/// What JSON text says, as JavaScript has it. The core writes only what can be parsed.
fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::NULL)
}

/// Problems as a JavaScript list.
fn problems_to_js(problems: &[Problem]) -> JsValue {
    let mut json = String::new();
    problem::push_json(problems, &mut json);
    parsed(&json)
}

/// Effects as the shim takes them. Programs are long and would need escaping in JSON; all else is short.
fn to_js(effects: &Effects) -> JsValue {
    let out = Object::new();
    let set = |key: &str, value: JsValue| {
        // Setting a key of a new object cannot fail.
        let _ = Reflect::set(&out, &key.into(), &value);
    };
    if !effects.program.is_empty() {
        set("program", effects.program.as_str().into());
        set("anew", effects.anew.into());
    }
    for (key, value) in
        [("fetch", effects.fetch.as_deref()), ("state", effects.state), ("focus", effects.focus.as_deref())]
    {
        if let Some(value) = value {
            set(key, value.into());
        }
    }
    if effects.handled {
        set("handled", true.into());
    }
    if !effects.events.is_empty() {
        let mut json = String::from("[");
        for event in &effects.events {
            if json.len() > 1 {
                json.push(',');
            }
            event.push_json(&mut json);
        }
        json.push(']');
        set("events", parsed(&json));
    }
    out.into()
}

/// A card's record as a JavaScript object.
fn record_to_js(card: Option<&Card>) -> JsValue {
    card.map_or(JsValue::NULL, |card| parsed(&to_json(card.record())))
}

/// The UTF-8 text of a record that came as a text, as bytes, or as an object.
fn text_of(value: &JsValue) -> Result<Vec<u8>, Problem> {
    if let Some(text) = value.as_string() {
        return Ok(text.into_bytes());
    }
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        return Ok(bytes.to_vec());
    }
    let written = JSON::stringify(value).map_err(|error| {
        let mut message =
            String::from("expected an object that can be written as JSON, found one that cannot");
        if let Some(reason) = error.dyn_ref::<js_sys::Error>() {
            message.push_str(": ");
            message.push_str(&String::from(reason.message()));
        }
        Problem::of_document(Code::NotJson, message)
    })?;
    // A function or a symbol is written as nothing at all.
    match JsValue::from(written).as_string() {
        Some(text) => Ok(text.into_bytes()),
        None => Err(Problem::of_document(
            Code::NotJson,
            "expected a claim record, found something that is not data",
        )),
    }
}

/// What the element's class holds of the core: one [`Host`].
#[wasm_bindgen]
pub struct CardHost(Host);

#[wasm_bindgen]
impl CardHost {
    /// A host for an element that has just been connected; `state` is what an earlier host of the same element kept.
    #[wasm_bindgen(constructor)]
    pub fn new(state: &str) -> Self {
        let mut host = Host::new();
        host.resume(state);
        Self(host)
    }

    /// Where the reader has got to, for a later host of the same element.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.0.kept()
    }

    /// Takes the element's attributes and the places where a record may be, in order of precedence: its property, a
    /// script inside it, an address. `fresh` says that the record is to be read again even from the same place.
    pub fn update(
        &mut self,
        attributes: &str,
        record: &JsValue,
        script: Option<String>,
        src: Option<String>,
        fresh: bool,
    ) -> JsValue {
        self.0.configure(attributes);
        let has_record = !record.is_undefined() && !record.is_null();
        let origin = match (&script, src) {
            _ if has_record => Origin::Property,
            (Some(_), _) => Origin::Script,
            (None, Some(src)) => Origin::Src(src),
            (None, None) => Origin::None,
        };
        if !fresh && !self.0.moves_to(&origin) {
            return to_js(&self.0.show(Effects::default()));
        }
        let effects = match (&origin, script) {
            (Origin::Property, _) => match text_of(record) {
                Ok(text) => self.0.read(origin, &text),
                Err(problem) => self.0.unreadable(origin, problem),
            },
            (Origin::Script, Some(script)) => self.0.read(origin, script.as_bytes()),
            _ => self.0.turn_to(origin),
        };
        to_js(&effects)
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
            let mut message = String::from("expected a section (");
            for (i, section) in Section::ALL.iter().enumerate() {
                message.push_str(if i > 0 { ", " } else { "" });
                message.push_str(section.as_str());
            }
            message.push_str("), found ");
            message.push_str(&problem::quoted(section));
            return Err(TypeError::new(&message).into());
        };
        Ok(to_js(&self.0.toggle(section, open)))
    }

    /// The program that builds what is shown from nothing.
    pub fn rebuild(&self) -> String {
        self.0.rebuild()
    }

    /// The record that is shown, as an object.
    #[wasm_bindgen(getter)]
    pub fn record(&self) -> JsValue {
        record_to_js(self.0.card())
    }

    /// What is wrong with the record.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> JsValue {
        problems_to_js(self.0.problems())
    }
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
    let result = Object::new();
    Reflect::set(&result, &"record".into(), &record_to_js(reading.card.as_ref()))?;
    Reflect::set(&result, &"problems".into(), &problems_to_js(&reading.problems))?;
    Ok(result.into())
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
    message.push_str(&String::from(JsString::from(value.js_typeof())));
    Err(TypeError::new(&message).into())
}

/// Defines `<fact-check-card>`, or the card under another name. Where the name is taken, nothing happens.
///
/// The wasm-pack package's way to start: `import init, { define } from "./pkg/fact_check_card.js"; await init(); define();`
#[cfg(feature = "define")]
#[wasm_bindgen]
pub fn define(name: Option<String>) -> Result<(), JsValue> {
    let host = Closure::<dyn Fn(JsValue) -> CardHost>::new(|state: JsValue| {
        CardHost::new(&state.as_string().unwrap_or_default())
    });
    let core = Object::new();
    let set = |key: &str, value: &JsValue| Reflect::set(&core, &key.into(), value);
    // The element's class lives as long as the page, and so does what makes its hosts.
    set("host", &host.into_js_value())?;
    set("styles", &view::STYLES.into())?;
    set("names", &dom::names().into())?;
    set("maxBytes", &crate::json::MAX_BYTES.into())?;
    let load = Closure::<dyn Fn() -> JsValue>::new(move || JsValue::from(&core));
    define_element(name.as_deref().unwrap_or("fact-check-card"), &load.into_js_value());
    Ok(())
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
