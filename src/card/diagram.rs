//! The diagram of who repeats whom: a row for each source, below all that it repeats, and lanes beside the rows for the
//! lines between them. Below `provenance`, whose graph it lays out; `view::provenance` draws it.
//!
//! The sources that repeat no other stand in the order of the list; below each stand those that repeat it, each below the
//! last of the sources that it repeats. A line goes down from a source to the last row that repeats it, in a lane that is
//! the source's own for that long: so no dot and no line can lie on another, however long a title is and however narrow the
//! card. Sources that repeat each other in a circle stand below one of them. Where there are too many sources for a picture,
//! those that others repeat have rows of their own, and those that nobody repeats share one row below what they repeat.

use alloc::vec;
use alloc::vec::Vec;
use core::mem;

use super::provenance::{Provenance, at, put};

/// The most rows that a diagram has.
pub const MOST_ROWS: usize = 60;

/// How many steps rows are indented at most: a longer chain of repetitions goes straight down from there.
pub const MOST_STEPS: usize = 6;

/// Who repeats whom, counted and laid out. Sources go by their places in the list, from 0; the number of sources,
/// as a place, stands for what is above them all.
#[derive(Clone, Debug)]
pub struct Diagram {
    provenance: Provenance,
    /// For each source, the one below which it shares a row; itself, if it has a row of its own.
    tops: Vec<usize>,
    /// How many sources, circles counted once, repeat no other: the independent origins of all that is cited.
    pub origins: usize,
    /// The most sources that lead back to one origin and to nothing else, the origin itself not counted.
    pub most_of_one_origin: usize,
    /// The rows; none where no source repeats another.
    pub rows: Vec<Row>,
}

/// One row of the diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its source; or that which several stand below.
    pub source: usize,
    /// Whether several sources share the row.
    pub is_shared: bool,
    /// How deep it stands in the nested list, from 1; at most one deeper than the row before.
    pub level: usize,
    /// In which lane its dot stands and its line begins, from 0.
    pub lane: usize,
    /// The last lane in which there is anything beside the row.
    pub last_lane: usize,
    /// The last row that its line leads to; the row itself, where there is no line.
    pub last: usize,
}

/// The ways down, from each source to those that repeat it.
struct Ways {
    /// For each source its last way; 0 is none.
    lasts: Vec<usize>,
    /// For each source how many ways lead to it that have not been followed yet.
    waits: Vec<usize>,
    /// For each way where it leads, and the way before it.
    ends: Vec<(usize, usize)>,
}

impl Diagram {
    /// Counts and lays out the sources of a card.
    pub(super) fn of(provenance: Provenance) -> Self {
        let none = vec![0; provenance.groups.len() + 1];
        let mut ways = Ways { lasts: none.clone(), waits: none.clone(), ends: vec![(0, 0)] };
        let mut diagram =
            Self { provenance, tops: none.clone(), origins: 0, most_of_one_origin: 0, rows: Vec::new() };
        for source in 0..diagram.provenance.groups.len() {
            // What any source of a circle repeats, its first repeats here, and is itself repeated by the others.
            let first = diagram.first(source);
            if first != source {
                ways.add(first, source);
            }
            for up in diagram.repeated_by(source) {
                if diagram.first(*up) != first {
                    ways.add(*up, first);
                }
            }
        }
        diagram.follow(ways, none);
        if diagram.origins == diagram.provenance.groups.len() {
            diagram.rows = Vec::new();
        }
        diagram.give_lanes();
        diagram
    }

    /// Takes up each source as soon as the last of those that it repeats is taken up: gives it a row, and counts.
    fn follow(&mut self, mut ways: Ways, none: Vec<usize>) {
        const SEVERAL: usize = usize::MAX;
        let count = self.provenance.groups.len();
        let mut open = Vec::new();
        for source in (0..count).rev() {
            if at(&ways.waits, source) == 0 {
                open.push((source, count));
            }
        }
        self.origins = open.len();
        put(&mut self.tops, count, count);
        // The only origin that each source leads back to, from 1; and how many lead back to each.
        let (mut origins, mut led_back, mut levels) = (none.clone(), none.clone(), none);
        while let Some((source, above)) = open.pop() {
            let level = at(&levels, above) + 1;
            put(&mut levels, source, level);
            let mut next = at(&ways.lasts, source);
            // Where they are many, those that others repeat come before those that nobody does.
            if count <= MOST_ROWS || (next > 0 && self.rows.len() < MOST_ROWS - 2) {
                put(&mut self.tops, source, source);
                self.push(source, false, level);
                self.push(source, true, level + 1);
            } else {
                let top = at(&self.tops, above);
                put(&mut self.tops, source, top);
            }
            let origin = match at(&origins, source) {
                0 => source + 1,
                origin => origin,
            };
            while let Some(&(down, before)) = ways.ends.get(next).filter(|_| next > 0) {
                next = before;
                let known = at(&origins, down);
                let its_origin = if known == 0 || known == origin { origin } else { SEVERAL };
                put(&mut origins, down, its_origin);
                let waits = at(&ways.waits, down) - 1;
                put(&mut ways.waits, down, waits);
                if waits == 0 {
                    open.push((down, source));
                    if its_origin != SEVERAL && its_origin != self.first(down) + 1 {
                        let number = at(&led_back, its_origin) + 1;
                        put(&mut led_back, its_origin, number);
                        self.most_of_one_origin = self.most_of_one_origin.max(number);
                    }
                }
            }
        }
        self.push(count, true, 1);
    }

