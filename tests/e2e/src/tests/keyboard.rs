//! The article's card by keyboard alone, and what assistive technology is told of it.

use anyhow::{Context as _, Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::{ARTICLES_CARD as CARD, Page, texts};

/// What Tab must reach, in this order: of radio buttons, the chosen one.
const REACHABLE: &str = "const { shadowRoot } = document.querySelector(args[0]);
    const all = shadowRoot.querySelectorAll('a[href], summary, button, input:checked, select, textarea');
    return [...all].filter((element) => element.checkVisibility()).map((element) => said(element));";

/// What has the focus in the card, and whether that can be seen; nothing when the focus is elsewhere.
const FOCUSED: &str = "const { shadowRoot } = document.querySelector(args[0]);
    const at = shadowRoot?.activeElement;
    if (!at) return null;
    // A window that the screen has not given the focus, as WebKit's on a screen without a window manager, draws none.
    const drawn = !document.hasFocus() || [at, at.closest('label')].filter(Boolean).some((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    const box = (at.closest('label') ?? at).getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const { outline } = getComputedStyle(at);
    return { said: said(at), drawn, inside, outline };";

/// How an element is called in these tests.
const SAID: &str = "const said = (element) => `${element.localName} ${element.id || element.value
    || (element.ariaLabel ?? element.textContent).trim().replace(/\\s+/g, ' ').slice(0, 40)}`;";

async fn js(page: &Page<'_>, body: &str) -> Result<Value> {
    page.js(&format!("{SAID} {body}"), &[json!(CARD)]).await
}

/// Opens the article and waits until its card has all its sections open.
async fn open(page: &Page<'_>) -> Result<()> {
    page.open_article().await?;
    let sections = "const card = document.querySelector(args[0]);
        card.scrollIntoView({ block: 'start', behavior: 'instant' });
        for (const { dataset } of card.shadowRoot.querySelectorAll('details')) card.expand(dataset.value);";
    js(page, sections).await?;
    Ok(())
}

/// Gives the focus to the first element in the card that fits.
async fn focus(page: &Page<'_>, css: &str) -> Result<()> {
    let body = "document.querySelector(args[0]).shadowRoot.querySelector(args[1]).focus()";
    page.js(body, &[json!(CARD), json!(css)]).await?;
    Ok(())
}

/// What a script says of the card's root, which it calls `root`.
async fn ask(page: &Page<'_>, expression: &str) -> Result<Value> {
    js(page, &format!("const root = document.querySelector(args[0]).shadowRoot; return {expression}")).await
}

/// Waits until the expression is true of the card's root.
async fn until(page: &Page<'_>, expression: &str) -> Result<()> {
    let body = format!(
        "const root = document.querySelector(args[0]).shadowRoot;
         const end = performance.now() + 5000;
         while (!({expression}) && performance.now() < end) await new Promise((go) => setTimeout(go, 10));
         return Boolean({expression})"
    );
    ensure!(js(page, &body).await? == json!(true), "waited in vain for {expression}");
    Ok(())
}

/// Tab goes through everything in the order of reading, and what it reaches is seen to have the focus.
pub async fn tab_reaches_everything(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let wanted = texts(&js(page, REACHABLE).await?);
    ensure!(wanted.len() > 20, "expected many things to reach, found {wanted:?}");
    js(page, "const first = document.querySelector(args[0]).previousElementSibling; first.tabIndex = -1; first.focus()")
        .await?;
    let mut reached = Vec::new();
    for _ in 0..wanted.len() + 3 {
        page.press(Key::Tab).await?;
        let focused = js(page, FOCUSED).await?;
        let Some(said) = focused["said"].as_str() else {
            if reached.is_empty() {
                continue;
            }
            break;
        };
        ensure!(focused["drawn"] == json!(true), "the focus on `{said}` can't be seen: {focused}");
        ensure!(focused["inside"] == json!(true), "`{said}` has the focus outside of the window");
        reached.push(said.to_owned());
    }
    ensure!(
        reached == wanted,
        "expected Tab to reach\n  {}\nfound\n  {}",
        wanted.join("\n  "),
        reached.join("\n  ")
    );
    let first = reached.first().context("something was reached")?;
    for said in reached.iter().rev() {
        page.press_with_shift(Key::Tab).await?;
        let focused = js(page, FOCUSED).await?;
        ensure!(focused["said"] == json!(said), "Shift and Tab: expected {said}, found {focused}");
    }
    ensure!(first.starts_with("a cite-"), "expected a citation first, found {first}");
    Ok(())
}

/// Enter and Space open and close sections.
pub async fn keys_open_and_close(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let sections =
        texts(&ask(page, "[...root.querySelectorAll('details')].map(({ dataset }) => dataset.value)").await?);
    ensure!(sections.len() == 6, "expected six sections, found {sections:?}");
    for section in sections {
        let details = format!("details[data-value=\"{section}\"]");
        let is_open = format!("root.querySelector('{details}').open");
        for (key, wanted) in
            [(char::from(Key::Enter), false), (' ', true), (' ', false), (char::from(Key::Enter), true)]
        {
            focus(page, &format!("{details} > summary")).await?;
            page.press(key).await?;
            until(page, &format!("{is_open} === {wanted}"))
                .await
                .with_context(|| format!("{section}, {key:?}"))?;
        }
        ensure!(
            ask(page, "root.activeElement?.localName").await? == json!("summary"),
            "the focus left the summary of {section}"
        );
    }
    Ok(())
}

/// Arrow keys choose a stance, and the sources follow.
pub async fn arrows_filter(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    focus(page, "input:checked").await?;
    for (key, stance, shown) in [
        (Key::Down, "supports", 3),
        (Key::Right, "context", 3),
        (Key::Up, "supports", 3),
        (Key::Left, "all", 6),
    ] {
        page.press(key).await?;
        until(page, &format!("root.activeElement?.value === '{stance}' && root.activeElement.checked"))
            .await?;
        let sources =
            "[...root.querySelectorAll('.source')].filter((source) => source.checkVisibility()).length";
        until(page, &format!("{sources} === {shown}")).await?;
        let status = "root.querySelector('[role=status]').textContent";
        until(page, &format!("{status} === '{shown} of 6 sources shown'")).await?;
    }
    Ok(())
}

/// A citation leads to its source and marks it; the way back leads to the citation.
pub async fn citations_lead_there_and_back(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let citations = texts(&ask(page, "[...root.querySelectorAll('.cite')].map(({ id }) => id)").await?);
    ensure!(citations.len() > 5, "expected citations, found {citations:?}");
    for citation in citations {
        let source =
            ask(page, &format!("root.getElementById('{citation}').getAttribute('href').slice(1)")).await?;
        let source = source.as_str().context("a citation has a place")?.to_owned();
        focus(page, &format!("#{citation}")).await?;
        page.press(Key::Enter).await?;
        until(page, &format!("root.activeElement?.id === '{source}'")).await?;
        until(page, "root.activeElement.matches('.marked') && root.querySelectorAll('.marked').length === 1")
            .await?;
        let focused = js(page, FOCUSED).await?;
        ensure!(focused["drawn"] == json!(true) && focused["inside"] == json!(true), "{source}: {focused}");
        focus(page, &format!("#{source} .back[href=\"#{citation}\"]")).await?;
        page.press(Key::Enter).await?;
        until(page, &format!("root.activeElement?.id === '{citation}'")).await?;
        let address = page.js("return location.hash", &[]).await?;
        ensure!(address == json!(""), "the page's address has got a fragment: {address}");
    }
    Ok(())
}

/// Roles and names: an article named by its finding, headings of a level, lists that count.
pub async fn it_is_said_what_it_is(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let article = page.find_in(CARD, "article").await?;
    ensure!(page.role(&article).await? == "article", "the card is {}", page.role(&article).await?);
    let name = page.label(&article).await?;
    ensure!(name == "Fact check: Unproven", "the card is called {name}");
    let heading = page.find_in(CARD, "#finding").await?;
    ensure!(
        page.role(&heading).await? == "heading" && heading.tag_name().await? == "h2",
        "the finding is no heading of level 2"
    );
    for heading in page.find_all_in(CARD, "h1, h2, h3, h4, h5, h6").await?.into_iter().skip(1) {
        let (tag, name) = (heading.tag_name().await?, heading.text().await?);
        ensure!(
            tag == "h3" && !name.trim().is_empty(),
            "expected headings of level 3 below it, found {tag}: {name}"
        );
    }
    for list in page.find_all_in(CARD, "ul, ol").await? {
        let role = page.role(&list).await?;
        ensure!(role == "list", "expected a list, found {role}: {}", list.text().await?);
    }
    let sources = page.find_all_in(CARD, ".sources > li").await?;
    ensure!(sources.len() == 6, "expected six sources, found {}", sources.len());
    for source in sources {
        let role = page.role(&source).await?;
        ensure!(role == "listitem", "a source is said to be {role}");
    }
    for (css, role, name) in [
        (".cite", "link", "Source 2"),
        (".back", "link", "Back to citation 5"),
        (".filter", "group", "Show"),
        (".filter input", "radio", "All 6"),
    ] {
        let element = page.find_in(CARD, css).await?;
        let found = (page.role(&element).await?, page.label(&element).await?);
        ensure!(
            found == (role.to_owned(), name.to_owned()),
            "{css}: expected {role} “{name}”, found {found:?}"
        );
    }
    Ok(())
}
