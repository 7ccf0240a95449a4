//! Whether cards fit where they are put, and can be hit.

use anyhow::{Context as _, Result, ensure};

use xtask::tools::Browser;

use crate::axe;
use crate::page::{Page, texts};

/// All rules, once every section of every card is open.
pub async fn axe_has_nothing_to_say_of_open_cards(page: &Page<'_>) -> Result<()> {
    for path in page.all()? {
        page.show(&path).await?;
        let open = "for (const card of document.querySelectorAll('fact-check-card')) {
                const sections = card.shadowRoot?.querySelectorAll('details') ?? [];
                for (const { dataset } of sections) card.expand(dataset.value);
            }
            await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));";
        page.js(open, &[]).await?;
        axe::check(page).await.context(path)?;
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
