//! Labels that differ by a word, from the document to the record: a “but”, a “mostly”, a “not” or a `really_` never gets
//! lost on the way.

use fact_check_card::claimreview::import::{Options, import};
use fact_check_card::problem::Code;
use serde_json::{Value, json};

const TABLE: &str = include_str!("../../src/claimreview/labels/table.tsv");

/// What readers and programs are told of a label.
#[derive(Clone, Debug, PartialEq)]
struct Outcome {
    status: Value,
    issues: Value,
    label: Value,
    is_unknown: bool,
}

impl Outcome {
    fn of(label: &str) -> Self {
        let document = json!({
            "@type": "ClaimReview", "claimReviewed": "The bridge closes.", "reviewRating": { "alternateName": label },
        });
        let found = import(document.to_string().as_bytes(), &Options::default());
        let imported = &found.records[0];
        let record: Value = serde_json::from_str(&imported.record).unwrap();
        let verdict = &record["verdict"];
        Self {
            status: verdict["status"].clone(),
            issues: verdict["issues"].clone(),
            // A sentence for a label is the explanation.
            label: json!([verdict["label"], verdict["explanation"]]),
            is_unknown: imported.problems.iter().any(|problem| problem.code == Code::UnknownLabel),
        }
    }

    fn meaning(&self) -> (&Value, &Value) {
        (&self.status, &self.issues)
    }
}

/// The labels of organisations and data sets; those that are but words of their language are left aside.
fn labels() -> impl Iterator<Item = &'static str> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| Some(row.split_once('\t').filter(|(_, row)| !row.ends_with("\tword"))?.0))
}

/// Words that make another label of one. Those that only stress it leave its status, since there is none beyond `false`.
const QUALIFIED: &[(&str, &str)] = &[
    ("", ", but"),
    ("", " but misleading"),
    ("Mostly ", ""),
    ("Largely ", ""),
    ("Half ", ""),
    ("Partly ", ""),
    ("Not ", ""),
    ("Not really ", ""),
    ("Größtenteils ", ""),
    ("", " nicht"),
    ("", ", aber"),
    ("No ", ""),
    ("", ", pero"),
    ("Mayormente ", ""),
    ("Plutôt ", ""),
    ("Pas ", ""),
    ("", ", mais"),
    ("Não ", ""),
    ("", ", mas"),
];

#[test]
fn a_word_more_never_gets_lost() {
    let mut known = 0;
    // Before a name of what is said (`Rating: False`), a word belongs to the name.
    for label in labels().filter(|label| !label.contains("Rating")) {
        let outcome = Outcome::of(label);
        assert!(!outcome.is_unknown, "{label}");
        for (before, behind) in QUALIFIED {
            let qualified = format!("{before}{label}{behind}");
            let other = Outcome::of(&qualified);
            assert_ne!(outcome, other, "{label} and {qualified}");
            assert_ne!(outcome.label, other.label, "{label} and {qualified}");
            if other.is_unknown {
                assert_eq!(other.meaning(), (&json!("unrated"), &Value::Null), "{qualified}");
            } else {
                known += 1;
                assert_ne!(outcome.meaning(), other.meaning(), "{label} and {qualified}");
            }
        }
    }
    assert!(known > 30, "{known} of them have rows of their own");
}

/// A word that stresses: the claim is as false, since there is nothing beyond it, and the publisher's own word is shown.
#[test]
fn a_word_that_stresses_is_shown() {
    for (plain, stressed, shown) in [
        ("false", "really_false", "really false"),
        ("False", "Blatantly False", "Blatantly False"),
        ("False", "Completely False", "Completely False"),
        ("Falsch", "Völlig falsch", "Völlig falsch"),
    ] {
        let (plain, stressed) = (Outcome::of(plain), Outcome::of(stressed));
        assert_eq!(stressed.label[0], shown);
        assert_ne!(plain.label, stressed.label);
        assert_eq!((&plain.status, &stressed.status), (&json!("false"), &json!("false")));
    }
    // What nobody's scale has is not taken apart.
    for slug in ["really_true", "really_mostly_false", "really_misleading", "not_really_false"] {
        let outcome = Outcome::of(slug);
        assert!(outcome.is_unknown && outcome.status == "unrated", "{outcome:?}");
    }
}
