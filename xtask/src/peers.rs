//! The frameworks in which `cargo xtask bench` has the card written again: their versions, and their bundles as a site
//! would send them. The sources are in `bench/peers`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::build::smaller;
use crate::config::Config;
use crate::files::{read, read_text, root, target, under, write};
use crate::run::{quietly, timed};
use crate::size::brotli;
use crate::tools::{Tools, node_packages};

/// A framework.
#[derive(Debug, Clone, Copy)]
pub struct Peer {
    /// What its bundle and its element are called, and its package on npm or crates.io.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The file of `bench/peers` that its bundle begins with.
    entry: &'static str,
    /// Where JSX and its hooks come from, for those that have them.
    jsx: &'static [&'static str],
}

/// Every framework, in the order of results.
pub const PEERS: [Peer; 5] = [
    Peer { name: "lit", title: "Lit", entry: "lit.js", jsx: &[] },
    Peer {
        name: "preact",
        title: "Preact",
        entry: "preact.jsx",
        jsx: &["--alias:hooks=preact/hooks", "--jsx-import-source=preact"],
    },
    Peer { name: "react", title: "React", entry: "react.jsx", jsx: &["--alias:hooks=react"] },
    Peer { name: "svelte", title: "Svelte", entry: "node_modules/.bundled/svelte.joined.js", jsx: &[] },
    Peer { name: LEPTOS, title: "Leptos", entry: "leptos.js", jsx: &[] },
];

/// The one whose card is Rust.
const LEPTOS: &str = "leptos";
/// Its program beside its bundle.
const LEPTOS_WASM: &str = "leptos_card_bg.wasm";

/// Bundles for production, as `cdn.rs` does with the card's own script.
const PRODUCTION: [&str; 8] = [
    "--bundle",
    "--minify",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--conditions=production",
    "--jsx=automatic",
    "--log-level=warning",
];

/// What is installed, and why.
const PACKAGES: &str = "Lit, Preact, React, Svelte, to measure them beside the card";

fn folder() -> PathBuf {
    root().join("bench/peers")
}

/// Where bundles are written: no file of ours, and served with the pages of `bench`.
fn bundled(name: &str) -> PathBuf {
    folder().join("node_modules/.bundled").join(name)
}

/// The stylesheet of the card, as a reader gets it.
///
/// # Errors
///
/// When the card was not built.
pub fn sheet() -> Result<PathBuf> {
    let files = under(&Config::read()?.output("cdn")?)?;
    let sheet = files.into_iter().find(|file| file.extension().is_some_and(|it| it == "css"));
    sheet.context("the card was not built: it has no stylesheet")
}

/// Installs the frameworks at the versions of their lock files, and makes their bundles: two each, one for pages that
/// give it the stylesheet, and one for sites, which has the stylesheet in it and defines the element. The card is built.
///
/// # Errors
///
/// When npm, a compiler or esbuild fails.
pub fn bundle(tools: &Tools) -> Result<()> {
    node_packages(&folder(), PACKAGES)?;
    // Svelte's bundle is made by what Svelte's users have; esbuild only minifies it.
    let svelte = bundled("svelte.joined.js");
    quietly(tools.command("node").arg(folder().join("rollup.js")).arg(&svelte))?;
    timed("compiling Leptos", || compile_leptos(tools))?;
    for peer in &PEERS {
        esbuild(tools, peer, &folder().join(peer.entry), &bundled(peer.name).with_extension("js"))?;
        let whole = bundled(&format!("{}.whole.js", peer.name));
        let entry = bundled(&format!("{}.entry.js", peer.name));
        let (name, from) = (peer.name, folder().join(peer.entry));
        let text = format!(
            "import {{ define }} from {:?};\nimport css from {:?};\nconst sheet = new CSSStyleSheet();\n\
             sheet.replaceSync(css);\ndefine(\"{name}-card\", sheet);\n",
            from.display(),
            sheet()?.display()
        );
        write(&entry, text.as_bytes())?;
        esbuild(tools, peer, &entry, &whole)?;
        if peer.name == "react" {
            bundle_react_alone(tools, peer)?;
        }
    }
    // The card by hand, as a script whose data a page adds.
    let mut hand = tools.command("esbuild");
    hand.current_dir(folder()).arg("template.js").args(PRODUCTION);
    hand.args(["--format=iife", "--global-name=hand"]);
    quietly(hand.arg(output(&bundled("template.js"))))?;
    Ok(())
}

fn output(file: &Path) -> OsString {
    let mut output = OsString::from("--outfile=");
    output.push(file);
    output
}

fn esbuild(tools: &Tools, peer: &Peer, entry: &Path, to: &Path) -> Result<()> {
    let mut esbuild = tools.command("esbuild");
    // Aliases are looked up from where it runs.
    esbuild.current_dir(folder()).arg(entry).args(PRODUCTION).args(peer.jsx);
    quietly(esbuild.args(["--format=esm", "--loader:.css=text"]).arg(output(to)))?;
    // As the card's own scripts.
    write(to, smaller(tools, to)?.as_bytes())
}

/// A way to render the card on Node.
#[derive(Debug, Clone, Copy)]
pub struct Server {
    /// What its bundle is called.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its file in `bench/peers/server`.
    entry: &'static str,
    /// Where JSX and its hooks come from, for those that have them.
    jsx: &'static [&'static str],
}

/// Every one, in the order of results.
pub const SERVERS: [Server; 4] = [
    Server { name: "react", title: "React `renderToString`", entry: "react.jsx", jsx: PEERS[2].jsx },
    Server { name: "preact", title: "`preact-render-to-string`", entry: "preact.jsx", jsx: PEERS[1].jsx },
    Server { name: "lit", title: "Lit SSR", entry: "lit.js", jsx: &[] },
    Server { name: "strings", title: "strings put together by hand", entry: "strings.js", jsx: &[] },
];

