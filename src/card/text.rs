//! Text with citations: `[^id]` cites the source of that id.

use alloc::vec::Vec;

use crate::parts::cut;
use crate::record::{List, Source};
use crate::value::Slug;

/// A stretch of text, or a citation in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline<'a> {
    /// Text, shown as it is.
    Text(&'a str),
    /// A citation.
    Citation {
        /// The id that was cited.
        id: &'a str,
        /// Where the source stands in the list, from 0; `None` when no source has the id.
        source: Option<usize>,
    },
}

/// The citations of a card that lead to a source.
#[derive(Clone, Debug, Default)]
pub struct Citations {
    /// The sources, by their places from 0, in the order of the citations.
    pub places: Vec<usize>,
    /// How many of the citations stand in the explanation; the others stand in the details.
    pub in_explanation: usize,
}

/// Parts a text into what is said and what is cited, and hands it on, a piece at a time. Brackets that hold no id are text.
pub fn cited<'a>(text: &'a str, sources: &List<'_, Source<'_>>, take: &mut dyn FnMut(Inline<'a>)) {
    let mut rest = text;
    let mut said = text;
    while let Some((before, after)) = cut(rest, b'[') {
        let citation =
            after.strip_prefix('^').and_then(|after| cut(after, b']')).filter(|(id, _)| Slug::is_slug(id));
        let Some((id, next)) = citation else {
            rest = after;
            continue;
        };
        // The text before the citation: from where the last one ended to this bracket.
        let length = said.len() - rest.len() + before.len();
        if let Some(text) = said.get(..length).filter(|text| !text.is_empty()) {
            take(Inline::Text(text));
        }
        let source = sources.clone().position(|source| source.id().is_some_and(|known| known.as_str() == id));
        take(Inline::Citation { id, source });
        rest = next;
        said = next;
    }
    if !said.is_empty() {
        take(Inline::Text(said));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn brackets_that_hold_an_id_are_citations() {
        use Inline::{Citation, Text};
        let none = crate::record::Record(const { &crate::record::shape::Fields::NONE }).sources();
        let unknown = |id| Citation { id, source: None };
        let inlines = |text| {
            let mut inlines = Vec::new();
            cited(text, &none, &mut |inline| inlines.push(inline));
            inlines
        };
        assert_eq!(inlines("a [^b] c[^d]"), [Text("a "), unknown("b"), Text(" c"), unknown("d")]);
        assert_eq!(inlines("a [^b c] [^] [^"), [Text("a [^b c] [^] [^")]);
        assert_eq!(inlines("x [^ y [^z]"), [Text("x [^ y "), unknown("z")]);
        assert_eq!(inlines(""), []);
    }
}
