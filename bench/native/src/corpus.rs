//! Records to measure with: those of the gallery that are as large as real ones, each with other texts.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::ops::RangeInclusive;
use std::path::Path;

use anyhow::{Result, ensure};
use serde_json::Value;
use xtask::files::{root, under};

/// How many bytes a real record has. Those of the gallery that have fewer show one thing, those that have more show what
/// hundreds of sources look like.
const REAL: RangeInclusive<usize> = 4000..=8000;

/// Writes so many records as NDJSON; gives their bytes.
pub fn write(file: &Path, count: usize) -> Result<u64> {
    let mut models = Vec::new();
    for path in under(&root().join("www/records"))? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read(&path)?;
        if REAL.contains(&text.len()) && !name.starts_with("broken-") && name != "hostile" {
            models.push(serde_json::from_slice::<Value>(&text)?);
        }
    }
    ensure!(models.len() >= 3, "expected some records of real size in www/records, found {}", models.len());
    let mut out = BufWriter::new(File::create(file)?);
    let mut bytes = 0;
    for (number, model) in models.iter().cycle().take(count).enumerate() {
        let mut record = model.clone();
        vary(&mut record, number);
        if let Some(record) = record.as_object_mut() {
            record.insert(String::from("id"), Value::from(format!("record-{number}")));
        }
        let line = serde_json::to_vec(&record)?;
        bytes += line.len() as u64 + 1;
        out.write_all(&line)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(bytes)
}

/// So many records of one model, as texts.
pub fn texts(model: &Path, count: usize) -> Result<Vec<String>> {
    let model: Value = serde_json::from_slice(&fs::read(model)?)?;
    let text = |number| {
        let mut record = model.clone();
        vary(&mut record, number);
        Ok(serde_json::to_string(&record)?)
    };
    (0..count).map(text).collect()
}

/// Gives every sentence of a record other words, in a fixed way. What is shorter than a sentence may be a name or a
/// word of the format.
fn vary(value: &mut Value, number: usize) {
    match value {
        Value::String(text) if text.len() > 24 && text.contains(' ') => {
            let words: Vec<&str> = text.split(' ').collect();
            let turned = words.len() - 1;
            let by = number % turned.max(1);
            // Words of a citation mark stay together: they have no space. The last stays last, with its full stop.
            let (body, last) = words.split_at(turned);
            let mut body = body.to_vec();
            body.rotate_left(by);
            *text = [&body, last].concat().join(" ");
        }
        Value::Array(items) => items.iter_mut().for_each(|item| vary(item, number)),
        Value::Object(members) => members.values_mut().for_each(|member| vary(member, number)),
        _ => {}
    }
}
