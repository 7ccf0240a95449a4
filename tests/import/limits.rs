//! Documents at and beyond the limits of import, and made to cost as much as they can.

use std::time::{Duration, Instant};

use fact_check_card::claimreview::import::{Import, MAX_BYTES, MAX_CLAIMS, Options, import, import_blocks};
use fact_check_card::problem::{Code, Severity};
use fact_check_card::read_record;

/// Imports a document; fails when that takes longer than any document may.
fn timed(document: &str) -> Import {
    let begun = Instant::now();
    let found = import(document.as_bytes(), &Options::default());
    assert!(begun.elapsed() < Duration::from_mins(1), "{:?}", begun.elapsed());
    found
}

fn refused(document: &str, code: Code) {
    let found = timed(document);
    assert!(found.records.is_empty());
    assert_eq!(found.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code]);
}

fn review(number: usize) -> String {
    format!(
        r#"{{"@type":"ClaimReview","claimReviewed":"Claim {number}.","reviewRating":{{"alternateName":"False"}}}}"#
    )
}

/// A text with white space behind it, to a length in bytes.
fn padded(text: &str, length: usize) -> String {
    text.to_owned() + &" ".repeat(length - text.len())
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

#[test]
fn a_document_may_have_eight_mebibytes_and_no_more() {
    assert_eq!(timed(&padded(&review(1), MAX_BYTES)).records.len(), 1);
    refused(&padded(&review(1), MAX_BYTES + 1), Code::TooLarge);
    let half = padded(&review(1), MAX_BYTES / 2 + 1);
    assert_eq!(import_blocks(&[&half, &half], &Options::default()).problems[0].code, Code::TooLarge);
}

#[test]
fn a_document_may_have_a_million_values_and_no_more() {
    refused(&format!("[{}0]", "0,".repeat(1_000_000)), Code::TooLarge);
    refused(&format!("[{}0]", "0,".repeat(100_000)), Code::NothingToImport);
    refused(&format!("[{}0]", "{},".repeat(200_000)), Code::NothingToImport);
}

#[test]
fn a_document_may_have_eight_thousand_checks_and_no_more() {
    assert_eq!(timed(&list((0..MAX_CLAIMS).map(review))).records.len(), MAX_CLAIMS);
    refused(&list((0..=MAX_CLAIMS).map(review)), Code::TooManyClaims);
    refused(&list((0..10_000).map(review)), Code::TooManyClaims);
}

#[test]
fn deep_documents_are_refused() {
    refused(&"[".repeat(10_000), Code::TooDeep);
    refused(&r#"{"@graph":["#.repeat(10_000), Code::TooDeep);
}

#[test]
fn nodes_that_make_few_texts_many_are_stopped() {
    let references = (0..7_000).map(|i| {
        format!(
            r##"{{"@type":"ClaimReview","claimReviewed":{{"@id":"#t"}},"url":"https://desk.example/{i}"}}"##
        )
    });
    let text = format!(r##"{{"@id":"#t","name":"{}"}}"##, "word ".repeat(3_999));
    let found = timed(&list(references.chain([text])));
    assert_eq!(found.problems[0].code, Code::TooLarge);
    let weight: usize = found.records.iter().map(|imported| imported.record.len()).sum();
    assert!(weight <= 32 << 20, "{weight}");
    let references = (0..7_000).map(|i| {
        format!(r##"{{"@type":"ClaimReview","claimReviewed":"Claim {i}.","itemReviewed":{{"@id":"#c"}}}}"##)
    });
    let claim = format!(r##"{{"@id":"#c","@type":"Claim","appearance":[{}1]}}"##, r#""x","#.repeat(100_000));
    assert_eq!(timed(&list(references.chain([claim]))).problems[0].code, Code::TooLarge);
}

#[test]
fn texts_that_take_long_to_clean_end_soon() {
    for piece in ["<!--", "<a \"", "&amp;", "&", "<", "{{", "http", "https://a.", "<script>", "\\u202e"] {
        let text = piece.repeat(200_000 / piece.len());
        let many = (0..5).map(|i| {
            let url = format!("https://desk.example/{i}");
            format!(
                r#"{{"@type":"ClaimReview","url":"{url}","claimReviewed":"{0}","itemReviewed":{{"@type":"Claim","appearance":"{0}"}}}}"#,
                text.replace('"', "\\\"")
            )
        });
        timed(&list(many));
    }
}

#[test]
fn a_text_that_no_record_may_have_is_left_out() {
    let long = "word ".repeat(5_000);
    let document = format!(
        r#"{{"@type":"ClaimReview","claimReviewed":"A.","reviewRating":{{"alternateName":"False","ratingExplanation":"{long}"}}}}"#
    );
    let found = timed(&document);
    assert_eq!(found.records[0].problems[0].code, Code::LeftOut);
    assert!(!read_record(found.records[0].record.as_bytes()).has(Severity::Fatal));
}

#[cfg(feature = "html-import")]
mod pages {
    use super::*;
    use fact_check_card::claimreview::import::{MAX_PAGE_BYTES, import_html};

    fn timed(page: &[u8]) -> Import {
        let begun = Instant::now();
        let found = import_html(page, &Options::default());
        assert!(begun.elapsed() < Duration::from_mins(1), "{:?}", begun.elapsed());
        found
    }

    #[test]
    fn a_page_may_have_four_mebibytes_and_no_more() {
        let page = format!("<script type=application/ld+json>{}</script>", review(1));
        assert_eq!(timed(padded(&page, MAX_PAGE_BYTES).as_bytes()).records.len(), 1);
        let found = timed(padded(&page, 5 << 20).as_bytes());
        assert_eq!(found.problems[0].code, Code::TooLarge);
    }

    #[test]
    fn pages_that_take_long_to_parse_are_refused() {
        for piece in ["<div>", "<svg><g>", "<template><p>"] {
            let found = timed(piece.repeat(MAX_PAGE_BYTES / piece.len()).as_bytes());
            assert_eq!(found.problems[0].code, Code::TooDeep, "{piece}");
        }
        // What is open is opened again in each paragraph: few tags make many elements.
        let bold: Vec<String> = (0..100_000).map(|i| format!("<b a={i}>")).collect();
        assert_eq!(
            timed((bold.concat() + &"<p>".repeat(100_000)).as_bytes()).problems[0].code,
            Code::TooDeep
        );
        let item =
            "<p itemscope itemtype=https://schema.org/ClaimReview><b itemprop=claimReviewed>A.</b></p>";
        let found = timed(item.repeat(10_000).as_bytes());
        assert_eq!(found.problems[0].code, Code::TooManyClaims);
    }

    #[test]
    fn other_encodings_are_decoded_and_reported() {
        let page = |charset: &str| {
            let mut page = format!("<meta charset={charset}><script type=application/ld+json>").into_bytes();
            page.extend_from_slice(b"{\"@type\":\"ClaimReview\",\"claimReviewed\":\"Caf\xE9\",\"reviewRating\":\"False\"}</script>");
            page
        };
        for (charset, name) in
            [("iso-8859-1", "windows-1252"), ("windows-1250", "windows-1250"), ("", "windows-1252")]
        {
            let found = timed(&page(charset));
            assert!(found.records[0].record.contains("Café"), "{charset}");
            assert!(found.problems[0].message.ends_with(name), "{:?}", found.problems);
        }
        let found = timed(&page("utf-8"));
        assert!(found.problems[0].message.ends_with("UTF-8, and what is none of it as U+FFFD"));
    }

    #[test]
    fn items_beyond_the_limits_are_cut_and_reported() {
        let page = |inner: String| {
            let item =
                "<div itemscope itemtype=https://schema.org/ClaimReview><b itemprop=claimReviewed>A.</b>";
            timed(format!("{item}{inner}</div>").as_bytes()).problems
        };
        let property = |number| format!("<b itemprop=p{number}>{}</b>", "long ".repeat(20));
        let nested = |depth: usize| "<div itemprop=about itemscope>".repeat(depth);
        assert_eq!(page((1..200).map(property).collect()), []);
        assert_eq!(page(nested(20)), []);
        for inner in [(1..=200).map(property).collect(), nested(40), property(1).repeat(12_000)] {
            assert!(page(inner)[0].message.contains("found larger ones"));
        }
    }
}
