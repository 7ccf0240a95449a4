//! The sources of a card: what leads to them and back, the filter and the order.

use super::*;

#[test]
fn a_citation_leads_to_its_source() {
    let mut stage = Stage::with(RECORD);
    stage.happens(|host| host.toggle(Section::Sources, false));
    let effects = stage.act("cite", "2");
    assert!(effects.handled);
    assert_eq!(effects.focus.as_deref(), Some("source-3"));
    assert_eq!(effects.events, [toggled(Section::Sources, true), cited("ledger")]);
    assert_eq!(stage.shown().matches("class=source marked").count(), 1);
    assert_eq!(
        stage.shown().matches("aria-current=true").count(),
        1,
        "the way back to where the reader came from"
    );
    let effects = stage.act("show-source", "0");
    assert_eq!(effects.focus.as_deref(), Some("source-1"));
    assert_eq!(effects.events, [cited("count")], "it is open already");
    assert_eq!(stage.shown().matches("class=source marked").count(), 1, "one at a time");
    assert!(!stage.shown().contains("aria-current"), "from no citation");
    let effects = stage.act("source", "ledger");
    assert_eq!((effects.focus.as_deref(), effects.events), (Some("source-3"), vec![cited("ledger")]));
    for unknown in ["", "Ledger", "nothing"] {
        nothing(&stage.act("source", unknown));
    }
}

#[test]
fn a_citation_shows_the_source_that_the_filter_hides() {
    let mut stage = Stage::with(RECORD);
    stage.act("filter", "supports");
    let effects = stage.act("cite", "1");
    assert_eq!(effects.events, [Event::Filter { stance: None }, cited("count")]);
    stage.act("filter", "refutes");
    assert_eq!(stage.act("cite", "1").events, [cited("count")], "it is not hidden");
}

#[test]
fn a_citation_of_no_source_leads_nowhere() {
    let mut stage = Stage::with(RECORD);
    for value in ["0", "3", "-1", "", "one", "99999999999999999999"] {
        nothing(&stage.act("cite", value));
        nothing(&stage.act("preview", value));
    }
    nothing(&Stage::new().act("cite", "1"));
}

#[test]
fn the_way_back_leads_to_the_citation() {
    let mut stage = Stage::with(RECORD);
    stage.act("cite", "1");
    let effects = stage.act("back", "1");
    assert!(effects.handled);
    assert_eq!(effects.focus.as_deref(), Some("cite-1"));
    assert_eq!(effects.events, [Event::Cite { source_id: None }]);
    assert!(!stage.shown().contains("source marked"));
    let effects = stage.act("back", "2");
    assert_eq!(effects.focus.as_deref(), Some("cite-2"));
    assert_eq!(
        effects.events,
        [toggled(Section::Details, true), Event::Cite { source_id: None }],
        "the second stands in the details"
    );
}

#[test]
fn a_citation_is_previewed_until_it_is_left_or_followed() {
    let mut stage = Stage::with(RECORD);
    let bare = stage.shown();
    let effects = stage.act("preview", "2");
    assert_eq!((effects.focus, effects.handled, effects.events), (None, false, vec![]));
    let shown = stage.shown();
    let (_, preview) = shown.split_once("id=preview").expect("a preview");
    assert!(preview.contains("Ledger") && preview.contains("Refutes"), "{preview}");
    assert!(!preview.contains("href"), "nothing in it can be followed");
    assert_eq!(shown.matches("aria-describedby=preview").count(), 1);
    stage.act("preview", "1");
    assert_eq!(stage.shown().matches("id=preview").count(), 1, "one at a time");
    stage.act("preview", "");
    assert_eq!(stage.shown(), bare);
    stage.act("preview", "1");
    stage.act("cite", "1");
    assert!(!stage.shown().contains("preview"));
    stage.act("preview", "1");
    stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert_eq!(stage.shown(), bare);
}

/// A record of that many sources; the date of each is a day later than that of the one before.
pub(super) fn many(count: usize) -> String {
    let source = |i| {
        format!(
            r#"{{ "id": "s{i}", "title": "T{i}", "date": "{}-01", "stance": "{}" }}"#,
            1000 + i,
            if i % 3 == 0 { "supports" } else { "refutes" }
        )
    };
    let sources: Vec<String> = (0..count).map(source).collect();
    let verdict = r#"{ "status": "false", "explanation": "See.[^s1] And.[^s6]" }"#;
    format!(
        r#"{{ "version": 1, "lang": "en", "claim": {{ "text": "It hums." }}, "verdict": {verdict},
            "sources": [{}] }}"#,
        sources.join(",")
    )
}

