//! `cargo xtask size`: what a reader is asked to load, and whether it is more than was said to be enough.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::build::{self, INTEGRITY, make, shown};
use crate::config::{Budget, Config};
use crate::files::{read, under};
use crate::tools::Tools;

/// A file that a browser loads.
struct Weight {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Builds what has a budget, and weighs it.
///
/// # Errors
///
/// When a build fails or is bigger than its budget.
pub fn run() -> Result<()> {
    let config = Config::read()?;
    let tools = Tools::set_up(&build::NEEDS)?;
    for (name, _) in config.budgets() {
        make(&config, &tools, name)?;
    }
    check(&config)
}

/// Prints the weight of every build that has a budget and is there.
///
/// # Errors
///
/// When one is bigger than its budget; the message says what to do.
pub fn check(config: &Config) -> Result<()> {
    let mut over = Vec::new();
    for (name, budget) in config.budgets() {
        let folder = config.output(name)?;
        if folder.is_dir() {
            over.extend(against(name, budget, &weigh(&folder)?, &shown(&folder)));
        }
    }
    if !over.is_empty() {
        bail!("{}", over.join("\n"));
    }
    Ok(())
}

/// Prints a build's weights and says what is over its budget.
fn against(name: &str, budget: &Budget, weights: &[Weight], folder: &str) -> Vec<String> {
    let (words, others): (Vec<_>, Vec<_>) =
        weights.iter().partition(|weight| weight.name.starts_with("words/"));
    let is_of =
        |weight: &Weight, module: &str| weight.name.split('.').next().is_some_and(|name| name == module);
    let (seldom, common): (Vec<&Weight>, Vec<&Weight>) =
        others.into_iter().partition(|weight| budget.modules.keys().any(|module| is_of(weight, module)));
    println!("\n{folder:<44} {:>9} {:>9}", "bytes", "brotli");
    // A reader loads the words of one language; English ones are part of the core, the longest file is the worst that can
    // happen.
    let longest = words.iter().max_by_key(|weight| weight.brotli);
    for weight in common.iter().chain(&seldom).chain(longest) {
        println!("  {:<42} {:>9} {:>9}", weight.name, weight.raw, weight.brotli);
    }
    let words = longest.map_or(0, |weight| weight.brotli);
    let total: usize = common.iter().map(|weight| weight.brotli).sum();
    let raw: usize = common.iter().map(|weight| weight.raw).sum();
    let entry: usize =
        common.iter().filter(|weight| !weight.name.starts_with("core.")).map(|weight| weight.brotli).sum();
    println!("  {:<42} {raw:>9} {total:>9}  of {}", "to see one card, in English", budget.total);
    println!("  {:<42} {:>9} {entry:>9}  of {}", "before a card is near", "", budget.entry);
    println!("  {:<42} {:>9} {words:>9}  of {}", "the words of a language, at most", "", budget.words);
    let mut sums =
        vec![("total", total, budget.total), ("entry", entry, budget.entry), ("words", words, budget.words)];
    for (module, most) in &budget.modules {
        let bytes = seldom.iter().filter(|weight| is_of(weight, module)).map(|weight| weight.brotli).sum();
        println!("  {:<42} {:>9} {bytes:>9}  of {most}", format!("when a page needs `{module}`"), "");
        sums.push((module, bytes, *most));
    }
    sums.into_iter()
        .filter(|(_, bytes, most)| bytes > most)
        .map(|(what, bytes, most)| {
            format!(
                "{folder} {what} is {bytes} B brotli, budget {most} B: shrink it, \
                 or raise `{what}` in [budget.{name}] of wasm-pack.toml and say why"
            )
        })
        .collect()
}

fn weigh(folder: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for file in under(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        // No browser loads types.
        if name == INTEGRITY || name.ends_with(".d.ts") {
            continue;
        }
        let bytes = read(&file)?;
        weights.push(Weight { name, raw: bytes.len(), brotli: brotli(&bytes)? });
    }
    Ok(weights)
}

/// How many bytes are left of these by brotli at its best, which is what a CDN sends.
///
/// # Errors
///
/// When the encoder fails.
pub fn brotli(bytes: &[u8]) -> Result<usize> {
    packed(bytes).map(|packed| packed.len())
}

/// These bytes by brotli at its best.
///
/// # Errors
///
/// When the encoder fails.
pub fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &best).context("brotli")?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    //! What is said of a build that is too big, and of one that is not.
    use super::{Weight, against, brotli};
    use crate::config::Budget;

    fn weights() -> Vec<Weight> {
        [
            ("core.1.wasm", 300),
            ("import.1.wasm", 50),
            ("fact-check-card.js", 20),
            ("words/de.json", 9),
            ("words/en.json", 7),
        ]
        .map(|(name, brotli)| Weight { name: name.to_owned(), raw: 1000, brotli })
        .into()
    }

    fn budget(total: usize, entry: usize, words: usize) -> Budget {
        Budget { total, entry, words, modules: [("import".to_owned(), 50)].into() }
    }

    #[test]
    fn the_longest_words_count_by_themselves() {
        assert!(against("cdn", &budget(320, 20, 9), &weights(), "dist/cdn").is_empty());
        let said = against("cdn", &budget(320, 20, 8), &weights(), "dist/cdn");
        assert!(said.first().is_some_and(|said| said.contains("words is 9 B")));
    }

    #[test]
    fn what_is_too_big_says_by_how_much_and_what_to_do() {
        let said = against("cdn", &budget(319, 19, 8), &weights(), "dist/cdn");
        assert_eq!(
            said.first().map(String::as_str),
            Some(
                "dist/cdn total is 320 B brotli, budget 319 B: shrink it, \
                 or raise `total` in [budget.cdn] of wasm-pack.toml and say why"
            )
        );
        assert_eq!(said.len(), 3);
    }

    #[test]
    fn what_few_readers_load_has_a_budget_of_its_own() {
        let mut budget = budget(320, 20, 9);
        budget.modules.insert("import".to_owned(), 49);
        let said = against("cdn", &budget, &weights(), "dist/cdn");
        assert_eq!(said.len(), 1);
        assert!(said.first().is_some_and(|said| said.contains("import is 50 B")));
    }

    #[test]
    fn brotli_is_brotli() -> anyhow::Result<()> {
        assert!(brotli(&[b'a'; 10_000])? < 30);
        Ok(())
    }
}
