//! Every word that the card itself says, by language, and how that language writes dates and numbers.
//! Below `card`, above `view`. One file a language (`en.json`, …); English is part of the core, the others are loaded
//! when a page asks for them.

#[cfg(target_arch = "wasm32")]
#[path = "known_browser.rs"]
mod known;
#[cfg(not(target_arch = "wasm32"))]
#[path = "known_native.rs"]
mod known;
#[cfg(target_arch = "wasm32")]
#[path = "locale_browser.rs"]
mod locale;
#[cfg(not(target_arch = "wasm32"))]
#[path = "locale_native.rs"]
mod locale;
mod phrase;
pub mod quotation;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::closed_set::{closed_set, word_at};
use crate::parts::parts;
use crate::problem::push_number;
use crate::shared::Shared;
use crate::value::{Decimal, Lang, PartialDate};

pub(crate) use known::known;
#[cfg(all(target_arch = "wasm32", any(feature = "card", feature = "render")))]
pub(crate) use known::learn;
use phrase::Parted;
pub use phrase::fill_text;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use phrase::push_filled;
pub(crate) use phrase::{Phrase, fill, filled};

/// A number as it is written where no language is asked: `1000`.
fn plain(number: usize) -> String {
    let mut out = String::new();
    push_number(&mut out, u32::try_from(number).unwrap_or(u32::MAX));
    out
}

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    lang: Lang,
    /// What is said for each word, by its number. Names of a closed set's values, and the forms that go with numbers,
    /// stand in one text, parted by tabs.
    said: Vec<&'static str>,
    /// The names, parted once, and each of them at its places. In a page, where few are asked for, they are parted when they
    /// are.
    #[cfg(not(target_arch = "wasm32"))]
    names: Vec<Vec<(&'static str, Parted<'static>)>>,
    /// What small numbers are like, asked once.
    #[cfg(not(target_arch = "wasm32"))]
    small: std::sync::OnceLock<locale::Small>,
}

/// A language's words are there once, and shared.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

impl Eq for Words {}

/// The categories of numbers, in the order of a word's forms.
const CATEGORIES: &str = "zero one two few many other ";

/// The place of the category that every language has.
const OTHER: usize = 5;

/// The place of the category that English has beside it.
#[cfg(target_arch = "wasm32")]
const ONE: usize = 1;

/// The category of a number that decides the form of the words beside it: `zero`, `one`, `two`, `few`, `many` or `other`
/// (Unicode UTS #35, part 3, section 5).
pub fn plural_category(lang: &Lang, number: usize) -> &'static str {
    word_at(CATEGORIES, locale::plural(lang, number))
}

closed_set! {
    /// A word, phrase or sentence that the card says, or the names of a closed set's values, in the order of `en.json`.
    #[expect(missing_docs, reason = "what each says stands in `en.json`")]
    pub enum Word {
        About = "about",
        Accessed = "accessed",
        AllSources = "all-sources",
        Appeared = "appeared",
        Archived = "archived",
        ArchivedBefore = "archived-before",
        AsOf = "as-of",
        Asked = "asked",
        BackToCitation = "back-to-citation",
        Changes = "changes",
        CheckedBy = "checked-by",
        Circle = "circle",
        CitedAt = "cited-at",
        Claim = "claim",
        Colon = "colon",
        Confidence = "confidence",
        ConfidencePercent = "confidence-percent",
        ContextCount = "context-count",
        Corrections = "corrections",
        CounterStatements = "counter-statements",
        DerivedFrom = "derived-from",
        Details = "details",
        DownloadMarkup = "download-markup",
        Evidence = "evidence",
        FactCheck = "fact-check",
        Filter = "filter",
        FirstAppearance = "first-appearance",
        FromTo = "from-to",
        Gaps = "gaps",
        Interests = "interests",
        License = "license",
        ListSeparator = "list-separator",
        Memberships = "memberships",
        Methodology = "methodology",
        Modified = "modified",
        MoreSources = "more-sources",
        NotDone = "not-done",
        NoticeVerdictChange = "notice-verdict-change",
        NoticeWithdrawn = "notice-withdrawn",
        Order = "order",
        Origins = "origins",
        OtherReviews = "other-reviews",
        Policies = "policies",
        Primary = "primary",
        Provenance = "provenance",
        Published = "published",
        RatingPlace = "rating-place",
        RatingScale = "rating-scale",
        ReadCheck = "read-check",
        RefutesCount = "refutes-count",
        RepeatOne = "repeat-one",
        ReportError = "report-error",
        ShownSources = "shown-sources",
        SourceCount = "source-count",
        SourceNamed = "source-named",
        SourceNumber = "source-number",
        SupportsCount = "supports-count",
        UntitledSource = "untitled-source",
        WhereSaid = "where-said",
        WhyChecked = "why-checked",
        Withheld = "withheld",
        WouldChange = "would-change",
        Action = "action",
        Agreement = "agreement",
        Answer = "answer",
        Change = "change",
        CitationStyle = "citation-style",
        Done = "done",
        Gap = "gap",
        Issue = "issue",
        Kind = "kind",
        Level = "level",
        Sort = "sort",
        Stance = "stance",
        StanceChoice = "stance-choice",
        Status = "status",
    }
}

