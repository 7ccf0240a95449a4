//! Phrases with places in them, written `{name}`: how one is parted at them, and filled. Below the words of a language.

use alloc::string::String;
#[cfg(not(target_arch = "wasm32"))]
use alloc::vec::Vec;

use crate::html::Sink;
use crate::parts::cut;

/// A phrase parted at its places. In a page, where each is said once or twice, that is done while it is filled; natively once
/// for all cards.
#[derive(Debug)]
pub(super) struct Parted<'a> {
    /// What stands before each place, and the place's name.
    #[cfg(not(target_arch = "wasm32"))]
    places: Vec<(&'a str, &'a str)>,
    /// What stands behind them.
    rest: &'a str,
}

/// A phrase that is being filled: gives what stands before each place, and the place's name.
#[derive(Default)]
pub(crate) struct Phrase<'a> {
    #[cfg(not(target_arch = "wasm32"))]
    places: core::slice::Iter<'a, (&'a str, &'a str)>,
    /// What stands behind the last place, once that has been given.
    rest: &'a str,
}

#[cfg(not(target_arch = "wasm32"))]
impl<'a> Parted<'a> {
    pub(super) fn of(phrase: &'a str) -> Self {
        let (mut places, mut rest) = (Vec::new(), phrase);
        while let Some((before, name, after)) = first_place(rest) {
            places.push((before, name));
            rest = after;
        }
        Self { places, rest }
    }

    pub(super) fn phrase(&self) -> Phrase<'_> {
        Phrase { places: self.places.iter(), rest: self.rest }
    }
}

#[cfg(target_arch = "wasm32")]
impl<'a> Parted<'a> {
    pub(super) fn of(phrase: &'a str) -> Self {
        Self { rest: phrase }
    }

    pub(super) fn phrase(&self) -> Phrase<'a> {
        Phrase { rest: self.rest }
    }
}

impl<'a> Iterator for Phrase<'a> {
    type Item = (&'a str, &'a str);

    #[cfg(not(target_arch = "wasm32"))]
    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        self.places.next().copied()
    }

    #[cfg(target_arch = "wasm32")]
    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let (before, name, after) = first_place(self.rest)?;
        self.rest = after;
        Some((before, name))
    }
}

/// Parts a phrase at its first place: what stands before it, the name, what stands behind it.
fn first_place(phrase: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = cut(phrase, b'{')?;
    let (name, after) = cut(rest, b'}')?;
    Some((before, name, after))
}

/// Puts a phrase into a card, each of its places filled by `place`, which is given the place's name.
pub(crate) fn fill<'a, S: Sink<'a>>(
    out: &mut S,
    mut phrase: Phrase<'a>,
    place: &mut dyn FnMut(&mut S, &str),
) {
    for (before, name) in phrase.by_ref() {
        place(out.text(before), name);
    }
    out.text(phrase.rest);
}

/// Fills the places of a phrase with texts.
pub fn fill_text(phrase: &str, values: &[(&str, &str)]) -> String {
    filled(Parted::of(phrase).phrase(), values)
}

/// The same of a phrase of the card's own.
pub(crate) fn filled(phrase: Phrase<'_>, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    push_filled(&mut |text| out.push_str(text), phrase, values);
    out
}

/// Fills the places of a phrase with texts, and hands on what comes of it, a piece at a time.
pub(crate) fn push_filled(push: &mut impl FnMut(&str), mut phrase: Phrase<'_>, values: &[(&str, &str)]) {
    for (before, name) in phrase.by_ref() {
        push(before);
        for (key, value) in values {
            if *key == name {
                push(value);
            }
        }
    }
    push(phrase.rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled() {
        assert_eq!(fill_text("As of {date}.", &[("date", "2016")]), "As of 2016.");
        assert_eq!(fill_text("{a}{b} {", &[("a", "1")]), "1 {");
    }
}
