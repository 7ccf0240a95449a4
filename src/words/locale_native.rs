//! Dates, numbers and plurals natively: ICU4X with the data of the Unicode CLDR, as browsers have it.

use alloc::string::{String, ToString as _};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use fixed_decimal::Decimal;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{Y, YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use super::OTHER;
use crate::value::{Lang, PartialDate};

/// The formatters of one language, each made once a thread.
struct Formatters {
    day: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    month: Option<FixedCalendarDateTimeFormatter<Gregorian, YM>>,
    year: Option<FixedCalendarDateTimeFormatter<Gregorian, Y>>,
    numbers: Option<DecimalFormatter>,
    plurals: Option<PluralRules>,
    /// Whether numbers below a thousand are written as they are in English.
    is_plain: bool,
    /// Dates that were written before, by their order.
    dates: BTreeMap<u32, String>,
}

/// The most dates that are kept of a language. Most dates of a stream come again and again.
const MAX_DATES: usize = 1024;

impl Formatters {
    fn new(tag: &str) -> Self {
        let locale = tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        // icu_datetime 2.4 cannot write a month and a year in Brazil's Portuguese: its data ask for a number format that
        // it does not load. Portugal writes them the same way.
        let of_month =
            if tag.starts_with("pt") { "pt-PT".parse().unwrap_or(Locale::UNKNOWN) } else { locale.clone() };
        let numbers = DecimalFormatter::try_new(
            (&locale).into(),
            icu_decimal::options::DecimalFormatterOptions::default(),
        )
        .ok();
        let is_plain = numbers.as_ref().is_some_and(|it| it.format(&Decimal::from(987)).to_string() == "987");
        Self {
            day: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            month: FixedCalendarDateTimeFormatter::try_new((&of_month).into(), YM::long()).ok(),
            year: FixedCalendarDateTimeFormatter::try_new((&locale).into(), Y::long()).ok(),
            numbers,
            is_plain,
            dates: BTreeMap::new(),
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok(),
        }
    }
}

impl Formatters {
    fn date(&self, date: &PartialDate) -> Option<String> {
        let day =
            Date::try_new_gregorian(date.year().into(), date.month().unwrap_or(1), date.day().unwrap_or(1))
                .ok()?;
        Some(match (date.month(), date.day()) {
            (Some(_), Some(_)) => self.day.as_ref()?.format(&day).to_string(),
            (Some(_), None) => self.month.as_ref()?.format(&day).to_string(),
            (None, _) => self.year.as_ref()?.format(&day).to_string(),
        })
    }
}

thread_local! {
    /// The languages that were asked for, the last one first.
    static LANGUAGES: RefCell<VecDeque<(String, Formatters)>> = const { RefCell::new(VecDeque::new()) };
}

/// The most languages whose formatters are kept; a stream of records in made-up languages must not fill the memory.
const MAX_LANGUAGES: usize = 64;

fn with<T>(lang: &Lang, say: impl FnOnce(&mut Formatters) -> Option<T>) -> Option<T> {
    LANGUAGES.with_borrow_mut(|languages| {
        let tag = lang.as_str();
        let known = languages.iter().position(|(known, _)| known == tag);
        match known.and_then(|place| if place == 0 { None } else { languages.remove(place) }) {
            Some(found) => languages.push_front(found),
            None if known.is_none() => {
                languages.truncate(MAX_LANGUAGES - 1);
                languages.push_front((tag.to_string(), Formatters::new(tag)));
            }
            None => {}
        }
        say(&mut languages.front_mut()?.1)
    })
}

/// A date in the words of a language, at its precision, in the Gregorian calendar.
pub fn date(lang: &Lang, date: &PartialDate) -> String {
    let said = with(lang, |formatters| {
        let key = date.order();
        if let Some(said) = formatters.dates.get(&key) {
            return Some(said.clone());
        }
        let said = formatters.date(date)?;
        if formatters.dates.len() == MAX_DATES {
            formatters.dates.clear();
        }
        formatters.dates.insert(key, said.clone());
        Some(said)
    });
    said.unwrap_or_else(|| String::from(date.calendar_part()))
}

/// What the small numbers of a language are like: most that a card says are, and it need not look for the language then.
#[derive(Debug)]
pub struct Small {
    /// Whether numbers below a thousand are written as they are written in English.
    pub is_plain: bool,
    /// The categories of the first numbers from 0 on, each by its place among all.
    pub plurals: [usize; 50],
}

/// See [`Small`].
pub fn small(lang: &Lang) -> Small {
    let is_plain = with(lang, |formatters| Some(formatters.is_plain)).unwrap_or_default();
    Small { is_plain, plurals: std::array::from_fn(|number| plural(lang, number)) }
}

/// A number in the digits of a language.
pub fn number(lang: &Lang, plain: String) -> String {
    let said = with(lang, |formatters| {
        if formatters.is_plain && plain.len() <= 3 && plain.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        Some(formatters.numbers.as_ref()?.format(&plain.parse::<Decimal>().ok()?).to_string())
    });
    said.unwrap_or(plain)
}

/// The plural category of a number in a language, by its place among all.
pub fn plural(lang: &Lang, number: usize) -> usize {
    let category = with(lang, |formatters| Some(formatters.plurals.as_ref()?.category_for(number)));
    match category {
        Some(PluralCategory::Zero) => 0,
        Some(PluralCategory::One) => 1,
        Some(PluralCategory::Two) => 2,
        Some(PluralCategory::Few) => 3,
        Some(PluralCategory::Many) => 4,
        _ => OTHER,
    }
}
