//! The folder that pages load from: one entry under a fixed name, and modules under names that change with them.
//!
//! The entry names `./core.js`, `./core.wasm` and `./words/*.txt`; here those become `./core.<hash>.js`,
//! `./core.<hash>.wasm` and `./words/*.<hash>.txt`, so that a server may let browsers keep them for ever. Other modules
//! alike. All words have one hash: the entry, which everyone loads, has to hold it.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha384};

use super::shown;
use crate::files::{self, digest_of, read, read_text, root, write};
use crate::run::quietly;
use crate::tools::Tools;

#[path = "../../../src/words/lines.rs"]
mod lines;

use lines::lines_of_words;

/// The digests of the folder's files, as `integrity` attributes want them.
pub const INTEGRITY: &str = "integrity.json";

/// Browsers that read `<template shadowrootmode>` and adopted style sheets read this much JavaScript.
const LANGUAGE: &str = "--target=es2022";

/// Writes the folder anew, from the entry, the stylesheet of prerendered cards and a folder with a `<module>/<module>.js` and `<module>_bg.wasm` for each.
pub(super) fn assemble(
    tools: &Tools,
    [entry, styles]: [&Path; 2],
    folder: &Path,
    modules: &[&str],
    output: &Path,
) -> Result<()> {
    files::remove(output)?;
    let mut outside = vec!["--bundle".to_owned(), "--external:./words/*".into(), "--loader:.css=text".into()];
    outside.extend(modules.iter().map(|module| format!("--external:./{module}.js")));
    let mut text = minified(tools, entry, &outside)?;
    for module in modules {
        let from = folder.join(module);
        let wasm = read(&from.join(format!("{module}_bg.wasm")))?;
        let wasm_name = hashed(module, &wasm, "wasm");
        write(&output.join(&wasm_name), &wasm)?;

        let glue = format!("--alias:glue={}", from.join(format!("{module}.js")).display());
        let glue =
            minified(tools, &entry.with_file_name(format!("{module}.js")), &["--bundle".to_owned(), glue])?;
        let glue_name = hashed(module, glue.as_bytes(), "js");
        write(&output.join(&glue_name), glue.as_bytes())?;

        text = renamed(&text, entry, &format!("./{module}.wasm"), &format!("./{wasm_name}"))?;
        text = renamed(&text, entry, &format!("./{module}.js"), &format!("./{glue_name}"))?;
    }
    let sheet = minified(tools, styles, &[])?;
    write(&output.join(hashed("styles", sheet.as_bytes(), "css")), sheet.as_bytes())?;
    let (words, mark) = words()?;
    let text = renamed(&text, entry, "./words/*.txt", &format!("./words/*.{mark}.txt"))?;
    write(&output.join("fact-check-card.js"), text.as_bytes())?;
    for (language, words) in words {
        write(&output.join(format!("words/{language}.{mark}.txt")), words.as_bytes())?;
    }
    write(&output.join(INTEGRITY), integrity(output)?.as_bytes())
}

fn minified(tools: &Tools, file: &Path, more: &[String]) -> Result<String> {
    let mut esbuild = tools.command("esbuild");
    esbuild.arg(file).args(["--minify", "--charset=utf8", "--legal-comments=none"]);
    if file.extension().is_some_and(|extension| extension == "js") {
        esbuild.args(["--format=esm", LANGUAGE]);
    }
    quietly(esbuild.args(more).arg("--log-level=warning"))
}

/// The text with one file's name for another's, inside quotes.
fn renamed(text: &str, file: &Path, from: &str, to: &str) -> Result<String> {
    let mut found = 0;
    let mut text = text.to_owned();
    for quote in ['"', '\'', '`'] {
        let literal = format!("{quote}{from}{quote}");
        found += text.matches(&literal).count();
        text = text.replace(&literal, &format!("\"{to}\""));
    }
    if found == 0 {
        bail!("{}: expected the text '{from}', which stands for {to}, found none", shown(file));
    }
    Ok(text)
}

/// The module, eight digits that change with the bytes, and the extension.
fn hashed(module: &str, bytes: &[u8], extension: &str) -> String {
    format!("{module}.{}.{extension}", mark_of(bytes))
}

/// Eight digits that change with the bytes.
fn mark_of(bytes: &[u8]) -> String {
    digest_of(bytes).chars().take(8).collect()
}

/// The words of every language but English, which is part of the core; and eight digits that change with any of them.
fn words() -> Result<(Vec<(String, String)>, String)> {
    let (mut words, mut all) = (Vec::new(), Vec::new());
    let folder = root().join("src/words");
    let english = read_text(&folder.join("en.json"))?;
    for file in files::under(&folder)? {
        let is_words =
            file.extension().is_some_and(|extension| extension == "json") && !file.ends_with("en.json");
        if is_words {
            let language = file.file_stem().context("a file has a name")?.to_string_lossy().into_owned();
            let lines = lines_of_words(&english, &read_text(&file)?);
            all.extend([&language, &lines].map(|text| text.as_bytes()).concat());
            words.push((language, lines));
        }
    }
    Ok((words, mark_of(&all)))
}

/// Subresource Integrity's digest of every file, by its path in the folder.
fn integrity(folder: &Path) -> Result<String> {
    let mut digests = Map::new();
    for file in files::under(folder)? {
        let digest = files::base64(&Sha384::digest(read(&file)?));
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        digests.insert(name, Value::String(format!("sha384-{digest}")));
    }
    Ok(serde_json::to_string_pretty(&digests)? + "\n")
}

#[cfg(test)]
mod tests {
    //! The names that an entry has for the core.
    use std::path::Path;

    use super::{hashed, renamed};

    #[test]
    fn every_quoted_name_is_replaced_and_none_else() -> anyhow::Result<()> {
        let text = "import('./core.js'),import(`./core.js`),'./core.json'";
        let text = renamed(text, Path::new("entry.js"), "./core.js", "./core.1.js")?;
        assert_eq!(text, "import(\"./core.1.js\"),import(\"./core.1.js\"),'./core.json'");
        Ok(())
    }

    #[test]
    fn an_entry_without_the_name_is_told_so() {
        let error =
            renamed("", Path::new("entry.js"), "./core.js", "./core.1.js").map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("entry.js: expected the text './core.js', which stands for ./core.1.js, found none"
                .to_owned())
        );
    }

    #[test]
    fn names_change_with_the_bytes() {
        assert_eq!(hashed("core", b"", "js"), "core.e3b0c442.js");
    }
}
