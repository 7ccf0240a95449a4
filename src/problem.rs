//! What is wrong with a document: the one problem type of every reader, written for a person.
//! Stands at the top of the flow; everything that judges input reports here.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use crate::closed_set::{closed_set, word_at};
use crate::json::write::Keys;

closed_set! {
    /// How much a problem costs.
    #[derive(PartialOrd, Ord)]
    pub enum Severity {
        /// There is no card to show.
        Fatal = "fatal",
        /// One part is left out or shown plain; the rest of the card stands.
        Error = "error",
        /// The record is sound, the check may not be.
        Warning = "warning",
        /// Import had to change something.
        Repair = "repair",
    }
}

macro_rules! codes {
    ($($severity:ident { $($(#[doc = $doc:literal])+ $code:ident = $name:literal,)+ })+) => {
        /// What kind of problem: a stable name that programs can match.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $($($(#[doc = $doc])+ $code,)+)+ }

        impl Code {
            /// Every code, for documentation and tests.
            pub const ALL: &'static [Self] = &[$($(Self::$code,)+)+];

            /// The code's public name, such as `invalid-url`.
            pub fn as_str(self) -> &'static str {
                word_at(concat!($($($name, " "),+),+), self as usize)
            }

            /// What a problem of this kind costs.
            pub fn severity(self) -> Severity {
                match self { $($(Self::$code => Severity::$severity,)+)+ }
            }
        }
    };
}

codes! {
    Fatal {
        /// The record could not be fetched.
        Network = "network",
        /// The renderer itself could not be started.
        Engine = "engine",
        /// The bytes are not UTF-8 text.
        NotUtf8 = "not-utf8",
        /// The text is not JSON.
        NotJson = "not-json",
        /// The document is over 1 MiB.
        TooLarge = "too-large",
        /// Lists and objects are nested more than 64 deep.
        TooDeep = "too-deep",
        /// More than 2,000 sources.
        TooManySources = "too-many-sources",
        /// A text of more than 20,000 characters.
        TextTooLong = "text-too-long",
        /// A record of another version than 1.
        UnsupportedVersion = "unsupported-version",
        /// The document is no record at all.
        NotARecord = "not-a-record",
        /// No statement to check.
        NoClaim = "no-claim",
        /// No conclusion about the claim.
        NoVerdict = "no-verdict",
        /// Nothing in the document is a check that can be imported.
        NothingToImport = "nothing-to-import",
        /// More claims than one import takes.
        TooManyClaims = "too-many-claims",
    }
    Error {
        /// A key that the record format does not have.
        UnknownKey = "unknown-key",
        /// A key that stands twice in one object.
        DuplicateKey = "duplicate-key",
        /// A value of another type than the format's.
        WrongType = "wrong-type",
        /// A required field that is not there.
        MissingField = "missing-field",
        /// A text without a visible character.
        BlankField = "blank-field",
        /// A word that is not in the format's list.
        UnknownValue = "unknown-value",
        /// A date of the wrong form, or one that no calendar has.
        InvalidDate = "invalid-date",
        /// Not an absolute `http` or `https` address.
        InvalidUrl = "invalid-url",
        /// Not a BCP 47 language tag.
        InvalidLanguage = "invalid-language",
        /// Not a slug.
        InvalidId = "invalid-id",
        /// A number out of its range.
        InvalidNumber = "invalid-number",
        /// Characters that cannot be shown, or that would disguise others.
        InvalidText = "invalid-text",
        /// A reference to a source that is not in the record.
        UnknownSource = "unknown-source",
        /// Two sources with one id.
        DuplicateId = "duplicate-id",
        /// Sources that derive from each other in a circle.
        CircularDerivation = "circular-derivation",
    }
    Warning {
        /// The check cites nothing.
        NoSources = "no-sources",
        /// The check rests on one source.
        SingleSource = "single-source",
        /// No source is primary.
        NoPrimarySource = "no-primary-source",
        /// Every source repeats the same origin.
        SingleOrigin = "single-origin",
        /// The claimant's answer is not given, nor that there was none.
        NoReply = "no-reply",
        /// When the claim was made is not said.
        UndatedClaim = "undated-claim",
        /// An export cannot say it: its vocabulary has no words for it.
        NotCarried = "not-carried",
        /// An export lacks what those who read it ask for.
        IncompleteMarkup = "incomplete-markup",
    }
    Repair {
        /// Import read something that the format does not allow as it stood.
        Repaired = "repaired",
        /// Import left out something that could not be read, or that the format has no place for.
        LeftOut = "left-out",
        /// Import found a text that a template has in the place of one, and took it for none.
        Placeholder = "placeholder",
        /// Import does not know the label: it is shown as it is, and the status is `unrated`.
        UnknownLabel = "unknown-label",
    }
}

/// One fault of a document: where, what was expected, what was found.
///
/// # Example
///
/// ```
/// use fact_check_card::read_record;
///
/// let read = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes."},
///     "verdict": {"status": "false"}, "review": {"url": "ww.example"}}"#);
/// assert_eq!(
///     read.problems[0].to_string(),
///     "/review/url: expected an http or https address, found \"ww.example\"",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer (RFC 6901) to the value at fault; the empty string is the document itself.
    pub pointer: String,
    /// What kind of problem.
    pub code: Code,
    /// What was expected and what was found, without the pointer and without a full stop.
    pub message: Cow<'static, str>,
    /// Where in the text the value at fault begins, in bytes; `None` when no text was read.
    pub offset: Option<u32>,
}

impl Problem {
    /// A problem of the document as a whole.
    pub(crate) fn of_document(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self { pointer: String::new(), code, message: message.into(), offset: None }
    }

    /// What the problem costs.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            f.write_str(&self.pointer)?;
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

/// Writes problems as a JSON list of `{ pointer, code, severity, message }`.
pub fn push_json(problems: &[Problem], out: &mut String) {
    push_json_after("[", problems, out);
}

/// Goes on with a JSON list of problems whose beginning is there, and ends it.
pub(crate) fn push_json_after(before: &str, problems: &[Problem], out: &mut String) {
    out.push_str(before);
    let mut separator = if before == "[" { "" } else { "," };
    for problem in problems {
        out.push_str(separator);
        separator = ",";
        let mut keys = Keys::open(out);
        keys.string("pointer", &problem.pointer);
        keys.string("code", problem.code.as_str());
        keys.string("severity", problem.severity().as_str());
        keys.string("message", &problem.message);
        keys.close();
    }
    out.push(']');
}

/// Writes a found text as it may stand in a sentence: quoted, on one line, at most 60 characters.
pub(crate) fn quoted(found: &str) -> String {
    const MOST: usize = 60;
    let mut out = String::from("\"");
    for (i, c) in found.chars().enumerate() {
        if i == MOST {
            out.push('…');
            break;
        }
        match c {
            '"' => out.push_str("\\\""),
            c if c.is_control() || crate::value::text::is_unsafe(c) => push_code_point(&mut out, c),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes one step of a JSON pointer: a key of a document, with the signs that have a meaning in pointers escaped.
pub(crate) fn push_pointer(out: &mut String, key: &str) {
    out.push('/');
    for c in key.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}

/// Writes a character that cannot be seen by its number, as `U+202E`.
pub(crate) fn push_code_point(out: &mut String, c: char) {
    out.push_str("U+");
    let digits = if u32::from(c) > 0xFFFF { 6 } else { 4 };
    for i in (0..digits).rev() {
        out.push(char::from_digit((u32::from(c) >> (4 * i)) & 0xF, 16).unwrap_or('0').to_ascii_uppercase());
    }
}

/// Writes a count in decimal digits, without the formatting machinery.
pub(crate) fn push_number(out: &mut String, number: u32) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}