    fn push(&mut self, source: usize, is_shared: bool, level: usize) {
        let level = level.min(MOST_STEPS + 1);
        self.rows.push(Row { source, is_shared, level, lane: 0, last_lane: 0, last: 0 });
    }

    /// Says of each row how far its line goes down, and puts it into the first lane that is free for so long and lies
    /// behind those of the rows that it comes from.
    fn give_lanes(&mut self) {
        let mut rows = Vec::new();
        for mut row in mem::take(&mut self.rows) {
            let sharing = if row.is_shared { self.sharing(row.source) } else { vec![row.source] };
            // One alone has the row to itself.
            if let [only] = sharing.as_slice() {
                put(&mut self.tops, *only, *only);
                row.source = *only;
                row.is_shared = false;
            }
            if !sharing.is_empty() {
                rows.push(row);
            }
        }
        for place in 0..rows.len() {
            let Some((before, [row, ..])) = rows.split_at_mut_checked(place) else { break };
            row.last = place;
            for above in before {
                if self.leads(above, row) {
                    above.last = place;
                }
            }
        }
        for place in 0..rows.len() {
            let Some((before, [row, ..])) = rows.split_at_mut_checked(place) else { break };
            let mut ends = false;
            for above in before.iter().filter(|above| above.last >= place) {
                row.last_lane = row.last_lane.max(above.lane);
                if above.lane >= row.lane && self.leads(above, row) {
                    row.lane = above.lane + 1;
                    ends = above.last == place;
                }
            }
            if ends && row.lane > MOST_STEPS {
                // Straight down, in the lane that ends here.
                row.lane -= 1;
            } else {
                while before.iter().any(|above| above.lane == row.lane && above.last >= place) {
                    row.lane += 1;
                }
            }
            row.last_lane = row.last_lane.max(row.lane);
        }
        self.rows = rows;
    }

    /// Whether a line leads down from one row to another below it: its source is repeated there, or is the first of the
    /// circle, or several stand below it.
    pub fn leads(&self, above: &Row, row: &Row) -> bool {
        let source = above.source;
        if above.is_shared {
            false
        } else if row.is_shared {
            source == row.source
        } else {
            source == self.first(row.source) || self.repeated_by(row.source).contains(&source)
        }
    }

    /// The sources that a source repeats, as the record names them.
    pub fn repeated_by(&self, source: usize) -> &[usize] {
        self.provenance.repeated_by(source)
    }

    /// The sources that share the row below that of a source, in the order of the list.
    pub fn sharing(&self, source: usize) -> Vec<usize> {
        self.all(&|other| other != source && at(&self.tops, other) == source)
    }

    /// The sources of the circle that a source is part of, in the order of the list; itself alone if it is part of none.
    pub fn circle(&self, source: usize) -> Vec<usize> {
        self.all(&|other| self.first(other) == self.first(source))
    }

    /// The sources of a kind, in the order of the list.
    fn all(&self, is_of_kind: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut sources = Vec::new();
        for source in 0..self.provenance.groups.len() {
            if is_of_kind(source) {
                sources.push(source);
            }
        }
        sources
    }

    /// The source that stands for all of a circle, or the source itself.
    pub fn first(&self, source: usize) -> usize {
        at(&self.provenance.groups, source).saturating_sub(1)
    }
}

impl Ways {
    fn add(&mut self, from: usize, to: usize) {
        let waits = at(&self.waits, to) + 1;
        put(&mut self.waits, to, waits);
        let before = at(&self.lasts, from);
        put(&mut self.lasts, from, self.ends.len());
        self.ends.push((to, before));
    }
}

#[cfg(test)]
mod tests;
