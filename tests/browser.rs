//! What only a browser can say: whether its `Intl` and its nodes agree with the natively tested half of the crate.
//! Run by `cargo xtask test browser` in Chromium, Firefox and WebKit.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that can't go on says so best by stopping")]

use fact_check_card::claimreview::import::{Options, import_blocks};
use fact_check_card::html::write;
use fact_check_card::value::{Decimal, Lang, PartialDate};
use fact_check_card::view::state::{Density, Order, Section, Settings, ViewState};
use fact_check_card::words::{Word, Words, plural_category};
use fact_check_card::{dom, read_record, view};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// What `tests/locale.rs` wrote natively.
static LOCALE: &str = include_str!("locale.txt");

/// Where engines differ because each has its own edition of CLDR: the language, what one writes, what another does.
/// None of it changes what a reader is told; all else must be equal, letter for letter.
static EDITIONS: [(&str, &str, &str); 9] = [
    // Which spaces do not break has changed from edition to edition.
    ("", "\u{a0}", " "),
    ("", "\u{202f}", " "),
    // ICU4X sets a comma before the year; WebKitGTK has the older spelling of October.
    ("hi", ",", ""),
    ("hi", "अक्तूबर", "अक्टूबर"),
    // The browsers write the ezafe on months that end in a vowel.
    ("fa", "ه\u{654}", "ه"),
    // WebKitGTK has the older grouping for Italian, and no mark before the minus of Arabic.
    ("it", "1.000", "1000"),
    ("it", "1.234", "1234"),
    ("ar", "\u{61C}", ""),
    ("ar", "\u{200E}", ""),
];

/// A text in the one edition that all are compared in.
fn plain(lang: &Lang, text: &str) -> String {
    let mut text = text.to_owned();
    for (code, from, to) in EDITIONS {
        if code.is_empty() || lang.is(code) {
            text = text.replace(from, to);
        }
    }
    text
}

/// A language without words: only how it writes is asked.
fn speaking(tag: &str) -> Words {
    Words::read(tag, "\n".repeat(Word::ALL.len() - 1)).unwrap()
}

#[wasm_bindgen_test]
fn browsers_write_as_the_command_line_does() {
    let words = Words::english();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in LOCALE.lines() {
        let [kind, tag, sent, wanted] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a line: {line}")
        };
        let lang = Lang::parse(tag).unwrap();
        let found = match kind {
            "date" => words.date(&PartialDate::parse(sent).unwrap(), Some(&lang)),
            "plural" => plural_category(&lang, sent.parse().unwrap()).to_owned(),
            "number" => speaking(tag).number(sent.parse().unwrap()).into_owned(),
            _ => speaking(tag).decimal(Decimal::parse(sent).unwrap()),
        };
        seen += 1;
        if plain(&lang, &found) != plain(&lang, wanted) {
            wrong.push(format!("{kind} {tag} {sent}: expected {wanted}, found {found}"));
        }
    }
    assert!(seen > 500, "the table has {seen} lines");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

#[wasm_bindgen(module = "/src/element/language.js")]
extern "C" {
    fn language(tag: &str) -> String;
}

#[wasm_bindgen_test]
fn pages_find_the_language_that_the_command_line_finds() {
    for line in include_str!("languages.txt").lines() {
        let (tag, wanted) = line.split_once('\t').unwrap();
        assert_eq!(language(tag), wanted, "{tag}");
    }
}

#[wasm_bindgen(module = "/src/element/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = textsOf)]
    fn texts_of(html: &str, address: &str) -> Vec<String>;
}

/// A page of `tests/import`, and the records that the command line makes of it.
macro_rules! page {
    ($folder:literal, $address:expr) => {
        (
            $folder,
            include_str!(concat!("import/", $folder, "/page.html")),
            $address,
            include_str!(concat!("import/", $folder, "/records.ndjson")),
        )
    };
}

static PAGES: [(&str, &str, &str, &str); 5] = [
    page!("page-that-names-no-address", include_str!("import/page-that-names-no-address/page.txt")),
    page!("page-that-says-it-twice", ""),
    page!("page-with-json-ld", ""),
    page!("page-with-microdata", include_str!("import/page-with-microdata/page.txt")),
    page!("page-without-a-check", include_str!("import/page-without-a-check/page.txt")),
];

#[wasm_bindgen_test]
fn pages_give_the_records_that_they_give_natively() {
    for (name, html, address, wanted) in PAGES {
        let texts = texts_of(html, address.trim());
        let (page, blocks) = texts.split_first().unwrap();
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        let page = Some(page.as_str()).filter(|page| !page.is_empty());
        let found = import_blocks(&blocks, &Options { page, ..Options::default() });
        let records: Vec<&str> = found.records.iter().map(|imported| imported.record.as_str()).collect();
        assert_eq!(records, wanted.lines().collect::<Vec<_>>(), "{name}");
    }
}

