//! The JSON Schema (draft 2020-12) of the record format, made from the shapes of its types.
//! Native only. What a schema cannot say (unique ids, references, loops) is `normalize`'s alone.

#![expect(clippy::indexing_slicing, reason = "of JSON that is made here; a missing key is added")]

use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use serde_json::{Map, Value, json};

use super::shape::{Kind, Shape};
use super::{MAX_SOURCES, Record, VERSION};
use crate::value::text::{BLANK, MAX_CHARS, SPACE, UNSAFE};
use crate::value::{Decimal, Lang, PartialDate, SafeUrl, Slug};

/// The objects described so far, by name.
#[derive(Default)]
struct Definitions(BTreeMap<&'static str, Value>);

impl Definitions {
    /// A reference to an object's schema, which is made the first time it is asked for.
    fn object(&mut self, shape: &'static Shape) -> Value {
        if !self.0.contains_key(shape.name) {
            self.0.insert(shape.name, Value::Null);
            let mut required = Vec::new();
            let mut properties = Map::new();
            for (place, (name, key)) in shape.named_keys().enumerate() {
                if shape.expected & (1 << place) != 0 {
                    required.push(name);
                }
                let mut schema = self.kind(&key.kind);
                schema["description"] = json!(key.doc.trim());
                properties.insert(name.to_string(), schema);
            }
            let mut object =
                json!({ "type": "object", "properties": properties, "additionalProperties": false });
            if !required.is_empty() {
                object["required"] = json!(required);
            }
            self.0.insert(shape.name, object);
        }
        json!({ "$ref": format!("#/$defs/{}", shape.name) })
    }

    /// A reference to the schema of a value that stands in many places.
    fn value(&mut self, name: &'static str, schema: impl FnOnce() -> Value) -> Value {
        self.0.entry(name).or_insert_with(schema);
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    fn kind(&mut self, kind: &'static Kind) -> Value {
        let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
        match kind {
            Kind::Text | Kind::Prose => self.value("Text", text),
            Kind::Url => self.value("Url", || {
                pattern(&SafeUrl::PATTERN.replace("{unseen}", &class(&[SPACE, BLANK, UNSAFE])))
            }),
            Kind::Date => self.value("Date", || pattern(PartialDate::PATTERN)),
            Kind::Lang => self.value("Lang", || pattern(Lang::PATTERN)),
            Kind::Slug => self.value("Slug", || pattern(Slug::PATTERN)),
            Kind::Number((least, most)) => {
                let number = |decimal: &Decimal| decimal.to_text().parse::<i64>().unwrap_or_default();
                json!({ "type": "number", "minimum": number(least), "maximum": number(most) })
            }
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Version => json!({ "const": VERSION }),
            Kind::Word(set) => json!({ "enum": set.table }),
            Kind::Object(shape) => self.object(shape),
            Kind::List(kind) => json!({ "type": "array", "items": self.kind(kind) }),
        }
    }
}

/// The schema of the record format.
pub fn claim_record_schema() -> Value {
    let mut definitions = Definitions::default();
    let Value::Object(reference) = definitions.object(Record::SHAPE) else { return Value::Null };
    let mut objects = definitions.0;
    if let Some(record) = objects.get_mut("Record") {
        record["properties"]["sources"]["maxItems"] = json!(MAX_SOURCES);
    }
    if let Some(answer) = objects.get_mut("CounterStatement") {
        answer["if"] =
            json!({ "not": { "properties": { "kind": { "const": "no-reply" } }, "required": ["kind"] } });
        answer["then"] = json!({ "required": ["text"] });
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Claim record",
        "description": "What was claimed, what was found, on which evidence, and who answered.",
    });
    if let Some(schema) = schema.as_object_mut() {
        schema.extend(reference);
        schema.insert("$defs".into(), json!(objects));
    }
    schema
}

/// Ranges of characters as they stand between the brackets of a regular expression.
fn class(ranges: &[&[(char, char)]]) -> String {
    let mut out = String::new();
    for &(from, to) in ranges.iter().copied().flatten() {
        out.push_str(&code_point(from));
        if from != to {
            out.push('-');
            out.push_str(&code_point(to));
        }
    }
    out
}

fn code_point(c: char) -> String {
    let number = u32::from(c);
    if number > 0xFFFF { format!("\\u{{{number:X}}}") } else { format!("\\u{number:04X}") }
}

/// A text with something to see and nothing hidden in it; a damaged one (U+FFFD) is refused as well.
fn text() -> Value {
    let hidden = class(&[UNSAFE]);
    let unseen = class(&[SPACE, BLANK, UNSAFE]);
    json!({ "type": "string", "maxLength": MAX_CHARS, "pattern": format!("^[^{hidden}\\uFFFD]*$"), "allOf": [{ "pattern": format!("[^{unseen}]") }] })
}
