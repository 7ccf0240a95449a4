//! A card as HTML text. The only file that writes `<`, beside `kind`, whose tags are made when the crate is compiled, and
//! `document` with what stands around a card.
//! Source: HTML Living Standard, 13.1.2 (elements, attributes) and 13.3 (serializing fragments).

use alloc::string::String;
use alloc::vec::Vec;

#[cfg(not(target_arch = "wasm32"))]
use wide::u8x16;

#[cfg(not(target_arch = "wasm32"))]
use super::kind;
use super::{AttrName, Kind, Sink, Tree, push_numbered};
#[cfg(not(target_arch = "wasm32"))]
use crate::scan;

/// Writes a tree as HTML. What a parser makes of it is the same tree again.
///
/// # Example
///
/// ```
/// use fact_check_card::html::{Tree, write};
/// use fact_check_card::kind;
///
/// let mut tree = Tree::default();
/// tree.open(kind!(P)).text("1 < 2 & 3").close();
/// assert_eq!(write::tree(&tree), "<p>1 &lt; 2 &amp; 3</p>");
/// ```
pub fn tree(tree: &Tree<'_>) -> String {
    let mut out = Writer::new(String::new());
    tree.put_into(&mut out);
    out.finish()
}

/// Writes what shows a card on another page: the script, and the element with its record at an address or inside.
/// `record` is JSON in which `<` is escaped; `fallback` is what readers see without a script.
pub(crate) fn embed(entry: &str, src: Option<&str>, record: &str, fallback: &str) -> String {
    let mut out = String::new();
    if !entry.is_empty() {
        push_script(&mut out, entry);
    }
    out.push_str(HOST);
    if let Some(src) = src {
        push_attribute(&mut out, "src", src);
    }
    out.push('>');
    if src.is_none() {
        push_record(&mut out, record);
    }
    out.push_str("<p>");
    push_escaped(&mut out, fallback, '<');
    out.push_str("</p>");
    out.push_str(HOST_END);
    out
}

/// How the element begins that a page shows a card with.
pub(super) const HOST: &str = "<fact-check-card";

/// How it ends.
pub(super) const HOST_END: &str = "</fact-check-card>";

/// Writes a record as an element holds it: JSON in which `<` is escaped.
pub(super) fn push_record(out: &mut String, record: &str) {
    out.push_str("<script type=\"application/json\">");
    out.push_str(record);
    out.push_str("</script>");
}

/// Writes the script that defines the element.
pub(super) fn push_script(out: &mut String, entry: &str) {
    out.push_str("<script type=\"module\" src=\"");
    push_escaped(out, entry, '"');
    out.push_str("\"></script>\n");
}

/// Writes an attribute of an element that is no part of the tree.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value, '"');
    out.push('"');
}

/// HTML that is being written: what is put in stands in the text at once.
pub(crate) struct Writer<'p> {
    out: String,
    /// The elements that are open, the innermost last.
    open: Vec<Opened>,
    anchors: Option<Anchors<'p>>,
}

/// An element that is open.
struct Opened {
    kind: Kind,
    /// Where in the text it begins.
    at: usize,
    /// Where its begin tag ends.
    inside: usize,
}

/// The ways between the places of a card where no script runs. An address leads to an element of the document, never into a
/// shadow root (HTML Living Standard, 7.4.6.4): so each place that others lead to gets a slot, and in the slot stands an
/// element of the document with an id that is the page's.
struct Anchors<'p> {
    /// What the ids begin with.
    prefix: &'p str,
    /// The places that are open, the innermost last: the number of the elements that are open there, and its name.
    places: Vec<(usize, String)>,
    /// The elements for the slots, to be written among the children of the shadow root's host.
    slotted: String,
}

impl<'p> Writer<'p> {
    /// Goes on with a text.
    pub(crate) fn new(out: String) -> Self {
        Self { out, open: Vec::with_capacity(16), anchors: None }
    }

