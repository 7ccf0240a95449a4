//! What is drawn says what the graph says: lines are followed from row to row as a reader's eye would.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use crate::card::Card;
use crate::html::{AttrName, Element, Node, Tag};
use crate::view::state::{Settings, ViewState};
use crate::words::Words;

/// A card whose sources repeat each other so.
fn card(edges: &[Vec<usize>]) -> Card {
    let ids = |sources: &[usize]| sources.iter().map(|source| format!("s{source}")).collect::<Vec<_>>();
    let source = |(place, tos): (usize, &Vec<usize>)| json!({ "id": format!("s{place}"), "title": format!("Source {place}"), "derivedFrom": ids(tos) });
    let sources: Vec<_> = edges.iter().enumerate().map(source).collect();
    let record = json!({ "version": 1, "lang": "en", "claim": { "text": "It is." }, "verdict": { "status": "true" },
        "sources": sources });
    crate::read_record(record.to_string().as_bytes()).card.unwrap()
}

fn attr<'t>(element: &'t Element<'_>, name: AttrName) -> Option<std::borrow::Cow<'t, str>> {
    element.attrs().iter().find(|attr| attr.name() == name).map(crate::html::Attr::value)
}

/// All elements of a class, in the order of the tree.
fn all<'t, 'a>(element: &'t Element<'a>, class: &str, out: &mut Vec<&'t Element<'a>>) {
    if attr(element, AttrName::Class).as_deref() == Some(class) {
        out.push(element);
    }
    for node in element.nodes() {
        if let Node::Element(child) = node {
            all(child, class, out);
        }
    }
}

fn text(element: &Element<'_>) -> String {
    let piece = |node: &Node<'_>| match node {
        Node::Text(text) => text.to_string(),
        Node::Element(child) => text(child),
    };
    element.nodes().iter().map(piece).collect()
}

/// The paths that are drawn in each lane beside a row.
fn lanes(row: &Element<'_>) -> Vec<Vec<String>> {
    let mut cells = Vec::new();
    all(row, "lane", &mut cells);
    let drawn = |cell: &&Element<'_>| {
        let path = |node: &Node<'_>| match node {
            Node::Element(path) if path.tag() == Tag::Path => attr(path, AttrName::D).unwrap().into_owned(),
            other => panic!("{other:?}"),
        };
        cell.nodes().iter().map(path).collect()
    };
    cells.iter().map(drawn).collect()
}

/// For each row, the rows that its lines come from. Fails where a line begins or ends in the open.
fn followed(rows: &[&Element<'_>]) -> Vec<BTreeSet<usize>> {
    let mut out = Vec::new();
    // In which lanes lines come from above, and from which row.
    let mut coming: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let mut going = BTreeMap::new();
        let mut from = BTreeSet::new();
        let (mut across, mut arrived) = (false, false);
        for (lane, paths) in lanes(row).iter().enumerate() {
            let has = |path: &str| paths.iter().any(|drawn| drawn == path);
            let above = coming.remove(&lane);
            assert_eq!(across, has("M-1 7.5H10") || has("M-1 7.5H5"), "row {place}, lane {lane}: {paths:?}");
            let ends = has("M5-99V7.5") || has("M5-99V2.5Q5 7.5 10 7.5");
            assert_eq!(above.is_some(), has("M5-99V9999") || ends, "row {place}, lane {lane}: {paths:?}");
            if ends {
                from.extend(above);
            }
            across = has("M-1 7.5H10") || has("M5-99V2.5Q5 7.5 10 7.5");
            if has("M5-99V9999") {
                going.extend(above.map(|above| (lane, above)));
            }
            if has("M5 7.5V9999") {
                going.insert(lane, place);
            }
            if paths.last().is_some_and(|path| path.contains('a') || path.contains('A')) {
                assert!(!arrived && !has("M5-99V9999"), "row {place} has one dot, on no other's line");
                arrived = true;
            }
        }
        assert!(arrived && !across && coming.is_empty(), "row {place}: {coming:?}");
        coming = going;
        out.push(from);
    }
    assert!(coming.is_empty(), "a line that leads nowhere");
    out
}

fn graphs() -> impl Strategy<Value = Vec<Vec<usize>>> {
    (1..80_usize, 0..4_usize).prop_flat_map(|(count, edges)| {
        let tos = prop::collection::btree_set(0..count, 0..=edges);
        prop::collection::vec(tos.prop_map(|tos| tos.into_iter().collect()), count)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn lines_lead_where_the_layout_says(edges in graphs()) {
        let card = card(&edges);
        let settings = Settings::default();
        let state = ViewState::new(&card, &settings);
        let words = Words::english();
        let tree = crate::view::card(&card, &state, &settings, &words);
        let mut rows = Vec::new();
        all(&tree, "row", &mut rows);
        let diagram = &card.diagram;
        prop_assert_eq!(rows.len(), diagram.rows.len());
        for (place, from) in followed(&rows).into_iter().enumerate() {
            let row = &diagram.rows[place];
            let leading = |above: &usize| diagram.leads(&diagram.rows[*above], row);
            prop_assert_eq!(from, (0..place).filter(leading).collect());
            // And the words say it too.
            let said = text(rows[place]);
            if row.is_shared {
                prop_assert!(said.contains("more source"));
            } else {
                let title = format!("{} Source {}", row.source + 1, row.source);
                prop_assert!(said.starts_with(&title), "{}", said);
                prop_assert_eq!(said.contains("Repeats "), !diagram.repeated_by(row.source).is_empty());
            }
        }
    }
}

fn said(edges: &[Vec<usize>], language: &str) -> Vec<String> {
    let card = card(edges);
    let settings = Settings::default();
    let state = ViewState::new(&card, &settings);
    let words = Words::of(language);
    let tree = crate::view::card(&card, &state, &settings, words);
    let mut rows = Vec::new();
    all(&tree, "row", &mut rows);
    rows.into_iter().map(text).collect()
}

#[test]
fn numbers_that_follow_each_other_are_one() {
    let mut edges = vec![vec![]; 9];
    edges.push(vec![0, 1, 3, 4, 5, 7]);
    assert!(said(&edges, "en").contains(&"10 Source 9 · Repeats 1, 2, 4–6, 8".to_owned()));
    assert!(said(&edges, "de").contains(&"10 Source 9 · Gibt wieder: 1, 2, 4–6, 8".to_owned()));
}

#[test]
fn a_circle_is_said_once() {
    let rows = said(&[vec![1], vec![2], vec![0], vec![1]], "en");
    let circle = "A circle: sources 1–3 repeat one another, so none confirms the others.";
    assert_eq!(rows[0], format!("1 Source 0 · Repeats 2 · {circle}"));
    assert_eq!(rows.iter().filter(|row| row.contains("circle")).count(), 1);
}
