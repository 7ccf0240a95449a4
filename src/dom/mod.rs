//! The tree as nodes of a page: what has to be done is worked out here, as a program of small operations, and done by
//! `apply.js` with `createElement` and text nodes. No string is ever parsed as markup.
//! Below `html`; a browser is not needed to test it.
//!
//! A program is one string, so that it crosses from Rust to JavaScript at once: the operations and the kinds of element
//! that they make, each kind behind a U+001D, then the texts that they need, each behind a U+001F. It acts on a cursor, a
//! place between the children of a parent:
//!
//! | operation | does |
//! |---|---|
//! | `K` | creates an element of the next kind before the cursor and enters it |
//! | `L` | gives the entered element the next text as all that stands in it |
//! | `T` | creates a text before the cursor from the next text |
//! | `A` name | gives the entered element the attribute, with the next text as its value |
//! | `R` name | takes the attribute away |
//! | `D` tag | enters the element at the cursor, which must be of the tag, before its first child |
//! | `C` | leaves the entered element, behind it |
//! | `N` | passes over the node at the cursor |
//! | `X` | removes the node at the cursor |
//! | `S` | gives the text at the cursor the next text, and passes over it |
//! | `O` | puts the items of the entered list into the order of the next text: for each, where it was; `ol` holds them itself, another element in `ol`, all of one size but the last |
//!
//! Where the nodes are not as the last program left them, because something else has changed them, `apply.js` gives up,
//! and the whole is built anew. Tags and names are written as the character of their number in the closed sets plus `0`.
//! A kind is a tag and those attributes whose values are the card's own words: each name with its value, parted by U+001E.
//! There are few kinds, so that an element of one is copied from the first, which costs a browser half of what making it
//! would. All before the first text is a program's shape: from the second card of a shape on, there is a model of it, in
//! which the texts that differ are set before it is copied whole.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::html::{Attr, AttrName, Element, Node, Tag};

/// Parts the texts of a program; no text of a card holds it, for it is a control character.
const SEPARATOR: char = '\u{1F}';

/// Parts the kinds of a program.
const KIND_SEPARATOR: char = '\u{1D}';

/// Parts the attributes of a kind.
const ATTR_SEPARATOR: char = '\u{1E}';

/// The program that builds an element.
pub fn build(element: &Element<'_>) -> String {
    let mut program = Program::default();
    program.build(element);
    program.finish()
}

/// The program that turns one tree into another, keeping every node that can stay; empty when nothing changes.
pub fn patch(old: &Element<'_>, new: &Element<'_>) -> String {
    let mut program = Program::default();
    if old.tag() == new.tag() {
        if old != new {
            program.patch(old, new);
        }
    } else {
        program.ops.push('X');
        program.build(new);
    }
    if program.ops.is_empty() { String::new() } else { program.finish() }
}

/// The names of tags and attributes by number, as `apply.js` needs them: two lists parted by U+001F, each name
/// followed by a space.
pub fn names() -> String {
    let mut out = String::from(Tag::WORDS);
    out.push(SEPARATOR);
    out.push_str(AttrName::WORDS);
    out
}

#[derive(Default)]
struct Program {
    ops: String,
    kinds: String,
    texts: String,
}

impl Program {
    fn finish(mut self) -> String {
        self.ops.push_str(&self.kinds);
        self.ops.push_str(&self.texts);
        self.ops
    }

    fn numbered(&mut self, op: char, place: u8) {
        self.ops.push(op);
        self.ops.push(number(place));
    }

    fn text(&mut self, text: &str) {
        self.texts.push(SEPARATOR);
        if text.bytes().any(|byte| char::from(byte) == SEPARATOR) {
            self.texts.extend(text.chars().filter(|c| *c != SEPARATOR));
        } else {
            self.texts.push_str(text);
        }
    }

    fn attr(&mut self, attr: &Attr<'_>) {
        self.numbered('A', attr.name() as u8);
        self.text(&attr.value());
    }

    fn build(&mut self, element: &Element<'_>) {
        self.ops.push('K');
        self.kinds.push(KIND_SEPARATOR);
        self.kinds.push(number(element.tag() as u8));
        let mut first = true;
        for attr in element.attrs() {
            let value = match attr {
                Attr::Own(_, value) => value,
                Attr::Flag(_) => "",
                _ => continue,
            };
            if !first {
                self.kinds.push(ATTR_SEPARATOR);
            }
            first = false;
            self.kinds.push(number(attr.name() as u8));
            self.kinds.push_str(value);
        }
        for attr in element.attrs() {
            if !matches!(attr, Attr::Own(..) | Attr::Flag(_)) {
                self.attr(attr);
            }
        }
        match element.nodes() {
            [Node::Text(text)] => {
                self.ops.push('L');
                self.text(text);
            }
            nodes => nodes.iter().for_each(|child| self.build_node(child)),
        }
        self.ops.push('C');
    }

    fn build_node(&mut self, node: &Node<'_>) {
        match node {
            Node::Element(element) => self.build(element),
            Node::Text(text) => {
                self.ops.push('T');
                self.text(text);
            }
        }
    }

