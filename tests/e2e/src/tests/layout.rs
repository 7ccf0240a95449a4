//! Whether cards fit where they are put, and can be hit.

use anyhow::{Context as _, Result, ensure};
use xtask::tools::Browser;

use crate::axe;
use crate::page::{Page, Way, texts};

/// For every status and every part of a record, in each theme and direction: each with each in Chromium, both of both
/// elsewhere, where it takes longer.
pub async fn axe_has_nothing_to_say_of(page: &Page<'_>, density: &str) -> Result<()> {
    let settings: &[&str] = match (page.browser(), page.way()) {
        (Browser::Chromium, Way::Built) => &["LightLtr", "DarkRtl"],
        (Browser::Chromium, Way::TakenOver) => &["LightRtl", "DarkLtr"],
        (_, Way::Built) => &["LightLtr"],
        (_, Way::TakenOver) => &["DarkRtl"],
    };
    for setting in settings {
        let shown = format!("{density}{setting}");
        page.play("matrix.js", &shown).await?;
        axe::check(page).await.context(shown)?;
    }
    Ok(())
}

/// For people to look at: the same card in every language, side by side.
pub async fn pictures_of_languages(page: &Page<'_>) -> Result<()> {
    for part in ["some", "more", "last"] {
        page.play("languages.js", &format!("{part}SideBySide")).await?;
        page.resize(1360, 900).await?;
        page.screenshot(&format!("languages-{part}")).await?;
    }
    Ok(())
}

/// The figures are printed: what the core adds for who repeats whom, and what laying the rows out costs the browser.
pub async fn sixty_sources_take_little_time(page: &Page<'_>) -> Result<()> {
    page.play("provenance.js", "timed").await?;
    let figures = page.js("return window.figures", &[]).await?;
    println!(
        "{:<8} 60 sources that repeat each other: {}",
        page.browser().name(),
        figures.as_str().unwrap_or_default()
    );
    Ok(())
}

/// The addresses of the sources of the page's card.
const ADDRESSES: &str = "const { shadowRoot } = document.querySelector('fact-check-card');
    return [...shadowRoot.querySelectorAll('.source a[href^=http]')].map(({ href }) => href);";

/// Printed to a PDF, the links of closed sections and of sources that the filter hides are there.
pub async fn a_pdf_leads_to_every_source(page: &Page<'_>) -> Result<()> {
    // Firefox packs what stands in a PDF, and WebKitGTK's driver does not print.
    if page.browser() != Browser::Chromium {
        return Ok(());
    }
    page.play("layout.js", "closed").await?;
    let addresses = texts(&page.js(ADDRESSES, &[]).await?);
    ensure!(addresses.len() > 3, "expected sources with addresses, found {addresses:?}");
    let pdf = page.print().await?;
    let pdf = String::from_utf8_lossy(&pdf);
    ensure!(pdf.starts_with("%PDF-"), "expected a PDF, found {}", pdf.chars().take(20).collect::<String>());
    for address in addresses {
        ensure!(pdf.contains(&format!("({address})")), "the PDF does not lead to {address}");
    }
    Ok(())
}