/// Installs the frameworks, and bundles each way for Node, with what derives a card from a record.
///
/// # Errors
///
/// When npm or esbuild fails.
pub fn bundle_servers(tools: &Tools) -> Result<()> {
    node_packages(&folder(), PACKAGES)?;
    for server in &SERVERS {
        let entry = bundled(&format!("server.{}.entry.js", server.name));
        let from = |file: &str| folder().join(file).display().to_string();
        let text = format!(
            "export {{ render }} from {:?};\nexport {{ modelOf }} from {:?};\n",
            from(&format!("server/{}", server.entry)),
            from("model.js")
        );
        write(&entry, text.as_bytes())?;
        let mut esbuild = tools.command("esbuild");
        esbuild.current_dir(folder()).arg(&entry).args(PRODUCTION).args(server.jsx);
        esbuild.args(["--format=cjs", "--platform=node", "--define:process.env.NODE_ENV=\"production\""]);
        quietly(esbuild.arg(output(&server_module(server))))?;
    }
    Ok(())
}

/// The bundle of a way to render on Node.
#[must_use]
pub fn server_module(server: &Server) -> PathBuf {
    bundled(&format!("server.{}.cjs", server.name))
}

/// The program that measures such a bundle.
#[must_use]
pub fn server_runner() -> PathBuf {
    folder().join("server/run.js")
}

/// Compiles the card in Leptos as its users do: for size, with wasm-bindgen and wasm-opt.
fn compile_leptos(tools: &Tools) -> Result<()> {
    let target = target().join("bench/leptos");
    let mut cargo = tools.command("cargo");
    cargo.args(["build", "--release", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"]);
    cargo.arg("--manifest-path").arg(folder().join("leptos/Cargo.toml")).arg("--target-dir").arg(&target);
    // The card's own flags would leave it too little stack.
    quietly(cargo.env("RUSTFLAGS", "-Copt-level=z"))?;
    let out = bundled(LEPTOS);
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&out);
    quietly(bindgen.arg(target.join("wasm32-unknown-unknown/release/leptos_card.wasm")))?;
    let mut opt = tools.command("wasm-opt");
    opt.args(["-Oz", "--strip-debug", "--strip-producers"]);
    opt.args(Config::read()?.wasm_opt.args.iter().filter(|it| it.starts_with("--enable-")));
    quietly(opt.arg(out.join(LEPTOS_WASM)).arg("-o").arg(bundled(LEPTOS_WASM))).map(drop)
}

/// The version of a framework that its manifest names.
///
/// # Errors
///
/// When it names none.
pub fn version(peer: &Peer) -> Result<String> {
    if peer.name != LEPTOS {
        return npm_version(peer.name);
    }
    let manifest: toml::Table = read_text(&folder().join("leptos/Cargo.toml"))?.parse()?;
    let version = serde_json::to_value(manifest)?;
    let version = version.pointer("/dependencies/leptos/version").and_then(|it| it.as_str());
    Ok(version.context("bench/peers/leptos: no version of Leptos")?.trim_start_matches('=').to_owned())
}

/// The version of a package that `package.json` names.
///
/// # Errors
///
/// When it names none.
pub fn npm_version(name: &str) -> Result<String> {
    let manifest: serde_json::Value = serde_json::from_str(&read_text(&folder().join("package.json"))?)?;
    let version = manifest.get("dependencies").and_then(|all| all.get(name)?.as_str());
    Ok(version.with_context(|| format!("bench/peers/package.json: no version of {name}"))?.to_owned())
}

/// The files that a site sends for the card in a framework, style sheet and words and all: the script, then what that
/// loads. They lie side by side.
#[must_use]
pub fn sent(peer: &Peer) -> Vec<PathBuf> {
    let mut files = vec![bundled(&format!("{}.whole.js", peer.name))];
    if peer.name == LEPTOS {
        files.push(bundled(LEPTOS_WASM));
    }
    files
}

/// The card by hand as a script that sets `hand`.
#[must_use]
pub fn by_hand() -> PathBuf {
    bundled("template.js")
}

/// The bytes of some files, by brotli at its best.
///
/// # Errors
///
/// When one was not made.
pub fn weight(files: &[PathBuf]) -> Result<usize> {
    files.iter().map(|file| brotli(&read(file)?)).sum()
}

/// The bytes that a reader of English loads to see a card.
///
/// # Errors
///
/// When the card was not built.
pub fn card_weight() -> Result<usize> {
    let output = Config::read()?.output("cdn")?;
    let loaded = |file: &PathBuf| {
        let name = file.strip_prefix(&output).unwrap_or(file).to_string_lossy();
        name == "fact-check-card.js" || name.starts_with("core.")
    };
    weight(&under(&output)?.into_iter().filter(loaded).collect::<Vec<_>>())
}

/// The bytes of React and `ReactDOM` alone, with no card.
///
/// # Errors
///
/// When they were not bundled.
pub fn react_alone() -> Result<usize> {
    weight(&[bundled("react.alone.js")])
}

/// Bundles React with what the card uses of it, and no card.
fn bundle_react_alone(tools: &Tools, react: &Peer) -> Result<()> {
    let entry = bundled("react.alone.entry.js");
    let text = "import { createElement, useState } from \"react\";\n\
                import { createRoot } from \"react-dom/client\";\n\
                Object.assign(window, { createElement, useState, createRoot });\n";
    write(&entry, text.as_bytes())?;
    esbuild(tools, react, &entry, &bundled("react.alone.js"))
}
