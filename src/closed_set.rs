//! Closed sets of words: each word is a value of an enum, and stands for it in records, attributes and markup.
//! Beside `parts`; a set's words are one text, since a table of many short ones costs every reader more than they do.

use crate::parts::part_at;

/// Writes a closed set as an enum whose values have a word each.
macro_rules! closed_set {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The words in the same order, each with a space behind it.
            pub(crate) const WORDS: &'static str = concat!($($word, " "),+);

            /// The words in a table, which is searched faster. Readers of a page get the text alone.
            #[cfg(not(target_arch = "wasm32"))]
            #[allow(dead_code, reason = "some sets are never searched so")]
            pub(crate) const TABLE: &'static [&'static str] = &[$($word,)+];

            /// The word that stands for the value.
            #[allow(dead_code, reason = "some sets are only read")]
            pub fn as_str(self) -> &'static str {
                #[cfg(target_arch = "wasm32")]
                return crate::closed_set::word_at(Self::WORDS, self as usize);
                // Where nobody downloads it, a table is faster.
                #[cfg(not(target_arch = "wasm32"))]
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that a word stands for.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.get(crate::closed_set::place_of(Self::WORDS, word)?).copied()
            }
        }
    };
}
pub(crate) use closed_set;

/// The word at a place, from 0; an empty one where there is none.
pub(crate) fn word_at(words: &'static str, place: usize) -> &'static str {
    part_at(words, b' ', place)
}

/// The place of a word in a text that has a space behind each.
#[inline(never)]
pub(crate) fn place_of(words: &str, word: &str) -> Option<usize> {
    let words = words.as_bytes();
    let (mut place, mut start, mut at) = (0, 0, 0);
    // An iterator would be two calls for each byte in code that is made small.
    while let Some(byte) = words.get(at) {
        if *byte == b' ' {
            if words.get(start..at) == Some(word.as_bytes()) && at > start {
                return Some(place);
            }
            place += 1;
            start = at + 1;
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    closed_set! {
        /// Places on a line.
        pub enum Place {
            /// The first.
            First = "first",
            /// The one behind it.
            Second = "second",
        }
    }

    #[test]
    fn words_stand_for_values() {
        for place in Place::ALL {
            assert_eq!(Place::parse(place.as_str()), Some(*place));
        }
        assert_eq!(Place::Second.as_str(), "second");
        for other in ["", " ", "firs", "first ", "First", "first second"] {
            assert_eq!(Place::parse(other), None, "{other:?}");
        }
    }

    #[test]
    fn there_is_no_word_behind_the_last() {
        assert_eq!(word_at(Place::WORDS, 2), "");
        assert_eq!(word_at(Place::WORDS, 3), "");
    }
}
