//! What JavaScript sees of prerendering: in the CDN build a module of its own, since those who read a card never call it.
//! Above `html::document`; beside `bindings`.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use super::argument::{push_unknown_name, unwritable};
use super::host::heading_level;
use crate::html::document::{self, Host, Styles, Theme};
use crate::normalize::{Reading, read_record};
use crate::value::Lang;
use crate::view::state::{Density, Gaps, Order, Sections, Settings};
use crate::words;

#[wasm_bindgen]
extern "C" {
    type TypeError;
    #[wasm_bindgen(constructor)]
    fn new(message: &str) -> TypeError;
}

#[wasm_bindgen(module = "/src/element/record.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = bytesOf)]
    fn bytes_of(record: &JsValue, function: &str) -> Result<Option<Vec<u8>>, JsValue>;
}

#[wasm_bindgen(module = "/src/element/options.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = optionsOf)]
    fn options_of(options: &JsValue, known: &str) -> Result<Vec<String>, JsValue>;
}

/// The options, in the order in which [`host_of`] takes them.
const OPTIONS: &str =
    "lang theme density order meter expanded headingLevel unsaid loading structuredData styles";

/// Stands for an option that is not given.
const ABSENT: &str = "\n";

/// Writes the element with its card already in it, as static HTML; the record is an object, a text or bytes.
///
/// Options are the element's attributes, in camel case, and `styles`: the address of the stylesheet. Without it, the element
/// holds the stylesheet itself, which a strict content security policy forbids. The card's own words are those of `words`,
/// or of the option `lang`, where they were taken before, else English.
///
/// # Errors
///
/// A `TypeError` when an argument is nothing that could be a record, or no such option; and one that names the first fatal
/// problem, when there is no card to show.
#[wasm_bindgen(js_name = renderHtml)]
#[expect(clippy::needless_pass_by_value, reason = "so wasm-bindgen hands texts over")]
pub fn render_html(value: &JsValue, options: &JsValue, words: Option<String>) -> Result<String, JsValue> {
    let values = options_of(options, OPTIONS)?;
    let mut values = values.iter().map(|value| (value != ABSENT).then_some(value.as_str()));
    let host = host_of(&mut values)?;
    let styles = values.next().flatten().map_or(Styles::Inline, Styles::Linked);
    let bytes = bytes_of(value, "renderHtml")?;
    let reading = bytes.map_or_else(|| Reading::failed(unwritable("")), |bytes| read_record(&bytes));
    let Some(card) = reading.card else {
        return Err(type_error(reading.problems.first().map_or("no record", |problem| &problem.message)));
    };
    let lang = words.as_deref().or(host.lang.as_ref().map(Lang::as_str));
    let words = words::known(lang.unwrap_or("en"));
    let fallback = document::line(&card, words, host.settings.density);
    Ok(document::prerendered(&card, &host, words, styles, &fallback))
}

/// Takes the words of a language, as the file of a CDN build has them; says whether they are all there.
#[cfg(not(feature = "card"))]
#[wasm_bindgen]
#[must_use]
pub fn learn(lang: &str, lines: &str) -> bool {
    words::learn(lang, lines)
}

fn type_error(message: &str) -> JsValue {
    TypeError::new(message).into()
}

fn unknown_name(what: &str, names: &str, found: &str) -> JsValue {
    let mut message = String::new();
    push_unknown_name(&mut message, what, names, found);
    type_error(&message)
}

fn host_of<'v>(values: &mut impl Iterator<Item = Option<&'v str>>) -> Result<Host, JsValue> {
    let mut next = || values.next().flatten();
    let lang = next();
    let theme = word(next(), "theme", "auto light dark ", |word| match word {
        "light" => Some(Some(Theme::Light)),
        "dark" => Some(Some(Theme::Dark)),
        _ => (word == "auto").then_some(None),
    })?;
    let settings = Settings {
        density: word(next(), "density", Density::WORDS, Density::parse)?.unwrap_or(Density::Full),
        order: word(next(), "order", Order::WORDS, Order::parse)?.unwrap_or(Order::FindingFirst),
        meter: next().is_some(),
        expanded: next().map(Sections::parse),
        heading_level: word(next(), "headingLevel", "1 2 3 4 5 6 ", heading_level)?.unwrap_or(3),
        unsaid: Gaps::parse(next().unwrap_or_default()),
    };
    let eager = word(next(), "loading", "lazy eager ", |word| match word {
        "eager" => Some(true),
        _ => (word == "lazy").then_some(false),
    })?;
    let structured_data = word(next(), "structuredData", "auto on off ", |word| match word {
        "on" => Some(Some(true)),
        "off" => Some(Some(false)),
        _ => (word == "auto").then_some(None),
    })?;
    let lang = match lang {
        Some(tag) => Some(Lang::parse(tag).ok_or_else(|| unknown_name("a language", "en pt-BR ", tag))?),
        None => None,
    };
    Ok(Host {
        settings,
        theme: theme.flatten(),
        lang,
        eager: eager.unwrap_or(false),
        structured_data: structured_data.flatten(),
    })
}

/// What an option stands for, if it is given.
fn word<T>(
    value: Option<&str>,
    option: &str,
    words: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, JsValue> {
    let Some(value) = value else { return Ok(None) };
    parse(value).map(Some).ok_or_else(|| unknown_name(option, words, value))
}
