//! A record made ready to be shown: citations resolved, origins counted, gaps known, direction decided.
//! Below `normalize`'s values, above `words` and `view`. A card that exists can be shown.

pub mod diagram;
pub mod gaps;
pub mod provenance;
pub mod text;

use alloc::vec::Vec;

use crate::order::newest_first;
use crate::record::shape::Fields;
use crate::record::{List, Record, Source, Stance, Status};
use crate::value::{Direction, Slug};
use gaps::Gap;

/// A record and what follows from it.
#[derive(Clone, Debug)]
pub struct Card {
    /// The record's values.
    fields: Fields,
    /// How many sources take each stance.
    pub tally: Tally,
    /// Which source repeats which, and how many repeat none.
    pub diagram: diagram::Diagram,
    /// What the check leaves open.
    pub gaps: Vec<Gap>,
    /// Which sources are cited.
    pub citations: text::Citations,
    /// The sources by their places from 0, from the newest to the oldest; empty where that order helps nobody, because they
    /// are few or stand in it already.
    pub by_date: Vec<usize>,
}

/// How many sources take each stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sources that speak for the claim.
    pub supports: usize,
    /// Sources that speak against it.
    pub refutes: usize,
    /// Sources that help to understand it.
    pub context: usize,
    /// Sources whose stance is not given.
    pub unstated: usize,
}

impl Tally {
    fn of(sources: List<'_, Source<'_>>) -> Self {
        let mut tally = Self::default();
        for source in sources {
            *match source.stance() {
                Some(Stance::Supports) => &mut tally.supports,
                Some(Stance::Refutes) => &mut tally.refutes,
                Some(Stance::Context) => &mut tally.context,
                None => &mut tally.unstated,
            } += 1;
        }
        tally
    }

    /// How many sources take the stance.
    pub fn count(&self, stance: Stance) -> usize {
        match stance {
            Stance::Supports => self.supports,
            Stance::Refutes => self.refutes,
            Stance::Context => self.context,
        }
    }
}

/// From how many sources on they are no longer seen at a glance.
const SEVERAL: usize = 8;

fn by_date(record: Record<'_>) -> Vec<usize> {
    let sources = record.sources();
    let mut by_date = Vec::new();
    if sources.len() >= SEVERAL {
        by_date = newest_first(sources.len(), &|place| sources.get(place).and_then(|source| source.date()));
    }
    // The places in order are the places from 0. Shorter to download than `is_sorted`, which is made for long lists.
    if by_date.iter().enumerate().all(|(place, source)| place == *source) { Vec::new() } else { by_date }
}

impl Card {
    /// Works out what follows from a record, whose sources repeat each other and are cited so.
    pub(crate) fn new(
        fields: Fields,
        provenance: provenance::Provenance,
        citations: text::Citations,
    ) -> Self {
        let record = Record(&fields);
        let tally = Tally::of(record.sources());
        let diagram = diagram::Diagram::of(provenance);
        let gaps = gaps::of(record, diagram.origins);
        let by_date = by_date(record);
        Self { fields, tally, diagram, gaps, citations, by_date }
    }

    /// The record.
    pub fn record(&self) -> Record<'_> {
        Record(&self.fields)
    }

    /// What was found; `unrated` when the record gives no status that is known.
    pub fn status(&self) -> Status {
        self.record().verdict().status().unwrap_or(Status::Unrated)
    }

    /// The direction of the content.
    pub fn direction(&self) -> Option<Direction> {
        self.record().lang().map(crate::value::Lang::direction)
    }

    /// Where the source of an id stands in the list, from 0.
    pub fn source_index(&self, id: &Slug) -> Option<usize> {
        self.record().sources().position(|source| source.id() == Some(id))
    }
}
