//! The words of other languages in the browser: those that the page has loaded, each once for all its cards.

#[cfg(any(feature = "card", feature = "render"))]
use alloc::{boxed::Box, string::String};
use core::cell::Cell;

use super::{Words, english};
use crate::shared::Kept;
#[cfg(any(feature = "card", feature = "render"))]
use crate::value::Lang;

/// A language, and those that were loaded before it.
struct Known {
    words: Words,
    before: Option<&'static Known>,
}

static LAST: Kept<Cell<Option<&'static Known>>> = Kept(Cell::new(None));

/// Takes the words of a language, as its file has them; they stay for as long as the page. Says whether it has: not where
/// they are not all there, nor under a name that is no language's.
#[cfg(any(feature = "card", feature = "render"))]
pub(crate) fn learn(name: &str, lines: &str) -> bool {
    let Some(lang) = Lang::parse(name) else { return false };
    let known = Known { words: Words::of_lines(lang, String::from(lines).leak()), before: LAST.get() };
    let is_whole = known.words.is_whole();
    if is_whole {
        LAST.set(Some(Box::leak(Box::new(known))));
    }
    is_whole
}

/// The words of a language that was loaded; English if there is none of that name.
pub(crate) fn known(name: &str) -> &'static Words {
    let mut next = LAST.get();
    while let Some(known) = next {
        if known.words.lang.as_str() == name {
            return &known.words;
        }
        next = known.before;
    }
    english()
}
