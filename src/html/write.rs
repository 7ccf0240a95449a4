//! The tree as HTML text. The only file that writes `<`, beside `document` with what stands around a card.
//! Source: HTML Living Standard, 13.1.2 (elements, attributes) and 13.3 (serializing fragments).

use alloc::string::String;

use super::{Element, Node};

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
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value, '"');
    out.push('"');
}

pub(super) fn push_element(out: &mut String, element: &Element<'_>) {
    out.push('<');
    out.push_str(element.tag().as_str());
    for attr in element.attrs() {
        out.push(' ');
        out.push_str(attr.name().as_str());
        let value = attr.value();
        if !value.is_empty() {
            out.push_str("=\"");
            push_escaped(out, &value, '"');
            out.push('"');
        }
    }
    out.push('>');
    if element.tag().is_void() {
        return;
    }
    for child in element.nodes() {
        match child {
            Node::Element(child) => push_element(out, child),
            Node::Text(text) => push_escaped(out, text, '<'),
        }
    }
    out.push_str("</");
    out.push_str(element.tag().as_str());
    out.push('>');
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
