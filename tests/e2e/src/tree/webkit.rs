//! `WebKit`'s word on each element of a card: role and name, by `WebDriver`.
//!
//! `WebKitGTK` hands its whole tree to the platform alone (AT-SPI over D-Bus, which needs a desktop session). `WebDriver`
//! asks the same objects one by one. What stands between is the page's own: the order, and the text of text nodes.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{Node, Role, element, said_role, squeezed};
use crate::page::Page;

/// Everything in a card that is rendered and not hidden from the tree, in the order in which slots show it.
const SKELETON: &str = r"
    const unseen = (element) => !element.checkVisibility({ visibilityProperty: true })
        || element.ariaHidden === 'true' || ['style', 'script', 'link', 'template'].includes(element.localName);
    const below = (element) => element.localName === 'slot' && element.assignedNodes().length > 0
        ? element.assignedNodes() : [...element.childNodes];
    const plain = ['slot', 'span', 'div', 'time', 'dl', 'details'];
    const read = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node.nodeType !== Node.ELEMENT_NODE) return '';
        if (node.localName !== 'slot' && unseen(node)) return '';
        return {
            // What only groups is not asked: each answer takes a while.
            element: plain.includes(node.localName) && !node.role ? null : node,
            tag: node.localName,
            open: node.parentNode.open === true,
            chosen: node.checked === true,
            children: below(node).map(read),
        };
    };
    return read(document.querySelector(args[0]).shadowRoot.querySelector('.card'));";

pub async fn tree(page: &Page<'_>, card: &str) -> Result<Node> {
    let skeleton = page.js(SKELETON, &[json!(card)]).await.with_context(|| format!("no card fits {card}"))?;
    Box::pin(read(page, &skeleton)).await
}

async fn read(page: &Page<'_>, found: &Value) -> Result<Node> {
    if let Some(text) = found.as_str() {
        return Ok(Node { role: Role::Text, name: text.to_owned(), ..Node::default() });
    }
    let tag = found["tag"].as_str().unwrap_or_default();
    let mut node = Node::default();
    if let Some(element) = element(page, &found["element"]) {
        node.role = match tag {
            // `WebDriver` says nothing of these, which are not in ARIA.
            "label" | "legend" => Role::Label,
            _ => said_role(&page.role(&element).await?, tag),
        };
        if node.role.is_named() {
            node.name = squeezed(&page.label(&element).await?);
        }
    }
    let is = |state: &str| found[state] == json!(true);
    match node.role {
        // It has a level only in the platform's tree.
        Role::Heading => node.level = tag.trim_start_matches('h').parse().unwrap_or_default(),
        Role::Summary => node.state = if is("open") { "open" } else { "closed" },
        Role::Radio if is("chosen") => node.state = "chosen",
        _ => {}
    }
    for child in found["children"].as_array().into_iter().flatten() {
        node.children.push(Box::pin(read(page, child)).await?);
    }
    Ok(node)
}