/// The numbers of the sources, in the order in which they stand.
fn order(stage: &Stage) -> Vec<String> {
    let shown = stage.shown();
    let ids = shown.split("id=source-").skip(1).map(|rest| rest.split(' ').next().unwrap_or_default());
    ids.map(str::to_owned).collect()
}

#[test]
fn sources_are_sorted_where_that_helps() {
    let mut stage = Stage::with(&many(8));
    let by_number: Vec<String> = (1..=8).map(|number: usize| number.to_string()).collect();
    let by_date: Vec<String> = by_number.iter().rev().cloned().collect();
    assert_eq!(order(&stage), by_number);
    let effects = stage.act("sort", "date");
    assert_eq!(effects.events, [Event::Sort { by: Sort::Date }]);
    assert!(!effects.program.contains("T1"), "sources are moved, not written again: {:?}", effects.program);
    assert_eq!(order(&stage), by_date);
    nothing(&stage.act("sort", "date"));
    stage.act("cite", "2");
    stage.act("filter", "supports");
    assert_eq!(order(&stage), by_date, "it stays");
    stage.configure(["compact", NO, NO, NO, NO]);
    assert_eq!(order(&stage), by_date);
    let kept = stage.host.kept();
    let mut later = Stage::new();
    later.host.resume(&kept, false);
    later.happens(|host| host.read(Origin::Property, many(9).as_bytes()));
    assert_eq!(order(&later).first().map(String::as_str), Some("9"));
    assert_eq!(later.act("sort", "number").events, [Event::Sort { by: Sort::Number }]);
    later.act("sort", "date");
    later.happens(|host| host.read(Origin::Property, many(7).as_bytes()));
    assert_eq!(order(&later), by_number.get(..7).expect("seven"), "these are seen at a glance");
    later.happens(|host| host.read(Origin::Property, many(12).as_bytes()));
    assert_eq!(order(&later).first().map(String::as_str), Some("12"), "what a reader chose is not forgotten");
}

#[test]
fn what_a_reader_does_costs_no_more_with_many_sources() {
    let mut stage = Stage::with(&many(500));
    for (action, value) in
        [("filter", "supports"), ("filter", "all"), ("cite", "1"), ("back", "1"), ("preview", "2")]
    {
        let effects = stage.act(action, value);
        assert!(effects.program.len() < 1000, "{action} {value}: {}", effects.program.len());
    }
}

#[test]
fn a_filter_is_told_once() {
    let mut stage = Stage::with(RECORD);
    assert_eq!(stage.act("filter", "refutes").events, [Event::Filter { stance: Some("refutes") }]);
    assert!(stage.shown().contains("2 of 3 sources shown"));
    nothing(&stage.act("filter", "refutes"));
    assert_eq!(stage.act("filter", "all").events, [Event::Filter { stance: None }]);
    assert!(stage.shown().contains("3 of 3 sources shown"));
}

/// What a filter does to a card takes no longer, however many sources it has: none of them is passed over.
#[test]
fn a_filter_passes_over_no_source() {
    let mut record: serde_json::Value = serde_json::from_str(RECORD).unwrap();
    let one = record["sources"][0].clone();
    for number in 0..300 {
        let mut other = one.clone();
        other["id"] = format!("other-{number}").into();
        record["sources"].as_array_mut().unwrap().push(other);
    }
    let mut stage = Stage::with(&record.to_string());
    let program = stage.act("filter", "refutes").program;
    assert!(program.chars().filter(|op| *op == 'N').count() < 20, "{program}");
    assert!(stage.shown().contains("of 303 sources shown"));
}

#[test]
fn a_filter_outlives_a_record_that_has_such_sources_only() {
    let mut stage = Stage::with(RECORD);
    stage.act("filter", "supports");
    stage.happens(|host| host.read(Origin::Property, RECORD.replace("Postcard", "Old postcard").as_bytes()));
    assert_eq!(stage.host.state.stance, Some(Stance::Supports));
    stage.happens(|host| host.read(Origin::Property, OTHER.as_bytes()));
    assert_eq!(stage.host.state.stance, None);
}
