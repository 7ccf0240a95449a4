//! Any graph gives a diagram in which every source stands once, and lines lead where it is repeated and nowhere else.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

type Edges = Vec<Vec<usize>>;

fn diagram(edges: &[Vec<usize>]) -> Diagram {
    Diagram::of(Provenance::of_edges(edges.to_vec()))
}

impl Diagram {
    /// The sources of a row.
    fn sources(&self, row: &Row) -> Vec<usize> {
        if row.is_shared { self.sharing(row.source) } else { vec![row.source] }
    }

    /// The rows that lines lead to a row from.
    fn lines_to(&self, place: usize) -> Vec<usize> {
        (0..place).filter(|above| self.leads(&self.rows[*above], &self.rows[place])).collect()
    }
}

/// The rows as a picture: an indented line each, with the sources, the lane, and the rows that lines lead from.
fn picture(edges: &[&[usize]]) -> String {
    let diagram = diagram(&edges.iter().map(|tos| tos.to_vec()).collect::<Edges>());
    let list = |numbers: &[usize]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let line = |(place, row): (usize, &Row)| {
        let (sources, from) = (list(&diagram.sources(row)), list(&diagram.lines_to(place)));
        format!("{}{sources} in lane {}, from rows [{from}]\n", "  ".repeat(row.level - 1), row.lane)
    };
    diagram.rows.iter().enumerate().map(line).collect()
}

#[test]
fn without_repetition_there_is_no_diagram() {
    assert_eq!(diagram(&[]).rows, []);
    assert_eq!(diagram(&[vec![], vec![]]).rows, []);
    // What names itself has nothing to lead to.
    assert_eq!(diagram(&[vec![0], vec![]]).rows, []);
}

#[test]
fn what_repeats_stands_below_what_it_repeats() {
    assert_eq!(
        picture(&[&[3], &[], &[3], &[], &[2]]),
        "1 in lane 0, from rows []\n\
         3 in lane 0, from rows []\n  \
           0 in lane 1, from rows [1]\n  \
           2 in lane 1, from rows [1]\n    \
             4 in lane 2, from rows [3]\n"
    );
}

#[test]
fn what_repeats_two_stands_below_the_second() {
    assert_eq!(
        picture(&[&[], &[], &[0, 1], &[0]]),
        "0 in lane 0, from rows []\n  \
           3 in lane 1, from rows [0]\n\
         1 in lane 1, from rows []\n  \
           2 in lane 2, from rows [0 2]\n"
    );
}

#[test]
fn a_circle_stands_together() {
    assert_eq!(
        picture(&[&[2], &[0], &[1], &[2], &[]]),
        "0 in lane 0, from rows []\n  \
           1 in lane 1, from rows [0]\n  \
           2 in lane 2, from rows [0 1]\n    \
             3 in lane 3, from rows [2]\n\
         4 in lane 0, from rows []\n"
    );
    let diagram = diagram(&[vec![2], vec![0], vec![1], vec![1]]);
    assert_eq!((diagram.circle(1), diagram.circle(3)), (vec![0, 1, 2], vec![3]));
}

#[test]
fn what_one_of_a_circle_repeats_stands_above_the_circle() {
    assert_eq!(
        picture(&[&[1], &[0, 2], &[]]),
        "2 in lane 0, from rows []\n  \
           0 in lane 1, from rows []\n    \
             1 in lane 2, from rows [0 1]\n"
    );
}

#[test]
fn a_long_chain_is_not_indented_for_ever() {
    let chain: Edges = (0..40).map(|i: usize| i.checked_sub(1).into_iter().collect()).collect();
    let diagram = diagram(&chain);
    assert!(diagram.rows.iter().all(|row| row.lane <= MOST_STEPS && row.level <= MOST_STEPS + 1));
    assert_eq!(diagram.lines_to(39), [38]);
}

#[test]
fn origins_are_the_sources_that_repeat_no_other() {
    let origins =
        |edges: &[&[usize]]| diagram(&edges.iter().map(|tos| tos.to_vec()).collect::<Edges>()).origins;
    assert_eq!(origins(&[]), 0);
    assert_eq!(origins(&[&[], &[0], &[1]]), 1);
    assert_eq!(origins(&[&[], &[], &[0, 1]]), 2);
    // A circle is one origin, unless it leads to another.
    assert_eq!(origins(&[&[1], &[2], &[0], &[0], &[]]), 2);
    assert_eq!(origins(&[&[1], &[0, 2], &[]]), 1);
}

