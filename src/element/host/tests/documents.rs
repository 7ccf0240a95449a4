//! Documents that come in other dialects, and the markup that goes out in the page's head.

use super::*;

/// A check whose publisher's site is `desk.example`.
const PUBLISHED: &str = r#"{ "version": 1, "lang": "en", "claim": { "text": "A lantern hums." },
    "verdict": { "status": "true" }, "review": { "url": "https://www.desk.example/checks/lantern" } }"#;

#[test]
fn markup_stands_on_the_publishers_own_page_unless_the_page_says_otherwise() {
    let on = |markup, site| [NO, NO, NO, NO, NO, NO, markup, site];
    let published = |markup, site| {
        let mut stage = Stage::new();
        stage.configure(on(markup, site));
        let effects = stage.happens(|host| host.read(Origin::Property, PUBLISHED.as_bytes()));
        effects.markup.inspect(|markup| assert!(markup.contains("\"ClaimReview\""))).is_some()
    };
    assert!(published(NO, "desk.example"));
    assert!(published("auto", "www.desk.example"));
    assert!(published("on", "elsewhere.example"));
    for site in ["elsewhere.example", "desk.example:8080", "sk.example", ""] {
        assert!(!published("auto", site), "{site}");
    }
    assert!(!published("off", "desk.example"));
}

#[test]
fn markup_follows_the_card() {
    let on = |markup| [NO, NO, NO, NO, NO, NO, markup, "desk.example"];
    let mut stage = Stage::new();
    stage.configure(on(NO));
    let first = stage.happens(|host| host.read(Origin::Property, PUBLISHED.as_bytes())).markup;
    assert!(first.is_some());
    assert_eq!(stage.configure(on("off")).markup.as_deref(), Some(""), "it is taken away");
    assert_eq!(stage.configure(on("off")).markup, None, "once");
    assert_eq!(stage.configure(on("on")).markup, first);
    let gone = stage.happens(|host| host.read(Origin::Property, HOPELESS.as_bytes()));
    assert_eq!(gone.markup.as_deref(), Some(""), "no card, no markup");
    let never = stage.happens(|host| host.read(Origin::Property, b"{}"));
    assert_eq!(never.markup, None);
}

/// A document that no record reader takes and import might.
const FOREIGN: &str = r#"{ "@type": "ClaimReview", "claimReviewed": "A lantern hums." }"#;

#[test]
fn a_document_of_another_dialect_is_imported_first() {
    for document in [FOREIGN, "[]", r#"{ "claims": [] }"#, " \n<!doctype html>", r#"{ "@graph": [] }"#] {
        let effects = Stage::new().happens(|host| host.read(Origin::Script, document.as_bytes()));
        assert!(effects.import && effects.events.is_empty(), "{document}");
        assert_eq!(effects.state, Some("loading"), "{document}");
    }
    for document in [RECORD, HOPELESS, "{}", "no JSON", "", "null", r#"{ "version": 2, "claim": {} }"#] {
        let effects = Stage::new().happens(|host| host.read(Origin::Script, document.as_bytes()));
        assert!(!effects.import && effects.events.len() == 1, "{document}");
    }
}

#[test]
fn what_is_imported_is_shown_with_its_repairs() {
    let mut stage = Stage::new();
    stage.happens(|host| host.turn_to(Origin::Src(URL.into())));
    stage.happens(|host| host.fetched(URL, FOREIGN.as_bytes()));
    let repairs = r#"[{"pointer":"/x","code":"repaired","severity":"repair","message":"m"}]"#;
    let effects = stage.happens(|host| host.imported(FAULTY, repairs));
    assert_eq!((effects.state, effects.events), (Some("partial"), vec![Event::Ready]));
    let codes = |stage: &Stage| {
        let mut json = String::new();
        stage.host.push_problems(&mut json);
        let problems: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        problems.into_iter().map(|problem| problem["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&stage)[..2], ["repaired", "invalid-date"]);
    stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert!(!codes(&stage).contains(&"repaired".to_owned()), "the repairs were another record's");
    // The lists are joined whichever of them is empty.
    for repairs in ["[]", repairs] {
        for record in [RECORD, OTHER, FAULTY] {
            stage.happens(|host| host.read(Origin::Property, FOREIGN.as_bytes()));
            stage.happens(|host| host.imported(record, repairs));
            codes(&stage);
        }
    }
}

#[test]
fn an_import_that_gives_nothing_leaves_the_fault_of_the_document() {
    let mut stage = Stage::new();
    stage.happens(|host| host.read(Origin::Property, b"<p>Not found.</p>"));
    let effects = stage.happens(|host| host.imported("", "[]"));
    assert_eq!((effects.state, effects.events), (Some("error"), vec![Event::Error { kind: Failure::Parse }]));
}

#[test]
fn an_import_that_is_overtaken_is_passed_over() {
    let mut stage = Stage::new();
    stage.happens(|host| host.read(Origin::Property, FOREIGN.as_bytes()));
    stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    nothing(&stage.happens(|host| host.imported(OTHER, "[]")));
    stage.happens(|host| host.read(Origin::Property, FOREIGN.as_bytes()));
    stage.happens(|host| host.turn_to(Origin::Src(URL.into())));
    nothing(&stage.happens(|host| host.imported(OTHER, "[]")));
}
