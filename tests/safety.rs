//! Whatever a record says, what is written is the card's own tree again for a real HTML parser, and nothing panics.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that can't go on says so best by stopping"
)]

mod record;

use fact_check_card::card::Card;
use fact_check_card::cite::{Style, citation};
use fact_check_card::claimreview::claim_review;
use fact_check_card::html::document::{self, Host, Styles};
use fact_check_card::html::{self, AttrName, Element, Node, Tag};
use fact_check_card::record::write::to_json;
use fact_check_card::view;
use fact_check_card::view::state::{Density, Gaps, Order, Sections, Settings, ViewState};
use fact_check_card::words::Words;
use fact_check_card::{kind, read_record};
use html5ever::serialize::SerializeOpts;
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment, serialize};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use proptest::prelude::*;
use record::{Holds, bytes, full, places, with, without};
use serde_json::{Value, json};

/// A tree in a form that compares: of the card, or of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Tree {
    Element {
        namespace: &'static str,
        tag: String,
        attrs: Vec<(String, String)>,
        children: Vec<Self>,
    },
    Text(String),
    /// A comment, a doctype or an instruction: nothing that a card writes.
    Foreign(String),
}

const HTML: &str = "html";
const SVG: &str = "svg";

impl Tree {
    fn of_element(element: Element<'_, '_>) -> Self {
        let attrs = element.attrs().into_iter();
        let mut attrs: Vec<_> =
            attrs.map(|(name, value)| (name.as_str().to_owned(), value.into_owned())).collect();
        attrs.sort();
        let children = element.nodes().map(|node| match node {
            Node::Element(element) => Self::of_element(element),
            Node::Text(text) => Self::Text(text.to_string()),
        });
        let namespace = if element.tag().is_svg() { SVG } else { HTML };
        let tag = element.tag().as_str().to_owned();
        Self::Element { namespace, tag, attrs, children: children.collect() }
    }

    fn of_handle(handle: &Handle) -> Self {
        match &handle.data {
            NodeData::Text { contents } => Self::Text(contents.borrow().to_string()),
            NodeData::Element { name, attrs, .. } => {
                let mut attrs: Vec<_> = attrs
                    .borrow()
                    .iter()
                    .map(|attr| (attr.name.local.to_string(), attr.value.to_string()))
                    .collect();
                attrs.sort();
                let namespace = if name.ns == ns!(svg) {
                    SVG
                } else if name.ns == ns!(html) {
                    HTML
                } else {
                    "another"
                };
                let children = handle.children.borrow().iter().map(Self::of_handle).collect();
                Self::Element { namespace, tag: name.local.to_string(), attrs, children }
            }
            other => Self::Foreign(format!("{other:?}")),
        }
    }

    /// Visits the tree, outer parts first.
    fn visit<'t>(&'t self, visit: &mut impl FnMut(&'t Self)) {
        visit(self);
        if let Self::Element { children, .. } = self {
            for child in children {
                child.visit(visit);
            }
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        self.visit(&mut |tree| {
            if let Self::Text(part) = tree {
                text.push_str(part);
            }
        });
        text
    }
}

/// What a browser's parser makes of markup inside of a `div`.
fn parsed(html: &str) -> RcDom {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html)
}

fn trees(dom: &RcDom) -> Vec<Tree> {
    // A fragment's parser puts what it read into a root element of its own.
    let root = dom.document.children.borrow()[0].clone();
    root.children.borrow().iter().map(Tree::of_handle).collect()
}

fn written_again(dom: &RcDom) -> String {
    let root: SerializableHandle = dom.document.children.borrow()[0].clone().into();
    let mut out = Vec::new();
    serialize(&mut out, &root, SerializeOpts::default()).unwrap();
    String::from_utf8(out).unwrap()
}

/// A prerendered card is one element, and all of a hostile record stays inside.
#[test]
fn prerendered_cards_end_where_they_should() {
    let hostile = include_str!("../www/records/hostile.json");
    for record in [hostile.to_owned(), full().to_string()] {
        let card = read_record(record.as_bytes()).card.unwrap();
        let words = Words::english();
        for settings in all_settings() {
            let host = Host { settings, ..Host::default() };
            let fallback = document::line(&card, &words, host.settings.density);
            for styles in [Styles::Inline, Styles::Linked("\"></template><i>")] {
                let html = document::prerendered(&card, &host, &words, styles, &fallback);
                let trees = trees(&parsed(&html));
                let [Tree::Element { tag, children, .. }] = &trees[..] else { panic!("{trees:?}") };
                assert_eq!(tag, "fact-check-card");
                let tags: Vec<&str> = children
                    .iter()
                    .map(|child| match child {
                        Tree::Element { tag, .. } => &**tag,
                        _ => panic!("{child:?}"),
                    })
                    .filter(|tag| *tag != "span")
                    .collect();
                assert!(matches!(tags[..], ["template", "script"] | ["template", "script", "p"]), "{tags:?}");
            }
        }
    }
}

