//! `cargo xtask test html`: the Nu HTML checker reads every page of the site, and the cards that the gallery shows, as
//! the command line prerenders them.
//!
//! The checker does not look into a `template`, where a prerendered card stands. So each card is checked twice: as it is
//! sent, and without the template around it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::Ordering;

use anyhow::{Context as _, Result, bail, ensure};

use crate::files::{read_text, remove, root, target, under, write};
use crate::run::{Tally, command};
use crate::tools::Tools;

/// One way to show all cards: the options of `render`, and the page around them.
struct Setting {
    density: &'static str,
    theme: &'static str,
    /// The language of the page, with its direction.
    lang: [&'static str; 2],
}

const DENSITIES: [&str; 3] = ["full", "compact", "badge"];
const THEMES: [&str; 2] = ["light", "dark"];
const LANGS: [[&str; 2]; 2] = [["en", "ltr"], ["ar", "rtl"]];

/// What a checker that works can't but find.
const FAULT: &str = "<p bogus>This attribute is wrong, to see that the checker looks.</p>";

const TEMPLATE: [&str; 2] = ["<template shadowrootmode=\"open\">", "</template>"];

/// Checks all of it; each document counts as a test.
///
/// # Errors
///
/// When the checker finds something, or can't be run.
pub fn check(tools: &Tools, site: &Path, tally: &Tally) -> Result<()> {
    let folder = target().join("html");
    remove(&folder)?;
    for density in DENSITIES {
        for theme in THEMES {
            for lang in LANGS {
                write_cards(&folder, &Setting { density, theme, lang })?;
            }
        }
    }
    let fault = folder.join("fault.html");
    write(&fault, document(["en", "ltr"], FAULT).as_bytes())?;
    let found = checked(tools, &[site, &folder])?;
    let (expected, wrong): (Vec<&str>, Vec<&str>) =
        found.lines().partition(|line| line.contains("/fault.html\""));
    ensure!(
        !expected.is_empty(),
        "the checker did not find the fault in {}: it checks nothing",
        fault.display()
    );
    if !wrong.is_empty() {
        bail!("{}\n{} found by the Nu HTML checker", wrong.join("\n"), wrong.len());
    }
    let documents = pages(site)?.len() + pages(&folder)?.len() - 1;
    println!("{documents} documents, nothing found");
    tally.passed.fetch_add(documents, Ordering::Relaxed);
    Ok(())
}

fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = under(folder)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "html"));
    Ok(files)
}

/// Writes every record of the site as a card, in one setting.
fn write_cards(folder: &Path, setting: &Setting) -> Result<()> {
    let Setting { density, theme, lang: [lang, direction] } = setting;
    let cards = folder.join(format!("cards-{density}-{theme}-{direction}"));
    let mut render = command("cargo");
    render.args(["run", "--quiet", "--features", "cli", "--", "render", "--quiet", "--prerender", "--meter"]);
    render.args(["--styles", "styles.css", "--heading-level", "2", "--density", density, "--theme", theme]);
    render.args(["--lang", lang]);
    for section in ["details", "sources", "provenance", "counter-statements", "changes", "about"] {
        render.args(["--expanded", section]);
    }
    render.arg("--out").arg(&cards).arg(root().join("www/records"));
    // 1 says that some records were refused, and some are there to be.
    let output = render.stdin(Stdio::null()).output().context("could not start cargo")?;
    let done = output.status.code().is_some_and(|code| code <= 1);
    ensure!(done, "could not write cards: {}", String::from_utf8_lossy(&output.stderr));
    let files = pages(&cards)?;
    ensure!(
        files.len() > 20,
        "expected a card for most records, found {} in {}",
        files.len(),
        cards.display()
    );
    for file in files {
        let card = read_text(&file)?;
        let bare = TEMPLATE.iter().fold(card.clone(), |card, tag| card.replace(tag, ""));
        // What stands in the light is part of the page then, too: once is enough.
        ensure!(bare != card, "{}: expected a template, found none", file.display());
        write(&file, wrapped(setting, &card).as_bytes())?;
        // A theme shows in the host element alone.
        if *theme == "light" {
            write(&file.with_extension("bare.html"), wrapped(setting, &bare).as_bytes())?;
        }
    }
    Ok(())
}

fn wrapped(setting: &Setting, card: &str) -> String {
    let around = if setting.density == "badge" { ["<p>", "</p>"] } else { ["<div>", "</div>"] };
    document(setting.lang, &[around[0], card, around[1]].concat())
}

fn document([lang, direction]: [&str; 2], body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{direction}\">\n<meta charset=\"utf-8\">\n<title>Card</title>\n\
         <h1>Card</h1>\n{body}\n"
    )
}

/// What the checker says of the documents in some folders, a line each.
fn checked(tools: &Tools, folders: &[&Path]) -> Result<String> {
    let node = root().join("xtask/node");
    let mut java = tools.command("java");
    java.arg("-jar").arg(node.join("node_modules/vnu-jar/build/dist/vnu.jar"));
    java.args(["--stdout", "--format", "gnu", "--skip-non-html", "--no-langdetect", "--filterfile"]);
    java.arg(node.join("html-exceptions.txt")).args(folders);
    let output = java.stdin(Stdio::null()).output().context("could not start java")?;
    let said = String::from_utf8_lossy(&output.stderr);
    // 1 says that it has found something.
    ensure!(
        output.status.code().is_some_and(|code| code <= 1),
        "the checker failed ({}): {said}",
        output.status
    );
    ensure!(said.trim().is_empty(), "the checker says: {said}");
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
