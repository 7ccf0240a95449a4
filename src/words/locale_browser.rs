//! Dates, numbers and plurals in the browser: its own `Intl`, by way of `locale.js`.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::{CATEGORIES, ONE, OTHER, plain};
use crate::closed_set::place_of;
use crate::value::{Lang, PartialDate};

#[wasm_bindgen(module = "/src/words/locale.js")]
extern "C" {
    fn say(lang: &str, purpose: u8, value: &str) -> String;
}

/// What the browser says, if it says something.
fn said(lang: &Lang, purpose: u8, value: &str) -> Option<String> {
    let said = say(lang.as_str(), purpose, value);
    (!said.is_empty()).then_some(said)
}

/// The places of the formatters in `locale.js`: a year, a month, a day, a number, a plural.
const YEAR: u8 = 0;
const NUMBER: u8 = 3;
const PLURAL: u8 = 4;

/// A date in the words of a language, at its precision, in the Gregorian calendar. The date as sent if the browser
/// does not know the language at all.
pub fn date(lang: &Lang, date: &PartialDate) -> String {
    let purpose = YEAR + u8::from(date.month().is_some()) + u8::from(date.day().is_some());
    said(lang, purpose, date.calendar_part()).unwrap_or_else(|| String::from(date.calendar_part()))
}

/// A number in the digits of a language.
pub fn number(lang: &Lang, plain: String) -> String {
    // Most calls are for one card in English: its small numbers need no crossing into the browser.
    if plain.len() < 4 && lang.is("en") {
        return plain;
    }
    said(lang, NUMBER, &plain).unwrap_or(plain)
}

/// The plural category of a number in a language, by its place among all.
pub fn plural(lang: &Lang, number: usize) -> usize {
    if lang.is("en") {
        return if number == 1 { ONE } else { OTHER };
    }
    let said = said(lang, PLURAL, &plain(number)).unwrap_or_default();
    place_of(CATEGORIES, &said).unwrap_or(OTHER)
}