/// `en.json` without its keys, a line for each word: see `build.rs`.
static ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));

/// English, for whatever has no words of its own.
pub(crate) fn english() -> &'static Words {
    static WORDS: Shared<Words> = Shared::new(Words::english);
    &WORDS
}

impl Words {
    /// English, which is always there.
    pub fn english() -> Self {
        Self::of_lines(Lang::english(), ENGLISH)
    }

    /// The words of a language, a line for each as `lines.rs` writes them; nothing when they are not as many as the card
    /// says, or `lang` is no language. The text is kept for as long as the program runs.
    pub fn read(lang: &str, lines: String) -> Option<Self> {
        let words = Self::of_lines(Lang::parse(lang)?, lines.leak());
        words.is_whole().then_some(words)
    }

    /// Whether there is a line for every word.
    fn is_whole(&self) -> bool {
        self.said.len() == Word::ALL.len()
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn of_lines(lang: Lang, lines: &'static str) -> Self {
        let mut said = Vec::new();
        for line in parts(lines, b'\n') {
            said.push(line);
        }
        #[cfg(not(target_arch = "wasm32"))]
        let names = said
            .iter()
            .map(|names| parts(names, b'\t').map(|name| (name, Parted::of(name))).collect())
            .collect();
        Self {
            lang,
            said,
            #[cfg(not(target_arch = "wasm32"))]
            names,
            #[cfg(not(target_arch = "wasm32"))]
            small: std::sync::OnceLock::new(),
        }
    }

    /// The language of the words.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// A word.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn get(&self, word: Word) -> &'static str {
        self.said.get(word as usize).copied().unwrap_or_default()
    }

