//! Whether cards fit where they are put, and can be hit.

use anyhow::{Context as _, Result};

use crate::axe;
use crate::page::Page;

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
