//! The house rules that no compiler checks, each with what to do in its message.
#![allow(clippy::unwrap_used, reason = "a test that can't go on says so best by stopping")]

use std::path::{Path, PathBuf};

use xtask::files::{read_text, root, under};

/// A file of ours: its path from the root, with slashes, and its text.
struct Source {
    path: String,
    text: String,
}

/// Every file of ours with one of these extensions. What was installed or built is not ours; test cases are data.
fn sources(extensions: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in ["src", "build.rs", "xtask", "tests", "www", "bench"] {
        for file in under(&root().join(folder)).unwrap() {
            let path = shown(&file);
            let ours = !path.contains("node_modules/")
                && !path.contains("/target/")
                && !path.starts_with("tests/cases/");
            if ours
                && file
                    .extension()
                    .is_some_and(|extension| extensions.iter().any(|known| extension == *known))
            {
                found.push(Source { path, text: read_text(&file).unwrap() });
            }
        }
    }
    found
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// Fails with all that was found, not only the first.
fn none_of(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The attributes of what no browser gets.
const LEFT_OUT: [&str; 2] = ["#[cfg(test)]", "#[cfg(not(target_arch = \"wasm32\"))]"];

/// The lines that a reader's browser gets, numbered: no comments, nothing that is [`LEFT_OUT`].
fn shipped_lines(source: &Source) -> Vec<(usize, &str)> {
    let mut shipped = Vec::new();
    let mut lines = source.text.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let code = line.trim_start();
        if LEFT_OUT.contains(&code) {
            // rustfmt ends an item with a bracket that stands as far in as its first line.
            let indent = line.strip_suffix(code).unwrap_or_default();
            let mut item =
                lines.by_ref().map(|(line, _)| line).skip_while(|line| line.trim_start().starts_with("#["));
            let first = item.next().unwrap_or_default();
            if first.ends_with(['{', '(', '[']) {
                item.find(|line| {
                    line.strip_prefix(indent).is_some_and(|line| line.starts_with(['}', ')', ']']))
                });
            }
        } else if !code.starts_with("//") && !code.starts_with('*') {
            shipped.push((number, line));
        }
    }
    shipped
}

/// The modules that are [`LEFT_OUT`], as the beginnings of their files' paths.
fn left_out_modules(sources: &[Source]) -> Vec<String> {
    let mut modules = Vec::new();
    for source in sources {
        let folder = source.path.strip_suffix("mod.rs").or_else(|| source.path.strip_suffix("lib.rs"));
        let folder = folder.map_or_else(|| source.path.replace(".rs", "/"), str::to_owned);
        let mut lines = source.text.lines();
        while lines.by_ref().any(|line| LEFT_OUT.contains(&line.trim_start())) {
            let mut attributes = lines.clone().take_while(|line| line.trim_start().starts_with("#["));
            let path = attributes
                .find_map(|line| line.trim_start().strip_prefix("#[path = \"")?.strip_suffix("\"]"));
            let item = lines.clone().find(|line| !line.trim_start().starts_with("#[")).unwrap_or_default();
            if let Some(name) = item.rsplit_once("mod ").and_then(|(_, name)| name.strip_suffix(';')) {
                modules.push(
                    path.map_or_else(|| format!("{folder}{name}.rs"), |path| format!("{folder}{path}")),
                );
                modules.push(format!("{folder}{name}/"));
            }
        }
    }
    modules
}

fn found(sources: &[Source], words: &[&str], skip: impl Fn(&str) -> bool, advice: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| !skip(&source.path)) {
        for (number, line) in shipped_lines(source) {
            for word in words.iter().filter(|word| names(line, word)) {
                problems.push(format!("{}:{number}: `{word}`: {advice}", source.path));
            }
        }
    }
    problems
}

/// Whether a line has that word: not as the end of a longer one (`medieval(` has no `eval(`).
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|character| character.is_alphanumeric() || character == '_')
    })
}

#[test]
fn every_rust_file_says_what_it_is_for() {
    let problems: Vec<String> = sources(&["rs"])
        .iter()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| format!("{}: begin with `//!` and a sentence: its job, then its place", source.path))
        .collect();
    none_of(&problems);
}

#[test]
fn no_file_is_longer_than_one_topic() {
    let most = 600;
    let problems: Vec<String> = sources(&["rs", "js", "css"])
        .iter()
        .filter(|source| source.text.lines().count() > most)
        .map(|source| {
            format!(
                "{}: {} lines, at most {most}: split it by topic",
                source.path,
                source.text.lines().count()
            )
        })
        .collect();
    none_of(&problems);
}

