//! The table, row by row, in the spellings that documents have; and what must never match.

use super::*;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const FILE: &str = include_str!("table.tsv");

struct Row {
    label: &'static str,
    status: Status,
    issues: Vec<Issue>,
    sources: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let lines = FILE.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [label, lang, status, issues, sources] = columns[..] else { panic!("{line:?}") };
            assert!(lang.split(' ').all(|lang| crate::value::Lang::parse(lang).is_some()), "{line:?}");
            let issues = issues.split(' ').filter(|issue| *issue != "-");
            Row {
                label,
                status: Status::parse(status).unwrap(),
                issues: issues.map(|issue| Issue::parse(issue).unwrap()).collect(),
                sources: sources.split(' ').collect(),
            }
        })
        .collect()
}

fn labels() -> Vec<&'static str> {
    rows().iter().map(|row| row.label).collect()
}

/// The rows' labels, folded.
static KEYS: LazyLock<BTreeSet<String>> = LazyLock::new(|| labels().into_iter().map(fold).collect());

fn says(label: &str) -> Option<(Status, &'static [Issue])> {
    meaning(label).map(|meaning| (meaning.status, meaning.issues))
}

fn status(label: &str) -> Option<Status> {
    meaning(label).map(|meaning| meaning.status)
}

fn fold(label: &str) -> String {
    folded(label, usize::MAX).unwrap()
}

/// What an address or a program's name makes of a label.
fn slug(label: &str, joint: &str) -> String {
    label
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '’')
        .collect::<Vec<_>>()
        .join(joint)
}

fn without_accents(label: &str) -> String {
    let decomposed = DecomposingNormalizer::new_nfd().normalize(label).to_string();
    decomposed.chars().filter(|c| !('\u{300}'..='\u{36F}').contains(c)).collect()
}

fn full_width(label: &str) -> String {
    label
        .chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
        .collect()
}

#[test]
fn every_row_is_found_however_it_is_spelt() {
    for row in rows() {
        let label = row.label;
        let spellings = [
            label.to_string(),
            label.to_uppercase(),
            label.to_lowercase(),
            slug(label, "-"),
            slug(label, "_").to_lowercase(),
            slug(label, " "),
            without_accents(label),
            ComposingNormalizer::new_nfc().normalize(label).to_string(),
            DecomposingNormalizer::new_nfd().normalize(label).to_string(),
            full_width(label),
            label.replace(['\'', '’'], ""),
            format!("  «{label}»!\r\n"),
            format!("\u{200F}*{label}*."),
        ];
        let expected = Some((row.status, &row.issues[..]));
        let own = fold(label);
        for spelling in spellings {
            // What folds to the row's own label is found with it; to ask for each again takes long.
            if spelling == label || fold(&spelling) != own {
                assert_eq!(says(&spelling), expected, "{label:?} as {spelling:?}");
            }
        }
    }
}

#[test]
fn no_two_rows_contradict_each_other() {
    let mut known: BTreeMap<String, (Status, Vec<Issue>)> = BTreeMap::new();
    for row in rows() {
        let key = fold(row.label);
        assert!(!key.is_empty(), "{:?}", row.label);
        let meaning = (row.status, row.issues);
        assert_eq!(known.entry(key).or_insert(meaning.clone()), &meaning, "{:?}", row.label);
    }
}

#[test]
fn every_row_names_a_source_that_the_head_explains() {
    let head: Vec<&str> =
        FILE.lines().filter_map(|line| line.strip_prefix("#   ")?.split(' ').next()).collect();
    for row in rows() {
        for source in row.sources {
            assert!(head.contains(&source), "{:?}: {source:?} is not at the head of the table", row.label);
        }
    }
}

