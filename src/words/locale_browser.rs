//! Dates, numbers and plurals in the browser: its own `Intl`, each formatter made once.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

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
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: u32) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: u32) -> String;
}

/// Formatters by language and purpose. A page speaks few languages; a list is searched faster than a map is hashed.
struct Cache<T>(RefCell<Vec<(String, u8, Option<T>)>>);

impl<T> Cache<T> {
    const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    fn with<R>(
        &self,
        lang: &Lang,
        purpose: u8,
        make: impl FnOnce(&str) -> Result<T, JsValue>,
        use_it: impl FnOnce(&T) -> R,
    ) -> Option<R> {
        let mut entries = self.0.borrow_mut();
        let place = entries.iter().position(|(tag, kind, _)| *kind == purpose && tag == lang.as_str());
        let place = place.unwrap_or_else(|| {
            // A tag that is well formed and that the browser refuses all the same is remembered as such.
            entries.push((String::from(lang.as_str()), purpose, make(lang.as_str()).ok()));
            entries.len() - 1
        });
        entries.get(place)?.2.as_ref().map(use_it)
    }
}

static DATES: Shared<Cache<DateTimeFormat>> = Shared::new(Cache::new);
static PLURALS: Shared<Cache<PluralRules>> = Shared::new(Cache::new);
static NUMBERS: Shared<Cache<NumberFormat>> = Shared::new(Cache::new);

/// A date in the words of a language, at its precision, in the Gregorian calendar. The date as sent if the browser
/// does not know the language at all.
pub fn date(lang: &Lang, date: &PartialDate) -> String {
    let precision = 1 + u8::from(date.month().is_some()) + u8::from(date.day().is_some());
    let options = match precision {
        3 => r#"{"timeZone":"UTC","calendar":"gregory","dateStyle":"long"}"#,
        2 => r#"{"timeZone":"UTC","calendar":"gregory","year":"numeric","month":"long"}"#,
        _ => r#"{"timeZone":"UTC","calendar":"gregory","year":"numeric"}"#,
    };
    let make = |tag: &str| DateTimeFormat::new(tag, &parse(options));
    let said = DATES.with(lang, precision, make, |format| format.format(milliseconds(date)));
    said.unwrap_or_else(|| String::from(date.calendar_part()))
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
    let said = NUMBERS.with(lang, 0, NumberFormat::new, |format| format.format(number));
    said.unwrap_or_else(plain)
}

/// The plural category of a number in a language: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural_category(lang: &Lang, number: usize) -> &'static str {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    if lang.is("en") {
        return if number == 1 { "one" } else { "other" };
    }
    let said = PLURALS.with(lang, 0, PluralRules::new, |rules| rules.select(number));
    let said = said.unwrap_or_default();
    ["zero", "one", "two", "few", "many"].into_iter().find(|name| *name == said).unwrap_or("other")
}
