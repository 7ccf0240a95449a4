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

use crate::html::kind::SEPARATOR as ATTR_SEPARATOR;
use crate::html::{AttrName, Item, Kind, Tag, Tree, Value, attrs, inside, next_node};
use crate::problem::push_number;

/// Parts the texts of a program; no text of a card holds it, for it is a control character.
const SEPARATOR: char = '\u{1F}';

/// Parts the kinds of a program.
const KIND_SEPARATOR: char = '\u{1D}';

/// The program that builds a tree.
pub fn build(tree: &Tree<'_>) -> String {
    let mut program = Program::default();
    program.build(&tree.items);
    program.finish()
}

/// The program that turns one tree into another, keeping every node that can stay; empty when nothing changes.
pub fn patch(old: &Tree<'_>, new: &Tree<'_>) -> String {
    if old.items == new.items {
        return String::new();
    }
    let mut program = Program::default();
    program.patch_children(&listed(&old.items), &listed(&new.items));
    program.finish()
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
        self.more_text(text);
    }

    fn more_text(&mut self, text: &str) {
        debug_assert!(!text.contains(SEPARATOR), "no text of a card holds it: {text:?}");
        self.texts.push_str(text);
    }

    fn attr(&mut self, name: AttrName, value: &Value<'_>) {
        self.numbered('A', name as u8);
        match value {
            Value::Own(word) => self.text(word),
            Value::Text(text) => self.text(text),
            Value::Number(prefix, number) => {
                self.text(prefix);
                push_number(&mut self.texts, u32::try_from(*number).unwrap_or(u32::MAX));
            }
        }
    }

    /// Builds elements and texts, whole ones.
    fn build(&mut self, items: &[Item<'_>]) {
        let mut rest = items;
        let mut before: Option<&Item<'_>> = None;
        while let Some((item, after)) = rest.split_first() {
            match item {
                Item::Open(kind, _) => {
                    self.ops.push('K');
                    self.kinds.push(KIND_SEPARATOR);
                    self.kinds.push_str(kind.text());
                }
                Item::Attr(name, Value::Own(word)) => {
                    self.kinds.push(ATTR_SEPARATOR);
                    self.kinds.push(number(*name as u8));
                    self.kinds.push_str(word);
                }
                Item::Attr(name, value) => self.attr(*name, value),
                // The first piece of a text knows whether it is all that stands in its element.
                Item::Text(text) if matches!(before, Some(Item::Text(_))) => self.more_text(text),
                Item::Text(text) => {
                    let is_first = matches!(before, Some(Item::Open(..) | Item::Attr(..)));
                    let end = after.iter().find(|item| !matches!(item, Item::Text(_)));
                    let is_all = is_first && matches!(end, Some(Item::Close(_)));
                    self.ops.push(if is_all { 'L' } else { 'T' });
                    self.text(text);
                }
                Item::Close(_) => self.ops.push('C'),
            }
            before = Some(item);
            rest = after;
        }
    }

    /// The cursor stands at the old element, which is of the new one's kind, and will stand behind it.
    fn patch(&mut self, kind: Kind, old: &[Item<'_>], new: &[Item<'_>]) {
        self.numbered('D', kind.tag() as u8);
        for attr in attrs(old) {
            if value_of(new, name_of(attr)).is_none() {
                self.numbered('R', name_of(attr));
            }
        }
        for attr in attrs(new) {
            if let Item::Attr(name, value) = attr
                && value_of(old, *name as u8) != Some(value)
            {
                self.attr(*name, value);
            }
        }
        let (old, new) = (listed(inside(old)), listed(inside(new)));
        if let Some(places) = moves(&old, &new) {
            self.ops.push('O');
            self.texts.push(SEPARATOR);
            for place in &places {
                let place = u32::try_from(*place).unwrap_or_default();
                self.texts.push(char::from_u32(place + u32::from(b'0')).unwrap_or_default());
            }
            // Those in blocks are fewer here, and are as they were.
            for (place, after) in places.iter().zip(&new).filter(|_| old.len() == places.len()) {
                if let Some(before) = old.get(*place) {
                    self.turn(before, after);
                }
            }
        } else {
            self.patch_children(&old, &new);
        }
        self.ops.push('C');
    }

    /// The cursor stands at a node that may become the new one, and will stand behind it.
    fn turn(&mut self, before: &[Item<'_>], after: &[Item<'_>]) {
        if before == after {
            self.ops.push('N');
        } else if let Some(Item::Open(kind, _)) = after.first() {
            self.patch(*kind, before, after);
        } else {
            self.ops.push('S');
            self.texts.push(SEPARATOR);
            for item in after {
                if let Item::Text(text) = item {
                    self.more_text(text);
                }
            }
        }
    }

    /// Children keep their order; each new one takes the next old one that it can become.
    fn patch_children(&mut self, old: &[&[Item<'_>]], new: &[&[Item<'_>]]) {
        let (mut old, mut new) = (old, new);
        while let Some((node, later)) = new.split_first() {
            new = later;
            let Some(skipped) = old.iter().position(|other| can_become(other, node)) else {
                self.build(node);
                continue;
            };
            // Old nodes that a later new one still wants are worth more than this one: build this one anew then.
            let mut passed = old.iter().take(skipped);
            if passed.any(|other| later.iter().any(|later| can_become(other, later))) {
                self.build(node);
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

/// The nodes that stand side by side.
fn listed<'t, 'a>(items: &'t [Item<'a>]) -> Vec<&'t [Item<'a>]> {
    let mut list = Vec::new();
    let mut rest = items;
    while let Some(node) = next_node(&mut rest) {
        list.push(node);
    }
    list
}

/// The items of a list, which may stand in blocks, lists themselves.
fn items<'t, 'a>(list: &[&'t [Item<'a>]]) -> Vec<&'t [Item<'a>]> {
    let mut items = Vec::new();
    for node in list {
        match node {
            [Item::Open(kind, _), ..] if kind.tag() == Tag::Ol => items.append(&mut listed(inside(node))),
            item => items.push(*item),
        }
    }
    items
}

