//! Chromium's accessibility tree, by its `DevTools` protocol.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{Node, Role};
use crate::page::Page;

pub async fn tree(page: &Page<'_>, card: &str) -> Result<Node> {
    let expression = format!("document.querySelector({}).shadowRoot.querySelector('.card')", json!(card));
    let found = page.devtools("Runtime.evaluate", json!({ "expression": expression })).await?;
    let object = json!({ "objectId": found["result"]["objectId"] });
    let described =
        page.devtools("DOM.describeNode", object).await.with_context(|| format!("no card fits {card}"))?;
    let answer = page.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes: HashMap<&str, &Value> = answer["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let root = nodes
        .values()
        .find(|node| node["backendDOMNodeId"] == described["node"]["backendNodeId"])
        .with_context(|| format!("{card} is not in the accessibility tree"))?;
    Ok(read(root, &nodes))
}

fn read(node: &Value, nodes: &HashMap<&str, &Value>) -> Node {
    let text = |key: &str| node[key]["value"].as_str().unwrap_or_default();
    let ignored = node["ignored"] == json!(true);
    let found = if ignored { Node::default() } else { Node::new(text("role"), text("name")) };
    let property = |wanted: &str| {
        let properties = node["properties"].as_array();
        properties
            .into_iter()
            .flatten()
            .find(|one| one["name"] == json!(wanted))
            .map(|one| &one["value"]["value"])
    };
    let is =
        |wanted: &str| property(wanted).is_some_and(|value| *value == json!(true) || *value == json!("true"));
    let state = match found.role {
        Role::Summary if is("expanded") => "open",
        Role::Summary => "closed",
        Role::Radio if is("checked") => "chosen",
        _ => "",
    };
    // What stands in a text are its lines.
    let children = if found.is_leaf() { None } else { node["childIds"].as_array() };
    let children = children.into_iter().flatten();
    Node {
        level: property("level").and_then(Value::as_u64).unwrap_or_default(),
        state,
        children: children.filter_map(|id| nodes.get(id.as_str()?)).map(|node| read(node, nodes)).collect(),
        ..found
    }
}
