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
        let bytes = sent.as_bytes();
        let [year, month, day, hour, minute, second] = numbers(bytes, b"0000-00-00T00:00:00")?;
        let days = days_in(year, month);
        let has_day = (1..=days).contains(&day);
        let valid = match bytes.len() {
            4 => true,
            7 => days > 0,
            10 => has_day,
            _ => has_day && hour <= 23 && minute <= 59 && second <= 60 && is_rest_of_time(bytes.get(19..)?),
        };
        let small = |number| u8::try_from(number).unwrap_or(0);
        (valid && year > 0).then(|| Self {
            sent: String::from(sent),
            year,
            month: small(month),
            day: small(day),
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

    /// A number that is greater the later the date is; a month comes before its days.
    pub(crate) fn order(&self) -> u32 {
        u32::from(self.year) << 16 | u32::from(self.month) << 8 | u32::from(self.day)
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

/// The numbers in a text that goes on along a form for as long as both last: a `0` stands for a digit, and all else for
/// itself, a letter in either case.
#[inline(never)]
fn numbers(text: &[u8], form: &[u8]) -> Option<[u16; 6]> {
    let mut numbers = [0; 6];
    let mut place = 0;
    for (byte, meant) in text.iter().zip(form) {
        if *meant != b'0' {
            place += 1;
            if !byte.eq_ignore_ascii_case(meant) {
                return None;
            }
        } else if byte.is_ascii_digit() {
            let number = numbers.get_mut(place)?;
            *number = *number * 10 + u16::from(byte - b'0');
        } else {
            return None;
        }
    }
    Some(numbers)
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

/// What stands behind the seconds: `Z`, `.5+02:00`
fn is_rest_of_time(text: &[u8]) -> bool {
    let mut rest = text;
    if let [b'.', b'0'..=b'9', fraction @ ..] = rest {
        rest = fraction;
        while let [b'0'..=b'9', others @ ..] = rest {
            rest = others;
        }
    }
    match rest {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', offset @ ..] if offset.len() == 5 => {
            numbers(offset, b"00:00").is_some_and(|[hour, minute, ..]| hour <= 23 && minute <= 59)
        }
        _ => false,
    }
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
            "2016-10-20T07:11:00+02:0",
            "2016-10-20T07:11:00+02:000",
            "2016-10-20T07:11:00+24:00",
            "2016-10-20T07:11:00Z+02:00",
            "2016-10-20T07:60:00Z",
            "2016-10-20T07:11:61Z",
            "2016T10-20",
        ] {
            assert_eq!(PartialDate::parse(sent), None, "{sent}");
        }
    }
}