#[test]
fn no_markup_string_reaches_a_page() {
    let sinks = [
        "innerHTML",
        "outerHTML =",
        "insertAdjacentHTML",
        "setHTMLUnsafe",
        "parseHTMLUnsafe",
        "DOMParser",
        "createContextualFragment",
        "document.write",
        "eval(",
        "new Function",
    ];
    let advice = "pages with Trusted Types refuse it; make nodes with createElement and textContent";
    // What import parses is never shown: its document is inert, and only its texts are read.
    let exempt = |path: &str| !path.starts_with("src/") || path == "src/element/page.js";
    none_of(&found(&sources(&["js", "ts"]), &sinks, exempt, advice));
}

#[test]
fn the_browser_stays_in_its_modules() {
    let may = |path: &str| {
        ["src/element/", "src/words/"].iter().any(|folder| path.starts_with(folder))
            || path == "src/lib.rs"
            || !path.starts_with("src/")
    };
    let advice =
        "this module also runs without a browser; what needs one belongs in src/element or src/words";
    none_of(&found(&sources(&["rs"]), &["web_sys", "js_sys", "wasm_bindgen"], may, advice));
}

#[test]
fn views_write_no_link_but_by_a_checked_address() {
    let exempt = |path: &str| !path.starts_with("src/view/") || path.ends_with("tests.rs");
    let advice = "a text of the record gets into an attribute by a method of `Sink` that knows what may stand there: `link`, `datetime`, `lang`";
    let any = [".lent(", ".own(AttrName::Href", ".said(AttrName::Href"];
    none_of(&found(&sources(&["rs"]), &any, exempt, advice));
}

#[test]
fn no_formatting_machinery_is_shipped() {
    let sources = sources(&["rs"]);
    let left_out = left_out_modules(&sources);
    let native = |path: &str| {
        !path.starts_with("src/")
            || path.starts_with("src/bin/")
            || left_out.iter().any(|module| path.starts_with(module))
    };
    let advice = "core::fmt costs kilobytes in the wasm; push onto a String";
    none_of(&found(&sources, &["format!", "write!", "writeln!", "println!"], native, advice));
}

#[test]
fn the_library_of_the_glue_is_pinned() {
    let manifest: toml::Table = read_text(&root().join("Cargo.toml")).unwrap().parse().unwrap();
    let wasm = manifest
        .get("target")
        .and_then(|it| it.get("cfg(target_arch = \"wasm32\")"))
        .and_then(|it| it.get("dependencies"));
    let version =
        wasm.and_then(|it| it.get("wasm-bindgen")).and_then(|it| it.get("version").unwrap_or(it).as_str());
    assert!(
        version.is_some_and(|version| version.starts_with('=')),
        "Cargo.toml: expected `wasm-bindgen = \"=…\"`, found {version:?}: library and tool must be of one version, exactly"
    );
}

#[test]
fn node_packages_are_pinned_and_come_from_no_private_registry() {
    let folder = root().join("xtask/node");
    let manifest: serde_json::Value =
        serde_json::from_str(&read_text(&folder.join("package.json")).unwrap()).unwrap();
    let mut problems = Vec::new();
    for (name, version) in manifest.get("devDependencies").and_then(|it| it.as_object()).into_iter().flatten()
    {
        if !version
            .as_str()
            .is_some_and(|version| version.starts_with(|character: char| character.is_ascii_digit()))
        {
            problems.push(format!(
                "xtask/node/package.json: {name}: expected one exact version, found {version}"
            ));
        }
    }
    for (number, line) in read_text(&folder.join("package-lock.json")).unwrap().lines().enumerate() {
        if line.contains("\"resolved\"") && !line.contains("\"https://registry.npmjs.org/") {
            let place = format!("xtask/node/package-lock.json:{}", number + 1);
            problems.push(format!(
                "{place}: another registry; make the file anew with --omit-lockfile-registry-resolved"
            ));
        }
    }
    none_of(&problems);
}

#[test]
fn the_rules_see_what_they_look_for() {
    assert!(names("  root.innerHTML = text", "innerHTML"));
    assert!(names("x = eval(text)", "eval("));
    assert!(!names("x = medieval(text)", "eval("));
    let text =
        "fn a() {\n    one();\n}\n\n#[cfg(test)]\nmod tests {\n    two();\n}\n\n// three\nfn four() {}\n";
    let source = Source { path: String::new(), text: text.to_owned() };
    let shipped: String = shipped_lines(&source).into_iter().map(|(_, line)| line).collect();
    assert_eq!(shipped, "fn a() {    one();}fn four() {}");
    let files: Vec<PathBuf> = sources(&["rs"]).iter().map(|source| source.path.clone().into()).collect();
    assert!(files.iter().any(|file| file.ends_with("xtask/tests/tidy.rs")), "{files:?}");
}
