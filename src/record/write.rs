//! A record as JSON text (RFC 8259), for whoever asks for it: pages, downloads, the command line.

use alloc::string::String;

use super::Record;
use super::shape::{Field, Fields, Kind, Shape};
use crate::closed_set::word_at;
use crate::json::write::{Keys, push_string};

/// A record as JSON text. It is a document of the record format, without what could not be shown.
pub fn to_json(record: Record<'_>) -> String {
    let mut out = String::new();
    push_object(&mut out, record.0, Record::SHAPE);
    out
}

fn push_object(out: &mut String, fields: &Fields, shape: &Shape) {
    let mut keys = Keys::open(out);
    for (place, (key, field)) in shape.keys.iter().zip(&fields.0).enumerate() {
        if !field.is_absent() {
            push_field(keys.value(shape.name_at(place)), field, &key.kind);
        }
    }
    keys.close();
}

fn push_field(out: &mut String, field: &Field, kind: &Kind) {
    match (field, kind) {
        (Field::Word(place), Kind::Word(set)) => {
            push_string(out, word_at(set.words, *place));
        }
        (Field::Object(fields), Kind::Object(shape)) => push_object(out, fields, shape),
        (Field::List(items), Kind::List(kind)) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                push_field(out, item, kind);
            }
            out.push(']');
        }
        _ => push_scalar(out, field),
    }
}

/// Writes a value that says by itself what it is.
pub(crate) fn push_scalar(out: &mut String, field: &Field) {
    match field {
        Field::Text(text) => push_string(out, text.as_str()),
        Field::Prose(prose) => push_string(out, &prose.to_sent()),
        Field::Url(url) => push_string(out, url.as_str()),
        Field::Date(date) => push_string(out, date.as_str()),
        Field::Lang(lang) => push_string(out, lang.as_str()),
        Field::Slug(slug) => push_string(out, slug.as_str()),
        Field::Number(number) => out.push_str(&number.to_text()),
        Field::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Field::Version => out.push('1'),
        // What is absent is not written, and what needs its kind to be written was read by it.
        Field::Absent | Field::Word(_) | Field::Object(_) | Field::List(_) => out.push_str("null"),
    }
}
