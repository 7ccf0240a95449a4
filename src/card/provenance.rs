//! Which sources repeat which: origins counted, circles found.
//! Source: R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), 146–160.

use alloc::vec;
use alloc::vec::Vec;

use crate::record::{List, Source};
use crate::value::Slug;

/// The sources as a graph: an edge leads from a source to each one that it repeats.
#[derive(Debug)]
pub struct Provenance {
    /// For each source, the sources that it repeats.
    edges: Vec<Vec<usize>>,
    /// For each source, the number of its group: sources that repeat each other in a circle share one.
    groups: Vec<usize>,
}

impl Provenance {
    /// Follows `derivedFrom`. Ids that no source has are passed over.
    pub fn of(sources: &List<'_, Source<'_>>) -> Self {
        let mut places: Vec<(&Slug, usize)> = Vec::with_capacity(sources.len());
        for (i, source) in sources.clone().enumerate() {
            let Some(id) = source.id() else { continue };
            // Kept sorted by insertion: a sort would cost every reader kilobytes.
            let place = places.partition_point(|(other, _)| *other < id);
            places.insert(place, (id, i));
        }
        let find = |id: &Slug| {
            let place = places.binary_search_by(|(other, _)| (*other).cmp(id)).ok()?;
            places.get(place).map(|(_, i)| *i)
        };
        let edges: Vec<Vec<usize>> =
            sources.clone().map(|source| source.derived_from().filter_map(find).collect()).collect();
        let groups = Search::new(&edges).run();
        Self { edges, groups }
    }

    /// How many groups repeat no other: the independent origins of all that is cited.
    pub fn origins(&self) -> usize {
        let count = self.groups.iter().max().map_or(0, |last| last + 1);
        let mut is_origin = vec![true; count];
        for (from, to) in self.pairs() {
            let (from, to) = (self.group(from), self.group(to));
            if let Some(origin) = is_origin.get_mut(from).filter(|_| from != to) {
                *origin = false;
            }
        }
        is_origin.into_iter().filter(|origin| *origin).count()
    }

    /// The first source of each circle, in the order of the list.
    pub fn loops(&self) -> Vec<usize> {
        let mut firsts: Vec<usize> = Vec::new();
        for (from, to) in self.pairs() {
            let group = self.group(from);
            if group == self.group(to) && !firsts.iter().any(|first| self.group(*first) == group) {
                firsts.push(from);
            }
        }
        firsts
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.edges.iter().enumerate().flat_map(|(from, tos)| tos.iter().map(move |to| (from, *to)))
    }

    fn group(&self, source: usize) -> usize {
        self.groups.get(source).copied().unwrap_or(0)
    }
}

/// Tarjan's search for strongly connected components, with its own stack: a chain of 2,000 sources must not exhaust
/// the machine's.
struct Search<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    open: Vec<usize>,
    groups: Vec<Option<usize>>,
    next_order: usize,
    next_group: usize,
}

impl<'a> Search<'a> {
    fn new(edges: &'a [Vec<usize>]) -> Self {
        let count = edges.len();
        Self {
            edges,
            order: vec![None; count],
            low: vec![0; count],
            open: Vec::new(),
            groups: vec![None; count],
            next_order: 0,
            next_group: 0,
        }
    }

    fn run(mut self) -> Vec<usize> {
        for start in 0..self.edges.len() {
            self.visit(start);
        }
        self.groups.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn visit(&mut self, start: usize) {
        if self.order.get(start).copied().flatten().is_some() {
            return;
        }
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, edge)) = path.last_mut() {
            let from = *node;
            let Some(&to) = self.edges.get(from).and_then(|tos| tos.get(*edge)) else {
                path.pop();
                if let Some((parent, _)) = path.last() {
                    let low = self.low_of(from);
                    self.lower(*parent, low);
                }
                self.leave(from);
                continue;
            };
            *edge += 1;
            match self.order.get(to).copied().flatten() {
                None => {
                    self.enter(to);
                    path.push((to, 0));
                }
                Some(order) if self.groups.get(to).copied().flatten().is_none() => self.lower(from, order),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        if let (Some(order), Some(low)) = (self.order.get_mut(node), self.low.get_mut(node)) {
            *order = Some(self.next_order);
            *low = self.next_order;
        }
        self.next_order += 1;
        self.open.push(node);
    }

    fn leave(&mut self, node: usize) {
        if self.order.get(node).copied().flatten() != Some(self.low_of(node)) {
            return;
        }
        while let Some(member) = self.open.pop() {
            if let Some(group) = self.groups.get_mut(member) {
                *group = Some(self.next_group);
            }
            if member == node {
                break;
            }
        }
        self.next_group += 1;
    }

    fn low_of(&self, node: usize) -> usize {
        self.low.get(node).copied().unwrap_or(0)
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provenance(edges: &[&[usize]]) -> Provenance {
        let edges: Vec<Vec<usize>> = edges.iter().map(|tos| tos.to_vec()).collect();
        let groups = Search::new(&edges).run();
        Provenance { edges, groups }
    }

    #[test]
    fn origins_are_the_sources_that_repeat_no_other() {
        assert_eq!(provenance(&[]).origins(), 0);
        assert_eq!(provenance(&[&[], &[0], &[1]]).origins(), 1);
        assert_eq!(provenance(&[&[], &[], &[0, 1]]).origins(), 2);
    }

    #[test]
    fn a_circle_is_one_origin() {
        let circle = provenance(&[&[1], &[2], &[0], &[0], &[]]);
        assert_eq!(circle.origins(), 2);
        assert_eq!(circle.loops(), [0]);
        let leading_out = provenance(&[&[1], &[0, 2], &[]]);
        assert_eq!(leading_out.origins(), 1);
        assert_eq!(provenance(&[&[0]]).loops(), [0]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let edges: Vec<Vec<usize>> = (0..2_000).map(|i| if i == 0 { vec![] } else { vec![i - 1] }).collect();
        let groups = Search::new(&edges).run();
        assert_eq!(Provenance { edges, groups }.origins(), 1);
    }
}
