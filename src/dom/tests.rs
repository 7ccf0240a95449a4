//! Programs run on a small document of the test's own: what was patched must equal what would have been built.

use proptest::prelude::*;

use super::*;
use crate::html::write;

/// A document as `apply.js` sees it: nodes by number, each with its children.
#[derive(Default)]
pub(crate) struct Page {
    nodes: Vec<Real>,
    created: usize,
}

enum Real {
    Element { tag: Tag, attrs: Vec<(AttrName, String)>, children: Vec<usize>, parent: usize },
    Text(String),
}

impl Page {
    /// A document that holds one element, the root, and runs programs on its children.
    pub(crate) fn new() -> Self {
        let root = Real::Element { tag: Tag::Div, attrs: Vec::new(), children: Vec::new(), parent: 0 };
        Self { nodes: vec![root], created: 0 }
    }

    fn children(&mut self, of: usize) -> &mut Vec<usize> {
        match &mut self.nodes[of] {
            Real::Element { children, .. } => children,
            Real::Text(_) => panic!("a text has no children"),
        }
    }

    fn add(&mut self, parent: usize, place: usize, node: Real) -> usize {
        self.nodes.push(node);
        self.created += 1;
        let number = self.nodes.len() - 1;
        self.children(parent).insert(place, number);
        number
    }

    pub(crate) fn run(&mut self, program: &str) {
        let mut parts = program.split(SEPARATOR);
        let mut kinds = parts.next().unwrap_or_default().split(KIND_SEPARATOR);
        let mut ops = kinds.next().unwrap_or_default().chars();
        let (mut parent, mut place) = (0, 0);
        while let Some(op) = ops.next() {
            let mut number = || usize::from(ops.next().unwrap() as u8 - b'0');
            match op {
                'K' => {
                    let kind = kinds.next().unwrap();
                    let numbered = |c: char| usize::from(c as u8 - b'0');
                    let mut chars = kind.chars();
                    let tag = Tag::ALL[numbered(chars.next().unwrap())];
                    let attrs = chars.as_str().split(ATTR_SEPARATOR).filter(|attr| !attr.is_empty());
                    let attrs = attrs.map(|attr| {
                        (AttrName::ALL[numbered(attr.chars().next().unwrap())], attr[1..].to_owned())
                    });
                    let element = Real::Element { tag, attrs: attrs.collect(), children: Vec::new(), parent };
                    parent = self.add(parent, place, element);
                    place = 0;
                }
                'L' => {
                    assert!(self.children(parent).is_empty(), "only a new element is filled at once");
                    self.add(parent, 0, Real::Text(parts.next().unwrap().to_owned()));
                    place = 1;
                }
                'T' => {
                    self.add(parent, place, Real::Text(parts.next().unwrap().to_owned()));
                    place += 1;
                }
                'A' | 'R' => {
                    let name = AttrName::ALL[number()];
                    let Real::Element { attrs, .. } = &mut self.nodes[parent] else {
                        panic!("entered a text")
                    };
                    attrs.retain(|(other, _)| *other != name);
                    if op == 'A' {
                        attrs.push((name, parts.next().unwrap().to_owned()));
                    }
                }
                'D' => {
                    let tag = Tag::ALL[number()];
                    parent = self.children(parent)[place];
                    assert!(matches!(self.nodes[parent], Real::Element { tag: there, .. } if there == tag));
                    place = 0;
                }
                'C' => {
                    let Real::Element { parent: outer, .. } = self.nodes[parent] else {
                        panic!("left a text")
                    };
                    place = 1 + self.children(outer).iter().position(|child| *child == parent).unwrap();
                    parent = outer;
                }
                'N' => place += 1,
                'X' => {
                    self.children(parent).remove(place);
                }
                'S' => {
                    let child = self.children(parent)[place];
                    self.nodes[child] = Real::Text(parts.next().unwrap().to_owned());
                    place += 1;
                }
                'O' => {
                    let is_list = matches!(&self.nodes[parent], Real::Element { tag: Tag::Ol, .. });
                    let lists = if is_list { vec![parent] } else { self.children(parent).clone() };
                    let all: Vec<_> = lists.iter().flat_map(|list| self.children(*list).clone()).collect();
                    let size = self.children(lists[0]).len();
                    let places = parts.next().unwrap().chars().map(|c| c as usize - usize::from(b'0'));
                    let moved: Vec<_> = places.map(|place| all[place]).collect();
                    assert_eq!(moved.len(), all.len(), "each child has one place");
                    for (list, items) in lists.into_iter().zip(moved.chunks(size)) {
                        *self.children(list) = items.to_vec();
                    }
                }
                other => panic!("unknown operation {other}"),
            }
        }
        assert_eq!(parts.next(), None, "a text was left over");
        assert_eq!(parent, 0, "the program ends where it began");
    }

    /// The document in a form that compares: attributes in order of their names.
    pub(crate) fn shown(&self, node: usize) -> String {
        match &self.nodes[node] {
            Real::Text(text) => text.clone(),
            Real::Element { tag, attrs, children, .. } => {
                let mut attrs: Vec<_> =
                    attrs.iter().map(|(name, value)| format!(" {}={value}", name.as_str())).collect();
                attrs.sort();
                let children: String = children.iter().map(|child| self.shown(*child)).collect();
                format!("<{}{}>{children}</>", tag.as_str(), attrs.concat())
            }
        }
    }
}

fn built(tree: &Element<'_>) -> String {
    let mut page = Page::new();
    page.run(&build(tree));
    page.shown(0)
}

