//! Microdata as JSON text, by the rules that stand in [the module's](super) documentation for browsers as well.
//! Below `html`. Source: WHATWG HTML section 5.2, simplified: `itemref` is not followed, `content` counts everywhere.

use scraper::{ElementRef, Node};

use crate::json::write::{Keys, push_list, push_string};

/// How deep items may be nested in items. A check needs four levels.
const MAX_DEPTH: u32 = 30;

/// How many properties an item may have, and how long its text may get, in bytes: elements within elements that are all
/// properties say their text again and again.
const MAX_PROPERTIES: usize = 200;
const MAX_TEXT: usize = 1 << 20;

/// The elements below one, in order. Those of a `template` are no part of the page.
pub(super) fn shown(root: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    elements(root, |element| element.value().name() == "template")
}

/// An element and those below it, in order, without what stands below one that `is_closed`.
fn elements<'p>(
    root: ElementRef<'p>,
    is_closed: impl Fn(ElementRef<'p>) -> bool,
) -> impl Iterator<Item = ElementRef<'p>> {
    // A list instead of recursion: pages may be nested deeper than a stack likes.
    let mut left = vec![root];
    std::iter::from_fn(move || {
        let next = left.pop()?;
        if !is_closed(next) {
            let children: Vec<ElementRef<'p>> = next.child_elements().collect();
            left.extend(children.into_iter().rev());
        }
        Some(next)
    })
}

/// An item as JSON text, and whether some of it went beyond the limits and is left out.
pub(super) fn item(element: ElementRef<'_>) -> (String, bool) {
    let mut out = String::new();
    let is_whole = push_item(&mut out, element, MAX_DEPTH);
    (out, !is_whole)
}

/// Writes an item; says whether it is whole.
fn push_item(out: &mut String, element: ElementRef<'_>, depth: u32) -> bool {
    let mut is_whole = true;
    let mut keys = Keys::open(out);
    let types: Vec<&str> = element.attr("itemtype").unwrap_or_default().split_ascii_whitespace().collect();
    if !types.is_empty() {
        push_list(keys.value("@type"), types, push_string);
    }
    keys.present("@id", element.attr("itemid"));
    let mut properties: Vec<(&str, Vec<ElementRef<'_>>)> = Vec::new();
    let id = element.id();
    for inner in elements(element, |inner| {
        inner.value().name() == "template" || (inner.id() != id && inner.attr("itemscope").is_some())
    }) {
        if inner.id() == id {
            continue;
        }
        for name in inner.attr("itemprop").unwrap_or_default().split_ascii_whitespace() {
            if let Some((_, values)) = properties.iter_mut().find(|(known, _)| *known == name) {
                values.push(inner);
            } else if properties.len() < MAX_PROPERTIES {
                properties.push((name, vec![inner]));
            } else {
                is_whole = false;
            }
        }
    }
    for (name, values) in properties {
        push_list(keys.value(name), values, |out, value| is_whole &= push_value(out, value, depth));
    }
    keys.close();
    is_whole
}

/// Writes a value; says whether it is whole.
fn push_value(out: &mut String, element: ElementRef<'_>, depth: u32) -> bool {
    let is_item = element.attr("itemscope").is_some();
    if out.len() > MAX_TEXT || is_item && depth == 0 {
        out.push_str("null");
        return false;
    }
    if is_item {
        return push_item(out, element, depth - 1);
    }
    let attribute = match element.value().name() {
        "a" | "area" | "link" => "href",
        "audio" | "embed" | "iframe" | "img" | "source" | "track" | "video" => "src",
        "object" => "data",
        "data" | "meter" => "value",
        "time" => "datetime",
        _ => "content",
    };
    match element.attr("content").or_else(|| element.attr(attribute)) {
        Some(value) => push_string(out, value),
        None => push_string(out, &text(element)),
    }
    true
}

/// The text of an element, as `textContent` has it.
fn text(element: ElementRef<'_>) -> String {
    element
        .descendants()
        .filter_map(|node| match node.value() {
            Node::Text(text) => Some(&**text),
            _ => None,
        })
        .collect()
}