/// Every way in which a page may ask for a card.
fn all_settings() -> impl Iterator<Item = Settings> {
    let all = Density::ALL.iter().flat_map(|density| Order::ALL.iter().map(move |order| (*density, *order)));
    all.zip([1_u8, 2, 3, 4, 5, 6].into_iter().cycle()).map(|((density, order), heading_level)| Settings {
        density,
        order,
        heading_level,
        meter: heading_level % 2 == 0,
        expanded: (heading_level > 3).then(|| Sections::parse("details sources about")),
        unsaid: Gaps::parse(if heading_level > 5 { "no-reply single-source" } else { "" }),
    })
}

/// Shows a card in every way; says what is wrong with the markup of one.
fn faults_of_markup(card: &Card) -> Option<String> {
    let words = Words::english();
    all_settings().find_map(|settings| {
        let state = ViewState::new(card, &settings);
        let tree = view::card(card, &state, &settings, &words);
        let html = view::html(card, &state, &settings, &words);
        faults_of(&Tree::of_element(tree.root().unwrap()), &html).map(|fault| format!("{fault}\nin {html}"))
    })
}

fn faults_of(tree: &Tree, html: &str) -> Option<String> {
    let dom = parsed(html);
    let read = trees(&dom);
    if read != [tree.clone()] {
        return Some(format!("parsed to another tree:\n{read:?}\ninstead of\n{tree:?}"));
    }
    if trees(&parsed(&written_again(&dom))) != read {
        return Some(format!("written again it is another tree: {}", written_again(&dom)));
    }
    let mut ids = Vec::new();
    let mut fault = None;
    read[0].visit(&mut |tree| match tree {
        Tree::Element { namespace, tag, attrs, .. } => {
            let known = Tag::ALL.iter().find(|known| known.as_str() == tag);
            if known.is_none_or(|known| known.is_svg() != (*namespace == SVG)) {
                fault = Some(format!("<{tag}> of {namespace}"));
            }
            for (name, value) in attrs {
                if !AttrName::ALL.iter().any(|known| known.as_str() == name) {
                    fault = Some(format!("the attribute {name}"));
                }
                let leads_somewhere_safe = ["http://", "https://", "#"].iter().any(|start| {
                    value.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
                });
                if name == "href" && !leads_somewhere_safe {
                    fault = Some(format!("a link to {value:?}"));
                }
                if name == "id" {
                    ids.push(value.clone());
                }
            }
        }
        Tree::Text(_) => {}
        Tree::Foreign(what) => fault = Some(what.clone()),
    });
    ids.sort();
    if let Some((id, _)) = ids.iter().zip(ids.iter().skip(1)).find(|(one, next)| one == next) {
        fault = Some(format!("the id {id:?} twice"));
    }
    fault
}

/// Pieces that have broken pages before.
const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "</script>",
    "<!--",
    "-->",
    "--!>",
    "]]>",
    "<![CDATA[",
    "<?php",
    "</p>",
    "</article>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "</svg>",
    "<math>",
    "<table><tr>",
    "</details>",
    "<a href=#>",
    "</style>",
    "</textarea>",
    "</title>",
    "</template>",
    "<template>",
    "<plaintext>",
    "<noscript>",
    "<slot>",
    "<",
    ">",
    "&",
    "&amp;",
    "&amp",
    "&lt;",
    "&#60;",
    "&#x3c",
    "&NewLine;",
    "&notit;",
    "\"",
    "'",
    "`",
    "=",
    "\" onclick=\"alert(1)",
    "\\",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{B}",
    "\u{C}",
    "\0",
    "\u{1}",
    "\u{1B}[31m",
    "\u{1F}",
    "\u{7F}",
    "\u{85}",
    "\u{9F}",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{200E}",
    "\u{200F}",
    "\u{2028}",
    "\u{2029}",
    "\u{202A}",
    "\u{202E}",
    "\u{2066}",
    "\u{2069}",
    "\u{3000}",
    "\u{FEFF}",
    "\u{FFFC}",
    "\u{FFFD}",
    "\u{FFFF}",
    "\u{E0001}",
    "\u{10FFFF}",
    "e\u{301}\u{301}\u{301}",
    "👩\u{200D}👩\u{200D}👧",
    "🇩🇪",
    "العربية",
    "עברית",
    "漢字",
    "[^count]",
    "[^",
    "]",
    "[^<b>]",
    "{date}",
    "{count}",
    "{{1}}",
    "${1}",
    "%3Cscript%3E",
    "javascript:alert(1)",
    "source-1",
    " ",
    "a",
    "word",
];

