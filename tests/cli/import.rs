//! `import`: other people's data as records, with a report of every change.

use serde_json::json;

use crate::place::{GAPS, Place, SOUND};

/// A review whose address is short and whose label is nobody's.
const REVIEW: &str = r#"{"@context":"https://schema.org","@type":"ClaimReview","url":"/checks/bridge","inLanguage":"en",
"claimReviewed":"The bridge closes on Sundays.","reviewRating":{"@type":"Rating","alternateName":"Nope, said the ferryman"}}"#;

/// A review that says nothing of a claim.
const EMPTY: &str = r#"{"@type":"ClaimReview","url":"https://example.org/x","inLanguage":"en"}"#;

fn page(json: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><script type=\"application/ld+json\">{json}</script><p>Text.</p></html>"
    )
}

#[test]
fn a_review_becomes_a_record_that_validate_takes() {
    let place = Place::with(&[("review.json", REVIEW)]);
    let ran = place.run(&["import", "--url", "https://desk.example/", "review.json"]).ended(0);
    assert_eq!(ran.lines().len(), 1);
    assert_eq!(ran.lines()[0]["review"]["url"], "https://desk.example/checks/bridge");
    place.pipe(&["validate", "-"], ran.out.as_bytes()).ended(0);
}

#[test]
fn every_change_is_reported_at_its_place() {
    let place = Place::with(&[("review.json", REVIEW)]);
    let told = place.run(&["import", "--format", "json", "review.json"]).ended(0).told();
    let places: Vec<_> =
        told.iter().map(|it| (&it["line"], &it["pointer"], &it["code"], &it["severity"])).collect();
    let repair = json!("repair");
    assert_eq!(
        places,
        [
            (&json!(1), &json!("/url"), &json!("left-out"), &repair),
            (&json!(2), &json!("/reviewRating/alternateName"), &json!("unknown-label"), &repair),
        ]
    );
    let ran = place.run(&["import", "review.json"]).ended(0);
    assert!(ran.err.contains("repair[left-out]") && ran.err.contains("^^^^^^^^^^^^^^^^ /url"), "{}", ran.err);
    assert_eq!(place.run(&["import", "--quiet", "review.json"]).ended(0).err, "");
    let ran = place.run(&["import", "--format", "github", "review.json"]).ended(0);
    assert!(ran.err.starts_with("::notice file=review.json,line=1,col="), "{}", ran.err);
}