fn any_element() -> impl Strategy<Value = Element<'static>> {
    let tag = prop::sample::select(vec![Tag::P, Tag::Span, Tag::Li]);
    let attrs = prop::collection::vec(
        prop::sample::select(vec![
            Attr::Own(AttrName::Class, "a"),
            Attr::Own(AttrName::Part, "b"),
            Attr::Own(AttrName::Part, "c"),
            Attr::Flag(AttrName::Open),
            Attr::Number(AttrName::DataValue, 1),
            Attr::Number(AttrName::Value, 1),
            Attr::Number(AttrName::Value, 2),
        ]),
        0..3,
    );
    let leaf = (tag, attrs).prop_map(|(tag, attrs)| {
        let mut element = Element::new(tag);
        for attr in attrs {
            if !element.attrs().iter().any(|other| other.name() == attr.name()) {
                element = element.attr(attr);
            }
        }
        element
    });
    leaf.prop_recursive(4, 24, 5, |inner| {
        let child = prop_oneof![inner.clone().prop_map(Node::from), "[a-c]{0,2}".prop_map(Node::from)];
        (inner, prop::collection::vec(child, 0..5)).prop_map(|(element, children)| element.children(children))
    })
}

proptest! {
    #[test]
    fn a_patched_tree_is_the_tree_that_would_have_been_built(old in any_element(), new in any_element()) {
        let mut page = Page::new();
        page.run(&build(&old));
        page.run(&patch(&old, &new));
        prop_assert_eq!(page.shown(0), built(&new), "from {} to {}", write::element(&old), write::element(&new));
    }

    #[test]
    fn an_equal_tree_needs_no_program(tree in any_element()) {
        prop_assert_eq!(patch(&tree, &tree.clone()), "");
    }
}

#[test]
fn a_new_section_leaves_the_others_as_they_are() {
    let section = |part: &'static str| Element::new(Tag::Details).part(part).child(part);
    let old = Element::new(Tag::Article).child(section("sources")).child(section("about"));
    let new = Element::new(Tag::Article)
        .child(section("details"))
        .child(section("sources"))
        .child(section("about"));
    let mut page = Page::new();
    page.run(&build(&old));
    let before = page.created;
    page.run(&patch(&old, &new));
    assert_eq!(page.created - before, 2, "one element and its text are new");
}

/// A list of numbered items; the class of one of them differs.
fn list(numbers: &[usize], other: usize) -> Element<'static> {
    Element::new(Tag::Ol).children(numbers.iter().map(|number| {
        let class = if *number == other { "marked" } else { "" };
        Element::classed(Tag::Li, class)
            .attr(Attr::Number(AttrName::Value, *number))
            .child(number.to_string())
    }))
}

#[test]
fn items_in_another_order_are_moved() {
    for (from, to) in [(&[1, 2, 3, 4][..], &[4, 2, 1, 3][..]), (&[3, 1, 2], &[1, 2, 3])] {
        let mut page = Page::new();
        page.run(&build(&list(from, 0)));
        let before = page.created;
        let program = patch(&list(from, 0), &list(to, 2));
        page.run(&program);
        assert_eq!(page.shown(0), built(&list(to, 2)));
        assert_eq!(page.created, before, "nothing is made anew");
        assert_eq!(program.matches(SEPARATOR).count(), 2, "an order and a class: {program:?}");
    }
}

/// A list of numbered items in blocks of two; the class of one of them differs.
fn blocks(numbers: &[usize], other: usize) -> Element<'static> {
    Element::new(Tag::Div).children(numbers.chunks(2).map(|items| list(items, other)))
}

#[test]
fn items_are_moved_from_block_to_block() {
    let (from, to) = (blocks(&[1, 2, 3, 4, 5], 3), blocks(&[5, 2, 4, 1, 3], 3));
    let mut page = Page::new();
    page.run(&build(&from));
    let before = page.created;
    let program = patch(&from, &to);
    page.run(&program);
    assert_eq!(page.shown(0), built(&to));
    assert_eq!(page.created, before, "nothing is made anew");
    assert_eq!(program.matches(SEPARATOR).count(), 1, "an order: {program:?}");
}

#[test]
fn items_of_blocks_may_change_in_other_ways() {
    let old = blocks(&[1, 2, 3, 4], 0);
    for new in
        [blocks(&[4, 3, 2, 1], 1), blocks(&[1, 2, 4], 0), blocks(&[1, 2, 3, 4], 2), blocks(&[2, 1, 4, 3], 2)]
    {
        let mut page = Page::new();
        page.run(&build(&old));
        page.run(&patch(&old, &new));
        assert_eq!(page.shown(0), built(&new));
    }
}

#[test]
fn items_that_are_not_the_same_are_not_moved() {
    for (from, to) in
        [(&[1, 2, 2][..], &[2, 1, 1][..]), (&[1, 2], &[1, 2, 3]), (&[1, 2], &[3, 1]), (&[1, 9], &[9, 1])]
    {
        let mut page = Page::new();
        page.run(&build(&list(from, 0)));
        page.run(&patch(&list(from, 0), &list(to, 0)));
        assert_eq!(page.shown(0), built(&list(to, 0)));
    }
}

#[test]
fn attributes_that_stay_are_not_written_again() {
    let element = |open| {
        Element::new(Tag::Details).part("sources").own(AttrName::Class, "section").flag(AttrName::Open, open)
    };
    // Each attribute that is written brings a text along, after the operations.
    let written = |program: &str| program.split(SEPARATOR).skip(1).count();
    assert_eq!(written(&patch(&element(false), &element(true))), 1);
    assert_eq!(written(&patch(&element(true), &element(false))), 0, "it is taken away");
}

#[test]
fn the_numbers_of_tags_and_attributes_are_plain_characters() {
    for count in [Tag::ALL.len(), AttrName::ALL.len()] {
        assert!(count < usize::from(b'~' - b'0'));
    }
}
