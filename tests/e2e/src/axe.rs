//! What axe-core finds in a page, in words.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use serde_json::{Value, json};
use xtask::files::{read_text, root};

use crate::page::Page;

/// Fails with everything that axe finds wrong by any of its rules: WCAG at every level, best practices, and what it calls
/// experimental.
pub async fn check(page: &Page<'_>) -> Result<()> {
    let axe = read_text(&root().join("xtask/node/node_modules/axe-core/axe.min.js"))?;
    // The library and its use in one script: Firefox keeps nothing between two.
    // What is far from the window has the size that it had, not the one that it would have: all is laid out first.
    let lay_out = "for (const card of document.querySelectorAll('fact-check-card')) {
        card.style.setProperty('content-visibility', 'visible');
    }";
    let run =
        "const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
        return (await axe.run(document, { ...args[0], rules })).violations;";
    let script = format!("{axe};\n {lay_out} {run}");
    let options = json!({ "resultTypes": ["violations"], "preload": false });
    let violations = page.js(&script, &[options]).await?;
    let mut text = String::new();
    for violation in violations.as_array().into_iter().flatten() {
        describe(&mut text, violation);
    }
    if !text.is_empty() {
        bail!("axe found{text}");
    }
    Ok(())
}

fn describe(text: &mut String, violation: &Value) {
    let said = |value: &Value| value.as_str().unwrap_or_default().replace('\n', "\n      ");
    // Writing to a `String` can't fail.
    let _ = write!(text, "\n  {}: {}", said(&violation["id"]), said(&violation["help"]));
    for node in violation["nodes"].as_array().into_iter().flatten().take(5) {
        let _ = write!(text, "\n    {}\n      {}", node["target"], said(&node["failureSummary"]));
    }
    let more = violation["nodes"].as_array().map_or(0, Vec::len).saturating_sub(5);
    if more > 0 {
        let _ = write!(text, "\n    and {more} more");
    }
}
