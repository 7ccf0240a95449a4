//! The tree as HTML text. The only file that writes `<`, beside `document` with what stands around a card.
//! Source: HTML Living Standard, 13.1.2 (elements, attributes) and 13.3 (serializing fragments).

use alloc::string::String;

use super::{Attr, Element, Node};

/// Writes an element as HTML. What a parser makes of it is the same tree again.
///
/// # Example
///
/// ```
/// use fact_check_card::html::{Element, Tag, write};
///
/// assert_eq!(write::element(&Element::new(Tag::P).child("1 < 2 & 3")), "<p>1 &lt; 2 &amp; 3</p>");
/// ```
pub fn element(element: &Element<'_>) -> String {
    let mut out = String::new();
    push_element(&mut out, element);
    out
}

/// Writes what shows a card on another page: the script, and the element with its record at an address or inside.
/// `record` is JSON in which `<` is escaped; `fallback` is what readers see without a script.
pub(crate) fn embed(entry: &str, src: Option<&str>, record: &str, fallback: &str) -> String {
    let mut out = String::new();
    if !entry.is_empty() {
        push_script(&mut out, entry);
    }
    out.push_str("<fact-check-card");
    if let Some(src) = src {
        out.push_str(" src=\"");
        push_escaped(&mut out, src, '"');
        out.push('"');
    }
    out.push('>');
    if src.is_none() {
        out.push_str("<script type=\"application/json\">");
        out.push_str(record);
        out.push_str("</script>");
    }
    out.push_str("<p>");
    push_escaped(&mut out, fallback, '<');
    out.push_str("</p></fact-check-card>");
    out
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

pub(super) fn push_element(out: &mut String, element: &Element<'_>) {
    push(out, element, &mut None);
}

/// The ways between the places of a card where no script runs. An address leads to an element of the document, never into a
/// shadow root (HTML Living Standard, 7.4.6.4): so each place that others lead to gets a slot, and in the slot stands an
/// element of the document with an id that is the page's.
pub(super) struct Anchors<'p> {
    /// What the ids begin with.
    pub prefix: &'p str,
    /// The elements for the slots, to be written among the children of the shadow root's host.
    pub slotted: String,
}

/// Writes an element whose links within the card lead to `anchors`.
pub(super) fn push_anchored(out: &mut String, element: &Element<'_>, anchors: &mut Anchors<'_>) {
    push(out, element, &mut Some(anchors));
}

fn push(out: &mut String, element: &Element<'_>, anchors: &mut Option<&mut Anchors<'_>>) {
    #[cfg(not(target_arch = "wasm32"))]
    out.reserve(256);
    out.push('<');
    out.push_str(element.tag().as_str());
    for attr in element.attrs() {
        out.push(' ');
        out.push_str(attr.name().as_str());
        let value = attr.value();
        if !value.is_empty() {
            out.push_str("=\"");
            match (attr, value.strip_prefix('#'), &anchors) {
                (Attr::Jump(..), Some(place), Some(anchors)) => {
                    out.push('#');
                    out.push_str(anchors.prefix);
                    out.push('-');
                    out.push_str(place);
                }
                _ => push_escaped(out, &value, '"'),
            }
            out.push('"');
        }
    }
    out.push('>');
    if element.tag().is_void() {
        return;
    }
    for child in element.nodes() {
        match child {
            Node::Element(child) => push(out, child, anchors),
            Node::Text(text) => push_escaped(out, text, '<'),
        }
    }
    for attr in element.attrs() {
        if let (Attr::Id(..), Some(anchors)) = (attr, anchors.as_mut()) {
            anchors.add(out, &attr.value());
        }
    }
    out.push_str("</");
    out.push_str(element.tag().as_str());
    out.push('>');
}

impl Anchors<'_> {
    /// Writes the slot of a place, and keeps what stands in it.
    fn add(&mut self, out: &mut String, place: &str) {
        out.push_str("<slot name=\"");
        out.push_str(place);
        out.push_str("\"></slot>");
        let slotted = &mut self.slotted;
        slotted.push_str("<span id=\"");
        slotted.push_str(self.prefix);
        slotted.push('-');
        slotted.push_str(place);
        slotted.push_str("\" slot=\"");
        slotted.push_str(place);
        slotted.push_str("\"></span>");
    }
}

/// Writes a text so that a parser reads it as it is: `&` always, and the one character that would end it.
pub(super) fn push_escaped(out: &mut String, text: &str, end: char) {
    let mut rest = text.chars();
    while let Some(c) = {
        #[cfg(not(target_arch = "wasm32"))]
        crate::parts::push_before(out, &mut rest, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"'));
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
