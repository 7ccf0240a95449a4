//! The tree itself: what views put in, in the order in which it is read, and what `dom` sees of it.
//! It is one list, since whoever makes nodes of it goes through it once from front to back, and making and dropping it is
//! making and dropping that list.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::{AttrName, Kind, Sink, Tag, Value};

/// A step on the way through a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item<'a> {
    /// An element begins; with how many items it has, its end counted. Until it ends, where the one around it begins.
    Open(Kind, u32),
    /// Another attribute of the element that has just begun.
    Attr(AttrName, Value<'a>),
    /// A text, never empty, or a piece of one: what stands side by side is one text, as it would be when parsed.
    Text(Cow<'a, str>),
    /// The element ends.
    Close(Kind),
}

impl Item<'_> {
    /// The name and the value, if the item is an attribute.
    fn attr(&self) -> Option<(AttrName, Cow<'_, str>)> {
        if let Item::Attr(name, value) = self { Some((*name, value.text())) } else { None }
    }
}

/// A tree of elements and texts, in the order of its text.
///
/// An element is opened, given attributes and what stands inside, and closed; what is open at the end is no element.
///
/// # Example
///
/// ```
/// use fact_check_card::html::{Tree, write};
/// use fact_check_card::kind;
///
/// let mut tree = Tree::default();
/// tree.open(kind!(P)).text("The ").open(kind!(Span, Class = "strong")).text("bridge").close().close();
/// assert_eq!(write::tree(&tree), "<p>The <span class=\"strong\">bridge</span></p>");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree<'a> {
    pub(crate) items: Vec<Item<'a>>,
    /// Where the innermost open element begins, from 1; 0 where none is open.
    open: u32,
}

/// How far a tree has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(usize);

impl<'a> Tree<'a> {
    /// A tree with room for so many items.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn with_capacity(items: usize) -> Self {
        Self { items: Vec::with_capacity(items), ..Self::default() }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn push(&mut self, item: Item<'a>) -> &mut Self {
        self.items.push(item);
        self
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    pub(crate) fn attr(&mut self, name: AttrName, value: Value<'a>) -> &mut Self {
        self.push(Item::Attr(name, value))
    }

    fn length(&self) -> u32 {
        u32::try_from(self.items.len()).unwrap_or(u32::MAX)
    }

    /// Begins an element.
    pub fn open(&mut self, kind: Kind) -> &mut Self {
        self.push(Item::Open(kind, self.open));
        self.open = self.length();
        self
    }

    /// Adds a text behind what is there.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    pub fn text(&mut self, text: &'a str) -> &mut Self {
        if text.is_empty() { self } else { self.push(Item::Text(Cow::Borrowed(text))) }
    }

    /// Ends the element that was opened last.
    pub fn close(&mut self) -> &mut Self {
        let length = self.length().wrapping_sub(self.open).wrapping_add(2);
        if let Some(Item::Open(kind, outer)) = self.items.get_mut(self.open.wrapping_sub(1) as usize) {
            let kind = *kind;
            self.open = *outer;
            *outer = length;
            self.push(Item::Close(kind));
        }
        self
    }

    /// Puts what is in the tree into something else.
    pub(crate) fn put_into<'t>(&'t self, out: &mut impl Sink<'t>) {
        for item in &self.items {
            match item {
                Item::Open(kind, _) => out.open(*kind),
                Item::Attr(name, Value::Own(word)) => out.own(*name, word),
                Item::Attr(name, Value::Text(text)) => out.lent(*name, text),
                Item::Attr(name, Value::Number(prefix, number)) => out.number(*name, prefix, *number),
                Item::Text(text) => out.text(text),
                Item::Close(_) => out.close(),
            };
        }
    }

    /// The element that the tree is; `None` where nothing was opened, or not closed.
    pub fn root(&self) -> Option<Element<'_, 'a>> {
        match Nodes(&self.items).next() {
            Some(Node::Element(element)) => Some(element),
            _ => None,
        }
    }
}

