//! Cards that come with the page, as their readers meet them: before any script, without one, and when it comes.

use anyhow::{Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use xtask::tools::Browser;

use crate::page::Page;

const PAGE: &str = "/prerendered.html";
const CARD: &str = "fact-check-card[heading-level=\"2\"]";

/// Scrolled past, a card costs the page, the stylesheet and the loader; used, the rest.
pub async fn nothing_is_fetched(page: &Page<'_>) -> Result<()> {
    page.leave().await?;
    page.go(PAGE).await?;
    let scroll = "await customElements.whenDefined('fact-check-card');
        for (const card of document.querySelectorAll('fact-check-card')) {
            card.scrollIntoView({ behavior: 'instant' });
            await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go, 50))));
        }";
    page.js(scroll, &[]).await?;
    let asked: Vec<String> = page.requests().into_iter().map(|(path, _)| path).collect();
    let unwanted: Vec<&String> = asked
        .iter()
        .filter(|path| path.contains(".wasm") || path.contains("/core.") || path.contains("/words/"))
        .collect();
    ensure!(unwanted.is_empty(), "expected the loader and nothing else, found {unwanted:?}");
    ensure!(asked.iter().any(|path| path.contains("/styles.")), "expected the stylesheet, found {asked:?}");

    page.js("document.querySelector(args[0]).shadowRoot.querySelector('summary').click()", &[json!(CARD)])
        .await?;
    page.js(READY, &[json!(CARD)]).await?;
    let asked = page.requests();
    ensure!(asked.iter().any(|(path, _)| path.contains(".wasm")), "expected the core, found {asked:?}");
    Ok(())
}

/// Waits until a card is taken over.
const READY: &str = "const card = document.querySelector(args[0]);
    for (const end = performance.now() + 10_000; !card.matches(':state(ready)');) {
        if (performance.now() > end) throw new Error('waited in vain until the card is taken over');
        await new Promise((go) => setTimeout(go, 10));
    }
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));";

/// Sections, the filter and the ways between citations and sources. Only Chromium's driver can switch scripts off while it
/// goes on looking at the page; elsewhere the page is looked at before its script is there, which is the same to it.
pub async fn works_without_scripts(page: &Page<'_>) -> Result<()> {
    if page.browser() == Browser::Chromium {
        page.allow_scripts(false).await?;
    }
    let outcome = without_scripts(page).await;
    if page.browser() == Browser::Chromium {
        page.allow_scripts(true).await?;
    }
    outcome
}

async fn without_scripts(page: &Page<'_>) -> Result<()> {
    page.visit(if page.browser() == Browser::Chromium { PAGE } else { "/prerendered.html?without=script" })
        .await?;
    let details = page.find_in(CARD, "details[data-value=details]").await?;
    let is_open = async || Ok::<_, anyhow::Error>(details.attr("open").await?.is_some());
    ensure!(!is_open().await?, "the details are closed at first");
    details.find(Locator::Css("summary")).await?.click().await?;
    ensure!(is_open().await?, "the details open");

    // A citation leads to its source, and opens the section that it is in.
    let sources = page.find_in(CARD, "details[data-value=sources]").await?;
    sources.find(Locator::Css("summary")).await?.click().await?;
    ensure!(sources.attr("open").await?.is_none(), "the sources close");
    page.find_in(CARD, ".explanation .cite").await?.click().await?;
    ensure!(sources.attr("open").await?.is_some(), "a citation opens the section of its source");
    page.screenshot_of_window(&format!("without-scripts-{}", page.look().name())).await?;
    let source = page.find_in(CARD, "#source-2").await?;
    let (_, top, _, height) = source.rectangle().await?;
    ensure!(height > 20.0 && top > 0.0, "the source is there, at {top}, {height} high");

    // The filter shows the sources of one stance.
    let all = page.find_all_in(CARD, ".source").await?;
    page.find_in(CARD, "label:has([value=supports])").await?.click().await?;
    page.screenshot_of_window(&format!("without-scripts-filtered-{}", page.look().name())).await?;
    let mut seen = 0;
    for source in &all {
        seen += usize::from(source.is_displayed().await?);
    }
    let wanted = page.find_all_in(CARD, ".source[data-stance=supports]").await?.len();
    ensure!(seen == wanted && wanted < all.len(), "expected {wanted} of {} sources, found {seen}", all.len());
    Ok(())
}

/// Layout shift, scroll position and what is on the screen are the same before and after.
pub async fn nothing_moves(page: &Page<'_>) -> Result<()> {
    page.go(PAGE).await?;
    let body = "const card = document.querySelector(args[0]);
        await customElements.whenDefined('fact-check-card');
        await document.fonts.ready;
        card.scrollIntoView({ behavior: 'instant' });
        const frames = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go, 100))));
        await frames();
        let shift = 0;
        if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
            new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; })
                .observe({ type: 'layout-shift' });
        }
        const all = [...card.shadowRoot.querySelectorAll('article, article *:not(slot):not([role=status])')];
        const places = () => all.map((node) => {
            const { x, y, width, height } = node.getBoundingClientRect();
            return [x, y, width, height].map((side) => Math.round(side * 10) / 10).join();
        });
        const before = [`${scrollX},${scrollY}`, ...places()];
        await card.reload();
        await frames();
        const after = [`${scrollX},${scrollY}`, ...places()];
        const moved = before.map((place, i) => `${all[i - 1]?.className} ${place} now ${after[i]}`).filter((_, i) => before[i] !== after[i]);
        return [shift, card.matches(':state(ready)'), moved.length === 0 || moved.slice(0, 3), all.every((node) => node.isConnected)];";
    let found = page.js(body, &[json!(CARD)]).await?;
    ensure!(
        found == json!([0, true, true, true]),
        "expected no shift, a card that is ready, everything in its place, every node there still; found {found}"
    );
    Ok(())
}
