//! The tree in parts that a case folder would not show well: what differs by setting and state, and what holds for all.

use std::collections::BTreeSet;

use super::state::{Action, Sections};
use super::*;
use crate::html::{Element, Node, Tag, write};
use crate::read_record;
use crate::record::{Stance, Status};

/// A record that has everything a card shows.
const EVERYTHING: &str = include_str!("../../www/records/everything.json");

/// Looks at the tree of a record.
struct Look {
    card: Card,
    settings: Settings,
    state: ViewState,
    words: Words,
}

impl Look {
    fn at(record: &str) -> Self {
        Self::with(record, Settings::default())
    }

    fn with(record: &str, settings: Settings) -> Self {
        let reading = read_record(record.as_bytes());
        let card = reading.card.unwrap_or_else(|| panic!("{:?}", reading.problems));
        let state = ViewState::new(&card, &settings);
        Self { card, settings, state, words: Words::english() }
    }

    fn tree(&self) -> Tree<'_> {
        card(&self.card, &self.state, &self.settings, &self.words)
    }

    fn html(&self) -> String {
        write::tree(&self.tree())
    }
}

/// A small record with keys of the verdict and of the record put in.
fn record(verdict: &str, more: &str) -> String {
    format!(
        r#"{{ "version": 1, "lang": "en", "claim": {{ "text": "It hums.", "context": "Said at night." }},
            "verdict": {{ "status": "false" {verdict} }} {more} }}"#
    )
}

fn root<'t, 'a>(tree: &'t Tree<'a>) -> Element<'t, 'a> {
    tree.root().expect("a card")
}

/// An element and all that stand inside, in the order of their begin tags.
fn all<'t, 'a>(element: Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
    let mut found = vec![element];
    for node in element.nodes() {
        if let Node::Element(inner) = node {
            found.extend(all(inner));
        }
    }
    found
}

fn value(element: Element<'_, '_>, name: AttrName) -> Option<String> {
    element.attrs().into_iter().find_map(|(own, value)| (own == name).then(|| value.into_owned()))
}

fn text(element: Element<'_, '_>) -> String {
    let parts = element.nodes().map(|node| match node {
        Node::Element(inner) => text(inner),
        Node::Text(text) => text.to_string(),
    });
    parts.collect()
}

/// The values that an attribute has in a tree, in order.
fn values(tree: Element<'_, '_>, name: AttrName) -> Vec<String> {
    all(tree).into_iter().filter_map(|element| value(element, name)).collect()
}

fn all_settings() -> Vec<Settings> {
    let mut all = Vec::new();
    for &density in Density::ALL {
        for &order in Order::ALL {
            for heading_level in 1..=6 {
                let meter = heading_level > 3;
                all.push(Settings { density, order, meter, heading_level, ..Settings::default() });
            }
        }
    }
    all
}

#[test]
fn sections_stand_in_reading_order() {
    let rest = ["details", "sources", "provenance", "counter-statements", "changes", "about", "actions"];
    for (order, first) in
        [(Order::FindingFirst, ["verdict", "claim"]), (Order::ClaimFirst, ["claim", "verdict"])]
    {
        let look = Look::with(EVERYTHING, Settings { order, ..Settings::default() });
        let tree = look.tree();
        let tree = root(&tree);
        let parts: Vec<_> = tree
            .nodes()
            .filter_map(|node| match node {
                Node::Element(element) => value(element, AttrName::Part),
                Node::Text(_) => None,
            })
            .collect();
        assert_eq!(parts, first.into_iter().chain(rest).collect::<Vec<_>>());
    }
}

#[test]
fn what_has_nothing_to_say_is_not_there() {
    let html = Look::at(&record("", "")).html();
    for part in ["details", "provenance", "counter-statements", "changes", "about"] {
        assert!(!html.contains(&format!("part=\"{part}\"")), "{part} in {html}");
    }
}

fn open_sections(look: &Look) -> Vec<String> {
    let tree = look.tree();
    let tree = root(&tree);
    let open = all(tree).into_iter().filter(|&element| value(element, AttrName::Open).is_some());
    open.filter_map(|element| value(element, AttrName::Part)).collect()
}

