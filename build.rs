//! Takes comments and white space out of the stylesheet and the words: what is compiled in, every reader downloads.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    shrink("src/view/card.css", "card.css", small_css)?;
    shrink("src/words/en.json", "en.json", small_json)
}

fn shrink(from: &str, name: &str, small: fn(&str) -> String) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={from}");
    let text = fs::read_to_string(from)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join(name), small(&text))?;
    Ok(())
}

/// The text with `pass` over all that stands between its strings, each of which `quotes` begin and end.
fn outside_strings(text: &str, pass: fn(&str, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, string)) = rest.split_once('"') {
        pass(before, &mut out);
        // No string of ours holds an escaped quotation mark; one that did would end here with a backslash.
        let (string, after) = string.split_once('"').unwrap_or((string, ""));
        assert!(!string.ends_with('\\'), "expected no escaped quotation mark, found {string:?}");
        out.extend(["\"", string, "\""]);
        rest = after;
    }
    pass(rest, &mut out);
    out
}

fn small_json(text: &str) -> String {
    outside_strings(text, |json, out| out.extend(json.split_whitespace()))
}

/// Only spaces that mean nothing anywhere: beside braces, semicolons and commas, and behind a colon. The others may be
/// combinators in a selector, or part the operands of `calc()`.
fn small_css(sheet: &str) -> String {
    outside_strings(&without_comments(sheet), |css, out| {
        for character in css.chars().map(|character| if character == '\n' { ' ' } else { character }) {
            if character == ' ' && (out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', ' '])) {
                continue;
            }
            if matches!(character, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            if character == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(character);
        }
    })
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}
