//! Dates, numbers and plurals in the browser: its own `Intl`, each formatter made once.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use crate::shared::Shared;
use crate::value::{Lang, PartialDate};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(json: &str) -> JsValue;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str) -> Result<NumberFormat, JsValue>;

    /// Any of the three.
    type Formatter;
    #[wasm_bindgen(method)]
    fn format(this: &Formatter, number: f64) -> String;
    #[wasm_bindgen(method)]
    fn select(this: &Formatter, number: f64) -> String;
}

/// What a formatter writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Year,
    Month,
    Day,
    Number,
    Plural,
}

/// A formatter of a language; `None` when the browser does not know the language.
struct Made {
    lang: String,
    purpose: Purpose,
    formatter: Option<Formatter>,
}

/// All that were needed so far. A page speaks few languages; a list is searched faster than a map is hashed.
static FORMATTERS: Shared<Cell<Vec<Made>>> = Shared::new(Cell::default);

fn make(lang: &str, purpose: Purpose) -> Option<Formatter> {
    let date = |options: &str| DateTimeFormat::new(lang, &parse(options)).map(JsValue::from);
    let made = match purpose {
        Purpose::Year => date(r#"{"timeZone":"UTC","calendar":"gregory","year":"numeric"}"#),
        Purpose::Month => date(r#"{"timeZone":"UTC","calendar":"gregory","year":"numeric","month":"long"}"#),
        Purpose::Day => date(r#"{"timeZone":"UTC","calendar":"gregory","dateStyle":"long"}"#),
        Purpose::Number => NumberFormat::new(lang).map(JsValue::from),
        Purpose::Plural => PluralRules::new(lang).map(JsValue::from),
    };
    made.ok().map(JsValue::unchecked_into)
}

/// What the browser says for a number; `None` when it does not know the language.
#[inline(never)]
fn say(lang: &Lang, purpose: Purpose, number: f64) -> Option<String> {
    // Taken out of the cell and put back: nothing is lent that an exception of the browser's could leave lent.
    let mut all = FORMATTERS.take();
    let is_wanted = |made: &Made| made.purpose == purpose && made.lang == lang.as_str();
    if !all.iter().any(is_wanted) {
        let formatter = make(lang.as_str(), purpose);
        all.push(Made { lang: String::from(lang.as_str()), purpose, formatter });
    }
    let made = all.iter().find(|made| is_wanted(made));
    let said = made.and_then(|made| made.formatter.as_ref()).map(|formatter| match purpose {
        Purpose::Plural => formatter.select(number),
        _ => formatter.format(number),
    });
    FORMATTERS.set(all);
    said
}

/// A date in the words of a language, at its precision, in the Gregorian calendar. The date as sent if the browser
/// does not know the language at all.
pub fn date(lang: &Lang, date: &PartialDate) -> String {
    let purpose = match (date.month(), date.day()) {
        (None, _) => Purpose::Year,
        (Some(_), None) => Purpose::Month,
        (Some(_), Some(_)) => Purpose::Day,
    };
    say(lang, purpose, milliseconds(date)).unwrap_or_else(|| String::from(date.calendar_part()))
}

/// Milliseconds from 1970 to the date's first day.
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
fn milliseconds(date: &PartialDate) -> f64 {
    let month = i32::from(date.month().unwrap_or(1));
    let day = i32::from(date.day().unwrap_or(1));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    f64::from(era * 146_097 + day_of_era - 719_468) * 86_400_000.0
}

/// A number in the digits of a language.
pub fn number(lang: &Lang, number: usize) -> String {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let plain = || {
        let mut out = String::new();
        crate::problem::push_number(&mut out, number);
        out
    };
    // Most calls are for one card in English: its small numbers need no crossing into the browser.
    if number < 1_000 && lang.is("en") {
        return plain();
    }
    say(lang, Purpose::Number, number.into()).unwrap_or_else(plain)
}

/// The plural category of a number in a language: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural_category(lang: &Lang, number: usize) -> &'static str {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    if lang.is("en") {
        return if number == 1 { "one" } else { "other" };
    }
    let said = say(lang, Purpose::Plural, number.into()).unwrap_or_default();
    ["zero", "one", "two", "few", "many"].into_iter().find(|name| *name == said).unwrap_or("other")
}
