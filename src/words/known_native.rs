//! The words of every language, natively: all of them are part of the program, so that a card can be written in any.

use std::sync::LazyLock;

use super::Words;
use crate::parts::parts;

/// The files of `src/words`, by the language that each is named for, in their order.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| {
    FILES.iter().filter_map(|(name, file)| Words::read(name, String::from(*file))).collect()
});

/// The words of a language, by the name of its file; English if there is none of that name.
pub(crate) fn known(name: &str) -> &'static Words {
    named(name).unwrap_or(super::english())
}

fn named(name: &str) -> Option<&'static Words> {
    let place = ALL.binary_search_by(|words| words.lang.as_str().cmp(name));
    place.ok().and_then(|place| ALL.get(place))
}

impl Words {
    /// Every language that the card speaks.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The words of the language that is nearest to a tag, by lookup (RFC 4647, section 3.4); English where there is
    /// none. Chinese is looked up by its script, which the region tells where the tag does not.
    ///
    /// # Example
    ///
    /// ```
    /// use fact_check_card::words::{Word, Words};
    ///
    /// assert_eq!(Words::of("pt-BR").lang().as_str(), "pt");
    /// assert_eq!(Words::of("zh-HK").lang().as_str(), "zh-Hant");
    /// assert_eq!(Words::of("de").get(Word::FactCheck), "Faktencheck");
    /// assert_eq!(Words::of("tlh").get(Word::FactCheck), "Fact check");
    /// ```
    pub fn of(tag: &str) -> &'static Self {
        // Most tags are such a name themselves.
        named(tag).unwrap_or_else(|| known(&name_of(tag)))
    }
}

/// The name of the file that would have the words for a tag. `src/element/language.js` says the same in browsers;
/// `tests/languages.txt` holds both.
fn name_of(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let mut subtags = parts(&tag, b'-');
    match subtags.next().unwrap_or_default() {
        "zh" => {
            let traditional = subtags.find_map(|subtag| match subtag {
                "hans" => Some(false),
                "hant" | "tw" | "hk" | "mo" | "yue" => Some(true),
                _ => None,
            });
            String::from(if traditional == Some(true) { "zh-Hant" } else { "zh-Hans" })
        }
        // What these two were called until 1989.
        "iw" => String::from("he"),
        "in" => String::from("id"),
        code => String::from(code),
    }
}
