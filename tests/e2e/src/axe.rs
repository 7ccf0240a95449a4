//! What axe-core finds in a page, in words.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use serde_json::Value;
use xtask::files::{read_text, root};

use crate::page::Page;

/// What differs from axe's own options. Its two rules of contrast walk the same way through the page, which takes longer
/// than all else: one of them is given the ratios of the other (WCAG 2.2, 1.4.6), which are the stricter.
const OPTIONS: &str = "const all = axe.getRules().map(({ ruleId }) => ruleId);
    const run = {
        runOnly: { type: 'rule', values: all.filter((rule) => rule !== 'color-contrast-enhanced') },
        checks: { 'color-contrast': { options: { contrastRatio: { normal: { expected: 7 }, large: { expected: 4.5 } } } } },
        resultTypes: ['violations'], preload: false,
    };";

/// Fails with everything that axe finds wrong by any of the rules: WCAG at every level, best practices, and what it calls
/// experimental.
pub async fn check(page: &Page<'_>) -> Result<()> {
    let axe = read_text(&root().join("xtask/node/node_modules/axe-core/axe.min.js"))?;
    // The library and its use in one script: Firefox keeps nothing between two.
    let run = "axe.configure({ noHtml: true }); return (await axe.run(document, run)).violations;";
    page.lay_out().await?;
    let violations = page.js(&format!("{axe};\n {OPTIONS} {run}"), &[]).await?;
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
