//! What points at a source: citations, `derivedFrom`, the sources of answers. Pointers into nothing are reported and
//! taken out, repeated ids lose their name, and loops are reported.

use alloc::vec;

use core::mem;

use crate::card::provenance::{Ids, Provenance};
use crate::card::text::{Citations, Inline, cited};
use crate::problem::Code;
use crate::record::read::Reader;
use crate::record::shape::{Field, Fields};
use crate::record::{CounterStatement, Record, Source};
use crate::value::Text;

const SOURCES: usize = Record::place("sources");
const ID: usize = Source::place("id");
const DERIVED_FROM: usize = Source::place("derivedFrom");
const ANSWERS: usize = Record::place("counterStatements");
const SOURCES_OF_ANSWER: usize = CounterStatement::place("sources");

/// Checks a record's references and mends it so that every one that is left leads somewhere.
/// Gives which source repeats which, and which are cited.
pub(super) fn check(record: &mut Fields, reader: &mut Reader) -> (Provenance, Citations) {
    let ids = unique_ids(record, reader);
    known_only(record, (SOURCES, "sources"), (DERIVED_FROM, "derivedFrom"), &ids, reader);
    known_only(record, (ANSWERS, "counterStatements"), (SOURCES_OF_ANSWER, "sources"), &ids, reader);
    let provenance = Provenance::of(&Record(record).sources(), &ids);
    circles(&provenance, reader);
    let citations = citations(Record(record), reader);
    (provenance, citations)
}

/// Runs a check for each object of one of the record's lists, with the reading standing where the object was sent.
fn each(
    record: &mut Fields,
    (place, key): (usize, &'static str),
    reader: &mut Reader,
    mut check: impl FnMut(&mut Fields, &mut Reader),
) {
    reader.within(key, |reader| {
        let Some(items) = record.list_mut(place) else { return };
        for (item, at) in items.iter_mut().zip(reader.sent_places()) {
            let Field::Object(fields) = item else { continue };
            reader.within_item(at, |reader| check(fields, reader));
        }
    });
}

/// Takes away the names of sources that an earlier one has. Gives those that are left.
fn unique_ids(record: &mut Fields, reader: &mut Reader) -> Ids {
    let ids = Ids::of(&Record(record).sources());
    let mut place = 0;
    each(record, (SOURCES, "sources"), reader, |source, reader| {
        if let Some(field) = source.0.get_mut(ID)
            && let Field::Slug(id) = &*field
            // The first of those that are alike is the one that is found.
            && ids.find(id) != Some(place)
        {
            reader.within("id", |reader| reader.found_again(Code::DuplicateId, id.as_str()));
            *field = Field::Absent;
        }
        place += 1;
    });
    ids
}

/// Takes out of a list of ids, in each object of a list, those that no source has, and those that stand there twice:
/// repeated often enough, a long name would make a small record a card that fills the memory.
fn known_only(
    record: &mut Fields,
    objects: (usize, &'static str),
    (place, key): (usize, &'static str),
    ids: &Ids,
    reader: &mut Reader,
) {
    // For each source, the last object that names it, counted from 1.
    let mut named_by = vec![0; ids.len()];
    let mut number = 0;
    each(record, objects, reader, |object, reader| {
        number += 1;
        let Some(references) = object.list_mut(place) else { return };
        reader.within(key, |reader| {
            let mut places = reader.sent_places();
            references.retain(|reference| {
                let at = places.next().unwrap_or_default();
                let Field::Slug(id) = reference else { return false };
                let Some(named_by) = ids.find(id).and_then(|known| named_by.get_mut(known)) else {
                    reader.within_item(at, |reader| reader.unknown_source(id.as_str()));
                    return false;
                };
                mem::replace(named_by, number) != number
            });
        });
    });
}

/// Reports sources that repeat each other in a circle.
fn circles(provenance: &Provenance, reader: &mut Reader) {
    reader.within("sources", |reader| {
        for i in provenance.loops() {
            let at = reader.sent_places().nth(i).unwrap_or_default();
            reader.within_item(at, |reader| {
                reader.within("derivedFrom", |reader| {
                    let found = "expected sources that lead to an origin, found a circle that leads back to this source";
                    reader.report(Code::CircularDerivation, None, found);
                });
            });
        }
    });
}

/// Looks up what the verdict's texts cite.
fn citations(record: Record<'_>, reader: &mut Reader) -> Citations {
    let verdict = record.verdict();
    let mut look_up = |key: &'static str, text: &Text, citations: &mut Citations| {
        cited(text.as_str(), &record.sources(), &mut |inline| match inline {
            Inline::Text(_) => {}
            Inline::Citation { source: Some(place), .. } => citations.places.push(place),
            Inline::Citation { id, source: None } => {
                reader.within("verdict", |reader| reader.within(key, |reader| reader.unknown_source(id)));
            }
        });
    };
    let mut citations = Citations::default();
    if let Some(explanation) = verdict.explanation() {
        look_up("explanation", explanation, &mut citations);
    }
    citations.in_explanation = citations.places.len();
    if let Some(details) = verdict.details() {
        for paragraph in details.paragraphs() {
            look_up("details", paragraph, &mut citations);
        }
    }
    citations
}
