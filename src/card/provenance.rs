//! Which sources repeat which: origins counted, circles found.
//! Source: R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), 146–160.

use alloc::vec;
use alloc::vec::Vec;

use crate::order::sorted;
use crate::record::{List, Source};
use crate::value::Slug;

/// The ids of a list of sources, made to be looked up.
pub(crate) struct Ids {
    ids: Vec<Option<Slug>>,
    /// The places of the ids, in the order of the alphabet.
    places: Vec<usize>,
}

impl Ids {
    /// The ids as they stand in the list, with `None` for a source that has none.
    #[inline(never)]
    pub(crate) fn of(sources: &List<'_, Source<'_>>) -> Self {
        let mut ids = Vec::with_capacity(sources.len());
        for source in sources.clone() {
            ids.push(source.id().cloned());
        }
        let places = sorted(ids.len(), &|a, b| ids.get(a) < ids.get(b));
        Self { ids, places }
    }

    /// How many places the list has.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The place of the source that has an id; of the first, if several have.
    #[inline(never)]
    pub(crate) fn find(&self, id: &Slug) -> Option<usize> {
        let id_at = |place: usize| self.ids.get(place)?.as_ref();
        // Halved again and again: all before `from` are less, and none from `to` on is.
        let (mut from, mut to) = (0, self.places.len());
        while from < to {
            let middle = from.midpoint(to);
            if id_at(at(&self.places, middle)) < Some(id) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        self.places.get(from).copied().filter(|place| id_at(*place) == Some(id))
    }
}

/// The sources as a graph: an edge leads from a source to each one that it repeats.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// For each source, the sources that it repeats.
    edges: Vec<Vec<usize>>,
    /// For each source, one of its group, from 1: sources that repeat each other in a circle are a group.
    pub(super) groups: Vec<usize>,
}

impl Provenance {
    /// Follows `derivedFrom`. Ids that no source has are passed over.
    pub(crate) fn of(sources: &List<'_, Source<'_>>, ids: &Ids) -> Self {
        let mut edges = Vec::with_capacity(sources.len());
        for source in sources.clone() {
            let mut tos = Vec::new();
            for id in source.derived_from() {
                if let Some(to) = ids.find(id) {
                    tos.push(to);
                }
            }
            edges.push(tos);
        }
        Self::of_edges(edges)
    }

    /// The graph of the sources that each source repeats.
    pub(super) fn of_edges(edges: Vec<Vec<usize>>) -> Self {
        let groups = Search::new(&edges).run();
        Self { edges, groups }
    }

    /// The first source of each circle, in the order of the list.
    pub fn loops(&self) -> Vec<usize> {
        let mut firsts: Vec<usize> = Vec::new();
        for (from, tos) in self.edges.iter().enumerate() {
            let group = at(&self.groups, from);
            let is_circle = tos.iter().any(|to| at(&self.groups, *to) == group);
            if is_circle && !firsts.iter().any(|first| at(&self.groups, *first) == group) {
                firsts.push(from);
            }
        }
        firsts
    }

    /// The sources that a source names as those that it repeats.
    pub(super) fn repeated_by(&self, source: usize) -> &[usize] {
        self.edges.get(source).map_or(&[], Vec::as_slice)
    }
}

/// A source's number in a list of numbers; 0 where there is none.
#[inline(never)]
pub(super) fn at(numbers: &[usize], source: usize) -> usize {
    numbers.get(source).copied().unwrap_or(0)
}

#[inline(never)]
pub(super) fn put(numbers: &mut [usize], source: usize, number: usize) {
    if let Some(place) = numbers.get_mut(source) {
        *place = number;
    }
}

/// Tarjan's search for strongly connected components, with its own stack: a chain of 2,000 sources must not exhaust
/// the machine's.
struct Search<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<usize>,
    low: Vec<usize>,
    open: Vec<usize>,
    groups: Vec<usize>,
    last_order: usize,
}

impl<'a> Search<'a> {
    fn new(edges: &'a [Vec<usize>]) -> Self {
        let none = vec![0; edges.len()];
        Self { edges, order: none.clone(), low: none.clone(), open: Vec::new(), groups: none, last_order: 0 }
    }

    fn run(mut self) -> Vec<usize> {
        for start in 0..self.edges.len() {
            if at(&self.order, start) == 0 {
                self.visit(start);
            }
        }
        self.groups
    }

    fn visit(&mut self, start: usize) {
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, edge)) = path.last_mut() {
            let from = *node;
            let Some(&to) = self.edges.get(from).and_then(|tos| tos.get(*edge)) else {
                path.pop();
                if let Some((parent, _)) = path.last() {
                    self.lower(*parent, at(&self.low, from));
                }
                self.leave(from);
                continue;
            };
            *edge += 1;
            let order = at(&self.order, to);
            if order == 0 {
                self.enter(to);
                path.push((to, 0));
            } else if at(&self.groups, to) == 0 {
                self.lower(from, order);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.last_order += 1;
        put(&mut self.order, node, self.last_order);
        put(&mut self.low, node, self.last_order);
        self.open.push(node);
    }

    fn leave(&mut self, node: usize) {
        if at(&self.order, node) != at(&self.low, node) {
            return;
        }
        while let Some(member) = self.open.pop() {
            put(&mut self.groups, member, node + 1);
            if member == node {
                break;
            }
        }
    }

    fn lower(&mut self, node: usize, to: usize) {
        let low = at(&self.low, node).min(to);
        put(&mut self.low, node, low);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provenance(edges: &[&[usize]]) -> Provenance {
        Provenance::of_edges(edges.iter().map(|tos| tos.to_vec()).collect())
    }

    #[test]
    fn a_circle_is_reported_at_its_first_source() {
        assert_eq!(provenance(&[&[1], &[2], &[0], &[0], &[]]).loops(), [0]);
        assert_eq!(provenance(&[&[0]]).loops(), [0]);
        assert_eq!(provenance(&[&[], &[2], &[1], &[4], &[3, 1]]).loops(), [1, 3]);
        assert!(provenance(&[&[], &[0], &[0, 1]]).loops().is_empty());
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let edges: Vec<Vec<usize>> = (0..2_000).map(|i| if i == 0 { vec![] } else { vec![i - 1] }).collect();
        assert!(Provenance::of_edges(edges).loops().is_empty());
    }
}