#[test]
fn a_newsrooms_own_labels_come_first() {
    let labels = r#"{"Nope, said the ferryman": "false"}"#;
    let place =
        Place::with(&[("review.json", REVIEW), ("labels.json", labels), ("wrong.json", r#"{"Nope": "no"}"#)]);
    let verdict = |arguments: &[&str]| place.run(arguments).ended(0).lines()[0]["verdict"]["status"].clone();
    assert_eq!(verdict(&["import", "review.json"]), "unrated");
    assert_eq!(verdict(&["import", "--labels", "labels.json", "review.json"]), "false");
    let ran = place.run(&["import", "--labels", "wrong.json", "review.json"]).ended(2);
    assert!(ran.err.contains("--labels: wrong.json: /Nope: expected one of true,"), "{}", ran.err);
    place.run(&["import", "--labels", "nowhere.json", "review.json"]).ended(2);
}

#[test]
fn a_page_that_has_no_address_is_wrong_usage() {
    let place = Place::with(&[("review.json", REVIEW)]);
    for url in ["desk.example/checks", "/checks", "javascript:alert(1)", ""] {
        let ran = place.run(&["import", "--url", url, "review.json"]).ended(2);
        assert!(ran.err.contains("--url: expected an http or https address, found"), "{}", ran.err);
    }
    place.run(&["import", "--url", "https://desk.example/checks/", "review.json"]).ended(0);
}

#[test]
fn json_and_pages_are_told_apart_by_what_they_hold() {
    let place = Place::with(&[
        ("site/a.html", &page(REVIEW)),
        ("site/b.json", &format!("\u{FEFF}\n {}", page(REVIEW))),
        ("site/c.htm", REVIEW),
        ("site/d.jsonld", SOUND),
        ("site/e.txt", REVIEW),
    ]);
    let ran = place.run(&["import", "--quiet", "site"]).ended(0);
    assert_eq!(ran.lines().len(), 4);
    assert_eq!(ran.lines()[3], serde_json::from_str::<serde_json::Value>(SOUND).unwrap());
    let ran =
        place.pipe(&["import", "--quiet", "-"], page(REVIEW).replace("<p>", "\n{\n{<p>").as_bytes()).ended(0);
    assert_eq!(ran.lines().len(), 1);
    let latin1: Vec<u8> = page(REVIEW).replace("bridge", "caf\u{E9}").chars().map(|c| c as u8).collect();
    let ran = place.pipe(&["import", "-"], &latin1).ended(0);
    assert!(ran.out.contains("caf\u{E9}") && ran.err.contains("windows-1252"), "{ran:#?}");
}

#[test]
fn a_check_without_a_card_is_refused_and_the_others_are_written() {
    let place = Place::with(&[("all.json", &format!("[{EMPTY},{REVIEW},{EMPTY}]")), ("none.json", "{}")]);
    let ran = place.run(&["import", "all.json", "none.json"]).ended(1);
    assert_eq!(ran.lines().len(), 1);
    assert!(
        ran.err.contains("fatal[no-claim]") && ran.err.contains("all.json:1 (record 1 of what it gives)"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("fatal[nothing-to-import]") && ran.err.contains("2 refused, 1 written"),
        "{}",
        ran.err
    );
    let told = place.run(&["import", "--format", "json", "all.json"]).ended(1).told();
    let refused = told.iter().find(|it| it["code"] == "no-claim").unwrap();
    assert_eq!((&refused["record"], &refused["pointer"]), (&json!(1), &json!("/claim/text")));
}

#[test]
fn each_record_of_a_document_gets_a_file() {
    let other = REVIEW.replace("Sundays", "Mondays");
    let place = Place::with(&[
        ("in/all.json", &format!("[{REVIEW},{other}]")),
        ("in/one.html", &page(REVIEW)),
        ("in/gaps.json", GAPS),
    ]);
    place.run(&["import", "--quiet", "--out", "out", "in"]).ended(0);
    let files = place.files();
    let out: Vec<_> = files.iter().filter(|file| file.starts_with("out/")).collect();
    assert_eq!(out, ["out/all-1.json", "out/all-2.json", "out/gaps.json", "out/one.json"]);
    place.run(&["import", "--out", "in/records", "in"]).ended(2);
}

#[test]
fn lines_of_answers_and_reviews_are_imported() {
    let answer = r#"{"claims":[{"text":"Ducks swim.","claimReview":[{"publisher":{"name":"Desk"},"url":"https://example.org/d","textualRating":"True","languageCode":"en"}]}]}"#;
    let input = format!("{}\n{answer}\n", REVIEW.replace('\n', " "));
    let ran = Place::new().pipe(&["import", "--quiet", "-"], input.as_bytes()).ended(0);
    let texts: Vec<_> = ran.lines().iter().map(|it| it["claim"]["text"].clone()).collect();
    assert_eq!(texts, ["The bridge closes on Sundays.", "Ducks swim."]);
    assert_eq!(ran.lines()[1]["verdict"]["status"], "true");
}

#[test]
fn a_language_is_given_to_checks_that_have_none() {
    let silent = REVIEW.replace(r#""inLanguage":"en","#, "");
    let place = Place::with(&[("silent.json", &silent), ("said.json", REVIEW)]);
    let ran = place.run(&["import", "--lang", "de", "silent.json", "said.json"]).ended(0);
    let langs: Vec<_> = ran.lines().iter().map(|record| record["lang"].clone()).collect();
    assert_eq!(langs, [json!("de"), json!("en")]);
    assert!(ran.err.contains("read as de, as asked"), "{}", ran.err);
    place.run(&["import", "--lang", "Deutsch!", "said.json"]).ended(2);
}
