//! The tree as HTML text. The only file that writes `<`, beside `kind`, whose tags are made when the crate is compiled, and
//! `document` with what stands around a card.
//! Source: HTML Living Standard, 13.1.2 (elements, attributes) and 13.3 (serializing fragments).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::{AttrName, Item, Kind, Tree, Value, push_numbered};

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
    let mut out = String::new();
    push_tree(&mut out, tree);
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

pub(super) fn push_tree(out: &mut String, tree: &Tree<'_>) {
    push_items(out, &tree.items, None);
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

/// Writes a tree whose links within the card lead to `anchors`.
pub(super) fn push_anchored(out: &mut String, tree: &Tree<'_>, anchors: &mut Anchors<'_>) {
    push_items(out, &tree.items, Some(anchors));
}

/// Natively the two that call it have each their own.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline)]
fn push_items(out: &mut String, items: &[Item<'_>], mut anchors: Option<&mut Anchors<'_>>) {
    // What an item comes to, on average; growing means copying.
    #[cfg(not(target_arch = "wasm32"))]
    out.reserve(items.len() * 24);
    // The places that are open: with how many items behind them they end, and which they are.
    let mut places: Vec<(usize, Cow<'_, str>)> = Vec::new();
    let mut end = 0;
    let mut rest = items;
    while let Some((item, after)) = rest.split_first() {
        if let Some(anchors) = &mut anchors {
            match item {
                Item::Open(_, length) => end = rest.len().saturating_sub(*length as usize),
                Item::Attr(AttrName::Id, place @ Value::Number(..)) => places.push((end, place.text())),
                Item::Close(_) => {
                    if let Some((_, place)) = places.pop_if(|(end, _)| *end == after.len()) {
                        anchors.add(out, &place);
                    }
                }
                _ => {}
            }
        }
        rest = after;
        match (item, &anchors) {
            (Item::Attr(AttrName::Href, Value::Number(place, number)), Some(anchors)) => {
                // A page may say where its links open (`<base target>`); this one leads to a place on the page.
                out.push_str(" target=\"_self\" href=\"#");
                out.push_str(anchors.prefix);
                out.push('-');
                push_numbered(out, place.strip_prefix('#').unwrap_or(place), *number);
                out.push_str(end_of_value(after));
            }
            (item, _) => push(out, item, after),
        }
    }
}

/// Whether a begin tag goes on with another attribute.
fn goes_on(after: &[Item<'_>]) -> bool {
    matches!(after.first(), Some(Item::Attr(..)))
}

/// What stands behind the value of an attribute.
fn end_of_value(after: &[Item<'_>]) -> &'static str {
    if goes_on(after) { "\"" } else { "\">" }
}

/// Writes an item, knowing what comes after it.
#[inline]
fn push(out: &mut String, item: &Item<'_>, after: &[Item<'_>]) {
    match item {
        Item::Open(kind, _) => push_begin(out, *kind, goes_on(after)),
        Item::Attr(name, value) => push_attr(out, *name, value, after),
        Item::Text(text) => push_escaped(out, text, '<'),
        Item::Close(kind) => push_end(out, *kind),
    }
}

/// Writes a begin tag, but for its last character where it goes on.
#[cfg(not(target_arch = "wasm32"))]
fn push_begin(out: &mut String, kind: Kind, goes_on: bool) {
    let begin = kind.begin();
    out.push_str(if goes_on { begin.strip_suffix('>').unwrap_or(begin) } else { begin });
}

#[cfg(target_arch = "wasm32")]
fn push_begin(out: &mut String, kind: Kind, goes_on: bool) {
    out.push('<');
    out.push_str(kind.tag().as_str());
    for (name, value) in kind.attrs() {
        push_attribute(out, name.as_str(), value);
    }
    if !goes_on {
        out.push('>');
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn push_end(out: &mut String, kind: Kind) {
    out.push_str(kind.end());
}

#[cfg(target_arch = "wasm32")]
fn push_end(out: &mut String, kind: Kind) {
    if !kind.tag().is_void() {
        out.push_str("</");
        out.push_str(kind.tag().as_str());
        out.push('>');
    }
}

fn push_attr(out: &mut String, name: AttrName, value: &Value<'_>, after: &[Item<'_>]) {
    if let Value::Own("") = value {
        out.push(' ');
        out.push_str(name.as_str());
        out.push_str(if goes_on(after) { "" } else { ">" });
        return;
    }
    #[cfg(not(target_arch = "wasm32"))]
    out.push_str(name.begin());
    #[cfg(target_arch = "wasm32")]
    for part in [" ", name.as_str(), "=\""] {
        out.push_str(part);
    }
    match value {
        Value::Own(word) => push_escaped(out, word, '"'),
        Value::Text(text) => push_escaped(out, text, '"'),
        Value::Number(prefix, number) => push_numbered(out, prefix, *number),
    }
    out.push_str(end_of_value(after));
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
    #[cfg(not(target_arch = "wasm32"))]
    if crate::parts::before(text.as_bytes(), is_escaped) == text.len() {
        out.push_str(text);
        return;
    }
    let mut rest = text.chars();
    while let Some(c) = {
        #[cfg(not(target_arch = "wasm32"))]
        crate::parts::push_before(out, &mut rest, is_escaped);
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

#[cfg(not(target_arch = "wasm32"))]
fn is_escaped(byte: u8) -> bool {
    crate::parts::is_one_of(byte, *b"&<>\"")
}
