//! The demo site: its pages, with the cards that stand in them before any script, and the CDN folder beside them.
//!
//! A page asks for a card by `<!-- prerendered: ARGUMENTS RECORD -->`, with arguments of `fact-check-card render`.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::shown;
use crate::files::{self, read_text, root, write};
use crate::run::{command, quietly};

/// The name by which pages load the CDN folder.
const CDN: &str = "fact-check-card";

const MARK: &str = "<!-- prerendered: ";

/// Writes the site anew.
pub(super) fn assemble(pages: &Path, cdn: &Path, output: &Path) -> Result<()> {
    if files::under(pages)?.is_empty() {
        bail!("{}: expected the site's pages, found none", shown(pages));
    }
    files::remove(output)?;
    files::copy(pages, output)?;
    files::copy(cdn, &output.join(CDN))?;
    let styles = format!("{CDN}/{}", styles(cdn)?);
    for file in files::under(output)? {
        if file.extension().is_some_and(|extension| extension == "html") {
            let page = read_text(&file)?;
            let done = with_cards(&page, &|arguments| card(pages, &styles, arguments))
                .with_context(|| shown(&file))?;
            write(&file, done.as_bytes())?;
        }
    }
    Ok(())
}

/// The stylesheet's name in the CDN folder.
fn styles(cdn: &Path) -> Result<String> {
    let names =
        files::under(cdn)?.into_iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()));
    let mut sheets =
        names.filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "css"));
    sheets.next().with_context(|| format!("{}: expected a stylesheet, found none", shown(cdn)))
}

/// The page with a card in each place that asks for one.
fn with_cards(page: &str, card: &dyn Fn(&[&str]) -> Result<String>) -> Result<String> {
    let mut pieces = page.split(MARK);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((arguments, rest)) = piece.split_once(" -->") else {
            bail!("expected `-->` behind `{MARK}`, found none");
        };
        out.push_str(&card(&arguments.split_whitespace().collect::<Vec<_>>())?);
        out.push_str(rest);
    }
    Ok(out)
}

/// A card as the command line writes it.
fn card(pages: &Path, styles: &str, arguments: &[&str]) -> Result<String> {
    let mut cargo = command("cargo");
    cargo.args(["run", "--quiet", "--features", "cli", "--manifest-path"]).arg(root().join("Cargo.toml"));
    cargo.args(["--", "render", "--quiet", "--prerender", "--styles", styles]).args(arguments);
    Ok(quietly(cargo.current_dir(pages))?.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    //! Where cards come to stand.
    use super::with_cards;

    #[test]
    fn a_card_stands_where_it_was_asked_for() -> anyhow::Result<()> {
        let page = "<p><!-- prerendered: --meter a.json --></p><!-- prerendered: b.json -->";
        let done = with_cards(page, &|arguments| Ok(arguments.join("|")))?;
        assert_eq!(done, "<p>--meter|a.json</p>b.json");
        assert!(with_cards("<!-- prerendered: a.json", &|_| Ok(String::new())).is_err());
        Ok(())
    }
}
