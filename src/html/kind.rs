//! Kinds of elements: a tag and those attributes whose values are the card's own words, known when the crate is compiled.
//! Below the tree; `dom` and `write` put in what was made here, each in its own language.

use super::{AttrName, Tag};
use crate::made::{Made, utf8};

/// Parts the attributes of a kind, as `apply.js` reads it.
pub(crate) const SEPARATOR: char = '\u{1E}';

/// A kind of element. There are few, so that an element begins with one text instead of one for each attribute.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    #[cfg(target_arch = "wasm32")]
    text: &'static str,
    #[cfg(not(target_arch = "wasm32"))]
    texts: &'static Texts,
}

/// A kind as it is written. A page keeps the first of the texts alone: the others would be something to download.
#[doc(hidden)]
#[derive(Debug)]
#[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "a page reads the first alone"))]
pub struct Texts {
    text: &'static str,
    begin: &'static str,
    end: &'static str,
    end_length: usize,
}

/// How long every end tag is, with the spaces behind it that make all of one length.
pub(super) const PADDED: usize = 16;

impl Texts {
    /// Of what the functions below have made.
    pub const fn new(tag: Tag, text: &'static [u8], begin: &'static [u8], end: &'static [u8]) -> Self {
        Self { text: utf8(text), begin: utf8(begin), end: utf8(end), end_length: end_length(tag) }
    }
}

/// What is the same in a page is the same here.
impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Kind {}

impl Kind {
    /// Of texts that the functions below have made. See [`kind!`](crate::kind!).
    #[doc(hidden)]
    #[cfg(target_arch = "wasm32")]
    pub const fn new(texts: &Texts) -> Self {
        Self { text: texts.text }
    }

    /// Of texts that the functions below have made. See [`kind!`](crate::kind!).
    #[doc(hidden)]
    #[cfg(not(target_arch = "wasm32"))]
    pub const fn new(texts: &'static Texts) -> Self {
        Self { texts }
    }

    /// The tag, then each attribute behind a [`SEPARATOR`]: the name, then the value. Tag and names are written as the
    /// character of their number plus `0`.
    pub(crate) fn text(self) -> &'static str {
        #[cfg(target_arch = "wasm32")]
        return self.text;
        #[cfg(not(target_arch = "wasm32"))]
        self.texts.text
    }

    /// The begin tag.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn begin(self) -> &'static str {
        self.texts.begin
    }

    /// The end tag with spaces behind it, as long as [`PADDED`] says, and how long it is without them: nothing for an element
    /// that has none.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn padded_end(self) -> (&'static str, usize) {
        (self.texts.end, self.texts.end_length)
    }

    /// Which element.
    pub fn tag(self) -> Tag {
        numbered(Tag::ALL, self.text()).unwrap_or(Tag::Span)
    }

    /// The attributes, each a name and a value.
    pub(crate) fn attrs(self) -> impl Iterator<Item = (AttrName, &'static str)> {
        let parts = crate::parts::parts(self.text(), SEPARATOR as u8).skip(1);
        parts.filter_map(|part| Some((numbered(AttrName::ALL, part)?, part.get(1..)?)))
    }
}

/// The value that the first character of a text stands for.
fn numbered<T: Copy>(all: &[T], text: &str) -> Option<T> {
    all.get(usize::from(text.as_bytes().first()?.checked_sub(b'0')?)).copied()
}

/// Names a kind of element: a tag, and attributes with the values that they have.
///
/// # Example
///
/// ```
/// use fact_check_card::html::{Tag, Tree, write};
/// use fact_check_card::kind;
///
/// let mut tree = Tree::default();
/// tree.open(kind!(P, Class = "note")).text("1 < 2").close();
/// assert_eq!(write::tree(&tree), "<p class=\"note\">1 &lt; 2</p>");
/// ```
#[macro_export]
macro_rules! kind {
    ($tag:ident $(, $name:ident = $value:expr)*) => {{
        use $crate::html::{AttrName, Kind, Tag, kind};
        const ATTRS: &[(AttrName, &str)] = &[$((AttrName::$name, $value)),*];
        const TEXT: [u8; kind::text_length(ATTRS)] = kind::text(Tag::$tag, ATTRS);
        const BEGIN: [u8; kind::begin_length(Tag::$tag, ATTRS)] = kind::begin(Tag::$tag, ATTRS);
        const KIND: Kind = Kind::new(&kind::Texts::new(Tag::$tag, &TEXT, &BEGIN, &kind::end(Tag::$tag)));
        KIND
    }};
}