#[test]
fn density_decides_what_is_open_at_first_unless_the_page_does() {
    let with = |density, expanded: Option<&str>| {
        let expanded = expanded.map(Sections::parse);
        open_sections(&Look::with(EVERYTHING, Settings { density, expanded, ..Settings::default() }))
    };
    assert_eq!(with(Density::Full, None), ["sources", "provenance", "counter-statements", "changes"]);
    assert_eq!(with(Density::Compact, None), <[&str; 0]>::default());
    assert_eq!(with(Density::Full, Some("")), <[&str; 0]>::default());
    assert_eq!(with(Density::Compact, Some("about details nonsense")), ["details", "about"]);
}

#[test]
fn many_sources_are_closed_at_first() {
    let with = |count: usize| {
        let sources: Vec<_> = (0..count).map(|i| format!(r#"{{ "id": "s{i}", "title": "T" }}"#)).collect();
        open_sections(&Look::at(&record("", &format!(r#", "sources": [{}]"#, sources.join(",")))))
    };
    assert_eq!(with(12), ["sources"]);
    assert_eq!(with(13), <[&str; 0]>::default());
}

#[test]
fn a_compact_card_leaves_out_what_surrounds_the_claim() {
    let html = |density| Look::with(EVERYTHING, Settings { density, ..Settings::default() }).html();
    for around in ["class=\"context\"", "class=\"appearances\"", "Readers asked"] {
        assert!(html(Density::Full).contains(around), "{around}");
        assert!(!html(Density::Compact).contains(around), "{around}");
    }
}

#[test]
fn a_badge_may_stand_in_a_paragraph() {
    let phrasing = [Tag::Span, Tag::A, Tag::Svg, Tag::Path];
    let badge = Settings { density: Density::Badge, ..Settings::default() };
    for record in [EVERYTHING, &record("", "")] {
        let look = Look::with(record, badge.clone());
        let tree = look.tree();
        let tree = root(&tree);
        assert_eq!(tree.tag(), Tag::Span);
        assert!(all(tree).iter().all(|element| phrasing.contains(&element.tag())), "{}", look.html());
        assert_eq!(values(tree, AttrName::Id), <[&str; 0]>::default());
    }
    let look = Look::with(EVERYTHING, badge.clone());
    assert!(look.html().contains("href=\"https://example.org/checks/lamp-posts\""));
    assert!(text(root(&look.tree())).ends_with("Off by a few"));
    assert!(!Look::with(&record("", ""), badge).html().contains("<a"), "there is nowhere to go");
}

#[test]
fn headings_are_of_the_level_that_the_page_asks_for() {
    let levels = |heading_level| {
        let look = Look::with(EVERYTHING, Settings { heading_level, ..Settings::default() });
        let tree = look.tree();
        let tree = root(&tree);
        let headings: Vec<_> =
            all(tree).into_iter().map(Element::tag).filter(|tag| tag.as_str().starts_with('h')).collect();
        let headings: Vec<_> = headings.into_iter().filter(|tag| *tag != Tag::Header).collect();
        (headings.first().copied(), headings.into_iter().skip(1).map(Tag::as_str).collect::<BTreeSet<_>>())
    };
    assert_eq!(levels(1), (Some(Tag::H1), BTreeSet::from(["h2"])));
    assert_eq!(levels(3), (Some(Tag::H3), BTreeSet::from(["h4"])));
    assert_eq!(levels(6), (Some(Tag::H6), BTreeSet::from(["h6"])));
    assert_eq!(
        levels(u8::MAX),
        (Some(Tag::H6), BTreeSet::from(["h6"])),
        "out of range, and no reason to stop"
    );
}

#[test]
fn the_meter_marks_the_place_on_a_scale_that_runs_either_way() {
    let marked = |rating: &str| {
        let meter = Settings { meter: true, ..Settings::default() };
        let look = Look::with(&record(&format!(r#", "rating": {{ {rating} }}"#), ""), meter);
        let tree = look.tree();
        let tree = root(&tree);
        let scale = all(tree).into_iter().find(|&it| value(it, AttrName::Class).as_deref() == Some("scale"));
        scale.map(|scale| {
            assert_eq!(value(scale, AttrName::AriaHidden).as_deref(), Some("true"), "words say it");
            let ends = [scale.nodes().next(), scale.nodes().last()];
            let ends = ends.map(|node| match node {
                Some(Node::Text(number)) => number.to_string(),
                other => panic!("expected a number at each end, found {other:?}"),
            });
            let marks: Vec<_> = scale.nodes().filter(|node| matches!(node, Node::Element(_))).collect();
            let here = |node: &Node<'_, '_>| matches!(node, Node::Element(mark) if !mark.attrs().is_empty());
            (marks.iter().position(here).expect("a mark"), marks.len(), ends.join(" "))
        })
    };
    let at = |place, marks, ends: &str| Some((place, marks, ends.to_owned()));
    assert_eq!(marked(r#""value": 1, "worst": 1, "best": 5"#), at(0, 5, "1 5"));
    assert_eq!(marked(r#""value": 3, "worst": 1, "best": 5"#), at(2, 5, "1 5"));
    assert_eq!(
        marked(r#""value": 3.19, "worst": 1, "best": 5"#),
        at(10, 21, "1 5"),
        "not before it is reached"
    );
    assert_eq!(marked(r#""value": 5, "worst": 1, "best": 5"#), at(4, 5, "1 5"));
    assert_eq!(marked(r#""value": 2, "worst": 6, "best": 1"#), at(4, 6, "6 1"), "the worst end comes first");
    assert_eq!(marked(r#""value": -1, "worst": -1, "best": -1"#), None, "no scale at all");
    assert_eq!(marked(r#""value": 6, "worst": 1, "best": 5"#), None, "off the scale");
    assert_eq!(marked(r#""value": 3, "best": 5"#), None, "half a scale");
    assert!(!Look::at(EVERYTHING).html().contains("class=\"meter\""), "only when the page asks for it");
}

#[test]
fn a_changed_finding_is_said_before_all_else() {
    let change = r#", "changes": [{ "date": "2024-06-01", "kind": "withdrawal", "text": "We were wrong." }]"#;
    for order in [Order::FindingFirst, Order::ClaimFirst] {
        let look = Look::with(&record("", change), Settings { order, ..Settings::default() });
        let tree = look.tree();
        let tree = root(&tree);
        let Some(Node::Element(first)) = tree.nodes().next() else { panic!("an empty card") };
        assert_eq!(value(first, AttrName::Class).as_deref(), Some("notice"), "{order:?}");
        assert!(text(first).starts_with("This check was withdrawn"), "{}", text(first));
    }
}

#[test]
fn each_status_has_an_icon_and_a_tone() {
    let mut icons = BTreeSet::new();
    for &status in Status::ALL {
        let look = Look::at(&record("", "").replace("\"false\"", &format!("{:?}", status.as_str())));
        let tree = look.tree();
        let tree = root(&tree);
        icons.insert(values(tree, AttrName::D).into_iter().next());
        assert_eq!(values(tree, AttrName::DataStatus), [status.as_str()]);
        let tone = match status.as_str() {
            "true" | "mostly-true" => "for",
            "false" | "mostly-false" => "against",
            "mixed" | "unproven" | "disputed" => "open",
            _ => "none",
        };
        assert_eq!(values(tree, AttrName::DataTone), [tone], "{}", status.as_str());
    }
    assert_eq!(icons.len(), Status::ALL.len(), "colour is never all that tells them apart");
}

#[test]
fn what_is_drawn_is_hidden_and_what_is_a_sign_is_named() {
    let look = Look::at(EVERYTHING);
    let tree = look.tree();
    let tree = root(&tree);
    for element in all(tree) {
        match (element.tag(), value(element, AttrName::Class).as_deref()) {
            (Tag::Svg, _) => {
                assert_eq!(value(element, AttrName::AriaHidden).as_deref(), Some("true"));
            }
            (Tag::A, Some("cite" | "back")) => assert!(value(element, AttrName::AriaLabel).is_some()),
            (Tag::A | Tag::Button | Tag::Label | Tag::Summary | Tag::Legend, _) => {
                assert!(!text(element).trim().is_empty(), "{element:?}");
            }
            _ => {}
        }
        if element.tag() == Tag::Button {
            assert_eq!(value(element, AttrName::Type).as_deref(), Some("button"), "it sends no form");
        }
    }
    let named_by = value(tree, AttrName::AriaLabelledby).expect("a name for the card");
    let name = all(tree).into_iter().find(|&it| value(it, AttrName::Id).as_ref() == Some(&named_by));
    assert_eq!(text(name.expect("what names it")), "Fact check: Off by a few");
    let roles = values(tree, AttrName::Role);
    let statuses = roles.iter().filter(|role| *role == "status").count();
    assert_eq!(statuses, 2, "of the filter and of the actions");
    for list in all(tree).into_iter().filter(|&it| matches!(it.tag(), Tag::Ul | Tag::Ol)) {
        let said = value(list, AttrName::Role).as_deref() == Some("list");
        assert!(said, "WebKit takes a list without markers for a layout: {list:?}");
    }
}

#[test]
fn jumps_lead_somewhere() {
    let look = Look::at(EVERYTHING);
    let tree = look.tree();
    let tree = root(&tree);
    let ids: BTreeSet<_> = values(tree, AttrName::Id).into_iter().collect();
    let jumps: Vec<_> =
        values(tree, AttrName::Href).into_iter().filter(|href| href.starts_with('#')).collect();
    assert!(jumps.len() > 10);
    for jump in jumps {
        assert!(ids.contains(jump.trim_start_matches('#')), "{jump}");
    }
}

#[test]
fn citations_are_numbered_through_explanation_and_details() {
    let look = Look::at(EVERYTHING);
    let tree = look.tree();
    let tree = root(&tree);
    let of_class = |class: &str, name| {
        let links = all(tree).into_iter().filter(|&it| value(it, AttrName::Class).as_deref() == Some(class));
        links.filter_map(|link| value(link, name)).collect::<Vec<_>>()
    };
    assert_eq!(of_class("cite", AttrName::Id), ["cite-1", "cite-2", "cite-3", "cite-4", "cite-5"]);
    assert_eq!(of_class("cite", AttrName::DataValue), ["1", "2", "3", "4", "5"]);
    let sources = ["#source-1", "#source-3", "#source-2", "#source-1", "#source-3"];
    assert_eq!(of_class("cite", AttrName::Href), sources);
    assert_eq!(of_class("back", AttrName::Href), ["#cite-1", "#cite-4", "#cite-3", "#cite-2", "#cite-5"]);
}

#[test]
fn a_filter_is_there_when_it_helps() {
    let with = |stances: &[&str]| {
        let source = |(i, stance): (usize, &&str)| {
            let stance = if stance.is_empty() { String::new() } else { format!(r#", "stance": "{stance}""#) };
            format!(r#"{{ "id": "s{i}", "title": "T" {stance} }}"#)
        };
        let sources: Vec<_> = stances.iter().enumerate().map(source).collect();
        let look = Look::at(&record("", &format!(r#", "sources": [{}]"#, sources.join(","))));
        let tree = look.tree();
        let tree = root(&tree);
        let choices = all(tree).into_iter().filter(|element| element.tag() == Tag::Input);
        choices.filter_map(|choice| value(choice, AttrName::Value)).collect::<Vec<_>>()
    };
    assert_eq!(with(&["supports", "refutes"]), <[&str; 0]>::default(), "two are seen at a glance");
    assert_eq!(with(&["supports", "supports", ""]), <[&str; 0]>::default(), "there is one stance");
    assert_eq!(with(&["supports", "refutes", ""]), ["all", "supports", "refutes"]);
    assert_eq!(with(&["context", "refutes", "context"]), ["all", "refutes", "context"]);
}

#[test]
fn what_is_missing_may_be_unsaid() {
    let said = |unsaid: &str| {
        let settings = Settings { unsaid: state::Gaps::parse(unsaid), ..Settings::default() };
        let look = Look::with(&record("", r#", "sources": [{ "id": "a", "title": "A" }]"#), settings);
        let tree = look.tree();
        let tree = root(&tree);
        let gaps = all(tree).into_iter().find(|&it| value(it, AttrName::Class).as_deref() == Some("gaps"));
        gaps.map(|gaps| all(gaps).into_iter().filter(|&it| it.tag() == Tag::Li).count()).unwrap_or_default()
    };
    assert_eq!(said(""), 3);
    assert_eq!(said("No-Reply nonsense"), 3, "names that no gap has");
    assert_eq!(said("undated-claim  single-source"), 1);
    assert_eq!(
        said("no-primary-source single-source undated-claim"),
        0,
        "nor is it said that something is missing"
    );
}

#[test]
fn a_source_keeps_the_number_that_it_is_cited_by() {
    let look = Look::at(EVERYTHING);
    let tree = look.tree();
    let tree = root(&tree);
    let sources: Vec<_> = all(tree)
        .into_iter()
        .filter(|&it| it.tag() == Tag::Li && value(it, AttrName::Id).is_some())
        .collect();
    assert_eq!(sources.len(), 4);
    for source in sources {
        let ordinal =
            all(source).into_iter().find(|&it| value(it, AttrName::Class).as_deref() == Some("ordinal"));
        let number = text(ordinal.expect("a number of its own"));
        assert_eq!(value(source, AttrName::Id).map(|id| id + ". "), Some(format!("source-{number}")));
    }
}

#[test]
fn a_filter_says_what_it_shows() {
    let mut look = Look::at(EVERYTHING);
    for (stance, value_of, said) in [
        (None, "all", "4 of 4 sources shown"),
        (Some(Stance::Supports), "supports", "2 of 4 sources shown"),
        (Some(Stance::Refutes), "refutes", "2 of 4 sources shown"),
    ] {
        look.state.stance = stance;
        let tree = look.tree();
        let tree = root(&tree);
        let checked = all(tree).into_iter().filter(|&it| value(it, AttrName::Checked).is_some());
        assert_eq!(checked.filter_map(|it| value(it, AttrName::Value)).collect::<Vec<_>>(), [value_of]);
        assert!(text(tree).contains(said));
        assert_eq!(values(tree, AttrName::Tabindex).len(), 4, "the stylesheet hides sources, not the tree");
    }
}

#[test]
fn the_source_that_a_citation_led_to_is_marked() {
    let mut look = Look::at(EVERYTHING);
    assert!(!look.html().contains("source marked"));
    look.state.marked = Some(1);
    let tree = look.tree();
    let tree = root(&tree);
    let marked: Vec<_> = all(tree)
        .into_iter()
        .filter(|&it| value(it, AttrName::Class).as_deref() == Some("source marked"))
        .filter_map(|it| value(it, AttrName::Id))
        .collect();
    assert_eq!(marked, ["source-2"]);
    look.state.marked = Some(99);
    assert!(!look.html().contains("source marked"));
}

#[test]
fn each_action_confirms_in_words() {
    let mut look = Look::at(EVERYTHING);
    let mut said = BTreeSet::new();
    for done in
        Action::ALL.iter().flat_map(|action| [(*action, true), (*action, false)]).map(Some).chain([None])
    {
        look.state.done = done;
        let tree = look.tree();
        let tree = root(&tree);
        let status = all(tree).into_iter().find(|&it| value(it, AttrName::Class).as_deref() == Some("said"));
        said.insert(text(status.expect("a place to say it")));
    }
    // Nothing, that it could not be done, and a word for each that could: printing needs none but has one.
    assert!(said.contains("") && said.len() >= 2 + Action::ALL.len() - 1, "{said:?}");
}

/// In which language each text of a tree stands, outermost first.
fn languages(element: Element<'_, '_>, outer: &str, found: &mut Vec<(String, String)>) {
    let lang = value(element, AttrName::Lang).unwrap_or_else(|| outer.to_owned());
    for node in element.nodes() {
        match node {
            Node::Element(inner) => languages(inner, &lang, found),
            Node::Text(text) => found.push((lang.clone(), text.to_string())),
        }
    }
}

#[test]
fn every_text_is_marked_with_its_language() {
    let record = r#"{ "version": 1, "lang": "fa", "claim": { "text": "הפנס ירוק", "lang": "he", "date": "2024-05-03" },
        "verdict": { "status": "false", "explanation": "نه.[^a]", "asOf": "2024-06" },
        "sources": [{ "id": "a", "title": "Zählung", "lang": "de", "quote": "Zwei", "note": "دو بار", "stance": "refutes",
            "publisher": "دفتر", "kind": "witness", "primary": true, "url": "https://quay.example/", "accessed": "2024" }],
        "counterStatements": [{ "speaker": { "name": "کسی" }, "kind": "denial", "text": "Nej", "lang": "sv" }] }"#;
    let look = Look::at(record);
    let mut found = Vec::new();
    languages(root(&look.tree()), "", &mut found);
    for (lang, text) in &found {
        // Numbers, dots and arrows are read in any language.
        let Some(first) = text.chars().find(|c| c.is_alphabetic()) else { continue };
        let expected = match text.as_str() {
            "Zählung" | "„Zwei“" => "de",
            "Nej" => "sv",
            _ if first.is_ascii() => "en",
            "הפנס ירוק" => "he",
            _ => "fa",
        };
        assert_eq!(lang, expected, "{text:?} among {found:?}");
    }
}

#[test]
fn words_in_the_contents_language_need_no_mark() {
    for lang in ["en", "en-GB", "EN-us"] {
        let look = Look::at(&record("", "").replace("\"en\"", &format!("{lang:?}")));
        assert_eq!(values(root(&look.tree()), AttrName::Lang), [lang]);
    }
    let look = Look::at(&record("", "").replace("\"en\"", "\"eng\""));
    assert!(
        values(root(&look.tree()), AttrName::Lang).len() > 1,
        "the same language, but the tag is another"
    );
}

#[test]
fn content_has_the_direction_of_its_language() {
    let look = Look::at(&record("", "").replace("\"en\"", "\"az-Arab\""));
    let tree = look.tree();
    let tree = root(&tree);
    assert_eq!(value(tree, AttrName::Dir).as_deref(), Some("rtl"));
    let english = all(tree).into_iter().filter(|&it| value(it, AttrName::Lang).as_deref() == Some("en"));
    assert!(english.clone().count() > 0);
    assert!(english.clone().all(|it| value(it, AttrName::Dir).as_deref() == Some("ltr")));
}

#[test]
fn trees_are_what_a_parser_would_make_of_them() {
    for settings in all_settings() {
        let look = Look::with(EVERYTHING, settings);
        let tree = look.tree();
        let tree = root(&tree);
        for element in all(tree) {
            let names: Vec<_> = element.attrs().into_iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
            let texts: Vec<bool> = element.nodes().map(|node| matches!(node, Node::Text(_))).collect();
            assert!(!texts.windows(2).any(|pair| pair == [true, true]), "{element:?}");
            let empty = |node: Node<'_, '_>| matches!(node, Node::Text(text) if text.to_string().is_empty());
            assert!(!element.nodes().any(empty), "{element:?}");
        }
    }
}

#[test]
fn the_fallback_is_the_pages_own_content() {
    assert_eq!(write::tree(&fallback()), "<slot></slot>");
}

#[test]
fn the_small_stylesheet_says_what_the_written_one_says() {
    let mut written = concat!(include_str!("card.css"), include_str!("prerendered.css")).to_owned();
    while let (Some(from), Some(to)) = (written.find("/*"), written.find("*/")) {
        written.replace_range(from..to + 2, "");
    }
    // Its own properties have a letter each, in the order in which they come; no two of them share one.
    let mut own: Vec<String> = Vec::new();
    for name in written.split("--").skip(1) {
        let name: String =
            name.chars().take_while(|next| next.is_ascii_lowercase() || *next == '-').collect();
        if !name.starts_with("fact-check-") && !own.contains(&name) {
            own.push(name);
        }
    }
    for (name, letter) in own.iter().zip('a'..='z') {
        for end in [':', ')', ',', ';'] {
            written = written.replace(&std::format!("--{name}{end}"), &std::format!("--fact-{letter}{end}"));
        }
    }
    let bare = |sheet: &str| {
        let bare: String = sheet.chars().filter(|character| !character.is_whitespace()).collect();
        bare.replace(";}", "}")
    };
    let strings = |sheet: &str| sheet.split('"').skip(1).step_by(2).map(String::from).collect::<Vec<_>>();
    assert_eq!(
        bare(PRERENDERED_STYLES),
        bare(&written),
        "nothing is lost but white space and the last semicolons"
    );
    assert_eq!(strings(PRERENDERED_STYLES), strings(&written), "no string loses a space");
    assert!(PRERENDERED_STYLES.starts_with(STYLES), "a prerendered card looks like one that runs");
    // What stands before a brace or a semicolon: selectors, conditions, declarations.
    for piece in written.split(['{', '}', ';', ',']).map(str::trim).filter(|piece| !piece.contains('"')) {
        let words: Vec<_> = piece.split_whitespace().collect();
        let mut small = words.join(" ");
        for (spaced, close) in [(": ", ":"), (" > ", ">"), (" / ", "/"), ("( ", "(")] {
            small = small.replace(spaced, close);
        }
        assert!(PRERENDERED_STYLES.contains(&small), "{piece}");
    }
}

#[test]
fn types_know_every_section() {
    use crate::view::state::Section;

    let sections = Section::WORDS.trim_end();
    let types = include_str!("../element/fact-check-card.d.ts");
    let union = sections.split(' ').map(|section| format!("\"{section}\"")).collect::<Vec<_>>().join(" | ");
    assert!(types.contains(&format!("type Section = {union};")), "expected type Section = {union}");
}