#[test]
fn a_word_more_is_another_label() {
    let pairs = [
        ("True", "True but misleading"),
        ("True", "True, but"),
        ("True", "Mostly True"),
        ("True", "Half True"),
        ("True", "Partly true"),
        ("True", "Barely True"),
        ("True", "Not true"),
        ("False", "Mostly False"),
        ("False", "Partly False"),
        ("Correct", "Not correct"),
        ("Correct", "Mostly correct"),
        ("Accurate", "Not accurate"),
        ("Richtig", "Größtenteils richtig"),
        ("Falsch", "Größtenteils falsch"),
        ("Falsch", "Teilweise falsch"),
        ("Stimmt", "Stimmt nicht"),
        ("Stimmt überwiegend", "Stimmt überwiegend nicht"),
        ("Verdadero", "Verdadero, pero"),
        ("Vrai", "Plutôt vrai"),
        ("Faux", "Partiellement faux"),
        ("Benar", "Sebagian benar"),
        ("درست", "نادرست"),
        ("درست", "نیمه درست"),
        ("Neistina", "Skoro neistina"),
        ("Four Pinocchios", "Three Pinocchios"),
    ];
    for (label, other) in pairs {
        let (said, other_said) = (says(label), says(other));
        assert!(said.is_some() || label == "درست", "{label}");
        assert!(other_said.is_some(), "{other}");
        assert_ne!(said, other_said, "{label} and {other}");
    }
    // An intensifier says the same of the claim, in a row of its own: no prefix is cut off.
    assert_eq!(status("really_false"), Some(Status::False));
    for slug in ["really_true", "really_mostly_false", "not_really_false", "pants", "pants-on", "fire"] {
        assert_eq!(status(slug), None, "{slug}");
    }
}

#[test]
fn labels_are_matched_whole() {
    let unknown = [
        "",
        " ",
        "\u{200B}",
        "!",
        "❌",
        "Not false",
        "Untrue story",
        "True story",
        "False flag",
        "False headline about floods",
        "Tru",
        "Truee",
        "TrueFalse",
        "True.False",
        "In correct",
        "(In)correct",
        "Mis leading",
        "True as far as it goes",
        "Correct. This leaves out the years before.",
        "5",
        "5/5",
        "-1",
        "0",
    ];
    for label in unknown {
        assert_eq!(meaning(label), None, "{label:?}");
    }
}

#[test]
fn words_of_several_meanings_say_nothing() {
    // False to some, beyond checking to others; checked or confirmed; dealt with, corrected or altered; of facts or of
    // pictures; put to another use or altered.
    for label in ["Urban legend", "Verificato", "Bearbeitet", "Aangepast", "Manipulasi", "Image détournée"]
    {
        assert_eq!(meaning(label), None, "{label:?}");
    }
    assert_eq!(
        says("Contains misinformation"),
        Some((Status::Unrated, &[][..])),
        "it does not say how it misleads"
    );
}

#[test]
fn what_asks_or_was_cut_or_struck_out_says_nothing() {
    for label in [
        "True?",
        "True ？",
        "True…",
        "True...",
        "True ..",
        "...true",
        "T\u{336}r\u{336}u\u{336}e\u{336}",
        "≠ true",
        "¬true",
        "½ true",
        "True\u{FFFD}",
        "صحيح؟",
        "Αληθές;",
    ] {
        assert_eq!(meaning(label), None, "{label:?}");
    }
    assert_eq!(
        status("Verdadero, pero..."),
        Some(Status::MostlyTrue),
        "an ellipsis that belongs to the label"
    );
}

#[test]
fn a_picture_decorates_or_contradicts() {
    for label in
        ["❌ False", "✅ True", "🔴 FALSE 🔴", "⚠️ Misleading", "✔\u{FE0F} Mostly true", "❌ Half true"]
    {
        assert!(meaning(label).is_some(), "{label:?}");
    }
    for label in ["❌ True", "🚫 Mostly True", "✅ False", "Falso ✔"] {
        assert_eq!(meaning(label), None, "{label:?}");
    }
}

#[test]
fn a_scale_is_told_by_its_words() {
    for (label, expected) in [
        ("pants-fire", Status::False),
        ("barely-true", Status::MostlyFalse),
        ("Unproven", Status::Unproven),
        ("Unbelegt", Status::Unproven),
        ("Inchequeable", Status::NotCheckable),
        ("Void", Status::Withdrawn),
        ("Research In Progress", Status::Pending),
        ("C’est plus compliqué", Status::Mixed),
        ("cest-plus-complique", Status::Mixed),
        ("Groesstenteils falsch", Status::MostlyFalse),
        ("VÖLLIG FALSCH.", Status::False),
        ("YANLIŞ", Status::False),
        ("yanlis", Status::False),
        ("Incorrect \r", Status::False),
        (": false", Status::False),
        ("Flip- Flop", Status::Unrated),
        ("گمراه کننده", Status::Unrated),
        ("گمراه‌کننده", Status::Unrated),
        ("وليدة ذكاء اصطناعي", Status::Unrated),
    ] {
        assert_eq!(status(label), Some(expected), "{label:?}");
    }
}

