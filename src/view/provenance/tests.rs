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

fn attr<'t>(element: Element<'t, '_>, name: AttrName) -> Option<std::borrow::Cow<'t, str>> {
    element.attrs().into_iter().find_map(|(own, value)| (own == name).then_some(value))
}

/// All elements of a class, in the order of the tree.
fn all<'t, 'a>(element: Element<'t, 'a>, class: &str, out: &mut Vec<Element<'t, 'a>>) {
    if attr(element, AttrName::Class).as_deref() == Some(class) {
        out.push(element);
    }
    for node in element.nodes() {
        if let Node::Element(child) = node {
            all(child, class, out);
        }
    }
}

fn text(element: Element<'_, '_>) -> String {
    let piece = |node: Node<'_, '_>| match node {
        Node::Text(text) => text.to_string(),
        Node::Element(child) => text(child),
    };
    element.nodes().map(piece).collect()
}

/// What is drawn beside a row: how many lanes there is room for, the lines that begin in a lane, and the lane of the dot.
struct Drawn {
    lanes: usize,
    lines: Vec<(usize, String)>,
    dot: usize,
}

/// The lane in whose middle a place lies.
fn lane(middle: &str) -> usize {
    let middle: usize = middle.parse().unwrap();
    assert_eq!(middle % 10, 5, "lines and dots stand in the middle of lanes");
    middle / 10
}

fn drawn(row: Element<'_, '_>) -> Drawn {
    let mut drawings = Vec::new();
    all(row, "lanes", &mut drawings);
    let [drawing] = drawings.as_slice() else { panic!("{} drawings in a row", drawings.len()) };
    let room = attr(*drawing, AttrName::ViewBox).unwrap();
    let width: usize = room.strip_prefix("0 0 ").unwrap().strip_suffix(" 15").unwrap().parse().unwrap();
    let paths = drawing.nodes().map(|node| match node {
        Node::Element(path) if path.tag() == Tag::Path => path,
        other => panic!("{other:?}"),
    });
    let moves = |path: Element<'_, '_>| -> Vec<(usize, String)> {
        let written = attr(path, AttrName::D).unwrap();
        let parts = written.strip_prefix('M').unwrap().split('M').map(|part| {
            let (middle, on) = part.split_at(part.find(['-', ' ']).unwrap());
            (lane(middle), on.to_owned())
        });
        parts.collect()
    };
    let mut paths: Vec<_> = paths.collect();
    let dot = paths.pop().unwrap();
    assert!(attr(dot, AttrName::Class).unwrap().starts_with("dot"));
    Drawn { lanes: width / 10, lines: paths.into_iter().flat_map(moves).collect(), dot: moves(dot)[0].0 }
}

/// For each row, the rows that its lines come from. Fails where a line begins or ends in the open.
fn followed(rows: &[Element<'_, '_>]) -> Vec<BTreeSet<usize>> {
    let mut out = Vec::new();
    // In which lanes lines come from above, and from which row.
    let mut coming: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let Drawn { lanes, lines, dot } = drawn(*row);
        let (mut going, mut reached) = (BTreeMap::new(), BTreeSet::new());
        let mut from = BTreeSet::new();
        for (lane, line) in &lines {
            assert!(*lane < lanes, "row {place} has no room for lane {lane}");
            let above = coming.get(lane).copied();
            let above = || above.unwrap_or_else(|| panic!("row {place}: nothing comes down lane {lane}"));
            match line.as_str() {
                "-99V7.5" => {
                    assert_eq!(*lane, dot, "row {place}: a line ends where no dot is");
                    from.insert(above());
                }
                "-99V9999" => {
                    assert_ne!(*lane, dot, "row {place}: a line goes through the dot");
                    going.insert(*lane, above());
                }
                " 7.5V9999" => {
                    assert_eq!(*lane, dot, "row {place}: a line begins where no dot is");
                    going.insert(*lane, place);
                }
                bend => {
                    let end = bend.strip_prefix("-99V2.5q0 5 5 5H").map(self::lane);
                    assert_eq!(end, Some(dot), "row {place}: {bend}");
                    assert!(*lane < dot, "row {place}: a line bends back");
                    from.insert(above());
                }
            }
            reached.insert(*lane);
        }
        assert!(dot < lanes, "row {place} has no room for its dot");
        let lost: Vec<_> = coming.keys().filter(|lane| !reached.contains(lane)).collect();
        assert!(lost.is_empty(), "row {place}: lines end in lanes {lost:?}");
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
        all(tree.root().expect("a card"), "row", &mut rows);
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
    all(tree.root().expect("a card"), "row", &mut rows);
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