impl<'a> Sink<'a> for Tree<'a> {
    type Mark = Mark;

    fn open(&mut self, kind: Kind) -> &mut Self {
        Tree::open(self, kind)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn own(&mut self, name: AttrName, value: &'static str) -> &mut Self {
        self.attr(name, Value::Own(value))
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn lent(&mut self, name: AttrName, value: &'a str) -> &mut Self {
        self.attr(name, Value::Text(Cow::Borrowed(value)))
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn said(&mut self, name: AttrName, value: String) -> &mut Self {
        self.attr(name, Value::Text(Cow::Owned(value)))
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn number(&mut self, name: AttrName, prefix: &'static str, number: usize) -> &mut Self {
        self.attr(name, Value::Number(prefix, number))
    }

    fn text(&mut self, text: &'a str) -> &mut Self {
        Tree::text(self, text)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn made(&mut self, text: String) -> &mut Self {
        if text.is_empty() { self } else { self.push(Item::Text(Cow::Owned(text))) }
    }

    fn close(&mut self) -> &mut Self {
        Tree::close(self)
    }

    fn close_filled(&mut self) -> &mut Self {
        if !self.is_bare() {
            return self.close();
        }
        let items = self.open.wrapping_sub(1) as usize;
        if let Some(Item::Open(_, outer)) = self.items.get(items) {
            self.open = *outer;
            self.back_to(Mark(items));
        }
        self
    }

    fn is_bare(&self) -> bool {
        matches!(self.items.last(), Some(Item::Open(..) | Item::Attr(..)))
    }

    fn mark(&self) -> Mark {
        Mark(self.items.len())
    }

    #[inline(never)]
    fn back_to(&mut self, mark: Mark) {
        self.items.truncate(mark.0);
    }
}

/// An element of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'t, 'a> {
    pub(crate) kind: Kind,
    /// From its beginning to its end.
    pub(crate) items: &'t [Item<'a>],
}

impl<'t, 'a> Element<'t, 'a> {
    /// Which element.
    pub fn tag(self) -> Tag {
        self.kind.tag()
    }

    /// Its attributes, each name once, with their values before escaping.
    pub fn attrs(self) -> Vec<(AttrName, Cow<'t, str>)> {
        let own = self.kind.attrs().map(|(name, value)| (name, Cow::Borrowed(value)));
        own.chain(attrs(self.items).iter().filter_map(Item::attr)).collect()
    }

    /// What stands inside.
    pub fn nodes(self) -> Nodes<'t, 'a> {
        Nodes(inside(self.items))
    }
}

/// The attributes of an element beside those of its kind.
#[inline(never)]
pub(crate) fn attrs<'t, 'a>(element: &'t [Item<'a>]) -> &'t [Item<'a>] {
    let mut end = 1;
    while let Some(Item::Attr(..)) = element.get(end) {
        end += 1;
    }
    element.get(1..end).unwrap_or_default()
}

/// What stands inside of an element.
pub(crate) fn inside<'t, 'a>(element: &'t [Item<'a>]) -> &'t [Item<'a>] {
    element.get(1 + attrs(element).len()..element.len().saturating_sub(1)).unwrap_or_default()
}

/// Takes the first node off a list of nodes: an element from its beginning to its end, or all pieces of a text.
#[inline(never)]
pub(crate) fn next_node<'t, 'a>(rest: &mut &'t [Item<'a>]) -> Option<&'t [Item<'a>]> {
    let mut length = 0;
    if let Item::Open(_, items) = rest.first()? {
        length = *items as usize;
    } else {
        while let Some(Item::Text(_)) = rest.get(length) {
            length += 1;
        }
    }
    let (node, after) = rest.split_at_checked(length).filter(|_| length > 0)?;
    *rest = after;
    Some(node)
}

/// A node of a tree: an element or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node<'t, 'a> {
    /// An element.
    Element(Element<'t, 'a>),
    /// A text; never empty, and never beside another text.
    Text(Pieces<'t, 'a>),
}

/// A text in the pieces in which it was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pieces<'t, 'a>(pub(crate) &'t [Item<'a>]);

#[cfg(not(target_arch = "wasm32"))]
impl core::fmt::Display for Pieces<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|item| match item {
            Item::Text(text) => f.write_str(text),
            _ => Ok(()),
        })
    }
}

/// The nodes inside of an element, in order.
#[derive(Clone, Debug)]
pub struct Nodes<'t, 'a>(&'t [Item<'a>]);

impl<'t, 'a> Iterator for Nodes<'t, 'a> {
    type Item = Node<'t, 'a>;

    fn next(&mut self) -> Option<Node<'t, 'a>> {
        let items = next_node(&mut self.0)?;
        Some(match items {
            [Item::Open(kind, _), ..] => Node::Element(Element { kind: *kind, items }),
            _ => Node::Text(Pieces(items)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::write;
    use crate::kind;
    use alloc::string::ToString as _;

    #[test]
    fn texts_side_by_side_are_one() {
        let mut tree = Tree::default();
        tree.open(kind!(P, Class = "a"))
            .number(AttrName::DataValue, "", 1)
            .text("1")
            .made("2".into())
            .open(kind!(Span))
            .close();
        tree.text("3").close();
        let root = tree.root().expect("an element");
        assert_eq!(
            root.attrs(),
            [(AttrName::Class, Cow::Borrowed("a")), (AttrName::DataValue, Cow::Borrowed("1"))]
        );
        let nodes: Vec<_> = root.nodes().collect();
        let [Node::Text(first), Node::Element(second), Node::Text(third)] = nodes[..] else {
            panic!("{nodes:?}")
        };
        assert_eq!((first.to_string(), third.to_string()), ("12".into(), "3".into()));
        assert_eq!((second.tag(), second.nodes().count()), (Tag::Span, 0));
    }

    #[test]
    fn what_was_never_opened_is_not_closed() {
        let mut tree = Tree::default();
        tree.close();
        assert_eq!(tree.root(), None);
        tree.open(kind!(P)).close().close();
        assert_eq!(write::tree(&tree), "<p></p>");
    }

    #[test]
    fn what_is_not_closed_is_no_element() {
        let mut tree = Tree::default();
        tree.open(kind!(P)).text("1").open(kind!(Span));
        assert_eq!(tree.root(), None);
    }
}
