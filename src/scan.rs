//! Where in a text something stands that is to be looked at: sixteen bytes are asked in one step. Beside `parts`, and natively
//! only: a page's texts are short, and what does this would be something to download.

use alloc::string::String;

use wide::u8x16;

/// How many bytes stand before the first that is of a kind; all, if none is. `of_kind` says of sixteen bytes which are: each
/// of these is 255, the others are 0.
#[inline]
pub(crate) fn before(bytes: &[u8], of_kind: impl Fn(u8x16) -> u8x16) -> usize {
    let place = |bytes: [u8; 16]| of_kind(u8x16::new(bytes)).to_bitmask().trailing_zeros() as usize;
    let (chunks, _) = bytes.as_chunks();
    for (passed, chunk) in chunks.iter().enumerate() {
        let place = place(*chunk);
        if place < 16 {
            return 16 * passed + place;
        }
    }
    // What is left is shorter than a step: the last step goes back to what has been passed. A short text is two halves that
    // overlap, and behind them nothing.
    let (place, half) = if let Some(last) = bytes.last_chunk() {
        (16 + place(*last), 16)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk()) {
        let halves = u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << 64;
        (place(halves.to_le_bytes()), 8)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk()) {
        let halves = u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
        (place(u128::from(halves).to_le_bytes()), 4)
    } else {
        let is_of_kind = |byte: &u8| place([*byte; 16]) == 0;
        return bytes.iter().position(is_of_kind).unwrap_or(bytes.len());
    };
    if place < half { place } else { (bytes.len() + place - 2 * half).min(bytes.len()) }
}

/// Which bytes are a certain one.
#[inline]
pub(crate) fn are(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

/// Which bytes are at most a certain one.
#[inline]
pub(crate) fn are_at_most(bytes: u8x16, most: u8) -> u8x16 {
    bytes.min(u8x16::splat(most)).simd_eq(bytes)
}

/// Which bytes are no printable ASCII.
#[inline]
pub(crate) fn are_unusual(bytes: u8x16) -> u8x16 {
    // All that is printable is less than 95 behind the space.
    let behind = bytes - u8x16::splat(b' ');
    behind.max(u8x16::splat(b'~' - b' ' + 1)).simd_eq(behind)
}

/// Whether two spaces stand side by side somewhere, and whether some byte is no printable ASCII.
pub(crate) fn double_space_and_unusual(bytes: &[u8]) -> (bool, bool) {
    let (chunks, rest) = bytes.as_chunks::<16>();
    let (mut double, mut unusual, mut before) = (0, 0, 0);
    let mut look = |chunk: &[u8; 16], before| {
        let chunk = u8x16::new(*chunk);
        let spaces = are(chunk, b' ').to_bitmask();
        double |= spaces & (spaces << 1 | before);
        unusual |= are_unusual(chunk).to_bitmask();
        spaces >> 15
    };
    for chunk in chunks {
        before = look(chunk, before);
    }
    // What is left is shorter than a step: the last step goes back to what has been passed. A short text is looked at as if
    // letters stood behind it.
    if let Some(last) = bytes.last_chunk() {
        look(last, 0);
    } else {
        let mut last = [b'a'; 16];
        if let Some(beginning) = last.get_mut(..rest.len()) {
            beginning.copy_from_slice(rest);
        }
        look(&last, 0);
    }
    (double != 0, unusual != 0)
}

/// Moves what stands before the first byte of a kind, an ASCII one, to the end of a text, in one piece.
#[inline]
pub(crate) fn push_before(
    out: &mut String,
    rest: &mut core::str::Chars<'_>,
    of_kind: impl Fn(u8x16) -> u8x16,
) {
    let text = rest.as_str();
    let place = before(text.as_bytes(), of_kind);
    out.push_str(text.get(..place).unwrap_or_default());
    *rest = text.get(place..).unwrap_or_default().chars();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_is_found_where_it_is(bytes in prop::collection::vec(0..=255_u8, 0..80), mark in 0..4_u8) {
            let bytes: Vec<u8> = bytes.into_iter().map(|byte| if byte < 250 { byte | 4 } else { byte % 4 }).collect();
            let place = |is_of_kind: &dyn Fn(u8) -> bool| {
                bytes.iter().position(|byte| is_of_kind(*byte)).unwrap_or(bytes.len())
            };
            prop_assert_eq!(before(&bytes, |bytes| are(bytes, mark)), place(&|byte| byte == mark));
            prop_assert_eq!(before(&bytes, |bytes| are_at_most(bytes, mark)), place(&|byte| byte <= mark));
            prop_assert_eq!(before(&bytes, are_unusual), place(&|byte| !matches!(byte, b' '..=b'~')));
        }
    }

    proptest! {
        #[test]
        fn spaces_side_by_side_are_seen(text in "[ ab]{0,40}[é ]?[ ab]{0,20}") {
            let is_ascii = text.is_ascii();
            prop_assert_eq!(double_space_and_unusual(text.as_bytes()), (text.contains("  "), !is_ascii));
        }
    }

    #[test]
    fn only_what_is_printable_is_usual() {
        for byte in 0..=255_u8 {
            let is_usual = matches!(byte, b' '..=b'~');
            assert_eq!(before(&[byte], are_unusual), usize::from(is_usual), "{byte}");
        }
    }
}
