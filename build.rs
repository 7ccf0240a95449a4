//! Makes what is compiled in as small as it can be, since every reader downloads it: takes comments and white space out of
//! the stylesheet and the keys out of the words, and folds the table of labels.
//! It says, too, whether the build is for readers or for developers.

extern crate alloc;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

#[path = "src/claimreview/labels/fold.rs"]
mod fold;
#[path = "src/words/lines.rs"]
mod lines;

use lines::lines_of_words;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/claimreview/labels/fold.rs");
    // Not `debug_assertions`: rustc takes those for off where it is told to optimize, as it is for browsers.
    println!("cargo::rustc-check-cfg=cfg(for_developers)");
    if env::var("PROFILE")? == "debug" {
        println!("cargo::rustc-cfg=for_developers");
    }
    println!("cargo::rerun-if-changed=src/words/lines.rs");
    let sheets = ["src/view/card.css", "src/view/prerendered.css"];
    shrink(&sheets[..1], "card.css", small_css)?;
    shrink(&sheets, "prerendered.css", small_css)?;
    shrink(&sheets, "prerendered.css.digest", |css| {
        format!("sha256-{}", STANDARD.encode(Sha256::digest(small_css(css))))
    })?;
    shrink(&["src/claimreview/labels/table.tsv"], "labels.rs", folded_labels)?;
    shrink_words()
}

/// The words of every language as lines, and a list of them for the native half of the crate.
fn shrink_words() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/words");
    let out = Path::new(&env::var("OUT_DIR")?).to_path_buf();
    let english = fs::read_to_string("src/words/en.json")?;
    let mut list = Vec::new();
    for entry in fs::read_dir("src/words")? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "json") {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let small = out.join(format!("{name}.txt"));
            fs::write(&small, lines_of_words(&english, &fs::read_to_string(&file)?))?;
            list.push(format!("({name:?}, include_str!({:?}))", small.to_string_lossy()));
        }
    }
    list.sort();
    fs::write(out.join("languages.rs"), format!("&[{}]", list.join(", ")))?;
    Ok(())
}

/// The texts of `from`, one behind the other, made small, as `name` among what is built.
fn shrink(from: &[&str], name: &str, small: fn(&str) -> String) -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    for file in from {
        println!("cargo::rerun-if-changed={file}");
        text += &fs::read_to_string(file)?;
    }
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

/// Only spaces that mean nothing anywhere: beside braces, semicolons, commas, `>` and `/`, behind a colon or `(`. The others may
/// be combinators in a selector, or part the operands of `calc()`.
fn small_css(sheet: &str) -> String {
    let small = outside_strings(&without_comments(sheet), |css, out| {
        for character in css.chars().map(|character| if character == '\n' { ' ' } else { character }) {
            if character == ' '
                && (out.is_empty() || out.ends_with(['{', '}', '(', ';', ',', ':', '>', '/', ' ']))
            {
                continue;
            }
            if matches!(character, '{' | '}' | ';' | ',' | '>' | '/') && out.ends_with(' ') {
                out.pop();
            }
            if character == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(character);
        }
    });
    with_short_properties(&small)
}

/// The sheet with a letter for the name of each custom property that is its own. What a page puts into a slot inherits them:
/// with `fact-` before it, none takes the place of one of the page's.
fn with_short_properties(css: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut pieces = css.split("--");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|next: char| !next.is_ascii_lowercase() && next != '-').unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        if name.starts_with("fact-check-") {
            out.extend(["--", piece]);
            continue;
        }
        let known = names.iter().position(|known| *known == name);
        let place = known.unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        assert!(place < 26, "expected a letter for each property of the sheet's own, found more properties");
        out.push_str("--fact-");
        out.push(char::from(b'a' + u8::try_from(place).unwrap_or_default()));
        out.push_str(rest);
    }
    out
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

/// The table of labels as Rust: for each meaning its labels, folded and sorted. Sources and languages stay behind.
fn folded_labels(table: &str) -> String {
    let mut labels = BTreeMap::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 5, "expected label, language, status, issues and sources, found {line:?}");
        let column = |place: usize| columns.get(place).copied().unwrap_or_default();
        let (label, status, issues) = (column(0), column(2), column(3));
        let issues: Vec<String> = issues
            .split(' ')
            .filter(|issue| *issue != "-")
            .map(|issue| format!("Issue::{}", variant(issue)))
            .collect();
        let meaning = format!("(Status::{}, &[{}]", variant(status), issues.join(", "));
        for spelling in spellings(label) {
            let key = fold::folded(&spelling, usize::MAX).unwrap_or_default();
            let before = labels.insert(key, meaning.clone()).unwrap_or_else(|| meaning.clone());
            assert_eq!(before, meaning, "two rows say different things of {spelling:?}");
        }
    }
    let longest = labels.keys().map(String::len).max().unwrap_or_default();
    let mut meanings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, meaning) in &labels {
        meanings.entry(meaning).or_default().push(key);
    }
    let mut rows = Vec::new();
    for (meaning, keys) in meanings {
        rows.push(format!("    {meaning}, {:?}),\n", keys.join("\n")));
    }
    let rows = rows.concat();
    let head = "#[expect(clippy::unicode_not_nfc, reason = \"folding takes composed characters apart\")]";
    format!(
        "const LONGEST: usize = {longest};\n{head}\nstatic TABLE: &[(Status, &[Issue], &str)] = &[\n{rows}];\n"
    )
}

/// A label as the table has it, and as addresses and keyboards without its letters write it: no apostrophes, German and
/// Nordic vowels as two letters, and a space for the joint in Persian words.
fn spellings(label: &str) -> [String; 4] {
    let mut plain = label.to_owned();
    for (letter, letters) in [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa")] {
        plain = plain.replace(letter, letters).replace(&letter.to_uppercase(), letters);
    }
    let joint = label.replace('\u{200C}', " ");
    [label.to_owned(), label.replace(['\'', '’'], ""), plain, joint]
}

/// The name of a variant of `Status` or `Issue`: `mostly-true` is `MostlyTrue`.
fn variant(word: &str) -> String {
    word.split('-')
        .flat_map(|part| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)))
        .collect()
}
