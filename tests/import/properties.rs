//! What holds of any document: nothing panics, and what comes out is fit to be read.

use std::collections::BTreeSet;

use fact_check_card::claimreview::import::{Import, Options, import, import_blocks};
use fact_check_card::problem::{Code, Severity};
use fact_check_card::read_record;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Keys that import looks for, and one that it does not.
const KEYS: &[&str] = &[
    "@type",
    "@id",
    "@graph",
    "@value",
    "claimReviewed",
    "itemReviewed",
    "reviewRating",
    "alternateName",
    "ratingValue",
    "bestRating",
    "worstRating",
    "ratingExplanation",
    "author",
    "publisher",
    "name",
    "sameAs",
    "url",
    "appearance",
    "firstAppearance",
    "datePublished",
    "inLanguage",
    "claims",
    "claimReview",
    "text",
    "claimant",
    "textualRating",
    "mediaAuthenticityCategory",
    "associatedMediaReview",
    "interpretedAsClaim",
    "properties",
    "citation",
    "logo",
    "colour",
];

/// Texts that mean something somewhere.
const TEXTS: &[&str] = &[
    "ClaimReview",
    "MediaReview",
    "Claim",
    "Person",
    "False",
    "True. But no.",
    "#a",
    "#b",
    "en",
    "pt_BR",
    "2024-05-09",
    "9 May 2024",
    "05/06/2024",
    "5",
    "-1",
    "https://a.example/",
    "/a",
    "a.example/b",
    "javascript:alert(1)",
    "{{x}}",
    "<b>a</b>",
    "&amp;lt;",
    "\u{202E}",
    "",
    " ",
    "a, b",
    "https://a.example/1 https://a.example/2",
    "TransformedContent",
    "[^1]",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => prop::sample::select(TEXTS).prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => any::<i32>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        let object =
            prop::collection::vec((prop::sample::select(KEYS), inner.clone()), 0..8).prop_map(|members| {
                Value::Object(
                    members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>(),
                )
            });
        prop_oneof![3 => object, 1 => prop::collection::vec(inner, 0..4).prop_map(Value::from)]
    })
}

/// A review some of whose properties are anything.
fn review() -> impl Strategy<Value = Value> {
    prop::collection::vec((prop::sample::select(KEYS), value()), 0..10).prop_map(|members| {
        let mut review = json!({ "@type": "ClaimReview", "claimReviewed": "The bridge closes.",
            "reviewRating": { "alternateName": "False" } });
        for (key, value) in members.into_iter().filter(|(key, _)| *key != "@type") {
            review[key] = value;
        }
        review
    })
}

/// Every record is read without a fatal problem, but that the source has no claim or no verdict.
fn is_fit(found: &Import) -> Result<(), TestCaseError> {
    for imported in &found.records {
        let reading = read_record(imported.record.as_bytes());
        for problem in reading.problems.iter().filter(|problem| problem.severity() == Severity::Fatal) {
            prop_assert!(
                matches!(problem.code, Code::NoClaim | Code::NoVerdict | Code::NotARecord),
                "{problem}: {}",
                imported.record
            );
        }
        // What import writes is of the format's form: what is wrong is missing, or was damaged before.
        for problem in reading.problems.iter().filter(|problem| problem.severity() == Severity::Error) {
            prop_assert!(
                matches!(problem.code, Code::MissingField | Code::InvalidText | Code::UnknownSource),
                "{problem}: {}",
                imported.record
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_end_in_records_or_problems(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let found = import(&bytes, &Options::default());
        prop_assert!(!found.records.is_empty() || !found.problems.is_empty());
    }

    #[test]
    fn any_json_ends_in_records_or_problems(value in value()) {
        let found = import(value.to_string().as_bytes(), &Options { page: Some("https://desk.example/a"), ..Options::default() });
        prop_assert!(!found.records.is_empty() || !found.problems.is_empty());
    }

    #[test]
    fn any_review_becomes_a_record_that_can_be_read(review in review()) {
        let found = import(review.to_string().as_bytes(), &Options { page: Some("https://desk.example/a"), ..Options::default() });
        prop_assert!(!found.records.is_empty());
        is_fit(&found)?;
    }

    #[test]
    fn places_lead_to_values(review in review()) {
        let document = review.to_string();
        let document: Value = serde_json::from_str(&document).unwrap();
        for imported in import(document.to_string().as_bytes(), &Options::default()).records {
            for problem in imported.problems {
                prop_assert!(document.pointer(&problem.pointer).is_some(), "{problem}");
            }
        }
    }

    #[test]
    fn blocks_are_read_as_a_list_of_them_is(blocks in prop::collection::vec(review(), 2..4)) {
        let texts: Vec<String> = blocks.iter().map(Value::to_string).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let apart = import_blocks(&texts, &Options::default());
        let together = import(Value::from(blocks).to_string().as_bytes(), &Options::default());
        let pointers = |found: &Import| -> BTreeSet<String> {
            found.records.iter().flat_map(|imported| &imported.problems).map(|problem| problem.to_string()).collect()
        };
        prop_assert_eq!(apart.records.len(), together.records.len());
        prop_assert_eq!(pointers(&apart), pointers(&together));
    }
}

#[cfg(feature = "html-import")]
proptest! {
    #[test]
    fn any_page_ends_in_records_or_problems(page in prop::collection::vec(prop::sample::select(&[
        "<html lang=en>", "<base href=/a>", "<div itemscope itemtype=http://schema.org/ClaimReview>", "</div>",
        "<p itemprop='claimReviewed url'>", "<b itemprop=reviewRating itemscope>", "<template>", "<table>", "<svg>",
        "<script type=application/ld+json>", "{\"@type\":\"ClaimReview\",\"claimReviewed\":\"A\"}", "</script>", "A.", "&amp;",
        "<!--", "-->", "\u{E9}",
    ][..]), 0..30)) {
        let page = page.concat();
        let found = fact_check_card::claimreview::import::import_html(page.as_bytes(), &Options::default());
        prop_assert!(!found.records.is_empty() || !found.problems.is_empty());
        is_fit(&found)?;
    }
}