    /// Goes on with a text. Links within the card lead to elements of the document, whose ids begin with `prefix`.
    pub(super) fn anchored(out: String, prefix: &'p str) -> Self {
        let anchors = Anchors { prefix, places: Vec::new(), slotted: String::new() };
        Self { anchors: Some(anchors), ..Self::new(out) }
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// The text, and the elements of the document that its links lead to.
    pub(super) fn finish_anchored(self) -> (String, String) {
        (self.out, self.anchors.map(|anchors| anchors.slotted).unwrap_or_default())
    }

    /// Writes an attribute into the begin tag that was written last, if nothing stands behind it. `end` is the tag's end with
    /// what ends the attribute.
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn attr(&mut self, end: &'static str, write: impl FnOnce(&mut String)) -> &mut Self {
        if let Some(opened) = self.open.last_mut().filter(|opened| opened.inside == self.out.len()) {
            self.out.truncate(opened.inside.saturating_sub(">".len()));
            write(&mut self.out);
            self.out.push_str(end);
            opened.inside = self.out.len();
        }
        self
    }

    /// Writes an attribute with its value.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn value(&mut self, name: AttrName, value: &str) -> &mut Self {
        self.attr("\">", |out| {
            push_name(out, name);
            push_escaped(out, value, '"');
        })
    }

    /// Writes an attribute that may name a place of the card, or lead to one.
    #[inline(never)]
    fn place(&mut self, name: AttrName, prefix: &'static str, number: usize) -> &mut Self {
        let depth = self.open.len();
        let mut place = String::new();
        push_numbered(&mut place, prefix, number);
        match &mut self.anchors {
            Some(anchors) if name == AttrName::Id => anchors.places.push((depth, place.clone())),
            Some(anchors) if name == AttrName::Href => {
                let mut way = String::from("#");
                way.push_str(anchors.prefix);
                way.push('-');
                way.push_str(place.strip_prefix('#').unwrap_or(&place));
                place = way;
                // A page may say where its links open (`<base target>`); this one leads to a place on the page.
                self.attr(">", |out| out.push_str(" target=\"_self\""));
            }
            _ => {}
        }
        self.value(name, &place)
    }
}

