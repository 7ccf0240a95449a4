//! Numbers of a rating scale. Integers inside: floating-point text costs a reader's browser kilobytes.

use alloc::string::String;

use crate::parts::{self, cut};
use crate::problem::push_number;

/// A number from −1,000,000,000 to 1,000,000,000, to six decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i64);

const UNIT: i64 = 1_000_000;

impl Decimal {
    /// The largest size.
    pub const MAX: i32 = 1_000_000_000;

    /// The number of what is not there; never shown.
    pub(crate) const BLANK: Self = Self(0);

    /// Reads a JSON number, such as `3`, `-0.5` or `1.5e2`; `None` when it is out of range.
    pub fn parse(number: &str) -> Option<Self> {
        let (negative, digits) = number.strip_prefix('-').map_or((false, number), |rest| (true, rest));
        let (digits, exponent) = cut(digits, b'e').or(cut(digits, b'E')).unwrap_or((digits, "0"));
        let whole = cut(digits, b'.').map_or(digits.len(), |(whole, _)| whole.len());
        let (down, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => (true, exponent),
            None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
        };
        let exponent = i64::try_from(parts::number(exponent)?).ok()?;
        // How many digits stand before the seventh decimal, once the exponent has moved the point.
        let count = i64::try_from(whole).ok()? + 6 + if down { -exponent } else { exponent };
        let mut value: i64 = 0;
        for place in 0..count.clamp(0, i64::from(i32::MAX)).unsigned_abs() {
            let place = usize::try_from(place).ok()?;
            let digit = digits.as_bytes().get(place + usize::from(place >= whole));
            if digit.is_none() && value == 0 {
                break;
            }
            value = value * 10 + i64::from(digit.unwrap_or(&b'0').checked_sub(b'0')?);
            if value > i64::from(Self::MAX) * UNIT {
                return None;
            }
        }
        Some(Self(if negative { -value } else { value }))
    }

    /// A whole number.
    pub const fn whole(number: i32) -> Self {
        Self(number as i64 * UNIT)
    }

    /// How far the value stands from `low` on the way to `high`, in thousandths; `None` when they are equal.
    pub fn position(self, low: Self, high: Self) -> Option<u16> {
        // No product overflows: no two numbers are further apart than 4.3 · 10¹⁵ units.
        let way = ((self.0 - low.0) * 1000).checked_div(high.0 - low.0)?;
        u16::try_from(way).ok().filter(|way| *way <= 1000)
    }

    /// On which step the value stands on the way from `low` to `high`, from 0, and which is the last: the steps of the scale
    /// itself where it has few and the value is on one; else twenty. `None` where the value is not on the scale.
    pub fn step(self, low: Self, high: Self) -> Option<(usize, usize)> {
        const MOST: i64 = 20;
        let way = i64::from(self.position(low, high)?);
        let steps = (high.0 - low.0).abs();
        let place = (self.0 - low.0).abs();
        let is_whole = steps % UNIT == 0 && place % UNIT == 0 && steps / UNIT <= MOST;
        let (place, steps) = if is_whole { (place / UNIT, steps / UNIT) } else { (way * MOST / 1000, MOST) };
        usize::try_from(place).ok().zip(usize::try_from(steps).ok())
    }

    /// The number in decimal digits, with a point and no trailing zeros.
    pub fn to_text(self) -> String {
        let mut out = String::new();
        if self.0 < 0 {
            out.push('-');
        }
        let size = self.0.unsigned_abs();
        let unit = const { UNIT.unsigned_abs() };
        push_number(&mut out, u32::try_from(size / unit).unwrap_or(u32::MAX));
        let mut rest = size % unit;
        if rest > 0 {
            out.push('.');
        }
        while rest > 0 {
            rest *= 10;
            push_number(&mut out, u32::try_from(rest / unit).unwrap_or(0));
            rest %= unit;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_json_can_write() {
        for (sent, expected) in [
            ("0", "0"),
            ("-0", "0"),
            ("3", "3"),
            ("-1", "-1"),
            ("2.50", "2.5"),
            ("1.5e2", "150"),
            ("15E-1", "1.5"),
            ("1e9", "1000000000"),
            ("0.0000001", "0"),
            ("1e-400", "0"),
            ("0e400", "0"),
            ("0e99999999999", "0"),
            ("0.00012e4", "1.2"),
            ("3.3333333333", "3.333333"),
            ("0.05", "0.05"),
        ] {
            assert_eq!(Decimal::parse(sent).map(Decimal::to_text).as_deref(), Some(expected), "{sent}");
        }
        for sent in
            ["1000000001", "1e10", "-2e9", "1e400", "1e99999999999", "1e99999999999999999999", "1.2.3", "1-2"]
        {
            assert_eq!(Decimal::parse(sent), None, "{sent}");
        }
    }

    #[test]
    fn knows_its_place_on_a_scale_that_runs_either_way() {
        let at = |value: i32, low: i32, high: i32| {
            Decimal::whole(value).position(Decimal::whole(low), Decimal::whole(high))
        };
        assert_eq!(at(3, 1, 5), Some(500));
        assert_eq!(at(2, 5, 1), Some(750));
        assert_eq!(at(6, 1, 5), None);
        assert_eq!(at(-1, -1, -1), None);
    }

    #[test]
    fn scales_keep_their_own_steps_where_they_are_few() {
        let at = |value: &str, low: &str, high: &str| {
            let [value, low, high] = [value, low, high].map(|number| Decimal::parse(number).unwrap());
            value.step(low, high)
        };
        assert_eq!(at("2", "1", "5"), Some((1, 4)));
        assert_eq!(at("2", "5", "1"), Some((3, 4)));
        assert_eq!(at("-1", "-1", "1"), Some((0, 2)));
        assert_eq!(at("0.5", "0.5", "2.5"), Some((0, 2)));
        assert_eq!(at("2.5", "1", "5"), Some((7, 20)));
        assert_eq!(at("100", "0", "100"), Some((20, 20)));
        assert_eq!(at("0.25", "0", "1"), Some((5, 20)));
        assert_eq!(at("6", "1", "5"), None);
        assert_eq!(at("-1", "-1", "-1"), None);
    }
}
