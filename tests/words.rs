//! The card's own words in every language: whether all of it is said, in the forms that numbers take, and as it is
//! written there. `CONTRIBUTING.md` says how to add a word or a language; what these tests print says what is missing.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that can't go on says so best by stopping"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fact_check_card::words::{Word, Words};
use icu_normalizer::ComposingNormalizer;
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::{Map, Value};

#[path = "../src/words/lines.rs"]
mod lines;

/// A file of `src/words`: its language, and what it says.
type File = (String, Map<String, Value>);

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn file(path: &Path) -> File {
    let language = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).unwrap();
    (language, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn english() -> Map<String, Value> {
    file(&root("src/words/en.json")).1
}

/// Every file but English.
fn files() -> Vec<File> {
    let all = fs::read_dir(root("src/words")).unwrap().map(|entry| entry.unwrap().path());
    let json = all.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut files: Vec<File> =
        json.map(|path| file(&path)).filter(|(language, _)| language != "en").collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    assert!(!files.is_empty(), "languages beside English");
    files
}

/// Fails with all that was found, not only the first.
fn none_of(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn is_counted(word: &Value) -> bool {
    word.as_object().is_some_and(|forms| forms.keys().all(|form| CATEGORIES.contains(&form.as_str())))
}

/// The texts of a word, each with its key: `status.true`.
fn texts<'a>(key: &str, word: &'a Value) -> Vec<(String, &'a str)> {
    match word {
        Value::String(text) => vec![(key.to_owned(), text)],
        Value::Object(inner) => {
            inner.iter().flat_map(|(name, word)| texts(&format!("{key}.{name}"), word)).collect()
        }
        other => panic!("{key}: {other}"),
    }
}

fn all_texts(words: &Map<String, Value>) -> Vec<(String, &str)> {
    words.iter().flat_map(|(key, word)| texts(key, word)).collect()
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

fn rules(language: &str) -> PluralRules {
    PluralRules::try_new_cardinal((&language.parse::<icu_locale::Locale>().unwrap()).into()).unwrap()
}

fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[test]
fn every_file_has_the_words_of_english_in_their_order() {
    let english = english();
    let mut wrong = Vec::new();
    for (language, words) in files() {
        let file = format!("src/words/{language}.json");
        compare(&mut wrong, &file, &english, &words);
        for (key, word) in english.iter().filter(|(_, word)| !is_counted(word)) {
            if let (Some(names), Some(theirs)) = (word.as_object(), words.get(key).and_then(Value::as_object))
            {
                compare(&mut wrong, &format!("{file}, `{key}`,"), names, theirs);
            }
        }
    }
    none_of(&wrong);
}

fn compare(wrong: &mut Vec<String>, place: &str, wanted: &Map<String, Value>, found: &Map<String, Value>) {
    let before = wrong.len();
    wrong.extend(
        wanted.keys().filter(|key| !found.contains_key(*key)).map(|key| format!("{place} lacks `{key}`")),
    );
    let more = found.keys().filter(|key| !wanted.contains_key(*key));
    wrong.extend(more.map(|key| format!("{place} has `{key}`, which the card does not say")));
    if wrong.len() == before && !wanted.keys().eq(found.keys()) {
        wrong.push(format!("{place} has another order than en.json, by which the core knows a word"));
    }
}

#[test]
fn every_word_is_said_somewhere() {
    let mut sources = String::new();
    let mut folders = vec![root("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() && !path.ends_with("words") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources += &fs::read_to_string(path).unwrap();
            }
        }
    }
    let unsaid = |word: &&Word| !sources.contains(&format!("Word::{word:?}"));
    let unsaid: Vec<_> = Word::ALL.iter().filter(unsaid).map(|word| word.as_str().to_owned()).collect();
    none_of(&unsaid);
}

#[test]
fn places_are_those_of_english() {
    let english = english();
    let mut wrong = Vec::new();
    for (language, words) in files() {
        for (key, word) in &words {
            let wanted = places(texts(key, &english[key]).last().unwrap().1);
            for (key, text) in texts(key, word) {
                let found = places(text);
                // One who says “one source” or “two sources” has said the number.
                let says_it =
                    text_for_one_number(&language, &key) && wanted.difference(&found).eq(["count"].iter());
                if found != wanted && !says_it {
                    wrong.push(format!(
                        "src/words/{language}.json, `{key}`: expected {wanted:?}, found {found:?}"
                    ));
                }
            }
        }
    }
    none_of(&wrong);
}

/// Whether a form is for one number only, as `two` in Arabic is.
fn text_for_one_number(language: &str, key: &str) -> bool {
    let Some((_, form)) = key.rsplit_once('.') else { return false };
    let rules = rules(language);
    (0..=200_usize).filter(|&number| name_of(rules.category_for(number)) == form).count() == 1
}

#[test]
fn numbers_find_the_forms_that_their_language_has() {
    let mut wrong = Vec::new();
    for (language, words) in files() {
        let mut wanted: Vec<&str> = rules(&language).categories().map(name_of).collect();
        wanted.sort_by_key(|name| CATEGORIES.iter().position(|category| category == name));
        for (key, word) in words.iter().filter(|(_, word)| is_counted(word)) {
            let found: Vec<&String> = word.as_object().unwrap().keys().collect();
            if found != wanted {
                wrong.push(format!(
                    "src/words/{language}.json, `{key}`: expected {wanted:?}, found {found:?}"
                ));
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn names_of_a_set_differ() {
    let mut wrong = Vec::new();
    for (language, words) in files() {
        for (key, word) in words.iter().filter(|(_, word)| !is_counted(word)) {
            let mut seen = BTreeMap::new();
            for (key, text) in texts(key, word) {
                if let Some(other) = seen.insert(text.to_owned(), key.clone()) {
                    wrong.push(format!("src/words/{language}.json: `{other}` and `{key}` are both “{text}”"));
                }
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn labels_fit_a_narrow_card() {
    let mut wrong = Vec::new();
    for (language, words) in files() {
        for (set, most) in
            [("action", 30), ("stance-choice", 16), ("stance", 16), ("status", 28), ("issue", 28)]
        {
            for (key, text) in texts(set, &words[set]) {
                let length = text.chars().count();
                if length > most {
                    wrong.push(format!(
                        "src/words/{language}.json, `{key}`: {length} characters, at most {most}"
                    ));
                }
            }
        }
    }
    none_of(&wrong);
}

/// The marks that a language puts around words in its own sentences.
fn marks(language: &str) -> &'static str {
    match language {
        "de" => "„“",
        "pl" => "„”",
        "fr" | "es" | "it" | "ru" | "uk" | "ar" | "fa" => "«»",
        "zh-Hant" | "ja" => "「」",
        "ko" => "‘’",
        "he" => "”",
        _ => "“”",
    }
}

/// What is wrong with the way in which a text is written.
fn faults(language: &str, key: &str, text: &str) -> Vec<&'static str> {
    let space = |c: char| c == ' ' || c == '\u{202F}' || c == '\u{A0}';
    let before = |mark: char| text.match_indices(mark).map(|(at, _)| text[..at].chars().next_back());
    let after =
        |mark: char| text.match_indices(mark).map(move |(at, _)| text[at + mark.len_utf8()..].chars().next());
    let is_separator = key == "colon" || key == "list-separator";
    let others = "„“”«»「」‘".chars().filter(|mark| !marks(language).contains(*mark));
    let apostrophe = ["fr", "it", "uk"].contains(&language);
    let mut faults = Vec::new();
    let mut fault = |is: bool, what| {
        if is {
            faults.push(what);
        }
    };
    fault(text.is_empty(), "it is empty");
    fault(text.contains(['"', '\'', '`']), "straight marks, where printers have others");
    fault(text.contains("..."), "three full stops for an ellipsis");
    fault(others.into_iter().any(|mark| text.contains(mark)), "the marks of another language");
    fault(
        text.contains('’') && !apostrophe && !marks(language).contains('’'),
        "an apostrophe, which it has not",
    );
    fault(!is_separator && text.trim() != text, "space around it");
    fault(text.contains("  "), "two spaces");
    fault(text.chars().any(|c| c.is_control()), "a control character");
    // What directions need is said by `dir`; an invisible character in a file is one that nobody reviews.
    let bidi = |c: char| matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    fault(text.contains(bidi), "a bidi control");
    fault(text.contains('\u{200C}') && language != "fa", "a joiner, which only Persian needs here");
    fault(ComposingNormalizer::new_nfc().normalize(text) != text, "it is not in the normal form C");
    if language == "fr" {
        let set_off = |mark| before(mark).all(|c| c == Some('\u{202F}'));
        fault(
            ![':', ';', '?', '!', '%', '»'].into_iter().all(set_off),
            "no narrow space that does not break",
        );
        fault(!after('«').all(|c| c == Some('\u{202F}')), "no narrow space that does not break");
    } else {
        fault(
            [':', ';', '?', '!'].into_iter().any(|mark| before(mark).flatten().any(space)),
            "a space before a mark",
        );
    }
    // A link that shows a number is called by it: a reader who says “3” has to be understood (WCAG 2.5.3).
    let spaced = !["zh-Hans", "zh-Hant", "ja"].contains(&language);
    let joined = text.split("{number}").skip(1).any(|rest| rest.starts_with(char::is_alphanumeric));
    fault(spaced && joined, "a number that is no word by itself");
    match language {
        "zh-Hans" | "zh-Hant" | "ja" => {
            fault(text.contains([',', '.', ':', ';', '(', ')', '?', '!']), "marks of half the width");
            fault(text.contains(' '), "a space");
        }
        "ar" | "fa" | "ur" => {
            fault(text.contains([',', ';', '?']), "a Latin comma, semicolon or question mark");
            fault(language == "ur" && text.contains('.'), "a Latin full stop");
            fault(text.contains(['ي', 'ك', 'ى']) && language != "ar", "an Arabic letter for one of its own");
            fault(text.contains(['ی', 'ک']) && language == "ar", "a Persian letter");
        }
        "hi" => fault(text.contains('.'), "a Latin full stop"),
        "ru" | "uk" | "es" => fault(text.contains(" %"), "a space that may break, before %"),
        _ => {}
    }
    if language == "es" {
        fault(
            text.contains('?') != text.contains('¿') || text.contains('!') != text.contains('¡'),
            "half a pair of marks",
        );
    }
    faults
}

#[test]
fn texts_are_written_as_their_language_is() {
    let mut wrong = Vec::new();
    for (language, words) in files() {
        for (key, text) in all_texts(&words) {
            for fault in faults(&language, &key, text) {
                wrong.push(format!("src/words/{language}.json, `{key}`, “{text}”: {fault}"));
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn tags_find_their_language() {
    for line in fs::read_to_string(root("tests/languages.txt")).unwrap().lines() {
        let (tag, wanted) = line.split_once('\t').unwrap();
        assert_eq!(Words::of(tag).lang().as_str(), wanted, "{tag}");
    }
}

#[test]
fn the_script_of_the_core_knows_every_language() {
    let script = fs::read_to_string(root("src/element/language.js")).unwrap();
    let listed = script.split("LANGUAGES = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let files: Vec<String> = files().into_iter().map(|(language, _)| language).collect();
    assert_eq!(listed.split(' ').collect::<Vec<_>>(), files, "LANGUAGES in src/element/language.js");
    assert_eq!(Words::all().len(), files.len() + 1);
}

#[test]
fn numbers_take_their_form() {
    let numbers = [0, 1, 2, 3, 5, 11, 21, 100];
    let said = [
        ("en", "0 sources, 1 source, 2 sources, 3 sources, 5 sources, 11 sources, 21 sources, 100 sources"),
        ("fr", "0 source, 1 source, 2 sources, 3 sources, 5 sources, 11 sources, 21 sources, 100 sources"),
        ("pl", "0 źródeł, 1 źródło, 2 źródła, 3 źródła, 5 źródeł, 11 źródeł, 21 źródeł, 100 źródeł"),
        (
            "ru",
            "0 источников, 1 источник, 2 источника, 3 источника, 5 источников, 11 источников, 21 источник, 100 источников",
        ),
        ("uk", "0 джерел, 1 джерело, 2 джерела, 3 джерела, 5 джерел, 11 джерел, 21 джерело, 100 джерел"),
        ("he", "0 מקורות, מקור אחד, שני מקורות, 3 מקורות, 5 מקורות, 11 מקורות, 21 מקורות, 100 מקורות"),
        ("ja", "出典0件, 出典1件, 出典2件, 出典3件, 出典5件, 出典11件, 出典21件, 出典100件"),
    ];
    for (language, wanted) in said {
        let words = Words::of(language);
        let found = numbers
            .map(|number| words.counted(Word::SourceCount, number).replace("{count}", &number.to_string()));
        assert_eq!(found.join(", "), wanted, "{language}");
    }
    let arabic = Words::of("ar");
    let found = numbers.map(|number| arabic.counted(Word::SourceCount, number));
    assert_eq!(
        found,
        [
            "لا مصادر",
            "مصدر واحد",
            "مصدران",
            "{count} مصادر",
            "{count} مصادر",
            "{count} مصدرًا",
            "{count} مصدرًا",
            "{count} مصدر"
        ]
    );
}

#[test]
fn words_that_a_language_lacks_are_said_in_english() {
    let english = fs::read_to_string(root("src/words/en.json")).unwrap();
    let lines = lines::lines_of_words(
        &english,
        r#"{ "about": "Pri ĉi tiu kontrolo", "status": { "true": "Vera" } }"#,
    );
    let words = Words::read("eo", lines.clone()).unwrap();
    assert_eq!(words.get(Word::About), "Pri ĉi tiu kontrolo");
    assert_eq!([0, 1].map(|value| words.name(Word::Status, value)), ["Vera", "Mostly true"]);
    assert_eq!(words.get(Word::FactCheck), "Fact check");
    assert_eq!(words.counted(Word::SourceCount, 2), "{count} sources");
    assert!(Words::read("no language", lines).is_none());
    assert!(Words::read("eo", "<!doctype html>".to_owned()).is_none(), "too few lines");
}
