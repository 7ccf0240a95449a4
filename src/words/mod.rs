//! Every word that the card itself says, by language, and how that language writes dates and numbers.
//! Below `card`, above `view`. One file a language (`en.json`, …); English is part of the core, the others are loaded
//! when a page asks for them.

#[cfg(target_arch = "wasm32")]
#[path = "locale_browser.rs"]
mod locale;
#[cfg(not(target_arch = "wasm32"))]
#[path = "locale_native.rs"]
mod locale;
pub mod quotation;

use alloc::string::String;

use crate::html::Element;
use crate::json::{self, Value};
use crate::parts::cut;
use crate::value::{Lang, PartialDate};

/// The category of a number that decides the form of the words beside it (Unicode UTS #35, part 3, section 5).
pub use locale::plural_category;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    lang: Lang,
    /// The language file: an object of words, and of groups of words.
    file: Value<'static>,
}

macro_rules! keys {
    ($($word:ident = $key:literal,)+) => {
        /// A word, phrase or sentence that the card says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "what each says stands in `en.json`")]
        pub enum Word { $($word,)+ }

        impl Word {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// The key in the language files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$word => $key,)+ }
            }
        }
    };
}

keys! {
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
    Checked = "checked",
    CheckedBy = "checked-by",
    CitedAt = "cited-at",
    Claim = "claim",
    Confidence = "confidence",
    ConfidencePercent = "confidence-percent",
    CounterStatements = "counter-statements",
    DerivedFrom = "derived-from",
    Details = "details",
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
    NoAnswer = "no-answer",
    NotDone = "not-done",
    NoticeVerdictChange = "notice-verdict-change",
    NoticeWithdrawn = "notice-withdrawn",
    Origins = "origins",
    OtherReviews = "other-reviews",
    Policies = "policies",
    Corrections = "corrections",
    Primary = "primary",
    Published = "published",
    RatingPlace = "rating-place",
    RatingScale = "rating-scale",
    ReadCheck = "read-check",
    ReportError = "report-error",
    SeenAt = "seen-at",
    ShownSources = "shown-sources",
    SourceCount = "source-count",
    SourceNumber = "source-number",
    UntitledSource = "untitled-source",
    WhereSaid = "where-said",
    WhyChecked = "why-checked",
    Withheld = "withheld",
    WouldChange = "would-change",
}

static ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/en.json"));

impl Words {
    /// English, which is always there.
    pub fn english() -> Self {
        // The file is part of the program, and a test reads it: an unreadable one would give a card of keys.
        let file = json::parse(ENGLISH.as_bytes()).map_or(Value::Null, |node| node.value);
        Self { lang: Lang::english(), file }
    }

    /// The language of the words.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// A word. One that the language lacks is its key, which a test takes for the fault that it is.
    pub fn get(&self, word: Word) -> &str {
        self.find(word.key(), "").unwrap_or(word.key())
    }

    /// The name of a group's member, such as `status` and `mostly-false`.
    pub fn name(&self, group: &'static str, member: &'static str) -> &str {
        self.find(group, member).unwrap_or(member)
    }

    /// A group's member whose name is made of parts, such as `supports.one`.
    pub(crate) fn member(&self, group: &str, member: &str) -> Option<&str> {
        self.find(group, member)
    }

    /// The form of a word that goes with a number.
    pub fn counted(&self, word: Word, count: usize) -> &str {
        let category = plural_category(&self.lang, count);
        let form = self.find(word.key(), category).or_else(|| self.find(word.key(), "other"));
        form.unwrap_or(word.key())
    }

    /// A word, or the member of a group. The file is short: it is searched faster than a map of it is made.
    #[inline(never)]
    fn find(&self, group: &str, member: &str) -> Option<&str> {
        let found = self.file.member(group)?;
        let found = if member.is_empty() { found } else { found.member(member)? };
        match found {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number in the language's digits.
    pub fn number(&self, number: usize) -> String {
        locale::number(&self.lang, number)
    }

    /// A date in the words of a language: `20 October 2016`, `October 2016` or `2016`.
    pub fn date(&self, date: &PartialDate, lang: Option<&Lang>) -> String {
        locale::date(lang.unwrap_or(&self.lang), date)
    }
}

/// Parts a phrase at its first place, written `{name}`: what stands before it, the name, what stands behind it.
fn first_place(phrase: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = cut(phrase, b'{')?;
    let (name, after) = cut(rest, b'}')?;
    Some((before, name, after))
}

/// Puts a phrase into an element, each of its places filled by `place`, which is given the element and the place's name.
pub fn fill<'a>(
    element: Element<'a>,
    phrase: &'a str,
    place: &mut dyn FnMut(Element<'a>, &str) -> Element<'a>,
) -> Element<'a> {
    let mut element = element;
    let mut rest = phrase;
    while let Some((before, name, after)) = first_place(rest) {
        element = place(element.child(before), name);
        rest = after;
    }
    element.child(rest)
}

/// Fills the places of a phrase with texts.
pub fn fill_text(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = phrase;
    while let Some((before, name, after)) = first_place(rest) {
        out.push_str(before);
        for (key, value) in values {
            if *key == name {
                out.push_str(value);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{
        AgentKind, ChangeKind, CounterStatementKind, Issue, Level, SourceKind, Stance, Status,
    };
    use alloc::vec::Vec;

    #[test]
    fn english_says_every_word() {
        let words = Words::english();
        for word in Word::ALL {
            let said = words.find(word.key(), "").or_else(|| words.find(word.key(), "other"));
            assert!(said.is_some(), "en.json lacks `{}`", word.key());
        }
        let groups: [(&'static str, Vec<&'static str>); 7] = [
            ("status", Status::ALL.iter().map(|w| w.as_str()).collect()),
            ("issue", Issue::ALL.iter().map(|w| w.as_str()).collect()),
            ("kind", SourceKind::ALL.iter().map(|w| w.as_str()).collect()),
            ("stance", Stance::ALL.iter().map(|w| w.as_str()).collect()),
            ("answer", CounterStatementKind::ALL.iter().map(|w| w.as_str()).collect()),
            ("change", ChangeKind::ALL.iter().map(|w| w.as_str()).collect()),
            ("level", Level::ALL.iter().map(|w| w.as_str()).collect()),
        ];
        for (group, members) in groups {
            for member in members {
                assert!(words.find(group, member).is_some(), "en.json lacks `{group}.{member}`");
            }
        }
        assert_eq!(AgentKind::ALL.len(), 3, "kinds of agents are not named on the card");
    }

    #[test]
    fn counted_words_take_the_form_of_the_number() {
        let words = Words::english();
        assert_eq!(words.counted(Word::SourceCount, 1), "{count} source");
        assert_eq!(words.counted(Word::SourceCount, 2), "{count} sources");
    }

    #[test]
    fn places_are_filled() {
        assert_eq!(fill_text("As of {date}.", &[("date", "2016")]), "As of 2016.");
        assert_eq!(fill_text("{a}{b} {", &[("a", "1")]), "1 {");
    }
}