#[test]
fn a_label_without_end_is_no_label() {
    for piece in ["a", " ", "\u{200B}", "true ", "❌", "한", "\u{300}", ".", "?", "\u{1F469}\u{200D}"] {
        assert_eq!(meaning(&piece.repeat((1 << 20) / piece.len())), None, "{piece:?}");
    }
    assert_eq!(status(&format!("{}true", " ".repeat(1 << 20))), Some(Status::True));
    assert!(folded(&"a".repeat(LONGEST + 1), LONGEST).is_none());
}

/// What the folding leaves alone, although Unicode decomposes it or knows it in another case.
fn is_left_alone(c: char) -> bool {
    matches!(c,
        // Letters that become two in capitals, and three that no label has.
        'ŉ' | 'ẚ' | 'և' | '\u{345}' | 'ƛ' | 'Ɨ' | '\u{23F}' | '\u{240}'
        // Phonetic letters, archaic and polytonic Greek, Cyrillic beyond Slavic and Turkic, old Georgian capitals, Tibetan,
        // Cherokee, Balinese and more of its plane, signs, Glagolitic, Coptic, Latin Extended-C and -D, ideographs,
        // presentation forms, and all that is not in the basic plane.
        | '\u{250}'..='\u{2AF}' | '\u{370}'..='\u{385}' | '\u{3CF}'..='\u{3FF}' | '\u{500}'..='\u{52F}'
        | '\u{F00}'..='\u{FFF}' | '\u{10A0}'..='\u{10CF}' | '\u{13A0}'..='\u{13FF}' | '\u{1B00}'..='\u{1C8F}'
        | '\u{1CC0}'..='\u{1DFF}' | '\u{1F00}'..='\u{1FFF}' | '\u{2000}'..='\u{2E7F}' | '\u{3400}'..='\u{9FFF}' | '\u{A640}'..='\u{ABFF}'
        | '\u{F900}'..='\u{FDFF}' | '\u{10000}'..
    )
}

/// Every character that the folding knows, by itself between two letters, for which a rule does not hold.
fn broken(holds: impl Fn(char, &str) -> bool) -> Vec<String> {
    let chars = ('\0'..=char::MAX).filter(|c| !is_left_alone(*c));
    chars.filter(|c| !holds(*c, &format!("o{c}o"))).map(|c| format!("U+{:04X} {c}", u32::from(c))).collect()
}

#[test]
fn composed_and_decomposed_are_one() {
    let decomposing = DecomposingNormalizer::new_nfd();
    let broken = broken(|_, text| fold(text) == fold(&decomposing.normalize(text)));
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn capitals_are_small() {
    let broken = broken(|_, text| {
        fold(text) == fold(&text.to_lowercase()) && fold(text) == fold(&text.to_uppercase())
    });
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn letters_and_digits_stay() {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let words = GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Number);
    let broken = broken(|c, text| {
        // Tatweel is a stroke that lengthens a word, and modifier letters of this block stand for apostrophes.
        let is_word = words.contains(categories.get(c)) && !matches!(c, '\u{640}' | '\u{2B9}'..='\u{2DF}');
        !is_word || !["oo", "o o"].contains(&fold(text).as_str())
    });
    assert!(broken.is_empty(), "{broken:?}");
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(label in any::<String>()) {
        let once = fold(&label);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        let _ = meaning(&label);
    }

    #[test]
    fn a_label_with_words_around_it_is_another(label in select(labels()), word in "[a-z]{1,3}") {
        let longer = [format!("{label} {word}"), format!("{word} {label}"), format!("{label}{word}")];
        for longer in longer {
            prop_assert!(KEYS.contains(&fold(&longer)) || meaning(&longer).is_none(), "{longer:?}");
        }
    }
}
