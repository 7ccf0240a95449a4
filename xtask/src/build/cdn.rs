//! The folder that pages load from: one entry under a fixed name, and the core under names that change with it.
//!
//! The entry names `./core.js` and `./core.wasm`; here those become `./core.<hash>.js` and `./core.<hash>.wasm`,
//! so that a server may let browsers keep them for ever.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha384};

use super::shown;
use super::wasm::CORE;
use crate::files::{self, digest_of, read, read_text, root, write};
use crate::run::quietly;
use crate::tools::Tools;

/// The digests of the folder's files, as `integrity` attributes want them.
pub const INTEGRITY: &str = "integrity.json";

/// Browsers that read `<template shadowrootmode>` and adopted style sheets read this much JavaScript.
const LANGUAGE: &str = "--target=es2022";

/// Writes the folder anew, from the entry and a folder with `core.js` and `core_bg.wasm`.
pub(super) fn assemble(tools: &Tools, entry: &Path, core: &Path, output: &Path) -> Result<()> {
    files::remove(output)?;
    let wasm = read(&core.join(format!("{CORE}_bg.wasm")))?;
    let wasm_name = hashed(&wasm, "wasm");
    write(&output.join(&wasm_name), &wasm)?;

    let glue_file = core.join(format!("{CORE}.js"));
    let glue = minified(tools, &glue_file, &["--bundle"])?;
    let glue = renamed(&glue, &glue_file, &format!("{CORE}_bg.wasm"), &wasm_name)?;
    let glue_name = hashed(glue.as_bytes(), "js");
    write(&output.join(&glue_name), glue.as_bytes())?;

    let outside = ["--bundle", "--external:./core.js", "--external:./words/*", "--loader:.css=text"];
    let text = minified(tools, entry, &outside)?;
    let text = renamed(&text, entry, "./core.wasm", &format!("./{wasm_name}"))?;
    let text = renamed(&text, entry, "./core.js", &format!("./{glue_name}"))?;
    write(&output.join("fact-check-card.js"), text.as_bytes())?;

    for words in words()? {
        let name = words.file_name().context("a file has a name")?;
        write(&output.join("words").join(name), &compact(&words)?)?;
    }
    write(&output.join(INTEGRITY), integrity(output)?.as_bytes())
}

fn minified(tools: &Tools, file: &Path, more: &[&str]) -> Result<String> {
    let mut esbuild = tools.command("esbuild");
    esbuild.arg(file).args(["--minify", "--format=esm", "--charset=utf8", "--legal-comments=none", LANGUAGE]);
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

/// `core.`, eight digits that change with the bytes, and the extension.
fn hashed(bytes: &[u8], extension: &str) -> String {
    format!("{CORE}.{}.{extension}", digest_of(bytes).chars().take(8).collect::<String>())
}

/// The words of every language but English, which is part of the core.
fn words() -> Result<Vec<PathBuf>> {
    let mut found = files::under(&root().join("src/words"))?;
    found.retain(|file| {
        file.extension().is_some_and(|extension| extension == "json") && !file.ends_with("en.json")
    });
    Ok(found)
}

/// A JSON file without its white space.
fn compact(file: &Path) -> Result<Vec<u8>> {
    let value: Value = serde_json::from_str(&read_text(file)?).with_context(|| shown(file))?;
    Ok(serde_json::to_vec(&value)?)
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
        assert_eq!(hashed(b"", "js"), "core.e3b0c442.js");
    }
}
