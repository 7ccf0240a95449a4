//! What points at a source: citations, `derivedFrom`, the sources of answers. Pointers into nothing are reported and
//! taken out, repeated ids lose their name, and loops are reported.

use alloc::vec::Vec;

use crate::card::provenance::Provenance;
use crate::card::text::{Inline, cited};
use crate::problem::Code;
use crate::record::read::Reader;
use crate::record::{Record, Source};
use crate::value::Slug;

/// Checks a record's references and mends it so that every one that is left leads somewhere.
pub(super) fn check(record: &mut Record, reader: &mut Reader) {
    reader.within("sources", |reader| {
        unique_ids(&mut record.sources, reader);
        derivations(&mut record.sources, reader);
    });
    answers(record, reader);
    citations(record, reader);
}

fn unique_ids(sources: &mut [Source], reader: &mut Reader) {
    let mut seen: Vec<Slug> = Vec::with_capacity(sources.len());
    for (i, source) in sources.iter_mut().enumerate() {
        let Some(id) = source.id.take() else { continue };
        match seen.binary_search(&id) {
            Ok(_) => {
                let at = reader.sent_index(i);
                reader.within_item(at, |reader| {
                    reader.within("id", |reader| {
                        reader.found_again(Code::DuplicateId, id.as_str());
                    });
                });
            }
            Err(place) => {
                seen.insert(place, id.clone());
                source.id = Some(id);
            }
        }
    }
}

fn derivations(sources: &mut [Source], reader: &mut Reader) {
    let ids: Vec<Slug> = sources.iter().filter_map(|source| source.id.clone()).collect();
    for (i, source) in sources.iter_mut().enumerate() {
        let at = reader.sent_index(i);
        reader.within_item(at, |reader| {
            reader.within("derivedFrom", |reader| known_only(&mut source.derived_from, &ids, reader));
        });
    }
    for i in Provenance::of(sources).loops() {
        let at = reader.sent_index(i);
        reader.within_item(at, |reader| {
            reader.within("derivedFrom", |reader| {
                let found =
                    "expected sources that lead to an origin, found a circle that leads back to this source";
                reader.report(Code::CircularDerivation, None, found);
            });
        });
    }
}

fn answers(record: &mut Record, reader: &mut Reader) {
    let ids: Vec<Slug> = record.sources.iter().filter_map(|source| source.id.clone()).collect();
    for (i, answer) in record.counter_statements.iter_mut().enumerate() {
        reader.within("counterStatements", |reader| {
            let at = reader.sent_index(i);
            reader.within_item(at, |reader| {
                reader.within("sources", |reader| known_only(&mut answer.sources, &ids, reader));
            });
        });
    }
}

/// Takes out the ids that no source has.
fn known_only(references: &mut Vec<Slug>, ids: &[Slug], reader: &mut Reader) {
    let sent: Vec<usize> = (0..references.len()).map(|i| reader.sent_index(i)).collect();
    let mut places = sent.into_iter();
    references.retain(|id| {
        let known = ids.contains(id);
        let at = places.next().unwrap_or_default();
        if !known {
            reader.within_item(at, |reader| reader.unknown_source(id.as_str()));
        }
        known
    });
}

fn citations(record: &Record, reader: &mut Reader) {
    let verdict = &record.verdict;
    let mut check = |key: &'static str, text: &str| {
        for inline in cited(text, &record.sources) {
            if let Inline::Citation { id, source: None } = inline {
                reader.within("verdict", |reader| reader.within(key, |reader| reader.unknown_source(id)));
            }
        }
    };
    if let Some(explanation) = &verdict.explanation {
        check("explanation", explanation.as_str());
    }
    for paragraph in verdict.details.iter().flat_map(|details| details.paragraphs()) {
        check("details", paragraph.as_str());
    }
}