/// The kind of a tag's elements that have no attribute.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn bare(tag: Tag) -> Kind {
    macro_rules! bare {
        ($($tag:ident)+) => { match tag { $(Tag::$tag => kind!($tag),)+ } };
    }
    bare!(A Article Blockquote Button Dd Details Div Dl Dt Fieldset Footer H1 H2 H3 H4 H5 H6 Header Input Label Legend Li Ol
        P Path Section Slot Span Summary Svg Time Ul)
}

/// Where a word stands in a text that has a space behind each.
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
const fn word(words: &str, place: usize) -> (usize, usize) {
    let words = words.as_bytes();
    let (mut from, mut to, mut left) = (0, 0, place);
    loop {
        if words[to] == b' ' {
            if left == 0 {
                return (from, to);
            }
            left -= 1;
            from = to + 1;
        }
        to += 1;
    }
}

const fn length((from, to): (usize, usize)) -> usize {
    to - from
}

/// Stops the compiler at a value that would have to be escaped somewhere.
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
const fn plain(value: &str) -> &str {
    let mut place = 0;
    while place < value.len() {
        let byte = value.as_bytes()[place];
        assert!(matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"'), "no plain value");
        place += 1;
    }
    value
}

#[doc(hidden)]
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
pub const fn text_length(attrs: &[(AttrName, &str)]) -> usize {
    let (mut bytes, mut place) = (1, 0);
    while place < attrs.len() {
        bytes += 2 + attrs[place].1.len();
        place += 1;
    }
    bytes
}

#[doc(hidden)]
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
pub const fn text<const LENGTH: usize>(tag: Tag, attrs: &[(AttrName, &str)]) -> [u8; LENGTH] {
    let mut made = Made::<LENGTH>::EMPTY.byte(b'0' + tag as u8);
    let mut place = 0;
    while place < attrs.len() {
        let (name, value) = attrs[place];
        made = made.byte(SEPARATOR as u8).byte(b'0' + name as u8).whole(plain(value));
        place += 1;
    }
    made.done()
}

#[doc(hidden)]
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
pub const fn begin_length(tag: Tag, attrs: &[(AttrName, &str)]) -> usize {
    let mut bytes = "<>".len() + length(word(Tag::WORDS, tag as usize));
    let mut place = 0;
    while place < attrs.len() {
        let (name, value) = attrs[place];
        bytes += " =\"\"".len() + length(word(AttrName::WORDS, name as usize)) + value.len();
        place += 1;
    }
    bytes
}

#[doc(hidden)]
#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
pub const fn begin<const LENGTH: usize>(tag: Tag, attrs: &[(AttrName, &str)]) -> [u8; LENGTH] {
    let mut made = Made::<LENGTH>::EMPTY.byte(b'<').part(Tag::WORDS, word(Tag::WORDS, tag as usize));
    let mut place = 0;
    while place < attrs.len() {
        let (name, value) = attrs[place];
        made = made.byte(b' ').part(AttrName::WORDS, word(AttrName::WORDS, name as usize));
        made = made.whole("=\"").whole(value).byte(b'"');
        place += 1;
    }
    made.byte(b'>').done()
}

const fn end_length(tag: Tag) -> usize {
    if tag.is_void() { 0 } else { "</>".len() + length(word(Tag::WORDS, tag as usize)) }
}

#[doc(hidden)]
pub const fn end(tag: Tag) -> [u8; PADDED] {
    let mut made = Made::EMPTY;
    if !tag.is_void() {
        made = made.whole("</").part(Tag::WORDS, word(Tag::WORDS, tag as usize)).byte(b'>');
    }
    while made.length < PADDED {
        made = made.byte(b' ');
    }
    made.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn a_kind_is_written_in_each_language() {
        let kind = kind!(Input, Type = "radio", DataAction = "filter");
        assert_eq!(kind.begin(), "<input type=\"radio\" data-action=\"filter\">");
        assert_eq!(kind.padded_end().1, 0);
        assert_eq!(kind.tag(), Tag::Input);
        let attrs: Vec<_> = kind.attrs().collect();
        assert_eq!(attrs, [(AttrName::Type, "radio"), (AttrName::DataAction, "filter")]);
        let kind = kind!(Ul);
        assert_eq!(
            (kind.begin(), kind.padded_end(), kind.attrs().count()),
            ("<ul>", ("</ul>           ", 5), 0)
        );
    }
}
