//! The nodes of a source document: what stands where, which node an `@id` means, and which nodes are checks.
//! Above everything that reads a node's properties. Source: JSON-LD 1.1 sections 3.3 (node objects), 9.2 and 9.7.

use alloc::string::String;
use alloc::vec::Vec;

use super::api;
use crate::json::{Member, Node, Value};
use crate::order::sorted;
use crate::parts::parts;
use crate::problem::{push_number, push_pointer};

/// One JSON text of the source, as a tree whose places count on from those of the texts before it.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) root: Node<'a>,
    /// The place of the text's first character.
    pub(super) from: u32,
}

impl<'a> Block<'a> {
    /// Moves the places of a tree that was read from a text of its own.
    pub(super) fn new(mut root: Node<'a>, from: u32) -> Self {
        shift(&mut root, from);
        Self { root, from }
    }
}

fn shift(node: &mut Node<'_>, by: u32) {
    node.at += by;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Value::Object(members) => members.iter_mut().for_each(|member| {
            member.at += by;
            shift(&mut member.node, by);
        }),
        _ => {}
    }
}

/// A check to import.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'a> {
    ClaimReview(Item<'a>),
    MediaReview(Item<'a>),
    /// A review of an API answer, with the claim that it reviews.
    Answer(Item<'a>, Item<'a>),
}

impl<'a> Found<'a> {
    /// The review.
    pub(super) fn item(self) -> Item<'a> {
        match self {
            Self::ClaimReview(item) | Self::MediaReview(item) | Self::Answer(item, _) => item,
        }
    }
}

/// The trees of a source, with its checks and its names.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    blocks: &'a [Block<'a>],
    /// Nodes that say more than their `@id`, by it.
    named: Vec<(&'a str, Item<'a>)>,
    pub(super) found: Vec<Found<'a>>,
    /// Where the checks begin, in order.
    checks: Vec<u32>,
    /// Claims of an answer that no review stands in.
    pub(super) unreviewed: Vec<Item<'a>>,
    /// What the page or its article says that its language is.
    pub(super) page_lang: Option<&'a Node<'a>>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(blocks: &'a [Block<'a>]) -> Self {
        let mut graph = Self {
            blocks,
            named: Vec::new(),
            found: Vec::new(),
            checks: Vec::new(),
            unreviewed: Vec::new(),
            page_lang: None,
        };
        for block in blocks {
            graph.look(&block.root, false);
        }
        // The fullest node of a name comes first; then the first in the text, since the order is stable.
        let named = core::mem::take(&mut graph.named);
        let key = |place: usize| named.get(place).map(|(id, item)| (*id, usize::MAX - item.0.len()));
        graph.named = sorted(named.len(), &|a, b| key(a) < key(b))
            .into_iter()
            .filter_map(|place| named.get(place).copied())
            .collect();
        let place = |index: usize| graph.found.get(index).map(|found| found.item().1);
        graph.checks =
            sorted(graph.found.len(), &|a, b| place(a) < place(b)).into_iter().filter_map(place).collect();
        graph
    }

    /// Whether a check begins at a place.
    pub(super) fn is_check(&self, at: u32) -> bool {
        self.checks.binary_search(&at).is_ok()
    }

    /// Walks a tree that the parser has found to be at most 64 levels deep. What stands `inside` a check is not the page.
    fn look(&mut self, node: &'a Node<'a>, inside: bool) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.look(item, inside)),
            Value::Object(members) => {
                let found = self.found.len();
                self.take(Item(members, node.at), inside);
                let inside = inside || self.found.len() > found;
                // `properties` are those of the object that they stand in, and none of their own.
                let inner = members.iter().find(|member| member.key == "properties");
                let inner: &[Member<'a>] = match inner.map(|member| &member.node.value) {
                    Some(Value::Object(inner)) => inner,
                    _ => &[],
                };
                for member in members.iter().filter(|member| member.key != "properties").chain(inner) {
                    // What is associated with a check is read with it: one card a review.
                    if !is_name(&member.key, "associatedMediaReview")
                        && !is_name(&member.key, "associatedClaimReview")
                    {
                        self.look(&member.node, inside);
                    }
                }
            }
            _ => {}
        }
    }

    fn take(&mut self, item: Item<'a>, inside: bool) {
        if let Some(Value::Text(id)) = item.get("@id").map(|node| &node.value)
            && !item.is_reference()
        {
            self.named.push((id, item));
        }
        if item.is_a("MediaReview") {
            self.found.push(Found::MediaReview(item));
        } else if item.is_a("ClaimReview") || item.get("claimReviewed").is_some() {
            // Nothing else has that property: a review is one, whatever its type says.
            self.found.push(Found::ClaimReview(item));
        } else if item.kinds().next().is_none() {
            self.found.extend(api::reviews(item).map(|review| Found::Answer(review, item)));
            self.unreviewed.extend(api::unreviewed(item));
        } else if self.page_lang.is_none()
            && !inside
            && item.kinds().any(|kind| kind.ends_with("Page") || kind.ends_with("Article"))
        {
            self.page_lang = item.get("inLanguage");
        }
    }

    /// The node that an object stands for: itself, unless it is only a reference to a node that says more.
    pub(super) fn resolve(&self, item: Item<'a>) -> Item<'a> {
        let Some(Value::Text(id)) = item.get("@id").map(|node| &node.value) else { return item };
        if !item.is_reference() {
            return item;
        }
        let place = self.named.partition_point(|(name, _)| *name < &**id);
        self.named.get(place).filter(|(name, _)| *name == &**id).map_or(item, |(_, item)| *item)
    }

    /// The JSON pointer of the value that begins at a place. With several blocks, the first step is the block's number.
    pub(super) fn pointer(&self, at: u32) -> String {
        let mut out = String::new();
        let place = self.blocks.partition_point(|block| block.from <= at).saturating_sub(1);
        let Some(block) = self.blocks.get(place) else { return out };
        if self.blocks.len() > 1 {
            push_step(&mut out, place);
        }
        let mut node = &block.root;
        while node.at < at {
            // The parts of a value stand in order: the last that begins at or before the place holds it.
            let inner = match &node.value {
                Value::List(items) => {
                    let place = items.partition_point(|item| item.at <= at).wrapping_sub(1);
                    items.get(place).inspect(|_| push_step(&mut out, place))
                }
                Value::Object(members) => {
                    let place = members.partition_point(|member| member.node.at <= at).wrapping_sub(1);
                    members.get(place).map(|member| {
                        push_pointer(&mut out, &member.key);
                        &member.node
                    })
                }
                _ => None,
            };
            let Some(inner) = inner else { break };
            node = inner;
        }
        out
    }
}

