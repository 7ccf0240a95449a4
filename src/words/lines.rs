//! A language's words as they are shipped, without their keys: a line for each, in the order of the file.
//! Used by what builds (`build.rs`, `xtask`), and by tests; the crate reads the lines.

use serde_json::{Map, Value};

/// A language's words, a line for each of English; names, and the forms that go with numbers, with tabs between them. The
/// core knows a word, and a name, by its place. What the language lacks is said in English: readers see that something is
/// missing, and can read it all the same; for those who work on the words, a test fails.
pub fn lines_of_words(english: &str, json: &str) -> String {
    let read = |json| serde_json::from_str::<Map<String, Value>>(json).unwrap_or_default();
    let (english, words) = (read(english), read(json));
    let lines: Vec<String> =
        english.iter().map(|(key, word)| line(words.get(key).unwrap_or(word), word)).collect();
    assert!(!lines.is_empty() && !lines.iter().any(|line| line.contains('\n')), "expected words of one line");
    lines.join("\n")
}

fn line(word: &Value, english: &Value) -> String {
    const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let Value::Object(names) = english else { return text(word) };
    if names.keys().all(|name| CATEGORIES.contains(&name.as_str())) {
        return CATEGORIES.map(|category| word.get(category).map(text).unwrap_or_default()).join("\t");
    }
    names.iter().map(|(name, english)| text(word.get(name).unwrap_or(english))).collect::<Vec<_>>().join("\t")
}
