//! Sorting, for lists of a few thousand. The standard library's, made for every size, would cost readers 2 KB.

use alloc::vec::Vec;

use crate::value::PartialDate;

/// The places from 0 up to `count` in the order that `is_before` gives; those that are equal keep theirs.
pub(crate) fn sorted(count: usize, is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut places = Vec::with_capacity(count);
    for place in 0..count {
        places.push(place);
    }
    merged(&places, is_before)
}

/// The places from 0 up to `count` from the newest date to the oldest; what has no date is last, and what is of one day keeps
/// its order.
pub(crate) fn newest_first<'a>(count: usize, date: &dyn Fn(usize) -> Option<&'a PartialDate>) -> Vec<usize> {
    let day = |place| date(place).map_or(0, PartialDate::order);
    sorted(count, &|a, b| day(a) > day(b))
}

/// Sorts both halves, then merges them.
fn merged(places: &[usize], is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut out = Vec::with_capacity(places.len());
    let half = places.len() / 2;
    let (left, right) = places.split_at_checked(half).unwrap_or_default();
    if left.is_empty() {
        out.extend_from_slice(places);
        return out;
    }
    let (left, right) = (merged(left, is_before), merged(right, is_before));
    let (mut left, mut right) = (left.as_slice(), right.as_slice());
    while let ([first, others @ ..], [rival, rivals @ ..]) = (left, right) {
        if is_before(*rival, *first) {
            out.push(*rival);
            right = rivals;
        } else {
            out.push(*first);
            left = others;
        }
    }
    out.extend_from_slice(left);
    out.extend_from_slice(right);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(numbers in prop::collection::vec(0..9_u8, 0..40)) {
            let mut expected: Vec<usize> = (0..numbers.len()).collect();
            expected.sort_by_key(|place| numbers.get(*place));
            prop_assert_eq!(sorted(numbers.len(), &|a, b| numbers.get(a) < numbers.get(b)), expected);
        }
    }
}