/// Writes one step of a JSON pointer: a place in a list.
pub(super) fn push_step(out: &mut String, place: usize) {
    out.push('/');
    push_number(out, u32::try_from(place).unwrap_or(u32::MAX));
}

/// An object of the source: its members, and where it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a>(pub(super) &'a [Member<'a>], pub(super) u32);

impl<'a> Item<'a> {
    pub(super) fn of(node: &'a Node<'a>) -> Option<Self> {
        match &node.value {
            Value::Object(members) => Some(Self(members, node.at)),
            _ => None,
        }
    }

    /// The member of a name, `null` apart: under that very key, or one that differs in case or has the vocabulary before
    /// it; or else among `properties`, where readers of microdata put them.
    pub(super) fn member(self, name: &str) -> Option<&'a Member<'a>> {
        let said = || self.0.iter().filter(|member| !matches!(member.node.value, Value::Null));
        said().find(|member| member.key == name).or_else(|| {
            said().find(|member| is_name(&member.key, name)).or_else(|| {
                let inner =
                    self.0.iter().find(|member| member.key == "properties" && name != "properties")?;
                Self::of(&inner.node)?.member(name)
            })
        })
    }

    /// What stands under a name.
    pub(super) fn get(self, name: &str) -> Option<&'a Node<'a>> {
        self.member(name).map(|member| &member.node)
    }

    /// The types, without the vocabulary's address. Microdata has `type` for `@type`.
    pub(super) fn kinds(self) -> impl Iterator<Item = &'a str> {
        let nodes: &[Node<'a>] = match self.get("@type").or_else(|| self.get("type")) {
            Some(Node { value: Value::List(nodes), .. }) => nodes,
            Some(node) => core::slice::from_ref(node),
            None => &[],
        };
        nodes.iter().filter_map(|node| match &node.value {
            Value::Text(kind) => Some(local(kind)).filter(|kind| !kind.is_empty()),
            _ => None,
        })
    }

    pub(super) fn is_a(self, name: &str) -> bool {
        self.kinds().any(|kind| kind.eq_ignore_ascii_case(name))
    }

    /// Whether it says nothing but which node it is.
    pub(super) fn is_reference(self) -> bool {
        self.0.iter().all(|member| matches!(&*member.key, "@id" | "@type" | "@context" | "type"))
    }
}

/// Whether a key stands for a name of the vocabulary: `claimReviewed`, `ClaimReviewed`, `schema:claimReviewed`.
pub(super) fn is_name(key: &str, name: &str) -> bool {
    local(key).eq_ignore_ascii_case(name)
}

/// A name without the vocabulary's address before it.
fn local(name: &str) -> &str {
    let name = parts(name, b'/').last().unwrap_or(name);
    let name = parts(name, b'#').last().unwrap_or(name);
    parts(name, b':').last().unwrap_or(name)
}
