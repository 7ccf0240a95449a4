//! Dates as publishing systems write them, as dates of the record format. Beside `text` and `address`.
//! Sources: ISO 8601-1, RFC 3339 section 5.6, RFC 5322 section 3.3; months by name in six languages.

use alloc::string::String;

use super::text::lowered;
use crate::parts::{count_chars, cut, number, parts, trimmed};
use crate::problem::push_number;
use crate::value::PartialDate;

/// What came of reading a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// It is of the format's form.
    Sound,
    /// Written in the format's form.
    Rewritten(String),
    /// Written in the format's form, without a time of day that names no zone and so is no moment.
    WithoutTime(String),
    /// The first moment that a computer knows, which stands where no date was set.
    Unset,
    /// A month and a day that could be either.
    Ambiguous,
    /// No date.
    Unreadable,
}

/// Reads a date.
pub(super) fn read(sent: &str) -> Read {
    let ascii: String = trimmed(sent).chars().map(ascii_digit).collect();
    let sent_soundly = sent == ascii;
    let text = ascii.as_str();
    let made = match numeric(text).or_else(|| spelled(text)) {
        _ if is_unset(text) => return Read::Unset,
        _ if PartialDate::parse(text).is_some() => (ascii.clone(), false),
        Some(Numbers { year: Some(year), month, day, rest }) => match moment(year, month, day, &rest) {
            Some(made) => made,
            None => return Read::Unreadable,
        },
        Some(_) => return Read::Ambiguous,
        None => match seconds(text) {
            Some(made) => (made, false),
            None => return Read::Unreadable,
        },
    };
    match made {
        (made, _) if PartialDate::parse(&made).is_none() => Read::Unreadable,
        (made, _) if is_unset(&made) => Read::Unset,
        (made, _) if made == text && sent_soundly => Read::Sound,
        (made, true) => Read::WithoutTime(made),
        (made, false) => Read::Rewritten(made),
    }
}

/// Year 1 is .NET's zero, the first second of 1970 that of Unix, and year 0 that of databases.
fn is_unset(text: &str) -> bool {
    text.starts_with("000")
        || ["1970-01-01T00:00:00", "1970-01-01 00:00:00"].iter().any(|zero| text.starts_with(zero))
}

/// Arabic, Persian, Devanagari and Bengali digits have their ASCII kin.
pub(super) fn ascii_digit(c: char) -> char {
    let zero = ['\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}']
        .into_iter()
        .find(|zero| (*zero..='\u{9EF}').contains(&c) && u32::from(c) < u32::from(*zero) + 10);
    let digit = zero.and_then(|zero| char::from_digit(u32::from(c) - u32::from(zero), 10));
    digit.unwrap_or(c)
}

/// A day, as far as it is known, and what stands behind it. Without a year when its numbers can be read in two ways.
struct Numbers {
    year: Option<u64>,
    month: Option<u64>,
    day: Option<u64>,
    rest: String,
}

/// `2024-5-9`, `2024/05/09`, `20240509`, `09.05.2024`, `31/5/2024`, each with or without a time behind it.
fn numeric(text: &str) -> Option<Numbers> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (first, rest) = text.split_at_checked(digits(text))?;
    if first.len() == 8 && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() && c != 'T') {
        let part = |from: usize, to: usize| first.get(from..to).and_then(number);
        return Some(Numbers {
            year: part(0, 4),
            month: part(4, 6),
            day: part(6, 8),
            rest: String::from(rest),
        });
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let rest = rest.strip_prefix(mark)?;
    let (second, rest) = rest.split_at_checked(digits(rest))?;
    let third = rest.strip_prefix(mark).and_then(|rest| rest.split_at_checked(digits(rest)));
    let (one, two) = (number(first)?, number(second)?);
    let is_short = |part: &str| (1..=2).contains(&part.len());
    match third {
        None if first.len() == 4 && is_short(second) => {
            Some(Numbers { year: Some(one), month: Some(two), day: None, rest: String::from(rest) })
        }
        Some((third, rest)) if first.len() == 4 && is_short(second) && is_short(third) => {
            Some(Numbers { year: Some(one), month: Some(two), day: number(third), rest: String::from(rest) })
        }
        Some((third, rest)) if is_short(first) && is_short(second) && third.len() == 4 => {
            let rest = String::from(rest);
            let year = number(third);
            // With points, the day comes first everywhere. With other marks, that depends on the country.
            Some(match (one, two) {
                (day, month) if mark == '.' || day > 12 || day == month => {
                    Numbers { year, month: Some(month), day: Some(day), rest }
                }
                (month, day) if day > 12 => Numbers { year, month: Some(month), day: Some(day), rest },
                _ => Numbers { year: None, month: None, day: None, rest },
            })
        }
        _ => None,
    }
}