/// Where each of the new items stands among the old ones, when they are the same items in another order, by the numbers
/// in their ids: such are moved, since a reader may be in one of them. In blocks, they are moved only while nothing in them
/// changes.
fn moves(old: &[&[Item<'_>]], new: &[&[Item<'_>]]) -> Option<Vec<usize>> {
    let count = new.len();
    let (old, new) = (items(old), items(new));
    let in_blocks = count < new.len();
    if old.len() != new.len() {
        return None;
    }
    // By number, the place from 1; none is 0.
    let mut known = vec![0_usize; old.len() + 1];
    for (node, place) in old.iter().zip(1..) {
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

/// The number of an attribute's name.
fn name_of(attr: &Item<'_>) -> u8 {
    if let Item::Attr(name, _) = attr { *name as u8 } else { 0 }
}

/// The value of an element's attribute that is no part of its kind.
#[inline(never)]
fn value_of<'t, 'a>(element: &'t [Item<'a>], number: u8) -> Option<&'t Value<'a>> {
    for attr in attrs(element) {
        if let Item::Attr(name, value) = attr
            && *name as u8 == number
        {
            return Some(value);
        }
    }
    None
}

/// The number that an item of a list has.
fn number_of(node: &[Item<'_>]) -> Option<usize> {
    match value_of(node, AttrName::Id as u8)? {
        Value::Number(_, number) => Some(*number),
        _ => None,
    }
}

/// A number as the character that stands for it.
fn number(place: u8) -> char {
    char::from(b'0' + place)
}

/// Whether a node may be patched into another: two texts, or two elements of a kind that play the same part. A number in an
/// id is no part: an item of a list may take another's place.
fn can_become(old: &[Item<'_>], new: &[Item<'_>]) -> bool {
    match (old.first(), new.first()) {
        (Some(Item::Text(_)), Some(Item::Text(_))) => true,
        (Some(Item::Open(before, _)), Some(Item::Open(after, _))) => {
            before == after && part(old) == part(new)
        }
        _ => false,
    }
}

/// What tells an element from others of its kind: a section's name, or what a button stands for.
fn part<'t>(node: &'t [Item<'_>]) -> Option<&'t str> {
    match value_of(node, AttrName::Part as u8).or(value_of(node, AttrName::Value as u8))? {
        Value::Own(value) => Some(*value),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests;
