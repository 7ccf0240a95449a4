//! Languages and the direction that they are written in.
//! Sources: BCP 47 (RFC 5646) section 2.1 for tags, Unicode's `ScriptMetadata` and CLDR's likely subtags for directions.

use alloc::string::String;

use crate::parts::{is_all, part_at, parts};

/// A well-formed BCP 47 language tag, kept as it was sent.
///
/// # Example
///
/// ```
/// use fact_check_card::value::{Direction, Lang};
///
/// let lang = Lang::parse("az-Arab").unwrap();
/// assert_eq!(lang.direction(), Direction::RightToLeft);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lang(
    String,
    // Asked for with every element of some cards; a page's few can be worked out each time.
    #[cfg(not(target_arch = "wasm32"))] Direction,
);

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As English.
    LeftToRight,
    /// As Arabic, Persian, Hebrew and Urdu.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// Languages that are written from right to left unless their tag names another script.
const RIGHT_TO_LEFT: &str =
    "ar arc arz bal bgn ckb dv fa glk he iw khw ks lrc mzn nqo ps rhg sd skr syr ug ur yi";

/// Scripts that run from right to left.
const RIGHT_TO_LEFT_SCRIPTS: &str = "adlm arab aran hebr mand mend nkoo rohg samr syrc thaa yezi";

impl Lang {
    /// The grammar as a regular expression, for the JSON Schema.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const PATTERN: &'static str = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\
        (-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[0-9A-WYZa-wyz](-[A-Za-z0-9]{2,8})+)*(-[Xx](-[A-Za-z0-9]{1,8})+)?$";

    /// Checks a tag: language, then script, region, variants, extensions and private use, each where it belongs.
    pub fn parse(sent: &str) -> Option<Self> {
        let alpha = |part: &str, length: usize| part.len() == length && is_all(part, u8::is_ascii_alphabetic);
        let alnum = |part: &str, least: usize| {
            (least..=8).contains(&part.len()) && is_all(part, u8::is_ascii_alphanumeric)
        };
        let mut subtags = parts(sent, b'-');
        if !subtags.take_if(|part| alpha(part, 2) || alpha(part, 3)) {
            return None;
        }
        subtags.take_if(|part| alpha(part, 4));
        subtags.take_if(|part| alpha(part, 2) || (part.len() == 3 && is_all(part, u8::is_ascii_digit)));
        while subtags.take_if(|part| {
            alnum(part, 5)
                || (alnum(part, 4)
                    && part.len() == 4
                    && part.bytes().next().is_some_and(|b| b.is_ascii_digit()))
        }) {}
        while let Some(singleton) = subtags.next() {
            let least = if singleton.eq_ignore_ascii_case("x") { 1 } else { 2 };
            if !(singleton.len() == 1 && alnum(singleton, 1) && subtags.take_if(|part| alnum(part, least))) {
                return None;
            }
            while subtags.take_if(|part| alnum(part, least)) {}
        }
        Some(Self::of_tag(sent))
    }

    /// English, the language of last resort.
    pub(crate) fn english() -> Self {
        Self::of_tag("en")
    }

    fn of_tag(tag: &str) -> Self {
        #[cfg(target_arch = "wasm32")]
        return Self(String::from(tag));
        #[cfg(not(target_arch = "wasm32"))]
        {
            let lang = Self(String::from(tag), Direction::LeftToRight);
            let direction = lang.find_direction();
            Self(lang.0, direction)
        }
    }

    /// The tag as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the tag's first subtag is the language `code`, in any case of letters.
    pub fn is(&self, code: &str) -> bool {
        parts(&self.0, b'-').next().is_some_and(|language| language.eq_ignore_ascii_case(code))
    }

    /// Whether the tag's first subtag is one of `codes`, which spaces part.
    pub(crate) fn is_any(&self, codes: &str) -> bool {
        let language = part_at(&self.0, b'-', 0);
        parts(codes, b' ').any(|code| language.eq_ignore_ascii_case(code))
    }

