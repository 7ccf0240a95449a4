//! What of a review has not come into the record that is made of it: the last look, so that nothing is lost silently.
//! Below `importer`, after everything that reads. A value that is neither in the record as it stood nor told of is named
//! here, whatever the reason; types, contexts and `@id`, which say how a document is read, apart.

use alloc::string::String;
use alloc::vec::Vec;

use super::graph::{Graph, Item, is_name};
use super::importer::{Account, Importer, Told, is_blank};
use crate::json::{self, Member, Node, Value};
use crate::order::sorted;
use crate::parts::{joined, parts};
use crate::problem::{Code, push_number, quoted};

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It says nothing.
    Nothing,
    /// It is in the record or told of, or some of it is and the rest is named.
    Kept,
    /// It is to be named by what holds it.
    Lost,
}

/// The names of what is lost of one object or list.
#[derive(Debug, Default)]
struct Names {
    text: String,
    count: u32,
}

impl Names {
    /// The most that are named; the others are counted.
    const MOST: u32 = 12;

    fn push(&mut self, name: &str) {
        self.count += 1;
        if self.count <= Self::MOST {
            self.text.push_str(if self.count > 1 { ", " } else { "" });
            self.text.push_str(name);
        }
    }

    fn finish(mut self) -> String {
        if let Some(more @ 1..) = self.count.checked_sub(Self::MOST) {
            self.text.push_str(" and ");
            push_number(&mut self.text, more);
            self.text.push_str(" more");
        }
        self.text
    }
}

/// The look at what one record is made of.
struct Look<'l, 'a> {
    graph: &'l Graph<'a>,
    /// What the importer said of values, in the order of their places.
    told: Vec<(u32, Told)>,
    /// The texts of the record, in order.
    kept: Vec<&'l str>,
    /// Where something is lost, and its names.
    lost: Vec<(u32, String)>,
    /// How many values were looked at.
    count: usize,
}

impl<'a> Importer<'a> {
    /// Names what `record` has not of the nodes that it is made of, and begins a new account.
    pub(super) fn remainder(&mut self, review: Item<'a>, around: Option<Item<'a>>, record: &str) {
        let Account { values, opened } = core::mem::take(&mut self.account);
        let Ok(record) = json::parse_text(record) else { return };
        let mut kept = Vec::new();
        gather(&record, &mut kept);
        let mut look = Look {
            graph: self.graph,
            told: in_order(&values),
            kept: in_order(&kept),
            lost: Vec::new(),
            count: 0,
        };
        look.node(review);
        if let Some(around) = around {
            look.node(around);
        }
        for item in &opened {
            // Many reviews may refer to one great node.
            if !self.spend(16 * core::mem::take(&mut look.count)) {
                return;
            }
            if !self.graph.is_check(item.1) {
                look.node(*item);
            }
        }
        self.spend(16 * look.count);
        let lost = look.lost;
        let mut before = None;
        for place in sorted(lost.len(), &|a, b| lost.get(a) < lost.get(b)) {
            let Some((at, names)) = lost.get(place) else { continue };
            // A node that is read for itself may stand in another that is.
            if before.replace(*at) != Some(*at) {
                let said = ["expected what a claim record has a place for, found ", names, ": left out"];
                self.note_beside(*at, Code::LeftOut, &said);
            }
        }
    }
}

fn in_order<T: Copy + Ord>(values: &[T]) -> Vec<T> {
    let mut out = Vec::with_capacity(values.len());
    for place in sorted(values.len(), &|a, b| values.get(a) < values.get(b)) {
        out.extend(values.get(place));
    }
    out
}

impl<'a> Look<'_, 'a> {
    /// Looks at a node that nothing holds which could name it.
    fn node(&mut self, item: Item<'a>) {
        let (_, names) = self.members(item.0);
        self.name(item.1, names);
    }

    fn name(&mut self, at: u32, names: Names) {
        if names.count > 0 {
            self.lost.push((at, names.finish()));
        }
    }

    fn value(&mut self, node: &Node<'a>) -> Fate {
        self.count += 1;
        if is_blank(node) {
            return Fate::Nothing;
        }
        if self.is(node.at, Told::Whole) {
            return Fate::Kept;
        }
        let (fate, names) = match &node.value {
            Value::List(items) => self.items(items),
            Value::Object(_) if self.graph.is_check(node.at) => return Fate::Nothing,
            Value::Object(members) if Item(members, node.at).is_reference() => {
                return self.reference(Item(members, node.at));
            }
            Value::Object(members) => self.members(members),
            _ if self.is(node.at, Told::Alone) => return Fate::Kept,
            Value::Text(text) if self.kept.binary_search(&&**text).is_ok() => return Fate::Kept,
            _ => return Fate::Lost,
        };
        if fate == Fate::Kept {
            self.name(node.at, names);
        } else if names.count > 0 {
            return Fate::Lost;
        }
        fate
    }

    fn is(&self, at: u32, told: Told) -> bool {
        self.told.binary_search(&(at, told)).is_ok()
    }

    /// Looks at an object that only says which node it is.
    fn reference(&self, item: Item<'a>) -> Fate {
        let Some(Value::Text(id)) = item.get("@id").map(|node| &node.value) else { return Fate::Nothing };
        let was_read = self.is(self.graph.resolve(item).1, Told::Opened);
        if was_read || self.kept.binary_search(&&**id).is_ok() { Fate::Kept } else { Fate::Lost }
    }

    /// Looks at an object's values. Gives `Kept` if one of them is, and the keys of those that are lost.
    fn members(&mut self, members: &[Member<'a>]) -> (Fate, Names) {
        let (mut whole, mut names) = (Fate::Nothing, Names::default());
        for Member { key, node, .. } in members {
            let fate = if parts(STRUCTURE, b' ').any(|name| is_name(key, name)) {
                Fate::Nothing
            } else if self.is(node.at, Told::Placeless) && !self.is(node.at, Told::Placed) && !is_blank(node)
            {
                // Something was made of the object itself, or its keys would not have been asked for.
                whole = Fate::Kept;
                Fate::Lost
            } else {
                self.value(node)
            };
            match fate {
                Fate::Nothing => {}
                Fate::Kept => whole = fate,
                Fate::Lost => names.push(&quoted(key)),
            }
        }
        (whole, names)
    }

    /// Looks at a list's values, as [`members`](Self::members) does at an object's.
    fn items(&mut self, items: &[Node<'a>]) -> (Fate, Names) {
        let (mut whole, mut names) = (Fate::Nothing, Names::default());
        for item in items {
            match (self.value(item), &item.value) {
                (Fate::Nothing, _) => {}
                (Fate::Kept, _) => whole = Fate::Kept,
                (Fate::Lost, Value::Text(text)) => names.push(&joined(&["also ", &quoted(text)])),
                (Fate::Lost, _) => names.push("one more"),
            }
        }
        (whole, names)
    }
}

/// Keys that say how their object is to be read, and nothing that a record could have.
const STRUCTURE: &str = "@context @id @type context type";

/// The texts of a record.
fn gather<'r>(node: &'r Node<'_>, out: &mut Vec<&'r str>) {
    match &node.value {
        Value::Text(text) => out.push(text),
        Value::List(items) => items.iter().for_each(|item| gather(item, out)),
        Value::Object(members) => members.iter().for_each(|member| gather(&member.node, out)),
        _ => {}
    }
}
