//! The JSON Schema (draft 2020-12) of the record format, made from the record's own types.
//! Native only. What a schema cannot say (unique ids, references, loops) is `normalize`'s alone.

use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use serde_json::{Map, Value, json};

use super::verdict::Percent;
use super::{MAX_SOURCES, Record, VERSION, Version};
use crate::value::text::{BLANK, MAX_CHARS, SPACE, UNSAFE};
use crate::value::{Decimal, Lang, PartialDate, Prose, SafeUrl, Slug, Text};

/// A type that knows its own schema.
pub(crate) trait Described {
    /// The schema, or a reference to it.
    fn schema(definitions: &mut Definitions) -> Value;
}

/// One field of an object's schema.
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) doc: &'static str,
    pub(crate) required: bool,
    pub(crate) schema: Value,
}

/// The objects described so far, by name.
#[derive(Default)]
pub(crate) struct Definitions(BTreeMap<&'static str, Value>);

impl Definitions {
    /// A reference to an object's schema, which is made the first time it is asked for.
    pub(crate) fn object(
        &mut self,
        name: &'static str,
        fields: impl FnOnce(&mut Self) -> Vec<Field>,
    ) -> Value {
        if !self.0.contains_key(name) {
            self.0.insert(name, Value::Null);
            let fields = fields(self);
            let required: Vec<_> =
                fields.iter().filter(|field| field.required).map(|field| field.key).collect();
            let properties: Map<_, _> =
                fields.into_iter().map(|field| (field.key.to_string(), described(field))).collect();
            let mut object =
                json!({ "type": "object", "properties": properties, "additionalProperties": false });
            if !required.is_empty() {
                object["required"] = json!(required);
            }
            self.0.insert(name, object);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

fn described(field: Field) -> Value {
    let mut schema = field.schema;
    schema["description"] = json!(field.doc);
    schema
}

/// The schema of a type.
pub(crate) fn of<T: Described>(definitions: &mut Definitions) -> Value {
    T::schema(definitions)
}

/// The schema of a list of a type.
pub(crate) fn list<T: Described>(definitions: &mut Definitions) -> Value {
    json!({ "type": "array", "items": T::schema(definitions) })
}

/// The schema of the record format.
pub fn claim_record_schema() -> Value {
    let mut definitions = Definitions::default();
    let Value::Object(reference) = Record::schema(&mut definitions) else { return Value::Null };
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

impl Described for Text {
    fn schema(_: &mut Definitions) -> Value {
        text()
    }
}

impl Described for Prose {
    fn schema(_: &mut Definitions) -> Value {
        text()
    }
}

impl Described for bool {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "boolean" })
    }
}

impl Described for SafeUrl {
    fn schema(_: &mut Definitions) -> Value {
        let unseen = class(&[SPACE, BLANK, UNSAFE]);
        json!({ "type": "string", "format": "iri", "pattern": Self::PATTERN.replace("{unseen}", &unseen) })
    }
}

impl Described for PartialDate {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "string", "pattern": Self::PATTERN })
    }
}

impl Described for Lang {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "string", "pattern": Self::PATTERN })
    }
}

impl Described for Slug {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "string", "pattern": Self::PATTERN })
    }
}

impl Described for Decimal {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "number", "minimum": -Self::MAX, "maximum": Self::MAX })
    }
}

impl Described for Percent {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "number", "minimum": 0, "maximum": 100 })
    }
}

impl Described for Version {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "const": VERSION })
    }
}