    /// The name of a closed set's value, such as that of `Status::MostlyFalse` among those of `Word::Status`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn name(&self, names: Word, value: usize) -> &'static str {
        #[cfg(target_arch = "wasm32")]
        return crate::parts::part_at(self.get(names), b'\t', value);
        #[cfg(not(target_arch = "wasm32"))]
        self.names.get(names as usize).and_then(|names| names.get(value)).map_or("", |(name, _)| name)
    }

    /// A word whose places are to be filled; of several names, that of a value.
    pub(crate) fn phrase(&self, names: Word, value: usize) -> Phrase<'_> {
        #[cfg(target_arch = "wasm32")]
        return Parted::of(self.name(names, value)).phrase();
        #[cfg(not(target_arch = "wasm32"))]
        self.names
            .get(names as usize)
            .and_then(|names| names.get(value))
            .map_or_else(Phrase::default, |(_, parted)| parted.phrase())
    }

    /// The form of a word that goes with a number.
    pub fn counted(&self, word: Word, count: usize) -> &'static str {
        self.name(word, self.form(word, count))
    }

    /// The form of a word that goes with a number, to be filled.
    pub(crate) fn counted_phrase(&self, word: Word, count: usize) -> Phrase<'_> {
        self.phrase(word, self.form(word, count))
    }

    /// The place of that form among all; not every word has every one.
    fn form(&self, word: Word, count: usize) -> usize {
        let form = self.plural(count);
        if self.name(word, form).is_empty() { OTHER } else { form }
    }

    /// The category of a number, by its place among all.
    fn plural(&self, number: usize) -> usize {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(category) = self.small().plurals.get(number) {
            return *category;
        }
        locale::plural(&self.lang, number)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn small(&self) -> &locale::Small {
        self.small.get_or_init(|| locale::small(&self.lang))
    }

    /// A number that is written the same in every language which writes numbers as English does, and is small: most are.
    #[cfg(not(target_arch = "wasm32"))]
    fn small_number(&self, number: usize) -> Option<&'static str> {
        const ONES: &str = "0123456789";
        const TENS: &str = "10111213141516171819202122232425262728293031323334353637383940414243444546474849";
        let small = match number {
            0..10 => ONES.get(number..=number),
            10..50 => TENS.get(2 * (number - 10)..2 * (number - 9)),
            _ => None,
        };
        small.filter(|_| self.small().is_plain)
    }

    /// A number in the language's digits.
    pub fn number(&self, number: usize) -> Cow<'static, str> {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(small) = self.small_number(number) {
            return Cow::Borrowed(small);
        }
        Cow::Owned(locale::number(&self.lang, plain(number)))
    }

    /// A number that may have a fraction, as the language writes it.
    pub fn decimal(&self, number: Decimal) -> String {
        locale::number(&self.lang, number.to_text())
    }

    /// A date in the words of a language: `20 October 2016`, `October 2016` or `2016`.
    pub fn date(&self, date: &PartialDate, lang: Option<&Lang>) -> String {
        locale::date(lang.unwrap_or(&self.lang), date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::gaps::Gap;
    use crate::closed_set::place_of;
    use crate::record::{
        AgentKind, ChangeKind, CounterStatementKind, Issue, Level, SourceKind, Stance, Status,
    };
    use crate::view::state::{Action, Sort};
    use serde_json::Value;

    #[test]
    fn english_says_every_word_and_stands_in_the_order_of_the_words() {
        let Value::Object(file) = serde_json::from_str(include_str!("en.json")).unwrap() else { panic!() };
        assert!(file.keys().eq(Word::ALL.iter().map(|word| word.as_str())), "en.json, and `Word`");
        let sets = [
            (Word::Action, Action::WORDS),
            (Word::Answer, CounterStatementKind::WORDS),
            (Word::Change, ChangeKind::WORDS),
            (Word::Done, Action::WORDS),
            (Word::Issue, Issue::WORDS),
            (Word::Kind, SourceKind::WORDS),
            (Word::Level, Level::WORDS),
            (Word::Sort, Sort::WORDS),
            (Word::Stance, Stance::WORDS),
            (Word::StanceChoice, Stance::WORDS),
            (Word::Status, Status::WORDS),
        ];
        for (word, set) in sets {
            let Value::Object(names) = &file[word.as_str()] else { panic!() };
            assert!(names.keys().eq(set.split_whitespace()), "en.json, {}", word.as_str());
        }
        let Value::Object(gaps) = &file["gap"] else { panic!() };
        assert!(gaps.keys().eq(Gap::ALL.iter().map(|gap| gap.code().as_str())));
        assert_eq!(AgentKind::ALL.len(), 3, "kinds of agents are not named on the card");
    }

    #[test]
    fn what_is_said_is_what_the_file_says() {
        let file: Value = serde_json::from_str(include_str!("en.json")).unwrap();
        let words = Words::english();
        for word in Word::ALL {
            match &file[word.as_str()] {
                Value::String(text) => assert_eq!(words.get(*word), text),
                Value::Object(forms) if forms.keys().all(|form| place_of(CATEGORIES, form).is_some()) => {
                    assert_eq!(words.counted(*word, 1), forms["one"]);
                    assert_eq!(words.counted(*word, 2), forms["other"]);
                }
                Value::Object(names) => {
                    for (place, name) in names.values().enumerate() {
                        assert_eq!(words.name(*word, place), name);
                    }
                }
                other => panic!("{other}"),
            }
        }
    }

    #[test]
    fn counted_words_take_the_form_of_the_number() {
        let words = Words::english();
        assert_eq!(words.counted(Word::SourceCount, 1), "{count} source");
        assert_eq!(words.counted(Word::SourceCount, 2), "{count} sources");
    }
}