/// Texts that try to be something else.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[ -~]{0,8}",
        2 => "\\PC{0,4}",
        1 => any::<char>().prop_map(String::from),
        1 => (prop::sample::select(PIECES), 50_usize..400).prop_map(|(piece, times)| piece.repeat(times)),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// The pointers of the full record's places that hold text.
fn texts() -> Vec<String> {
    let texts = places(&full()).into_iter().filter(|place| matches!(place.holds, Holds::Text));
    texts.map(|place| place.pointer).collect()
}

/// The full record with hostile texts, in other places too, and without some of its parts.
fn hostile_record() -> impl Strategy<Value = Value> {
    let count = places(&full()).len();
    let texts = prop::collection::vec(hostile(), texts().len());
    let elsewhere = prop::collection::vec((0..count, hostile()), 0..4);
    let gone = prop::collection::vec(0..count, 0..4);
    (texts, elsewhere, gone).prop_map(|(texts, elsewhere, gone)| {
        let mut record = full();
        for (pointer, text) in self::texts().into_iter().zip(texts) {
            record = with(record, &pointer, json!(text));
        }
        for (place, text) in elsewhere {
            let pointer = places(&full()).swap_remove(place).pointer;
            // Inside of what was replaced before there is nothing any more.
            if record.pointer(&pointer).is_some_and(|value| !value.is_object() && !value.is_array()) {
                record = with(record, &pointer, json!(text));
            }
        }
        for place in gone {
            let pointer = places(&full()).swap_remove(place).pointer;
            if record.pointer(&pointer).is_some() {
                record = without(record, &pointer);
            }
        }
        record
    })
}

/// Reads, shows and writes whatever it is.
fn exercise(bytes: &[u8]) {
    let reading = read_record(bytes);
    let Some(card) = reading.card else {
        assert!(!reading.problems.is_empty(), "no card, and no reason given");
        return;
    };
    if let Some(fault) = faults_of_markup(&card) {
        panic!("{fault}");
    }
    if let Some(fault) = fault_of_what_is_handed_on(&card) {
        panic!("{fault}");
    }
    let again = read_record(to_json(card.record()).as_bytes());
    assert!(again.card.is_some(), "what was shown can be read again: {:?}", again.problems);
}

/// Cites and exports a card in every way; says what is wrong with what came of it.
fn fault_of_what_is_handed_on(card: &Card) -> Option<String> {
    let words = Words::english();
    let exported = claim_review(card, &words);
    if exported.contains('<') || serde_json::from_str::<Value>(&exported).is_err() {
        return Some(format!("no JSON for a script element: {exported}"));
    }
    for &style in Style::ALL {
        let cited = citation(card, style, &words);
        if cited.is_empty() || cited.contains(|c: char| c.is_control() && c != '\n') {
            return Some(format!("{}: {cited:?}", style.as_str()));
        }
        let depths = cited.chars().scan(0_i32, |depth, c| {
            *depth += i32::from(c == '{') - i32::from(c == '}');
            Some(*depth)
        });
        let depths: Vec<i32> = depths.collect();
        // The entry's own brackets close at its end, and only there.
        let early = depths.iter().skip("@online{".len()).rev().skip(1).any(|depth| *depth < 1);
        let whole = depths.last() == Some(&0) && !early;
        if style == Style::Bibtex && !whole {
            return Some(format!("an entry that does not end where it should: {cited}"));
        }
    }
    None
}

/// Texts of the format that no card shows: see [`every_text_that_was_kept_is_on_the_card`].
fn is_not_shown(pointer: &str, record: &Value) -> bool {
    let change_is_half =
        || record.pointer("/changes/0/from").is_none() || record.pointer("/changes/0/to").is_none();
    match pointer {
        // Of another fact-checker the name says enough.
        "/otherReviews/0/publisher/role" | "/otherReviews/0/publisher/affiliation" => true,
        // A change is shown as one from something to something.
        "/changes/0/from/label" | "/changes/0/to/label" => change_is_half(),
        _ => false,
    }
}