    /// The cursor stands at the old element and will stand behind it.
    fn patch(&mut self, old: &Element<'_>, new: &Element<'_>) {
        self.numbered('D', old.tag() as u8);
        for attr in old.attrs() {
            if !new.attrs().iter().any(|other| other.name() == attr.name()) {
                self.numbered('R', attr.name() as u8);
            }
        }
        for attr in new.attrs() {
            if !old.attrs().contains(attr) {
                self.attr(attr);
            }
        }
        if let Some(places) = moves(old, new) {
            self.ops.push('O');
            self.texts.push(SEPARATOR);
            for place in &places {
                let place = u32::try_from(*place).unwrap_or_default();
                self.texts.push(char::from_u32(place + u32::from(b'0')).unwrap_or_default());
            }
            // Those in blocks are fewer here, and are as they were.
            for (place, after) in places.iter().zip(new.nodes()).filter(|_| old.nodes().len() == places.len())
            {
                if let Some(before) = old.nodes().get(*place) {
                    self.turn(before, after);
                }
            }
        } else {
            self.patch_children(old.nodes(), new.nodes());
        }
        self.ops.push('C');
    }

    /// The cursor stands at a node that may become the new one, and will stand behind it.
    fn turn(&mut self, before: &Node<'_>, after: &Node<'_>) {
        match (before, after) {
            (before, after) if before == after => self.ops.push('N'),
            (Node::Element(before), Node::Element(after)) => self.patch(before, after),
            (_, Node::Text(text)) => {
                self.ops.push('S');
                self.text(text);
            }
            (_, Node::Element(_)) => {}
        }
    }

    /// Children keep their order; each new one takes the next old one that it can become.
    fn patch_children(&mut self, old: &[Node<'_>], new: &[Node<'_>]) {
        let mut old = old;
        for node in new {
            let Some(skipped) = old.iter().position(|other| can_become(other, node)) else {
                self.build_node(node);
                continue;
            };
            // Old nodes that a later new one still wants are worth more than this one: build this one anew then.
            let wanted = old.iter().take(skipped).any(|other| {
                new.iter()
                    .skip_while(|later| !core::ptr::eq(*later, node))
                    .skip(1)
                    .any(|later| can_become(other, later))
            });
            if wanted {
                self.build_node(node);
                continue;
            }
            for _ in 0..skipped {
                self.ops.push('X');
            }
            let rest = old.get(skipped..).unwrap_or_default();
            if let Some(before) = rest.first() {
                self.turn(before, node);
            }
            old = rest.get(1..).unwrap_or_default();
        }
        for _ in old {
            self.ops.push('X');
        }
    }
}

/// The items of a list, which may stand in blocks, lists themselves.
fn items<'n, 'a>(list: &'n Element<'a>) -> Vec<&'n Node<'a>> {
    let mut items = Vec::new();
    for node in list.nodes() {
        match node {
            Node::Element(block) if block.tag() == Tag::Ol => items.extend(block.nodes()),
            item => items.push(item),
        }
    }
    items
}

/// Where each of the new items stands among the old ones, when they are the same items in another order, by the numbers
/// that items of a list have: such are moved, since a reader may be in one of them. In blocks, they are moved only while
/// nothing in them changes.
fn moves(old: &Element<'_>, new: &Element<'_>) -> Option<Vec<usize>> {
    let count = new.nodes().len();
    let (old, new) = (items(old), items(new));
    let in_blocks = count < new.len();
    if old.len() != new.len() {
        return None;
    }
    // By number, the place from 1; none is 0.
    let mut known = vec![0_usize; old.len() + 1];
    for (node, place) in old.iter().copied().zip(1..) {
        *known.get_mut(number_of(node)?)? = place;
    }
    let mut places = Vec::with_capacity(new.len());
    let mut differ = false;
    for node in new {
        let place = core::mem::take(known.get_mut(number_of(node)?)?).checked_sub(1)?;
        let before = *old.get(place)?;
        if !can_become(before, node) || (in_blocks && before != node) {
            return None;
        }
        differ |= place != places.len();
        places.push(place);
    }
    differ.then_some(places)
}

/// The number that an item of a list has.
fn number_of(node: &Node<'_>) -> Option<usize> {
    let Node::Element(element) = node else { return None };
    element.attrs().iter().find_map(|attr| match attr {
        Attr::Number(AttrName::Value, number) => Some(*number),
        _ => None,
    })
}

/// A number as the character that stands for it.
fn number(place: u8) -> char {
    char::from(b'0' + place)
}

/// Whether a node may be patched into another: two texts, or two elements that play the same part. The number of a list's
/// item is no part: an item may take another's place.
fn can_become(old: &Node<'_>, new: &Node<'_>) -> bool {
    match (old, new) {
        (Node::Text(_), Node::Text(_)) => true,
        (Node::Element(old), Node::Element(new)) => {
            old.tag() == new.tag()
                && [AttrName::Part, AttrName::Value, AttrName::Name]
                    .iter()
                    .all(|name| own_value(old, *name) == own_value(new, *name))
        }
        _ => false,
    }
}

fn own_value(element: &Element<'_>, name: AttrName) -> Option<&'static str> {
    element.attrs().iter().find_map(|attr| match attr {
        Attr::Own(own, value) if *own == name => Some(*value),
        _ => None,
    })
}

#[cfg(test)]
pub(crate) mod tests;