impl<'a> Sink<'a> for Writer<'_> {
    /// How long the text is.
    type Mark = usize;

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn open(&mut self, kind: Kind) -> &mut Self {
        let at = self.out.len();
        push_begin(&mut self.out, kind);
        self.open.push(Opened { kind, at, inside: self.out.len() });
        self
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn own(&mut self, name: AttrName, value: &'static str) -> &mut Self {
        if !value.is_empty() {
            return self.value(name, value);
        }
        self.attr(">", |out| {
            out.push(' ');
            out.push_str(name.as_str());
        })
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn lent(&mut self, name: AttrName, value: &'a str) -> &mut Self {
        self.value(name, value)
    }

    fn said(&mut self, name: AttrName, value: String) -> &mut Self {
        self.value(name, &value)
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn number(&mut self, name: AttrName, prefix: &'static str, number: usize) -> &mut Self {
        // Where there are no anchors, no text of its own need be made of it. In a page that would be another function for what
        // `place` does as well.
        #[cfg(not(target_arch = "wasm32"))]
        if self.anchors.is_none() {
            return self.attr("\">", |out| {
                push_name(out, name);
                push_numbered(out, prefix, number);
            });
        }
        self.place(name, prefix, number)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn label(&mut self, phrase: crate::words::Phrase<'_>, number: &str) -> &mut Self {
        self.attr("\">", |out| {
            push_name(out, AttrName::AriaLabel);
            crate::words::push_filled(
                &mut |text| push_escaped(out, text, '"'),
                phrase,
                &[("number", number)],
            );
        })
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn text(&mut self, text: &'a str) -> &mut Self {
        push_escaped(&mut self.out, text, '<');
        self
    }

    fn made(&mut self, text: String) -> &mut Self {
        push_escaped(&mut self.out, &text, '<');
        self
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn close(&mut self) -> &mut Self {
        if let Some(opened) = self.open.pop() {
            if let Some(anchors) = &mut self.anchors {
                anchors.close(&mut self.out, self.open.len());
            }
            push_end(&mut self.out, opened.kind);
        }
        self
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn close_filled(&mut self) -> &mut Self {
        if !self.is_bare() {
            return self.close();
        }
        if let Some(opened) = self.open.pop() {
            self.out.truncate(opened.at);
        }
        self
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn is_bare(&self) -> bool {
        self.open.last().is_some_and(|opened| opened.inside == self.out.len())
    }

    fn mark(&self) -> usize {
        self.out.len()
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn back_to(&mut self, mark: usize) {
        // Beside the text there may be what stands in a slot of a place that goes. It stays: an element that asks for a slot which
        // is not there is not shown (DOM Standard, 4.2.2.3).
        self.out.truncate(mark);
    }
}

impl Anchors<'_> {
    /// If an element that ends is a place, writes its slot, and keeps what stands in it. So many elements are open around it.
    #[inline(never)]
    fn close(&mut self, out: &mut String, around: usize) {
        let Some((_, place)) = self.places.pop_if(|(depth, _)| *depth > around) else { return };
        out.push_str("<slot name=\"");
        out.push_str(&place);
        out.push_str("\"></slot>");
        let slotted = &mut self.slotted;
        slotted.push_str("<span id=\"");
        slotted.push_str(self.prefix);
        slotted.push('-');
        slotted.push_str(&place);
        slotted.push_str("\" slot=\"");
        slotted.push_str(&place);
        slotted.push_str("\"></span>");
    }
}

// Natively the markup of a kind and of a name is made when the crate is compiled, and written in one step. A page would have
// to download it, so there it is put together from what `dom` needs anyway.

/// Writes what stands before an attribute's value.
#[cfg_attr(not(target_arch = "wasm32"), inline)]
fn push_name(out: &mut String, name: AttrName) {
    #[cfg(not(target_arch = "wasm32"))]
    out.push_str(name.begin());
    #[cfg(target_arch = "wasm32")]
    out.extend([" ", name.as_str(), "=\""]);
}

#[cfg(not(target_arch = "wasm32"))]
fn push_begin(out: &mut String, kind: Kind) {
    out.push_str(kind.begin());
}

#[cfg(target_arch = "wasm32")]
fn push_begin(out: &mut String, kind: Kind) {
    out.push('<');
    out.push_str(kind.tag().as_str());
    for (name, value) in kind.attrs() {
        push_attribute(out, name.as_str(), value);
    }
    out.push('>');
}

#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn push_end(out: &mut String, kind: Kind) {
    let (end, length) = kind.padded_end();
    // So many bytes are copied in one step, and more than are wanted sooner than only those.
    if end.len() == kind::PADDED {
        out.push_str(end);
        out.truncate(out.len() - kind::PADDED + length);
    }
}

#[cfg(target_arch = "wasm32")]
fn push_end(out: &mut String, kind: Kind) {
    if !kind.tag().is_void() {
        out.push_str("</");
        out.push_str(kind.tag().as_str());
        out.push('>');
    }
}

/// Writes a text so that a parser reads it as it is: `&` always, and the one character that would end it.
#[cfg_attr(not(target_arch = "wasm32"), inline)]
pub(super) fn push_escaped(out: &mut String, text: &str, end: char) {
    #[cfg(not(target_arch = "wasm32"))]
    if scan::before(text.as_bytes(), are_escaped) == text.len() {
        out.push_str(text);
        return;
    }
    escape(out, text, end);
}

#[inline(never)]
fn escape(out: &mut String, text: &str, end: char) {
    let mut rest = text.chars();
    while let Some(c) = {
        #[cfg(not(target_arch = "wasm32"))]
        scan::push_before(out, &mut rest, are_escaped);
        rest.next()
    } {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if end == '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// Which bytes are `"`, `&`, `<` or `>`: two and two of them differ in one bit.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn are_escaped(bytes: u8x16) -> u8x16 {
    let but = |bits: u8| bytes & u8x16::splat(!bits);
    scan::are(but(b'"' ^ b'&'), b'"') | scan::are(but(b'<' ^ b'>'), b'<')
}
