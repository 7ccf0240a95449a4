//! The frameworks in which `cargo xtask bench` has the card written again: their versions, and their bundles as a site
//! would send them. The sources are in `bench/peers`.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::config::Config;
use crate::files::{read, read_text, root, under};
use crate::run::quietly;
use crate::size::brotli;
use crate::tools::{Tools, node_packages};

/// A framework.
#[derive(Debug, Clone, Copy)]
pub struct Peer {
    /// What its bundle, its element and its package on npm are called.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The file of `bench/peers` that its bundle begins with.
    entry: &'static str,
    /// Where JSX and its hooks come from, for those that have them.
    jsx: &'static [&'static str],
}

/// Every framework, in the order of results.
pub const PEERS: [Peer; 4] = [
    Peer { name: "lit", title: "Lit", entry: "lit.js", jsx: &[] },
    Peer {
        name: "preact",
        title: "Preact",
        entry: "preact.jsx",
        jsx: &["--alias:hooks=preact/hooks", "--jsx-import-source=preact"],
    },
    Peer { name: "react", title: "React", entry: "react.jsx", jsx: &["--alias:hooks=react"] },
    Peer { name: "svelte", title: "Svelte", entry: "node_modules/.bundled/svelte.joined.js", jsx: &[] },
];

/// Bundles for production, as `cdn.rs` does with the card's own script.
const PRODUCTION: [&str; 9] = [
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--conditions=production",
    "--jsx=automatic",
    "--log-level=warning",
];

fn folder() -> PathBuf {
    root().join("bench/peers")
}

/// Where bundles are written: no file of ours, and served with the pages of `bench`.
fn bundle_of(peer: &Peer) -> PathBuf {
    folder().join("node_modules/.bundled").join(peer.name).with_extension("js")
}

/// Installs the frameworks at the versions of their lock file, and makes their bundles.
///
/// # Errors
///
/// When npm, Svelte's compiler or esbuild fails.
pub fn bundle(tools: &Tools) -> Result<()> {
    node_packages(&folder(), "Lit, Preact, React, Svelte, to measure them beside the card")?;
    // Svelte's bundle is made by what Svelte's users have; esbuild only minifies it.
    let svelte = folder().join("node_modules/.bundled/svelte.joined.js");
    quietly(tools.command("node").arg(folder().join("rollup.js")).arg(&svelte))?;
    for peer in &PEERS {
        let mut output = std::ffi::OsString::from("--outfile=");
        output.push(bundle_of(peer));
        let entry = folder().join(peer.entry);
        let mut esbuild = tools.command("esbuild");
        // Aliases are looked up from where it runs.
        esbuild.current_dir(folder()).arg(entry).args(PRODUCTION).args(peer.jsx).arg(output);
        quietly(&mut esbuild)?;
    }
    Ok(())
}

/// The version of a framework that `package.json` names.
///
/// # Errors
///
/// When it names none.
pub fn version(peer: &Peer) -> Result<String> {
    let manifest: serde_json::Value = serde_json::from_str(&read_text(&folder().join("package.json"))?)?;
    let version = manifest.pointer(&format!("/dependencies/{}", peer.name)).and_then(|it| it.as_str());
    Ok(version.with_context(|| format!("bench/peers/package.json: no version of {}", peer.name))?.to_owned())
}

/// The bytes of a framework's bundle, by brotli at its best: the framework, the card and its words, but no style sheet.
///
/// # Errors
///
/// When it was not made.
pub fn weight(peer: &Peer) -> Result<usize> {
    brotli(&read(&bundle_of(peer))?)
}

/// The bytes that a reader of English loads to see a card, and of those the style sheet on its own, by brotli.
///
/// # Errors
///
/// When the card was not built.
pub fn card_weight() -> Result<(usize, usize)> {
    let output = Config::read()?.output("cdn")?;
    let (mut card, mut sheet) = (0, 0);
    for file in under(&output)? {
        let name = file.strip_prefix(&output)?.to_string_lossy().into_owned();
        let bytes = brotli(&read(&file)?)?;
        if name.starts_with("styles.") {
            sheet += bytes;
        } else if name == "fact-check-card.js" || name.starts_with("core.") {
            card += bytes;
        }
    }
    Ok((card, sheet))
}