#[wasm_bindgen(module = "/src/dom/apply.js")]
extern "C" {
    fn run(root: &JsValue, program: &str, names: &JsValue);
    fn build(page: &JsValue, program: &str, names: &JsValue) -> JsValue;
}

#[wasm_bindgen(inline_js = "
    export const page = () => document;
    export const fragment = () => document.createDocumentFragment();
    export const named = (names) => names.split('\\x1f').map((list) => list.split(' '));
    export const parsed = (html) => new DOMParser().parseFromString(`<!doctype html><body>${html}`, 'text/html').body;
    export const alike = (root, other) => root.childNodes.length === 1 && other.childNodes.length === 1
      && root.firstChild.isEqualNode(other.firstChild);
")]
extern "C" {
    fn page() -> JsValue;
    fn fragment() -> JsValue;
    fn named(names: &str) -> JsValue;
    fn parsed(html: &str) -> JsValue;
    #[wasm_bindgen(js_name = alike)]
    fn equal(root: &JsValue, other: &JsValue) -> bool;
}

/// Records of every kind: whole, bare, long, right to left, broken, hostile.
static RECORDS: [(&str, &str); 9] = [
    ("mosul-offensive", include_str!("../www/records/mosul-offensive.json")),
    ("everything", include_str!("../www/records/everything.json")),
    ("bare", include_str!("../www/records/bare.json")),
    ("hostile", include_str!("../www/records/hostile.json")),
    ("broken-parts", include_str!("../www/records/broken-parts.json")),
    ("lang-ar", include_str!("../www/records/lang-ar.json")),
    ("lang-mixed", include_str!("../www/records/lang-mixed.json")),
    ("changes", include_str!("../www/records/changes.json")),
    ("status-withdrawn", include_str!("../www/records/status-withdrawn.json")),
];

fn settings() -> Vec<Settings> {
    let mut all = Vec::new();
    for density in [Density::Full, Density::Compact, Density::Badge] {
        for (order, meter, heading_level) in [(Order::FindingFirst, false, 3), (Order::ClaimFirst, true, 6)] {
            all.push(Settings { density, order, meter, heading_level, ..Settings::default() });
        }
    }
    all
}

#[wasm_bindgen_test]
fn programs_build_what_markup_says() {
    let (words, names) = (Words::english(), named(&dom::names()));
    for (name, record) in RECORDS {
        let card = read_record(record.as_bytes()).card.unwrap();
        for settings in settings() {
            let state = ViewState::new(&card, &settings);
            let tree = view::card(&card, &state, &settings, &words);
            let root = fragment();
            run(&root, &dom::build(&tree), &names);
            assert!(equal(&root, &parsed(&write::tree(&tree))), "{name}, {settings:?}");
        }
    }
}

#[wasm_bindgen_test]
fn a_card_that_is_copied_has_its_own_texts() {
    let (words, names, settings) = (Words::english(), named(&dom::names()), Settings::default());
    let (_, record) = RECORDS[0];
    // Two records of one shape: from the third card on, cards are copied.
    let other = record.replace("Soleimani", "Nobody").replace("2016", "2017");
    for (place, record) in [record, &other, record, &other, record].into_iter().enumerate() {
        let card = read_record(record.as_bytes()).card.unwrap();
        let state = ViewState::new(&card, &settings);
        let tree = view::card(&card, &state, &settings, &words);
        let built = build(&page(), &dom::build(&tree), &names);
        assert!(equal(&built, &parsed(&write::tree(&tree))), "card {place}");
    }
}

#[wasm_bindgen_test]
fn programs_turn_any_card_into_any_other() {
    let (words, names) = (Words::english(), named(&dom::names()));
    let cards: Vec<_> =
        RECORDS.iter().map(|(name, record)| (name, read_record(record.as_bytes()).card.unwrap())).collect();
    let settings = settings();
    for (from_name, from) in &cards {
        for (to_name, to) in &cards {
            for (i, before) in settings.iter().enumerate() {
                let after = settings.get((i + 1) % settings.len()).unwrap();
                let old = ViewState::new(from, before);
                let mut new = ViewState { marked: Some(1), ..ViewState::new(to, after) };
                new.open.set(Section::Details, true);
                new.open.set(Section::Sources, false);
                let (old, new) =
                    (view::card(from, &old, before, &words), view::card(to, &new, after, &words));
                let root = fragment();
                run(&root, &dom::build(&old), &names);
                run(&root, &dom::patch(&old, &new), &names);
                let fresh = fragment();
                run(&fresh, &dom::build(&new), &names);
                assert!(equal(&root, &fresh), "from {from_name}, {before:?} to {to_name}, {after:?}");
            }
        }
    }
}
