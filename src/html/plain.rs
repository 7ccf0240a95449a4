//! A card's tree without what needs its stylesheet or its script: what stands in a page for readers who have neither.
//! Beside `write`. Nothing of it meets the page's own ids, classes or links within the page.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Attr, AttrName, Element, Node, Tag};

/// The card as plain markup: headings, paragraphs, lists, links out. Icons, buttons, the filter and the ways between
/// citations and sources are left out; a citation is the number of its source in brackets.
///
/// # Example
///
/// ```
/// use fact_check_card::html::{AttrName, Element, Tag, plain, write};
///
/// let title = Element::classed(Tag::P, "title").child("Timetable").child(Element::new(Tag::Slot));
/// assert_eq!(write::element(&plain::plain(title)), "<p>Timetable</p>");
/// ```
#[must_use]
pub fn plain(element: Element<'_>) -> Element<'_> {
    let inner = *element.0;
    // Blocks of a list are one list again.
    let is_block = |child: &Element<'_>| inner.tag == Tag::Div && child.tag() == Tag::Ol;
    let in_blocks =
        inner.children.iter().any(|child| matches!(child, Node::Element(child) if is_block(child)));
    let mut out = Element::new(if in_blocks { Tag::Ol } else { inner.tag });
    out.0.attrs = inner.attrs.into_iter().filter(is_plain).collect();
    for child in inner.children {
        out = match child {
            Node::Text(text) => out.text(text),
            Node::Element(child) if is_left_out(&child) => out,
            Node::Element(child) if is_block(&child) => out.children(plain(child).0.children),
            Node::Element(child) if is_jump(&child) => out.text(said(&child).into()),
            Node::Element(child) => {
                out.child(Some(plain(child)).filter(|child| !child.0.children.is_empty()))
            }
        };
    }
    out
}

/// What says something to everyone: language, direction, date, a link out, whether a section is open.
fn is_plain(attr: &Attr<'_>) -> bool {
    match attr {
        Attr::Href(_) | Attr::Lang(_) | Attr::Dir(_) | Attr::Datetime(_) => true,
        Attr::Own(name, _) | Attr::Flag(name) => matches!(name, AttrName::Open | AttrName::Rel),
        Attr::Jump(..)
        | Attr::Id(..)
        | Attr::Number(..)
        | Attr::Label(_)
        | Attr::Room(_)
        | Attr::Drawn(_) => false,
    }
}

fn is_left_out(element: &Element<'_>) -> bool {
    matches!(element.tag(), Tag::Svg | Tag::Slot | Tag::Button | Tag::Input | Tag::Fieldset)
        || element.attrs().contains(&Attr::Own(AttrName::Class, "cited-at"))
}

fn is_jump(element: &Element<'_>) -> bool {
    element.attrs().iter().any(|attr| matches!(attr, Attr::Jump(..)))
}

/// What a way to another place of the card says; a citation stands in brackets.
fn said(element: &Element<'_>) -> String {
    let mut out = String::new();
    push_texts(&mut out, element);
    if element.attrs().contains(&Attr::Own(AttrName::Class, "cite")) {
        out.insert(0, '[');
        out.push(']');
    }
    out
}

fn push_texts(out: &mut String, element: &Element<'_>) {
    let mut rest: Vec<&Node<'_>> = element.nodes().iter().rev().collect();
    while let Some(node) = rest.pop() {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(child) => rest.extend(child.nodes().iter().rev()),
        }
    }
}
