//! What is true of every page of the site.

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::axe;
use crate::engine::Look;
use crate::page::{Page, texts};

/// The widths of a small telephone, a tablet and a desk.
const WIDTHS: [u32; 3] = [320, 768, 1280];

/// The records of the cards that a page expects to fail, and the icon that browsers ask for unasked.
const MAY_BE_MISSING: &str = "const cards = [...document.querySelectorAll('[data-expect=error][src]')];
    return ['/favicon.ico', ...cards.map((card) => decodeURI(new URL(card.getAttribute('src'), location).pathname))]";

/// Whether a page expects a card to fail because its record is a web page, which no script may parse there.
const HAS_WEB_PAGE: &str = "return document.querySelector('[data-expect=error][src$=\".html\"]') !== null";

/// Each card is `ready`, or as its `data-expect` says.
pub async fn every_card_is_shown(page: &Page<'_>) -> Result<()> {
    for path in page.all()? {
        page.open(&path).await?;
    }
    Ok(())
}

/// No errors, no warnings, no refusals; everything asked for is there, but for what a page expects to be missing.
pub async fn nothing_goes_wrong(page: &Page<'_>) -> Result<()> {
    for path in page.all()? {
        page.requests();
        page.show(&path).await?;
        let mut problems = page.problems().await?;
        if page.js(HAS_WEB_PAGE, &[]).await? == json!(true) {
            problems.retain(|problem| !problem.contains("DOMParser parseFromString"));
        }
        ensure!(problems.is_empty(), "{path}:\n  {}", problems.join("\n  "));
        let expected = page.js(MAY_BE_MISSING, &[]).await?;
        let missing: Vec<String> = page
            .requests()
            .into_iter()
            .filter(|(path, status)| {
                *status >= 400 && !expected.as_array().is_some_and(|them| them.contains(&json!(path)))
            })
            .map(|(path, status)| format!("{status} {path}"))
            .collect();
        ensure!(missing.is_empty(), "{path}:\n  {}", missing.join("\n  "));
    }
    Ok(())
}

/// All rules, best practices too, through every shadow root.
pub async fn axe_has_nothing_to_say(page: &Page<'_>) -> Result<()> {
    for path in page.all()? {
        page.show(&path).await?;
        axe::check(page).await.context(path)?;
    }
    Ok(())
}

/// No page needs sideways scrolling.
pub async fn pages_fit_their_window(page: &Page<'_>) -> Result<()> {
    for path in page.all()? {
        page.show(&path).await?;
        for width in WIDTHS {
            page.resize(width, 900).await?;
            let wide = texts(&page.js(include_str!("../too_wide.js"), &[]).await?);
            ensure!(wide.is_empty(), "{path} at {width} px: {}", wide.join("\n  "));
        }
    }
    Ok(())
}

/// For people to look at: `target/screenshots/<engine>/<page>-<look>-<width>.png`.
pub async fn pictures_are_taken(page: &Page<'_>) -> Result<()> {
    let widths = if matches!(page.look(), Look::Light | Look::Dark) { &WIDTHS[..] } else { &[1280] };
    for path in page.all()? {
        page.show(&path).await?;
        for width in widths {
            page.resize(*width, 900).await?;
            let name = path.trim_start_matches('/').trim_end_matches(".html").replace('/', "-");
            page.screenshot(&format!("{name}-{}-{width}", page.look().name())).await?;
        }
    }
    Ok(())
}
