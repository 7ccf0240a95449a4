//! A card's tree without what needs its stylesheet or its script: what stands in a page for readers who have neither.
//! Beside `write`. Nothing of it meets the page's own ids, classes or links within the page.

use alloc::string::String;

use super::kind::bare;
use super::tree::attrs;
use super::write::Writer;
use super::{AttrName, Element, Item, Node, Sink, Tag, Tree, Value};

/// The card as plain markup: headings, paragraphs, lists, links out. Icons, buttons, the filter and the ways between
/// citations and sources are left out; a citation is the number of its source in brackets.
///
/// # Example
///
/// ```
/// use fact_check_card::html::{Tree, plain};
/// use fact_check_card::kind;
///
/// let mut title = Tree::default();
/// title.open(kind!(P, Class = "title")).text("Timetable").open(kind!(Slot)).close().close();
/// assert_eq!(plain::plain(&title), "<p>Timetable</p>");
/// ```
pub fn plain(tree: &Tree<'_>) -> String {
    let mut out = Writer::new(String::with_capacity(1 << 13));
    if let Some(root) = tree.root() {
        push(&mut out, root);
        out.close();
    }
    out.finish()
}

/// Puts in an element, which stays open.
fn push(out: &mut Writer<'_>, element: Element<'_, '_>) {
    // Blocks of a list are one list again.
    let is_block = |node: &Node<'_, '_>| matches!(node, Node::Element(inner) if element.tag() == Tag::Div && inner.tag() == Tag::Ol);
    let is_in_blocks = element.nodes().any(|node| is_block(&node));
    out.open(bare(if is_in_blocks { Tag::Ol } else { element.tag() }));
    for (name, value) in element.kind.attrs().filter(|(name, _)| is_plain(*name)) {
        out.own(name, value);
    }
    for item in attrs(element.items) {
        let out = &mut *out;
        match item {
            Item::Attr(name, Value::Own(word)) if is_plain(*name) => out.own(*name, word),
            Item::Attr(name, Value::Text(text)) if is_plain(*name) => out.lent(*name, text),
            _ => out,
        };
    }
    for node in element.nodes() {
        match node {
            Node::Element(block) if is_block(&node) => block.nodes().for_each(|item| push_node(out, item)),
            node => push_node(out, node),
        }
    }
}

fn push_node(out: &mut Writer<'_>, node: Node<'_, '_>) {
    match node {
        Node::Text(text) => push_texts(out, text.0),
        Node::Element(element) if is_left_out(element) => {}
        Node::Element(element) if is_jump(element) => {
            // A citation stands in brackets.
            let is_citation = is_of(element, "cite");
            out.text(if is_citation { "[" } else { "" });
            push_texts(out, element.items);
            out.text(if is_citation { "]" } else { "" });
        }
        Node::Element(element) => {
            push(out, element);
            out.close_filled();
        }
    }
}

fn push_texts(out: &mut Writer<'_>, items: &[Item<'_>]) {
    for item in items {
        if let Item::Text(text) = item {
            out.text(text);
        }
    }
}

/// What says something to everyone: language, direction, date, a link out, whether a section is open.
fn is_plain(name: AttrName) -> bool {
    use AttrName::{Datetime, Dir, Href, Lang, Open, Rel};
    matches!(name, Datetime | Dir | Href | Lang | Open | Rel)
}

fn is_left_out(element: Element<'_, '_>) -> bool {
    matches!(element.tag(), Tag::Svg | Tag::Slot | Tag::Button | Tag::Input | Tag::Fieldset)
        || is_of(element, "cited-at")
        // A list without a stylesheet counts by itself.
        || is_of(element, "ordinal")
}

fn is_jump(element: Element<'_, '_>) -> bool {
    attrs(element.items).iter().any(|item| matches!(item, Item::Attr(AttrName::Href, Value::Number(..))))
}

fn is_of(element: Element<'_, '_>, class: &str) -> bool {
    element.attrs().contains(&(AttrName::Class, class.into()))
}
