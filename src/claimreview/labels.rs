//! From a fact-checker's own label to the status and the issues that a card shows, by a table that is compiled in and by a
//! newsroom's own map. Below `record`; the import of `ClaimReview` asks here, the map first.
//!
//! # The rule
//!
//! The label decides, and a number never does. A label is matched whole, in the letters that `fold` leaves of it: there
//! is no match by prefix or by part, so `True` says nothing of `True, but`. A label that is in no row is unknown: the card
//! shows it verbatim in the neutral tone.
//!
//! # How a label gets its row
//!
//! `labels/table.tsv` names the source of each row, and its head says what the columns mean. Truth and issues are two
//! questions, and the table answers them apart:
//!
//! - A place on a scale from false to true gives the status that has this place: `Half True` and `Teilweise falsch` are
//!   `mixed`. Words for half, part and mixture are all `mixed`; those for most, `mostly-true` and `mostly-false`.
//! - A label that says how a claim misleads, and not whether it is true, is `unrated` with the issue: `Misleading`,
//!   `Missing context`, `Altered`, `Satire`, `Scam`. To call such claims false would be our verdict, not the publisher's.
//!   So `Engañoso` is `unrated`, too: Chequeado places it near false, others nowhere.
//! - Words for what is untrue by their own meaning are `false` with the issue: `Hoax`, `Frei erfunden` (made up).
//! - What lacks evidence is `unproven`, never `mixed`: `Unbelegt`, `Insostenible`, `C'est possible`, `Prudence`.
//! - What is no matter of fact (opinion, legend, prediction) is `not-checkable`. `Unverifiable` and its kin are
//!   `unproven`: the publishers that define them mean that the evidence does not say. What turns on how one counts is
//!   `disputed`: `Discutible`, `Contestable`.
//! - A true claim with an unsaid “but” is `mostly-true`; one that is called misleading as well is `mixed` with the issue,
//!   since its publisher takes back what “true” would tell a reader at first sight.
//! - Where a publisher's label covers two statuses, the one that says less is taken: a `Bottomless Pinocchio` repeats a
//!   claim of three or four Pinocchios, so it is `mostly-false`.
//! - A word that only stresses leaves the status: `really_false` (a name that a publisher's program has for a label, read
//!   as `really false`), `Blatantly False`, `Pants on Fire` and `Völlig falsch` are `false`, since nothing is beyond it, and
//!   to make less of the plain `False` would be wrong. How much was stressed is the publisher's to say: the label shows it.
//! - A label that says nothing of the claim, such as `Checked` or `Recall`, is `unrated`: a row that keeps others from
//!   reading something into it.
//!
//! # What is left out
//!
//! Words that mean different things to different publishers or in different languages have no row; a newsroom that uses
//! one maps it. So it is with `不正確` (wrong in Chinese, partly right on the scale of Japan's fact-checkers), with
//! `Rumor`/`谣言` (unproven here, false there), with `Manipulation` (of facts here, of pictures there), with
//! `Disinformation`, and with `Yes` and `No`. `Inexact` and its like, false to some and nearly right to others, are
//! `unrated`; so is `Imprecise`.

mod fold;
mod map;

pub use map::LabelMap;

use crate::parts::parts;
use crate::record::{Issue, Status};
use fold::{NOTHING, SPACE, folded, is_in};

/// What a label says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What was found.
    pub status: Status,
    /// What is wrong with the way the claim is made.
    pub issues: &'static [Issue],
}

/// What the built-in table says of a label; `None` for a label that is in no row.
///
/// # Example
///
/// ```
/// use fact_check_card::claimreview::labels::meaning;
/// use fact_check_card::record::{Issue, Status};
///
/// assert_eq!(meaning("MOSTLY FALSE!").unwrap().status, Status::MostlyFalse);
/// assert_eq!(meaning("größtenteils-falsch").unwrap().status, Status::MostlyFalse);
/// assert_eq!(meaning("Misleading").unwrap().issues, [Issue::Misleading]);
/// assert_eq!(meaning("Misleading").unwrap().status, Status::Unrated);
/// assert_eq!(meaning("False, but"), None);
/// ```
pub fn meaning(label: &str) -> Option<Meaning> {
    let key = folded(label, LONGEST).filter(|key| !key.is_empty())?;
    let (status, issues, _) =
        TABLE.iter().find(|(_, _, keys)| parts(keys, b'\n').any(|known| known == key))?;
    (!is_contradicted(label, *status)).then_some(Meaning { status: *status, issues })
}

/// Whether a character is a letter or digit of any script: not white space, punctuation, a picture, or nothing to be seen.
pub(crate) fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && !is_in(SPACE, c) && !is_in(NOTHING, c)
}

/// Whether a picture in the label says the opposite of its words, as in `❌ True`: then neither is believed.
fn is_contradicted(label: &str, status: Status) -> bool {
    let signs: &[char] = match status {
        Status::True | Status::MostlyTrue => &['❌', '❎', '✖', '✗', '✘', '⛔', '🚫', '🔴', '🟥', '👎'],
        Status::False | Status::MostlyFalse => &['✅', '✔', '✓', '☑', '🟢', '🟩', '👍'],
        _ => &[],
    };
    label.chars().any(|c| signs.contains(&c))
}

// From `labels/table.tsv`, by `build.rs`: the labels of each meaning, folded, a line each; and the bytes of the longest.
include!(concat!(env!("OUT_DIR"), "/labels.rs"));

#[cfg(test)]
mod tests;