/// Months in English, Spanish, Portuguese, French, German and Italian; a shorter form of three letters or more counts.
const MONTHS: [&str; 12] = [
    "january enero janeiro janvier januar gennaio jänner",
    "february febrero fevereiro février februar febbraio feber",
    "march marzo março mars märz",
    "april abril avril aprile",
    "may mayo maio mai maggio",
    "june junio junho juin juni giugno",
    "july julio julho juillet juli luglio",
    "august agosto août",
    "september septiembre setembro septembre settembre sept setiembre",
    "october octubre outubro octobre oktober ottobre okt",
    "november noviembre novembro novembre",
    "december diciembre dezembro décembre dezember dicembre",
];

/// Words around a date that say nothing of it.
const AROUND: &str = "de del of the le der den um at à às o on il a las mon tue wed thu fri sat sun monday tuesday \
    wednesday thursday friday saturday sunday tues thur thurs";

/// `9 May 2024`, `May 9th, 2024`, `Thu, 09 May 2024 10:00:00 GMT`, `9 de mayo de 2024`.
fn spelled(text: &str) -> Option<Numbers> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut rest = String::new();
    for word in text.split([' ', ',', '\u{A0}']).filter(|word| !word.is_empty()) {
        let bare = word.strip_suffix('.').unwrap_or(word);
        let ordinal = ["st", "nd", "rd", "th", "º", "er"].iter().find_map(|end| bare.strip_suffix(end));
        match number(bare).or_else(|| number(ordinal?)) {
            _ if !rest.is_empty() || (year.is_some() && cut(word, b':').is_some()) => {
                rest.push(' ');
                rest.push_str(word);
            }
            Some(found) if bare.len() == 4 && year.is_none() => year = Some(found),
            Some(found) if (1..=31).contains(&found) && day.is_none() => day = Some(found),
            Some(_) => return None,
            None => match month_named(bare) {
                Some(found) if month.is_none() => month = Some(found),
                _ if parts(AROUND, b' ').any(|known| known.eq_ignore_ascii_case(bare)) => {}
                _ => return None,
            },
        }
    }
    year.zip(month).map(|(year, month)| Numbers { year: Some(year), month: Some(month), day, rest })
}

fn month_named(word: &str) -> Option<u64> {
    let word = lowered(word);
    if count_chars(&word) < 3 || parts(AROUND, b' ').any(|known| known == word) {
        return None;
    }
    let months = MONTHS.iter().zip(1..);
    months
        .clone()
        .find(|(names, _)| parts(names, b' ').any(|name| name.starts_with(word.as_str())))
        .map(|(_, month)| month)
}

/// A day with the time behind it, in the format's form; and whether a time without a zone had to be left out.
fn moment(year: u64, month: Option<u64>, day: Option<u64>, rest: &str) -> Option<(String, bool)> {
    let mut out = String::new();
    push_padded(&mut out, year, 4);
    for part in [month, day].into_iter().flatten() {
        out.push('-');
        push_padded(&mut out, part, 2);
    }
    let rest = trimmed(rest.strip_prefix(['T', 't', ',']).unwrap_or(rest));
    if rest.is_empty() {
        return Some((out, false));
    }
    day?;
    let (time, zone) = clock(rest)?;
    let zone = offset(zone)?;
    if zone.is_empty() {
        return Some((out, true));
    }
    out.push('T');
    out.push_str(&time);
    out.push_str(&zone);
    Some((out, false))
}

fn push_padded(out: &mut String, value: u64, width: usize) {
    let mut digits = String::new();
    push_number(&mut digits, u32::try_from(value).unwrap_or(u32::MAX));
    for _ in digits.len()..width {
        out.push('0');
    }
    out.push_str(&digits);
}

/// `7:11`, `07:11:05.5`, `7:11 pm`: the time of day with all its digits, and what stands behind it.
fn clock(text: &str) -> Option<(String, &str)> {
    let is_clock = |c: char| c.is_ascii_digit() || c == ':' || c == '.';
    let end = text.chars().take_while(|c| is_clock(*c)).map(char::len_utf8).sum();
    let (digits, rest) = text.split_at_checked(end)?;
    let (digits, fraction) = cut(digits, b'.').unwrap_or((digits, ""));
    let mut fields = parts(digits, b':').map(number);
    let (mut hour, minute) = (fields.next()??, fields.next()??);
    let second = fields.next().unwrap_or(Some(0))?;
    if fields.next().is_some() {
        return None;
    }
    let mut rest = trimmed(rest);
    let half = rest.get(..2).unwrap_or_default();
    if half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm") {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if half.eq_ignore_ascii_case("pm") { 12 } else { 0 };
        rest = trimmed(rest.get(2..)?);
    }
    let mut out = String::new();
    for (value, mark) in [(hour, ""), (minute, ":"), (second, ":")] {
        out.push_str(mark);
        push_padded(&mut out, value, 2);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    Some((out, rest))
}

