//! Programs run on a small document of the test's own: what was patched must equal what would have been built.

use proptest::prelude::*;

use super::*;
use crate::html::{Kind, Sink as _, Tree, write};
use crate::kind;

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

fn built(tree: &Tree<'_>) -> String {
    let mut page = Page::new();
    page.run(&build(tree));
    page.shown(0)
}

/// An element that is put into a tree when it is whole.
#[derive(Clone, Debug)]
enum Part {
    Element(Kind, Vec<(AttrName, Value<'static>)>, Vec<Self>),
    Text(String),
}

impl Part {
    fn put_into(&self, tree: &mut Tree<'static>) {
        match self {
            Self::Element(kind, attrs, parts) => {
                tree.open(*kind);
                for (place, (name, value)) in attrs.iter().enumerate() {
                    let before = attrs[..place].iter().map(|it| it.0).chain(kind.attrs().map(|it| it.0));
                    if !before.into_iter().any(|other| other == *name) {
                        tree.attr(*name, value.clone());
                    }
                }
                for part in parts {
                    part.put_into(tree);
                }
                tree.close();
            }
            Self::Text(text) => {
                tree.made(text.clone());
            }
        }
    }
}

fn any_tree() -> impl Strategy<Value = Tree<'static>> {
    let kinds = vec![kind!(P), kind!(Span, Part = "b"), kind!(Span), kind!(Li), kind!(Li, Class = "b")];
    let attrs = vec![
        (AttrName::Class, Value::Own("a")),
        (AttrName::Part, Value::Own("b")),
        (AttrName::Part, Value::Own("c")),
        (AttrName::Open, Value::Own("")),
        (AttrName::DataValue, Value::Number("", 1)),
        (AttrName::Value, Value::Number("", 1)),
        (AttrName::Value, Value::Number("", 2)),
    ];
    let attrs = prop::collection::vec(prop::sample::select(attrs), 0..3);
    let bare = (prop::sample::select(kinds), attrs);
    let leaf = bare.clone().prop_map(|(kind, attrs)| Part::Element(kind, attrs, Vec::new()));
    let whole = leaf.prop_recursive(4, 24, 5, move |inner| {
        let part = prop_oneof![inner, "[a-c]{0,2}".prop_map(Part::Text)];
        (bare.clone(), prop::collection::vec(part, 0..5))
            .prop_map(|((kind, attrs), parts)| Part::Element(kind, attrs, parts))
    });
    whole.prop_map(|part| {
        let mut tree = Tree::default();
        part.put_into(&mut tree);
        tree
    })
}

proptest! {
    #[test]
    fn a_patched_tree_is_the_tree_that_would_have_been_built(old in any_tree(), new in any_tree()) {
        let mut page = Page::new();
        page.run(&build(&old));
        page.run(&patch(&old, &new));
        prop_assert_eq!(page.shown(0), built(&new), "from {} to {}", write::tree(&old), write::tree(&new));
    }

    #[test]
    fn an_equal_tree_needs_no_program(tree in any_tree()) {
        prop_assert_eq!(patch(&tree, &tree.clone()), "");
    }
}

#[test]
fn a_new_section_leaves_the_others_as_they_are() {
    let article = |sections: &[&'static str]| {
        let mut tree = Tree::default();
        tree.open(kind!(Article));
        for section in sections {
            tree.open(kind!(Details)).own(AttrName::Part, section).text(section).close();
        }
        tree.close();
        tree
    };
    let (old, new) = (article(&["sources", "about"]), article(&["details", "sources", "about"]));
    let mut page = Page::new();
    page.run(&build(&old));
    let before = page.created;
    page.run(&patch(&old, &new));
    assert_eq!(page.created - before, 2, "one element and its text are new");
}

/// A list of numbered items; the class of one of them differs.
fn push_list(tree: &mut Tree<'static>, numbers: &[usize], other: usize) {
    tree.open(kind!(Ol));
    for number in numbers {
        tree.open(kind!(Li)).number(AttrName::Id, "source-", *number);
        if *number == other {
            tree.own(AttrName::Class, "marked");
        }
        tree.made(number.to_string()).close();
    }
    tree.close();
}

fn list(numbers: &[usize], other: usize) -> Tree<'static> {
    let mut tree = Tree::default();
    push_list(&mut tree, numbers, other);
    tree
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
fn blocks(numbers: &[usize], other: usize) -> Tree<'static> {
    let mut tree = Tree::default();
    tree.open(kind!(Div));
    numbers.chunks(2).for_each(|items| push_list(&mut tree, items, other));
    tree.close();
    tree
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
        let mut tree = Tree::default();
        tree.open(kind!(Details, Class = "section", Part = "sources")).flag(AttrName::Open, open).close();
        tree
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
