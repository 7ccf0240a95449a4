//! Firefox's accessibility tree, by the service with which the browser hands it to the platform.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::{Node, Role};
use crate::page::Page;

/// Runs in the browser's own window: the place with that id in the tree of the page, and all below it.
const READ: &str = r#"
    const service = window.accessibilityService;
    const { STATE_EXPANDED, STATE_CHECKED } = Ci.nsIAccessibleStates;
    const children = function* (place) {
      for (let child = place.firstChild; child; child = child.nextSibling) yield child;
    };
    const find = (place) => {
      if (place.id === arguments[0]) return place;
      for (const child of children(place)) {
        const found = find(child);
        if (found) return found;
      }
      return null;
    };
    const read = (place) => {
      const state = {}, level = {};
      place.getState(state, {});
      place.groupPosition(level, {}, {});
      return {
        role: service.getStringRole(place.role), name: place.name ?? "", level: level.value,
        open: (state.value & STATE_EXPANDED) !== 0, chosen: (state.value & STATE_CHECKED) !== 0,
        children: [...children(place)].map(read),
      };
    };
    const page = service.getAccessibleFor(gBrowser.selectedBrowser);
    const found = page && find(page);
    return found ? read(found) : null;"#;

/// Makes the browser keep a tree of each page that it opens from now on, as it does while a screen reader runs: that is,
/// while somebody holds on to the service.
pub async fn wake(page: &Page<'_>) -> Result<()> {
    let script = r#"window.accessibilityService =
        Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);"#;
    page.in_browser_window(script, Vec::new()).await.map(drop)
}

/// The card must have an id: the tree knows it by that.
pub async fn tree(page: &Page<'_>, card: &str) -> Result<Node> {
    let id = json!(card.trim_start_matches('#'));
    for _ in 0..50 {
        let found = page.in_browser_window(READ, vec![id.clone()]).await?;
        let tree = read(&found);
        // What was there before is unknown for a moment when a page comes in its place.
        if !tree.children.is_empty() {
            return Ok(tree);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    bail!("{card} is not in the accessibility tree")
}

fn read(place: &Value) -> Node {
    let text = |key: &str| place[key].as_str().unwrap_or_default();
    let node = Node::new(text("role"), text("name"));
    let is = |state: &str| place[state] == json!(true);
    let children = if node.is_leaf() { None } else { place["children"].as_array() };
    Node {
        level: place["level"].as_u64().unwrap_or_default(),
        state: match node.role {
            Role::Summary if is("open") => "open",
            Role::Summary => "closed",
            Role::Radio if is("chosen") => "chosen",
            _ => "",
        },
        children: children.into_iter().flatten().map(read).collect(),
        ..node
    }
}