/// `Z`, `UTC`, `+02:00`, `+0200`, `+5:30`, `+02` as an offset; empty when there is none, `None` for anything else.
fn offset(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    let mut text = text;
    for name in ["UTC", "GMT", "Z"] {
        if text.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            text = text.get(name.len()..)?;
            if text.is_empty() {
                return Some(String::from("Z"));
            }
            break;
        }
    }
    // Behind a real minus sign, too.
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-' | '−'))?;
    let digits = text.strip_prefix(sign)?;
    let (hours, minutes) = match cut(digits, b':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "00"),
    };
    if hours.len() > 2 || minutes.len() != 2 {
        return None;
    }
    let mut out = String::from(if sign == '+' { "+" } else { "-" });
    push_padded(&mut out, number(hours)?, 2);
    out.push(':');
    push_padded(&mut out, number(minutes)?, 2);
    Some(out)
}

/// Seconds or milliseconds since 1970, as ten or thirteen digits.
fn seconds(text: &str) -> Option<String> {
    let seconds = match text.len() {
        10 => number(text)?,
        13 => number(text)? / 1000,
        _ => return None,
    };
    // Source: days to a calendar date, counted from March of year 0 in eras of 400 years.
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let mut out = String::new();
    let time = seconds % 86_400;
    let fields = [
        (year, 4, ""),
        (month, 2, "-"),
        (day, 2, "-"),
        (time / 3600, 2, "T"),
        (time / 60 % 60, 2, ":"),
        (time % 60, 2, ":"),
    ];
    for (value, width, mark) in fields {
        out.push_str(mark);
        push_padded(&mut out, value, width);
    }
    out.push('Z');
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_becomes_the_formats() {
        for (sent, expected) in [
            ("2024-05-09T07:11:00+0200", "2024-05-09T07:11:00+02:00"),
            ("2024-05-09T07:11:00+5:30", "2024-05-09T07:11:00+05:30"),
            ("2024-05-09T07:11:00+02", "2024-05-09T07:11:00+02:00"),
            ("2024-05-09 07:11:00 UTC", "2024-05-09T07:11:00Z"),
            ("2024-05-09 07:11:00Z", "2024-05-09T07:11:00Z"),
            ("2024-05-09T07:11Z", "2024-05-09T07:11:00Z"),
            ("2024-05-09T07:11:00.838+01:00 ", "2024-05-09T07:11:00.838+01:00"),
            ("9 May 2024", "2024-05-09"),
            ("27 Aug. 2024", "2024-08-27"),
            ("May 9th, 2024", "2024-05-09"),
            ("Sept 9, 2024", "2024-09-09"),
            ("Thu, 09 May 2024 10:00:00 GMT", "2024-05-09T10:00:00Z"),
            ("Thursday 9 May 2024", "2024-05-09"),
            ("9 de mayo de 2024", "2024-05-09"),
            ("1er février 2024", "2024-02-01"),
            ("9. März 2024", "2024-03-09"),
            ("May 2024", "2024-05"),
            ("20240509", "2024-05-09"),
            ("20240509T101500Z", ""),
            ("2024/5/9", "2024-05-09"),
            ("2024-5-9", "2024-05-09"),
            ("09.05.2024", "2024-05-09"),
            ("31/05/2024", "2024-05-31"),
            ("05/31/2024", "2024-05-31"),
            ("05/05/2024", "2024-05-05"),
            ("٢٠٢٤-٠٥-٠٩", "2024-05-09"),
            ("1715238660", "2024-05-09T07:11:00Z"),
            ("1715238660000", "2024-05-09T07:11:00Z"),
            ("951782400", ""),
            ("May 9, 2024 at 7:11 pm +0200", "2024-05-09T19:11:00+02:00"),
        ] {
            let expected =
                if expected.is_empty() { Read::Unreadable } else { Read::Rewritten(String::from(expected)) };
            assert_eq!(read(sent), expected, "{sent}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_no_moment() {
        for sent in ["2024-05-09 07:11", "2024-05-09T07:11:00", "2024-05-09 07:11:00", "9 May 2024 7:11 am"] {
            assert_eq!(read(sent), Read::WithoutTime(String::from("2024-05-09")), "{sent}");
        }
    }

    #[test]
    fn what_says_no_day_is_none() {
        for sent in ["2024", "2024-05", "2024-05-09", "2024-05-09T07:11:00Z", "1969-07-20"] {
            assert_eq!(read(sent), Read::Sound, "{sent}");
        }
        for sent in ["0001-01-01 00:00:00Z", "0001-01-01", "0000-00-00", "1970-01-01T00:00:00Z", "0000000000"]
        {
            assert_eq!(read(sent), Read::Unset, "{sent}");
        }
        assert_eq!(read("05/06/2024"), Read::Ambiguous);
        for sent in
            ["", "soon", "2024-13-01", "31 February 2024", "May 9", "2024-05-09 later", "9 of 10", "é", "-"]
        {
            assert_eq!(read(sent), Read::Unreadable, "{sent}");
        }
    }
}
