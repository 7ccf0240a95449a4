//! Dates, numbers and plurals natively: ICU4X with the data of the Unicode CLDR, as browsers have it.

use alloc::string::{String, ToString as _};
use std::cell::RefCell;
use std::collections::HashMap;

use fixed_decimal::Decimal;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{Y, YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::value::{Lang, PartialDate};

/// The formatters of one language, each made once a thread.
struct Formatters {
    day: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    month: Option<FixedCalendarDateTimeFormatter<Gregorian, YM>>,
    year: Option<FixedCalendarDateTimeFormatter<Gregorian, Y>>,
    numbers: Option<DecimalFormatter>,
    plurals: Option<PluralRules>,
}

impl Formatters {
    fn new(tag: &str) -> Self {
        let locale = tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        // icu_datetime 2.4 cannot write a month and a year in Brazil's Portuguese: its data ask for a number format that
        // it does not load. Portugal writes them the same way.
        let of_month =
            if tag.starts_with("pt") { "pt-PT".parse().unwrap_or(Locale::UNKNOWN) } else { locale.clone() };
        Self {
            day: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            month: FixedCalendarDateTimeFormatter::try_new((&of_month).into(), YM::long()).ok(),
            year: FixedCalendarDateTimeFormatter::try_new((&locale).into(), Y::long()).ok(),
            numbers: DecimalFormatter::try_new(
                (&locale).into(),
                icu_decimal::options::DecimalFormatterOptions::default(),
            )
            .ok(),
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok(),
        }
    }
}

thread_local! {
    static LANGUAGES: RefCell<HashMap<String, Formatters>> = RefCell::new(HashMap::new());
}

/// The most languages whose formatters are kept; a stream of records in made-up languages must not fill the memory.
const MAX_LANGUAGES: usize = 64;

fn with<T>(lang: &Lang, say: impl FnOnce(&Formatters) -> Option<T>) -> Option<T> {
    LANGUAGES.with_borrow_mut(|languages| {
        if let Some(formatters) = languages.get(lang.as_str()) {
            return say(formatters);
        }
        if languages.len() == MAX_LANGUAGES {
            languages.clear();
        }
        say(languages.entry(lang.as_str().to_string()).or_insert_with(|| Formatters::new(lang.as_str())))
    })
}

/// A date in the words of a language, at its precision, in the Gregorian calendar.
pub fn date(lang: &Lang, date: &PartialDate) -> String {
    let said = with(lang, |formatters| {
        let day =
            Date::try_new_gregorian(date.year().into(), date.month().unwrap_or(1), date.day().unwrap_or(1))
                .ok()?;
        Some(match (date.month(), date.day()) {
            (Some(_), Some(_)) => formatters.day.as_ref()?.format(&day).to_string(),
            (Some(_), None) => formatters.month.as_ref()?.format(&day).to_string(),
            (None, _) => formatters.year.as_ref()?.format(&day).to_string(),
        })
    });
    said.unwrap_or_else(|| String::from(date.calendar_part()))
}

/// A number in the digits of a language.
pub fn number(lang: &Lang, plain: String) -> String {
    let said = with(lang, |formatters| {
        Some(formatters.numbers.as_ref()?.format(&plain.parse::<Decimal>().ok()?).to_string())
    });
    said.unwrap_or(plain)
}

/// The plural category of a number in a language: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural_category(lang: &Lang, number: usize) -> &'static str {
    let category = with(lang, |formatters| Some(formatters.plurals.as_ref()?.category_for(number)));
    match category {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        _ => "other",
    }
}
