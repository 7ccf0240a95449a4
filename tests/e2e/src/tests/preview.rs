//! What a citation stands for, shown beside it: for those who point and for those who use keys (WCAG 2.2, 1.4.13).

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};
use xtask::tools::Browser;

use crate::page::{ARTICLES_CARD as CARD, Page};

/// The preview that is shown and the citation that it is of, with their places in the window; nothing where none is.
const SHOWN: &str = "const root = document.querySelector(args[0]).shadowRoot;
    const shown = () => root.querySelector('.preview:popover-open');
    const end = performance.now() + args[1];
    while (Boolean(shown()) !== args[2] && performance.now() < end) await new Promise((go) => setTimeout(go, 10));
    // It is placed in a frame.
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    const preview = shown();
    if (!preview) return null;
    const place = (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left, top, right, bottom };
    };
    const cite = root.querySelector('.cite[aria-describedby]');
    return { text: preview.textContent, of: cite.id, focus: root.activeElement?.id ?? '', preview: place(preview),
        cite: place(cite), inside: [innerWidth, innerHeight], links: preview.querySelectorAll('[href]').length };";

/// Waits until there is a preview, or until there is none.
async fn shown(page: &Page<'_>, wanted: bool) -> Result<Value> {
    let found = page.js(SHOWN, &[json!(CARD), json!(5000), json!(wanted)]).await?;
    ensure!(found.is_null() != wanted, "waited in vain until a preview is there: {wanted}; found {found}");
    Ok(found)
}

/// What is shown some time later than anything should happen.
async fn later(page: &Page<'_>) -> Result<Value> {
    page.js("await new Promise((go) => setTimeout(go, 600))", &[]).await?;
    page.js(SHOWN, &[json!(CARD), json!(0), json!(true)]).await
}

async fn open(page: &Page<'_>) -> Result<()> {
    page.open_article().await?;
    let body = "document.querySelector(args[0]).scrollIntoView({ block: 'start', behavior: 'instant' })";
    page.js(body, &[json!(CARD)]).await?;
    Ok(())
}

/// Gives the first citation the focus, as Tab does.
async fn tab_to_citation(page: &Page<'_>) -> Result<()> {
    let body = "document.querySelector(args[0]).shadowRoot.querySelectorAll('.cite')[1].focus()";
    page.js(body, &[json!(CARD)]).await?;
    page.press_with_shift(Key::Tab).await
}

/// The focus shows it, Escape sends it away, and the focus stays. A window that the screen has not given the focus, as
/// WebKit's on a screen without a window manager, draws no focus, and so shows none.
pub async fn by_keyboard(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    tab_to_citation(page).await?;
    if page.js("return document.hasFocus()", &[]).await? != json!(true) {
        ensure!(later(page).await?.is_null(), "where no focus is seen, nothing is shown");
        return Ok(());
    }
    let found = shown(page, true).await?;
    ensure!(found["of"] == json!("cite-1") && found["focus"] == json!("cite-1"), "{found}");
    let text = found["text"].as_str().unwrap_or_default();
    for part in ["ABNA", "October 2016", "Supports"] {
        ensure!(text.contains(part), "expected {part} in the preview, found {text}");
    }
    ensure!(found["links"] == json!(0), "what the keyboard does not reach holds no link");
    page.press(Key::Escape).await?;
    shown(page, false).await?;
    ensure!(later(page).await?.is_null(), "what was sent away stays away");
    let focus = page
        .js("return document.querySelector(args[0]).shadowRoot.activeElement?.id", &[json!(CARD)])
        .await?;
    ensure!(focus == json!("cite-1"), "Escape leaves the focus where it was, found it on {focus}");
    page.press(Key::Tab).await?;
    let found = shown(page, true).await?;
    ensure!(found["of"] == json!("cite-2"), "the next citation: {found}");
    page.press(Key::Enter).await?;
    shown(page, false).await?;
    Ok(())
}

/// The pointer shows it, may move onto it, and takes it away; Escape does so, too.
pub async fn by_pointer(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    page.js("document.querySelector(args[0]).previousElementSibling.scrollIntoView({ block: 'start', behavior: 'instant' })",
        &[json!(CARD)]).await?;
    for _ in 0..2 {
        let cite = page.find_in(CARD, "#cite-2").await?;
        page.point_at(&cite).await?;
        let found = shown(page, true).await?;
        ensure!(found["of"] == json!("cite-2") && found["focus"] == json!(""), "{found}");
        let preview = page.find_in(CARD, ".preview").await?;
        page.point_at(&preview).await?;
        ensure!(!later(page).await?.is_null(), "it stays while it is pointed at");
        page.point_at_corner().await?;
        shown(page, false).await?;
    }
    let cite = page.find_in(CARD, "#cite-2").await?;
    page.point_at(&cite).await?;
    shown(page, true).await?;
    page.press(Key::Escape).await?;
    shown(page, false).await?;
    ensure!(later(page).await?.is_null(), "what was sent away stays away while the pointer stays");
    Ok(())
}

/// A finger that follows a citation is shown its source, and no preview. The driver of WebKit knows no fingers.
pub async fn not_by_touch(page: &Page<'_>) -> Result<()> {
    if page.browser() == Browser::WebKit {
        return Ok(());
    }
    open(page).await?;
    for (cite, source) in [("#cite-1", "source-2"), ("#cite-2", "source-3")] {
        let cite = page.find_in(CARD, cite).await?;
        page.js(
            "document.querySelector(args[0]).scrollIntoView({ block: 'start', behavior: 'instant' })",
            &[json!(CARD)],
        )
        .await?;
        page.tap(&cite).await?;
        ensure!(later(page).await?.is_null(), "a preview is shown to a finger");
        let focused = "return document.querySelector(args[0]).shadowRoot.activeElement?.id";
        let focus = page.js(focused, &[json!(CARD)]).await?;
        ensure!(focus == json!(source), "the finger is led to {focus}");
    }
    Ok(())
}

/// It is wholly in the window and beside its citation, in windows of any width.
pub async fn in_any_window(page: &Page<'_>) -> Result<()> {
    for width in [240, 320, 900] {
        page.resize(width, 700).await?;
        open(page).await?;
        for citation in ["#cite-1", "#cite-2", "#cite-3"] {
            let cite = page.find_in(CARD, citation).await?;
            page.point_at_corner().await?;
            shown(page, false).await?;
            let middle = "document.querySelector(args[0]).shadowRoot.querySelector(args[1])
                .scrollIntoView({ block: 'center', behavior: 'instant' });
                await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));";
            page.js(middle, &[json!(CARD), json!(citation)]).await?;
            page.point_at(&cite).await?;
            let found = shown(page, true).await?;
            let side = |of: &str, name: &str| found[of][name].as_f64().unwrap_or(f64::NAN);
            let (right, bottom) =
                (found["inside"][0].as_f64().unwrap_or(0.0), found["inside"][1].as_f64().unwrap_or(0.0));
            ensure!(
                side("preview", "left") >= 0.0
                    && side("preview", "right") <= right
                    && side("preview", "top") >= 0.0
                    && side("preview", "bottom") <= bottom,
                "{width}: it does not fit the window: {found}"
            );
            let away = (side("preview", "top") - side("cite", "bottom"))
                .max(side("cite", "top") - side("preview", "bottom"));
            ensure!((-1.0..24.0).contains(&away), "{width}: {away} away from its citation: {found}");
        }
        page.screenshot_of_window(&format!("preview-{width}-{}", page.look().name())).await?;
    }
    Ok(())
}