/// Takes the citations out of a text.
fn without_citations(text: &str) -> Vec<&str> {
    let is_id = |id: &str| {
        let name = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        id.len() <= 100
            && id.bytes().next().is_some_and(name)
            && id.bytes().all(|b| name(b) || b == b'.' || b == b'-')
    };
    let mut parts = Vec::new();
    let (mut from, mut search) = (0, 0);
    while let Some(at) = text[search..].find("[^").map(|at| at + search) {
        match text[at..].find(']').map(|end| at + end) {
            Some(end) if is_id(&text[at + 2..end]) => {
                parts.push(&text[from..at]);
                from = end + 1;
                search = from;
            }
            _ => search = at + 2,
        }
    }
    parts.push(&text[from..]);
    parts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_the_same_tree_for_a_parser(record in hostile_record()) {
        if let Some(card) = read_record(&bytes(&record)).card {
            prop_assert_eq!(faults_of_markup(&card), None);
            prop_assert_eq!(fault_of_what_is_handed_on(&card), None);
        }
    }

    #[test]
    fn every_text_that_was_kept_is_on_the_card(record in hostile_record()) {
        // Each text is told from all others by its number, so that it is looked for itself.
        let mut record = record;
        for (number, pointer) in texts().into_iter().enumerate() {
            if let Some(Value::String(text)) = record.pointer_mut(&pointer) {
                *text = format!("⟨{number}{text}{number}⟩");
            }
        }
        let Some(card) = read_record(&bytes(&record)).card else { return Ok(()) };
        let kept: Value = serde_json::from_str(&to_json(card.record())).unwrap();
        let settings = Settings::default();
        let state = ViewState::new(&card, &settings);
        let html = view::html(&card, &state, &settings, &Words::english());
        let said: String = trees(&parsed(&html)).iter().map(Tree::text).collect();
        for pointer in texts() {
            let Some(Value::String(text)) = kept.pointer(&pointer) else { continue };
            if is_not_shown(&pointer, &kept) {
                continue;
            }
            for paragraph in text.split("\n\n") {
                for part in without_citations(paragraph) {
                    prop_assert!(said.contains(part), "{}: {:?} is not in {:?}", pointer, part, said);
                }
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        exercise(&bytes);
    }

    #[test]
    fn no_damage_to_a_record_panics(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6)) {
        let mut bytes = bytes(&full());
        for (place, byte, how) in damage {
            let place = place.index(bytes.len());
            match how {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                _ => { bytes.remove(place); }
            }
        }
        exercise(&bytes);
    }

    #[test]
    fn no_json_panics(value in any_json()) {
        exercise(&bytes(&value));
    }

    #[test]
    fn no_json_in_a_record_panics(value in any_json(), place in any::<prop::sample::Index>()) {
        let places = places(&full());
        exercise(&bytes(&with(full(), &place.get(&places).pointer, value)));
    }
}

/// Any value, with keys that the format has and keys that it has not.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        hostile().prop_map(Value::from),
    ];
    let keys = || {
        let known: Vec<String> = places(&full())
            .iter()
            .filter_map(|place| place.pointer.rsplit_once('/').map(|(_, key)| key.to_owned()))
            .collect();
        prop_oneof![4 => prop::sample::select(known), 1 => hostile()]
    };
    leaf.prop_recursive(8, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((keys(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

#[test]
fn the_full_record_passes() {
    exercise(&bytes(&full()));
    exercise(&bytes(&with(full(), "/review/url", json!("https://desk.example/}"))));
}

/// The judge itself: it must see what it is there to see.
#[test]
fn bad_markup_is_found() {
    let mut paragraph = html::Tree::default();
    paragraph.open(kind!(P)).text("a\rb").close();
    let tree = Tree::of_element(paragraph.root().unwrap());
    assert!(faults_of(&tree, "<p>a\rb</p>").is_some(), "a parser rewrites a carriage return");
    for bad in [
        "<p><b>a</b></p>",
        "<p onclick=\"a\">a</p>",
        "<a href=\"javascript:a\">a</a>",
        "<a href=\"//a.example\">a</a>",
        "<p><!-- a --></p>",
        "<p><a id=\"a\"></a><a id=\"a\"></a></p>",
        "<svg><p></p></svg>",
        "<path></path>",
    ] {
        let tree = trees(&parsed(bad));
        assert!(faults_of(&tree[0], bad).is_some(), "{bad}");
    }
    let good = "<p id=\"a\"><a href=\"https://a.example\">a</a><a href=\"#b\">b</a></p>";
    assert_eq!(faults_of(&trees(&parsed(good))[0], good), None);
}

#[test]
fn citations_are_taken_out() {
    assert_eq!(without_citations("a[^b]c[^ [^d]"), ["a", "c[^ ", ""]);
}