#[test]
fn what_leads_back_to_one_origin_is_counted() {
    let most = |edges: &[&[usize]]| {
        diagram(&edges.iter().map(|tos| tos.to_vec()).collect::<Edges>()).most_of_one_origin
    };
    assert_eq!(most(&[]), 0);
    assert_eq!(most(&[&[], &[], &[]]), 0);
    assert_eq!(most(&[&[], &[0], &[1], &[1], &[2, 3], &[]]), 4);
    // What has a second origin is not counted, nor is what repeats it.
    assert_eq!(most(&[&[], &[], &[0], &[0, 1], &[3]]), 1);
    // A circle is one origin; one that leads to an origin is part of what leads there.
    assert_eq!(most(&[&[1], &[0], &[1], &[0, 2]]), 2);
    assert_eq!(most(&[&[1], &[0, 2], &[], &[0]]), 3);
}

#[test]
fn many_sources_are_grouped_below_what_they_repeat() {
    // Ten origins, the first with a hundred sources, the others with ten each; and ninety that nobody repeats.
    let mut edges: Edges = vec![vec![]; 10];
    edges.extend((0..100).map(|_| vec![0]));
    edges.extend((0..90).map(|i| vec![1 + i % 9]));
    edges.extend((0..90).map(|_| vec![]));
    let diagram = diagram(&edges);
    let shared = |shared: bool| diagram.rows.iter().filter(move |row| row.is_shared == shared);
    assert_eq!(shared(false).map(|row| row.source).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
    let groups: Vec<usize> = shared(true).map(|row| diagram.sharing(row.source).len()).collect();
    assert_eq!(groups, [100, 10, 10, 10, 10, 10, 10, 10, 10, 10, 90]);
    assert_eq!(&diagram.sharing(0)[..3], [10, 11, 12]);
    assert_eq!(diagram.lines_to(1), [0]);
    assert!(diagram.lines_to(diagram.rows.len() - 1).is_empty());
    // One that would share a row with no other has it to itself.
    edges.truncate(110);
    edges.push(vec![1]);
    let diagram = self::diagram(&edges);
    let row = diagram.rows.iter().find(|row| row.source == 110).unwrap();
    assert!(!row.is_shared && row.level == 2);
}

/// Graphs of all kinds: sparse and dense, with circles and without, with sources that name themselves.
fn graphs(most: usize) -> impl Strategy<Value = Edges> {
    (0..most, 0..5_usize, any::<bool>()).prop_flat_map(|(count, edges, circles)| {
        prop::collection::vec(prop::collection::btree_set(0..count.max(1), 0..=edges), count).prop_map(
            move |graph| {
                let keep = |from: usize, to: usize| circles || to < from;
                graph
                    .into_iter()
                    .enumerate()
                    .map(|(from, tos)| tos.into_iter().filter(|to| keep(from, *to)).collect())
                    .collect()
            },
        )
    })
}

/// Whether one source leads to another, along any number of edges.
fn leads(edges: &Edges, from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some(source) = next.pop() {
        for other in &edges[source] {
            if *other == to {
                return true;
            }
            if seen.insert(*other) {
                next.push(*other);
            }
        }
    }
    false
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_source_stands_once(edges in graphs(150)) {
        let diagram = diagram(&edges);
        prop_assert!(diagram.rows.len() <= MOST_ROWS);
        let mut sources: Vec<usize> = diagram.rows.iter().flat_map(|row| diagram.sources(row)).collect();
        sources.sort_unstable();
        let repeats = edges.iter().enumerate().any(|(from, tos)| tos.iter().any(|to| *to != from));
        let all: Vec<usize> = if repeats { (0..edges.len()).collect() } else { Vec::new() };
        prop_assert_eq!(sources, all);
        prop_assert!(edges.len() > MOST_ROWS || diagram.rows.iter().all(|row| !row.is_shared));
    }

    #[test]
    fn every_repetition_is_drawn_or_stands_in_a_group(edges in graphs(150)) {
        let diagram = diagram(&edges);
        let row_of = |source: usize| {
            diagram.rows.iter().position(|row| diagram.sources(row).contains(&source)).unwrap()
        };
        for (from, tos) in edges.iter().enumerate().filter(|_| !diagram.rows.is_empty()) {
            for to in tos {
                let (below, above) = (row_of(from), row_of(*to));
                let grouped = [below, above].iter().any(|row| diagram.rows[*row].is_shared);
                let circular = diagram.circle(from).contains(to);
                prop_assert!(grouped || circular || diagram.lines_to(below).contains(&above));
            }
        }
    }

    #[test]
    fn lines_lead_only_where_something_is_repeated(edges in graphs(150)) {
        let diagram = diagram(&edges);
        for (place, row) in diagram.rows.iter().enumerate() {
            for above in diagram.lines_to(place).into_iter().map(|above| &diagram.rows[above]) {
                prop_assert!(!above.is_shared);
                for source in diagram.sources(row) {
                    // What shares a row leads back to what the row stands below, as do the sources of a circle.
                    let may_be_far = row.is_shared || diagram.circle(above.source).contains(&source);
                    let names = edges[source].contains(&above.source);
                    prop_assert!(names || (may_be_far && leads(&edges, source, above.source)));
                }
            }
        }
    }

    #[test]
    fn circles_are_all_that_leads_there_and_back(edges in graphs(40)) {
        let diagram = diagram(&edges);
        for source in 0..edges.len() {
            let there_and_back = |other: &usize| leads(&edges, source, *other) && leads(&edges, *other, source);
            let expected: Vec<usize> =
                (0..edges.len()).filter(|other| *other == source || there_and_back(other)).collect();
            prop_assert_eq!(diagram.circle(source), expected);
        }
    }

    #[test]
    fn nothing_lies_on_anything_else(edges in graphs(150)) {
        let Diagram { rows, .. } = &diagram(&edges);
        let diagram = diagram(&edges);
        for (place, row) in rows.iter().enumerate() {
            let before = place.checked_sub(1).map_or(0, |before| rows[before].level);
            prop_assert!((1..=before + 1).contains(&row.level) && row.level <= MOST_STEPS + 1);
            let last = (place..rows.len()).rfind(|other| diagram.lines_to(*other).contains(&place));
            prop_assert_eq!(row.last, last.unwrap_or(place));
            for (other_place, other) in rows.iter().enumerate().skip(place + 1) {
                // The lane is the row's own down to the last row of its line; only what repeats it may stand there.
                let straight = other_place == row.last && diagram.leads(row, other);
                prop_assert!(other.lane != row.lane || other_place > row.last || straight);
                prop_assert!(other_place > row.last || other.last_lane >= row.lane);
            }
            prop_assert!(row.last_lane >= row.lane);
            for above in diagram.lines_to(place).into_iter().map(|above| &rows[above]) {
                prop_assert!(above.lane < row.lane || (above.lane == row.lane && above.last == place));
            }
        }
    }

    #[test]
    fn what_has_a_row_stands_in_the_list_below_what_it_repeats(edges in graphs(100)) {
        let diagram = diagram(&edges);
        for (place, row) in diagram.rows.iter().enumerate() {
            if (2..=MOST_STEPS).contains(&row.level) {
                let above = diagram.rows.iter().take(place).rfind(|above| above.level < row.level).unwrap();
                prop_assert!(diagram.sources(row).iter().all(|source| leads(&edges, *source, above.source)));
            }
        }
    }
}

#[test]
fn hostile_graphs_are_laid_out_in_time() {
    const COUNT: usize = 2_000;
    // As many edges as a record of a mebibyte can name.
    let others = |i: usize| if i < COUNT / 2 { Vec::new() } else { (0..200).map(|to| to * 5).collect() };
    let graphs: [(&str, Edges); 5] = [
        ("chain", (0..COUNT).map(|i| i.checked_sub(1).into_iter().collect()).collect()),
        ("circle", (0..COUNT).map(|i| vec![(i + 1) % COUNT]).collect()),
        ("bipartite", (0..COUNT).map(others).collect()),
        ("star", (0..COUNT).map(|i| if i == 0 { Vec::new() } else { vec![0] }).collect()),
        ("pairs", (0..COUNT).map(|i| vec![i ^ 1]).collect()),
    ];
    for (name, edges) in graphs {
        let before = Instant::now();
        let diagram = diagram(&edges);
        let count: usize = diagram.rows.iter().map(|row| diagram.sources(row).len()).sum();
        assert_eq!((count, diagram.rows.len() <= MOST_ROWS), (COUNT, true), "{name}");
        // What grows with the square of the edges would take minutes.
        assert!(before.elapsed() < Duration::from_secs(20), "{name}");
    }
}
