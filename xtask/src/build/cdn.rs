//! The folder that pages load from: one entry under a fixed name, and modules under names that change with them.
//!
//! The entry names `./core.js` and `./core.wasm`, and the core's script those of other modules and `./words/*.txt`; here
//! they become `./core.<hash>.js`, `./core.<hash>.wasm` and `./words/*.<hash>.txt`, so that a server may let browsers keep
//! them for ever. A module's script and program have one hash, and all words have one: scripts have to hold them.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha384};

use super::shown;
use crate::files::{self, digest_of, read, read_text, root, target, write};
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
    entry: &Path,
    styles: &[PathBuf],
    folder: &Path,
    modules: &[&str],
    output: &Path,
) -> Result<()> {
    files::remove(output)?;
    let mut outside = vec!["--bundle".to_owned()];
    outside.extend(modules.iter().map(|module| format!("--external:./{module}.js")));
    let (words, mark) = words()?;
    let mut names = Names::default();
    names.add("words/*.txt", &format!("words/*.{mark}.txt"));
    // The core names the others: it comes last.
    let (core, others): (Vec<&str>, Vec<&str>) = modules.iter().partition(|module| **module == "core");
    for module in others.into_iter().chain(core) {
        let from = folder.join(module);
        let program = read(&from.join(format!("{module}_bg.wasm")))?;
        let glue = format!("--alias:glue={}", from.join(format!("{module}.js")).display());
        let script = entry.with_file_name(format!("{module}.js"));
        let text = names.put_into(&minified(tools, &script, &[&outside[..], &[glue]].concat())?, &script);
        // One mark for both: the entry holds it twice, and what is the same twice weighs half.
        let mark = mark_of(&[&program, text.as_bytes()].concat());
        for (bytes, extension) in [(&program[..], "wasm"), (text.as_bytes(), "js")] {
            let name = format!("{module}.{mark}.{extension}");
            write(&output.join(&name), bytes)?;
            names.add(&format!("{module}.{extension}"), &name);
        }
    }
    let text = names.put_into(&minified(tools, entry, &outside)?, entry);
    names.all_found(entry)?;
    let sheets: Result<Vec<String>> = styles.iter().map(|sheet| minified(tools, sheet, &[])).collect();
    let sheet = sheets?.concat();
    write(&output.join(format!("styles.{}.css", mark_of(sheet.as_bytes()))), sheet.as_bytes())?;
    write(&output.join("fact-check-card.js"), text.as_bytes())?;
    let types = "fact-check-card.d.ts";
    write(&output.join(types), &read(&entry.with_file_name(types))?)?;
    for (language, words) in words {
        write(&output.join(format!("words/{language}.{mark}.txt")), words.as_bytes())?;
    }
    write(&output.join(INTEGRITY), integrity(output)?.as_bytes())
}

/// What scripts call the other files of the folder, and what those are called there.
#[derive(Default)]
struct Names(Vec<Name>);

struct Name {
    from: String,
    to: String,
    found: bool,
}

impl Names {
    fn add(&mut self, from: &str, to: &str) {
        self.0.push(Name { from: format!("./{from}"), to: format!("./{to}"), found: false });
    }

    /// A script with the names that the files have in the folder.
    fn put_into(&mut self, text: &str, file: &Path) -> String {
        let mut text = text.to_owned();
        for name in &mut self.0 {
            if let Ok(renamed) = renamed(&text, file, &name.from, &name.to) {
                text = renamed;
                name.found = true;
            }
        }
        text
    }

    /// A file that no script names would never be loaded.
    fn all_found(&self, entry: &Path) -> Result<()> {
        match self.0.iter().find(|name| !name.found) {
            Some(Name { from, .. }) => {
                bail!("{}: expected the text '{from}' there or in the core, found none", shown(entry))
            }
            None => Ok(()),
        }
    }
}

/// A stylesheet or a script made small, a script with all that it imports. esbuild joins the files; what terser then makes of a
/// script is 0.1 KB (brotli) less.
fn minified(tools: &Tools, file: &Path, more: &[String]) -> Result<String> {
    let is_script = file.extension().is_some_and(|extension| extension == "js");
    let mut esbuild = tools.command("esbuild");
    esbuild.arg(file).args(["--minify", "--charset=utf8", "--legal-comments=none"]);
    if is_script {
        esbuild.args(["--format=esm", LANGUAGE]);
    }
    let joined = quietly(esbuild.args(more).arg("--log-level=warning"))?;
    if !is_script {
        return Ok(joined);
    }
    let place = target().join("xtask/joined.js");
    write(&place, joined.as_bytes())?;
    smaller(tools, &place)
}

/// What terser makes of a script that stands alone.
///
/// # Errors
///
/// When terser fails.
pub fn smaller(tools: &Tools, script: &Path) -> Result<String> {
    let args = ["--module", "--ecma=2020", "--compress=passes=3", "--mangle"];
    quietly(tools.command("terser").arg(script).args(args))
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

    use super::{mark_of, renamed};

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
    fn marks_change_with_the_bytes() {
        assert_eq!(mark_of(b""), "e3b0c442");
        assert_ne!(mark_of(b"a"), mark_of(b"b"));
    }
}
