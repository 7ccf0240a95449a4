//! Sorting, for lists of a few thousand. The standard library's, made for every size, would cost readers 2 KB.

use alloc::vec::Vec;
use core::mem;

use crate::value::PartialDate;

/// The places from 0 up to `count` in the order that `is_before` gives; those that are equal keep theirs.
pub(crate) fn sorted(count: usize, is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let (mut places, mut out) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for place in 0..count {
        places.push(place);
    }
    // Runs of so many places are in order; two and two of them become one.
    let mut run = 1;
    while run < count {
        for both in places.chunks(2 * run) {
            let (left, right) = both.split_at_checked(run).unwrap_or((both, &[]));
            merge(&mut out, left, right, is_before);
        }
        mem::swap(&mut places, &mut out);
        out.clear();
        run *= 2;
    }
    places
}

/// The places from 0 up to `count` from the newest date to the oldest; what has no date is last, and what is of one day keeps
/// its order.
pub(crate) fn newest_first<'a>(count: usize, date: &dyn Fn(usize) -> Option<&'a PartialDate>) -> Vec<usize> {
    let day = |place| date(place).map_or(0, PartialDate::order);
    sorted(count, &|a, b| day(a) > day(b))
}

fn merge(
    out: &mut Vec<usize>,
    mut left: &[usize],
    mut right: &[usize],
    is_before: &dyn Fn(usize, usize) -> bool,
) {
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