    /// Whether one of the subtags after the first is `subtag`, in any case of letters.
    pub(crate) fn names(&self, subtag: &str) -> bool {
        let mut parts = parts(&self.0, b'-');
        parts.next();
        parts.any(|part| part.eq_ignore_ascii_case(subtag))
    }

    /// Whether who reads this language reads that one as the same: another region does not matter, another script does.
    pub(crate) fn reads_as(&self, other: &Self) -> bool {
        parts(&self.0, b'-').next().is_some_and(|code| other.is(code))
            && self.direction() == other.direction()
            && self.is_traditional_chinese() == other.is_traditional_chinese()
    }

    /// Whether the tag stands for Chinese in traditional characters.
    pub(crate) fn is_traditional_chinese(&self) -> bool {
        self.is("zh") && parts("Hant TW HK MO", b' ').any(|subtag| self.names(subtag))
    }

    /// The second subtag: a script or a region, usually.
    fn subtag(&self) -> &str {
        part_at(&self.0, b'-', 1)
    }

    /// The script subtag, if the tag names one.
    pub fn script(&self) -> Option<&str> {
        Some(self.subtag()).filter(|part| part.len() == 4 && is_all(part, u8::is_ascii_alphabetic))
    }

    /// The direction in which the language is written.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn direction(&self) -> Direction {
        self.1
    }

    /// The direction in which the language is written.
    #[cfg(target_arch = "wasm32")]
    pub fn direction(&self) -> Direction {
        self.find_direction()
    }

    fn find_direction(&self) -> Direction {
        let right_to_left = match self.script() {
            Some(script) => parts(RIGHT_TO_LEFT_SCRIPTS, b' ').any(|rtl| rtl.eq_ignore_ascii_case(script)),
            None => {
                // Panjabi and Azerbaijani change script, and direction, at a border.
                self.is_any(RIGHT_TO_LEFT)
                    || (self.is("pa") && self.has_region("PK"))
                    || (self.is("az") && self.has_region("IR"))
            }
        };
        if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    fn has_region(&self, region: &str) -> bool {
        self.subtag().eq_ignore_ascii_case(region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_tags_pass() {
        for tag in [
            "en",
            "en-GB",
            "zh-Hant-TW",
            "es-419",
            "sl-rozaj-biske",
            "de-1996",
            "ar-u-nu-latn",
            "fa-x-a-b",
            "ckb",
            "en-a-bb-x-y",
            "PT-br",
        ] {
            assert!(Lang::parse(tag).is_some(), "{tag}");
        }
    }

    #[test]
    fn ill_formed_tags_do_not() {
        for tag in [
            "",
            "e",
            "engl",
            "en_GB",
            "en-",
            "-en",
            "en--GB",
            "en-x",
            "en-u",
            "en GB",
            "français",
            "en-GB-Latn",
            "12",
        ] {
            assert!(Lang::parse(tag).is_none(), "{tag}");
        }
    }

    #[test]
    fn directions_are_those_of_icu() {
        let icu = icu_locale::LocaleDirectionality::new_common();
        let tags = parts(RIGHT_TO_LEFT, b' ').chain([
            "en", "es", "pt", "fr", "de", "it", "pl", "tr", "id", "hi", "zh", "zh-Hant", "ja", "ko", "ru",
            "uk", "az", "az-Arab", "az-IR", "pa", "pa-PK", "pa-Arab", "ar-Latn", "uz-Arab", "ku", "ff-Adlm",
            "en-Hebr", "sr-Cyrl",
        ]);
        for tag in tags {
            let Some(theirs) = tag.parse::<icu_locale::Locale>().ok().and_then(|locale| icu.get(&locale.id))
            else {
                continue;
            };
            let ours = Lang::parse(tag).unwrap().direction();
            let theirs = match theirs {
                icu_locale::Direction::RightToLeft => Direction::RightToLeft,
                _ => Direction::LeftToRight,
            };
            assert_eq!(ours, theirs, "{tag}");
        }
    }
}
