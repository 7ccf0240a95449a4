//! `wasm-pack.toml` as types: which builds there are, and how big they may be.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::files::root;

/// The whole of `wasm-pack.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// How every wasm file is made smaller.
    pub wasm_opt: WasmOpt,
    /// The builds, by name.
    build: BTreeMap<String, Table>,
    /// The most bytes, by build.
    #[serde(default)]
    budget: BTreeMap<String, Budget>,
}

/// `[wasm-opt]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WasmOpt {
    /// The arguments, but for the names of the files.
    pub args: Vec<String>,
}

/// A `[build.…]` table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    output: PathBuf,
    target: Option<String>,
    profile: Option<String>,
    #[serde(default)]
    features: Vec<String>,
    #[serde(default)]
    modules: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    rustflags: BTreeMap<String, Vec<String>>,
    entry: Option<PathBuf>,
    #[serde(default)]
    styles: Vec<PathBuf>,
    pages: Option<PathBuf>,
    uses: Option<String>,
}

/// One build: what it makes, and of what.
#[derive(Debug)]
pub enum Build {
    /// What `wasm-pack build` writes, made smaller.
    Package {
        /// How the wasm is compiled.
        crate_build: CrateBuild,
        /// The folder it is written to.
        output: PathBuf,
    },
    /// An entry, and the modules that it loads, minified and under hashed names.
    Cdn {
        /// How the wasm of each module is compiled, by the name that the entry has for it.
        modules: Vec<(String, CrateBuild)>,
        /// The JavaScript module that pages name.
        entry: PathBuf,
        /// The stylesheet of prerendered cards, in pieces.
        styles: Vec<PathBuf>,
        /// The folder it is written to.
        output: PathBuf,
    },
    /// Pages, with a CDN build in a folder beside them.
    Site {
        /// The folder of the pages.
        pages: PathBuf,
        /// The name of the CDN build.
        uses: String,
        /// The folder it is written to.
        output: PathBuf,
    },
}

/// How `wasm-pack build` is called.
#[derive(Debug, Clone)]
pub struct CrateBuild {
    /// What the glue is for: `web`, `bundler`, …
    pub target: String,
    /// `release`, `profiling` or `dev`.
    pub profile: String,
    /// The crate's features; its default ones are off.
    pub features: Vec<String>,
    /// What rustc is told beside what `.cargo/config.toml` tells it.
    pub rustflags: Vec<String>,
}

/// The most bytes that a reader may be asked to load, brotli quality 11.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// All that a reader of English loads to see one card.
    pub total: usize,
    /// The file that a page names.
    pub entry: usize,
    /// What few readers load, by the name of the module.
    #[serde(default)]
    pub modules: BTreeMap<String, usize>,
    /// The words of any one other language.
    pub words: usize,
}

impl Config {
    /// Reads `wasm-pack.toml` at the root of the repository.
    ///
    /// # Errors
    ///
    /// When the file can't be read, or says something that no build understands.
    pub fn read() -> Result<Self> {
        let path = root().join("wasm-pack.toml");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        toml::from_str(&text).context("wasm-pack.toml")
    }

    /// The names of the builds: those that are used by others first.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let (sites, others): (Vec<_>, Vec<_>) =
            self.build.iter().partition(|(_, table)| table.pages.is_some());
        others.into_iter().chain(sites).map(|(name, _)| name.as_str()).collect()
    }

    /// The build of that name.
    ///
    /// # Errors
    ///
    /// When there is none, or when its table fits no kind of build.
    pub fn build(&self, name: &str) -> Result<Build> {
        let Some(table) = self.build.get(name) else {
            bail!("wasm-pack.toml: expected a build out of {}, found `{name}`", self.names().join(", "));
        };
        let output = root().join(&table.output);
        if let Some(pages) = &table.pages {
            let Some(uses) = &table.uses else {
                bail!(
                    "wasm-pack.toml, [build.{name}]: expected `uses`, the build whose files the pages load"
                );
            };
            return Ok(Build::Site { pages: root().join(pages), uses: uses.clone(), output });
        }
        let crate_build = CrateBuild {
            target: table.target.clone().unwrap_or_else(|| "web".to_owned()),
            profile: table.profile.clone().unwrap_or_else(|| "release".to_owned()),
            features: table.features.clone(),
            rustflags: Vec::new(),
        };
        if let Some(other) = table.rustflags.keys().find(|module| !table.modules.contains_key(*module)) {
            bail!(
                "wasm-pack.toml, [build.{name}]: expected `rustflags` for one of its modules, found `{other}`"
            );
        }
        Ok(match &table.entry {
            Some(entry) => {
                let modules = table.modules.iter().map(|(name, features)| {
                    let rustflags = table.rustflags.get(name).cloned().unwrap_or_default();
                    let features = features.clone();
                    (name.clone(), CrateBuild { features, rustflags, ..crate_build.clone() })
                });
                if table.styles.is_empty() {
                    bail!("wasm-pack.toml, [build.{name}]: expected `styles`, what prerendered cards load");
                }
                let styles = table.styles.iter().map(|sheet| root().join(sheet)).collect();
                let entry = root().join(entry);
                Build::Cdn { modules: modules.collect(), entry, styles, output }
            }
            None => Build::Package { crate_build, output },
        })
    }

    /// The folder that the build of that name writes.
    ///
    /// # Errors
    ///
    /// As for [`Config::build`].
    pub fn output(&self, name: &str) -> Result<PathBuf> {
        Ok(match self.build(name)? {
            Build::Package { output, .. } | Build::Cdn { output, .. } | Build::Site { output, .. } => output,
        })
    }

    /// The budgets, by the name of their build.
    pub fn budgets(&self) -> impl Iterator<Item = (&str, &Budget)> {
        self.budget.iter().map(|(name, budget)| (name.as_str(), budget))
    }
}
