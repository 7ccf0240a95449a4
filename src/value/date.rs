//! Dates at the precision that is known. Source: ISO 8601-1, RFC 3339 section 5.6.

use alloc::string::String;

/// A year, a month, a day, or a moment with its offset; the Gregorian calendar.
///
/// Precision is kept: `2024-05` is a month, never the first of May. A moment's day is the day in its own
/// offset, as its writer saw it on the calendar.
///
/// # Example
///
/// ```
/// use fact_check_card::value::PartialDate;
///
/// assert!(PartialDate::parse("2016-10").is_some());
/// assert!(PartialDate::parse("2016-02-30").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDate {
    sent: String,
    year: u16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// The grammar as a regular expression (ECMA-262), for the JSON Schema. It knows leap years.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const PATTERN: &'static str = "^(?!0000)([0-9]{4}(-(0[1-9]|1[0-2]))?|\
        ([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|\
        ([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)\
        ([Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?)$";

    /// Reads `2016`, `2016-10`, `2016-10-20` or an RFC 3339 date-time; `None` for every other form and for days
    /// that the calendar does not have.
    pub fn parse(sent: &str) -> Option<Self> {
        let (date, time) = match sent.get(10..) {
            Some(time) if !time.is_empty() => (sent.get(..10)?, Some(time)),
            _ => (sent, None),
        };
        let mut parts = date.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).unwrap_or(Some(0))?;
        let day = parts.next().map(|part| digits(part, 2)).unwrap_or(Some(0))?;
        let whole = match date.len() {
            4 => year > 0,
            7 => year > 0 && (1..=12).contains(&month),
            10 => year > 0 && day > 0 && day <= days_in(year, month),
            _ => false,
        };
        let valid = whole && parts.next().is_none() && time.is_none_or(is_time);
        valid.then(|| Self {
            sent: String::from(sent),
            year,
            month: u8::try_from(month).unwrap_or(0),
            day: u8::try_from(day).unwrap_or(0),
        })
    }

    /// The date as sent.
    pub fn as_str(&self) -> &str {
        &self.sent
    }

    /// The date without the time of day: `2016-10-20`, `2016-10` or `2016`.
    pub fn calendar_part(&self) -> &str {
        self.sent.get(..10).unwrap_or(&self.sent)
    }

    /// The year, 1 to 9999.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub fn month(&self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, 1 to 31, if known.
    pub fn day(&self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }
}

fn digits(text: &str, length: usize) -> Option<u16> {
    if text.len() != length {
        return None;
    }
    text.bytes().try_fold(0, |number: u16, b| b.is_ascii_digit().then(|| number * 10 + u16::from(b - b'0')))
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

/// `T14:30:00Z`, `T14:30:00.5+02:00`
fn is_time(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['T', 't']) else { return false };
    let Some((clock, rest)) = rest.split_at_checked(8) else { return false };
    let mut fields = clock.split(':');
    let mut next = |most| fields.next().and_then(|f| digits(f, 2)).is_some_and(|value| value <= most);
    if !(next(23) && next(59) && next(60)) || fields.next().is_some() {
        return false;
    }
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if offset.len() == fraction.len() {
                return false;
            }
            offset
        }
        None => rest,
    };
    if matches!(offset, "Z" | "z") {
        return true;
    }
    let Some((hours, minutes)) = offset.strip_prefix(['+', '-']).and_then(|o| o.split_once(':')) else {
        return false;
    };
    digits(hours, 2).is_some_and(|h| h < 24) && digits(minutes, 2).is_some_and(|m| m < 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_kept() {
        let parts = |sent| PartialDate::parse(sent).map(|date| (date.year(), date.month(), date.day()));
        assert_eq!(parts("2016"), Some((2016, None, None)));
        assert_eq!(parts("2016-10"), Some((2016, Some(10), None)));
        assert_eq!(parts("2016-10-20"), Some((2016, Some(10), Some(20))));
        assert_eq!(parts("2016-10-20T23:59:60.5-05:00"), Some((2016, Some(10), Some(20))));
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        assert!(PartialDate::parse("2016-02-29").is_some());
        assert!(PartialDate::parse("2000-02-29").is_some());
        for sent in ["2015-02-29", "1900-02-29", "2016-04-31", "2016-13", "2016-00", "2016-10-00", "0000"] {
            assert_eq!(PartialDate::parse(sent), None, "{sent}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for sent in [
            "",
            "20 October 2016",
            "20161020",
            "2016-1-2",
            "2016-10-20 07:11",
            "2016-10-20T07:11",
            "2016-10-20T07:11:00",
            "2016-10-20T24:00:00Z",
            "2016-10-20T07:11:00+0200",
            "2016-10-20T07:11:00.Z",
            "2016-10T07:11:00Z",
            "２０１６",
            "2016-10-20Z",
            "-2016",
            "2016-",
            "2016-10-",
            "2016-10-20T07:11:00Zé",
            "2016-10-2é",
            "2016-10-20T07:1é:00Z",
        ] {
            assert_eq!(PartialDate::parse(sent), None, "{sent}");
        }
    }
}
