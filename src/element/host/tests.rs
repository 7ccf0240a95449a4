//! An element's life without a browser: what happens to a host, on a page that runs what it answers.

mod documents;
mod language;
mod sources;

use core::mem;

use proptest::prelude::*;

use super::*;
use crate::dom::tests::Page;
use crate::record::write::to_json;

/// Three sources of two stances; `count` is cited in the explanation, `ledger` in the details.
const RECORD: &str = r#"{ "version": 1, "id": "lanterns", "lang": "en",
    "claim": { "text": "Every lantern is green.", "date": "2024-05-03" },
    "verdict": { "status": "false", "explanation": "Two are.[^count]", "details": "So it was.[^ledger]" },
    "sources": [
        { "id": "count", "title": "Count", "stance": "refutes", "url": "https://quay.example/count", "primary": true },
        { "id": "postcard", "title": "Postcard", "stance": "supports" },
        { "id": "ledger", "title": "Ledger", "stance": "refutes" }],
    "changes": [{ "date": "2024-06", "text": "One was counted twice." }] }"#;

/// Another one, without sources.
const OTHER: &str = r#"{ "version": 1, "lang": "en", "claim": { "text": "A lantern hums." },
    "verdict": { "status": "true" } }"#;

/// One with a fault that costs a part.
const FAULTY: &str = r#"{ "version": 1, "lang": "en", "claim": { "text": "A lantern hums.", "date": "soon" },
    "verdict": { "status": "true" } }"#;

/// One that can't be shown.
const HOPELESS: &str = r#"{ "version": 1, "lang": "en", "verdict": { "status": "true" } }"#;

const URL: &str = "https://desk.example/lanterns.json";

/// A host and the page that it stands in.
struct Stage {
    host: Host,
    page: Page,
}

impl Stage {
    fn new() -> Self {
        Self { host: Host::new("https://cdn.example/fact-check-card.js"), page: Page::new() }
    }

    /// A stage on which the record is shown.
    fn with(record: &str) -> Self {
        let mut stage = Self::new();
        stage.happens(|host| host.read(Origin::Property, record.as_bytes()));
        stage
    }

    /// Lets something happen, runs the program, and compares the page with one that is built from nothing.
    fn happens(&mut self, what: impl FnOnce(&mut Host)) -> Effects {
        what(&mut self.host);
        let effects = mem::take(&mut self.host.todo);
        self.page.run(&effects.program);
        let mut fresh = Page::new();
        fresh.run(&self.host.rebuild());
        assert_eq!(self.page.shown(0), fresh.shown(0), "the page is not as it would have been built");
        effects
    }

    fn act(&mut self, action: &str, value: &str) -> Effects {
        self.happens(|host| host.act(action, value))
    }

    fn configure<const N: usize>(&mut self, attributes: [&str; N]) -> Effects {
        self.happens(|host| {
            host.configure(&attributes.join("\u{1F}"));
            host.show();
        })
    }

    fn shown(&self) -> String {
        self.page.shown(0)
    }

    fn is_open(&self, section: Section) -> bool {
        self.host.state.open.contains(section)
    }
}

/// An attribute that is not there.
const NO: &str = "\n";

/// Asserts that nothing is to be done at all.
fn nothing(effects: &Effects) {
    assert_eq!(format!("{effects:?}"), format!("{:?}", Effects::default()));
}

fn cited(source: &str) -> Event {
    Event::Cite { source_id: Some(source.into()) }
}

fn toggled(section: Section, open: bool) -> Event {
    Event::Toggle { section: section.as_str(), open }
}

fn failed(host: &Host, effects: &Effects) -> (Failure, Code) {
    match effects.events.as_slice() {
        [Event::Error { kind }] => (*kind, host.problems().first().expect("a reason").code),
        other => panic!("expected an error, found {other:?}"),
    }
}

#[test]
fn a_record_that_the_page_holds_is_shown_at_once() {
    let mut stage = Stage::new();
    assert_eq!(stage.host.rebuild(), "", "nothing is shown, so there is nothing to build");
    let effects = stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert_eq!((effects.state, effects.anew, effects.fetch), (Some("ready"), true, None));
    assert_eq!(effects.events, [Event::Ready]);
    assert!(stage.shown().contains("Every lantern is green."));
    assert!(stage.host.problems().is_empty());
    assert!(stage.host.card().is_some());
}

#[test]
fn a_record_at_an_address_is_fetched_first() {
    let mut stage = Stage::new();
    let effects = stage.happens(|host| host.turn_to(Origin::Src(URL.into())));
    assert_eq!((effects.state, effects.fetch.as_deref()), (Some("loading"), Some(URL)));
    assert_eq!((effects.program.as_str(), effects.events.len()), ("", 0));
    let effects = stage.happens(|host| host.fetched(URL, RECORD.as_bytes()));
    assert_eq!((effects.state, effects.anew), (Some("ready"), true));
    assert_eq!(effects.events, [Event::Ready]);
}

#[test]
fn answers_that_are_no_longer_wanted_are_passed_over() {
    let mut stage = Stage::new();
    stage.happens(|host| host.turn_to(Origin::Src("https://desk.example/old".into())));
    stage.happens(|host| host.turn_to(Origin::Src(URL.into())));
    nothing(&stage.happens(|host| host.fetched("https://desk.example/old", RECORD.as_bytes())));
    nothing(&stage.happens(|host| host.unfetched("https://desk.example/old", "404")));
    assert_eq!(stage.happens(|host| host.fetched(URL, OTHER.as_bytes())).state, Some("ready"));
    stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    nothing(&stage.happens(|host| host.fetched(URL, OTHER.as_bytes())));
    assert!(stage.shown().contains("Every lantern is green."));
}

#[test]
fn a_host_knows_where_its_record_came_from() {
    let mut stage = Stage::new();
    assert!(!stage.host.moves_to(&Origin::None));
    stage.happens(|host| host.turn_to(Origin::Src(URL.into())));
    assert!(!stage.host.moves_to(&Origin::Src(URL.into())));
    assert!(stage.host.moves_to(&Origin::Src("https://desk.example/".into())));
    assert!(stage.host.moves_to(&Origin::Script));
    stage.happens(|host| host.read(Origin::Script, RECORD.as_bytes()));
    assert!(!stage.host.moves_to(&Origin::Script));
    assert!(stage.host.moves_to(&Origin::Property));
}

#[test]
fn the_card_stays_while_the_next_one_is_fetched() {
    let mut stage = Stage::with(RECORD);
    let before = stage.shown();
    let effects = stage.happens(|host| host.turn_to(Origin::Src(URL.into())));
    assert_eq!((effects.state, effects.program.as_str()), (Some("loading"), ""));
    assert_eq!(stage.shown(), before);
    assert!(stage.host.card().is_some());
    let effects = stage.happens(|host| host.fetched(URL, OTHER.as_bytes()));
    assert!(!effects.anew, "it is patched");
    assert!(stage.shown().contains("A lantern hums."));
}

#[test]
fn no_answer_is_an_error_that_says_what_to_look_at() {
    for (status, expected) in
        [("404", "the HTTP status 404"), ("503", "the HTTP status 503"), ("0", "no answer")]
    {
        let mut stage = Stage::new();
        stage.happens(|host| host.turn_to(Origin::Src(URL.into())));
        let effects = stage.happens(|host| host.unfetched(URL, status));
        assert_eq!(effects.state, Some("error"));
        assert_eq!(effects.program, "", "the page's own content shows by itself");
        assert_eq!(failed(&stage.host, &effects), (Failure::Network, Code::Network));
        let message = &stage.host.problems().first().expect("a reason").message;
        assert!(message.contains(expected) && message.contains(URL), "{message}");
    }
}

#[test]
fn the_kind_of_an_error_says_where_it_failed() {
    for (record, expected) in [
        ("", (Failure::Parse, Code::NotJson)),
        (&"[".repeat(65), (Failure::Parse, Code::TooDeep)),
        ("7", (Failure::Invalid, Code::NotARecord)),
        (HOPELESS, (Failure::Invalid, Code::NoClaim)),
    ] {
        let mut stage = Stage::new();
        let effects = stage.happens(|host| host.read(Origin::Script, record.as_bytes()));
        assert_eq!((effects.state, failed(&stage.host, &effects)), (Some("error"), expected), "{record}");
    }
    let problem = Problem::of_document(Code::NotJson, "expected data, found a function");
    let mut stage = Stage::new();
    let effects = stage.happens(|host| host.unreadable(Origin::Property, problem));
    assert_eq!(failed(&stage.host, &effects), (Failure::Parse, Code::NotJson));
}

#[test]
fn a_card_with_a_fault_is_partial_and_one_with_a_gap_is_not() {
    let mut stage = Stage::new();
    let effects = stage.happens(|host| host.read(Origin::Script, FAULTY.as_bytes()));
    assert_eq!((effects.state, effects.events.as_slice()), (Some("partial"), [Event::Ready].as_slice()));
    let effects = stage.happens(|host| host.read(Origin::Script, OTHER.as_bytes()));
    assert_eq!(effects.state, Some("ready"));
    assert!(!stage.host.problems().is_empty(), "its warnings");
}

#[test]
fn an_error_after_a_card_shows_the_fallback_and_a_card_after_it_the_card() {
    let mut stage = Stage::with(RECORD);
    let effects = stage.happens(|host| host.read(Origin::Property, HOPELESS.as_bytes()));
    assert_eq!((effects.state, effects.anew), (Some("error"), false));
    assert_eq!(stage.shown(), "<div><slot></></>");
    assert!(stage.host.card().is_none());
    let effects = stage.happens(|host| host.read(Origin::Property, HOPELESS.as_bytes()));
    assert_eq!((effects.program.as_str(), effects.events.len()), ("", 1), "nothing new to see, but to tell");
    let effects = stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert_eq!((effects.state, effects.anew), (Some("ready"), false));
    assert!(stage.shown().contains("Every lantern is green."));
}

#[test]
fn a_record_that_is_taken_away_leaves_the_fallback() {
    let mut stage = Stage::with(RECORD);
    let effects = stage.happens(|host| host.turn_to(Origin::None));
    assert_eq!((effects.state, effects.fetch), (Some("loading"), None));
    assert_eq!(stage.shown(), "<div><slot></></>");
    assert!(stage.host.card().is_none() && stage.host.problems().is_empty());
}

#[test]
fn the_same_record_again_changes_nothing_and_is_ready_again() {
    let mut stage = Stage::with(RECORD);
    let effects = stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert_eq!((effects.program.as_str(), effects.state), ("", Some("ready")));
    assert_eq!(effects.events, [Event::Ready]);
    nothing(&stage.happens(|host| host.show()));
}

#[test]
fn sections_that_were_asked_for_before_there_was_a_card_are_open_in_it() {
    let mut stage = Stage::new();
    nothing(&stage.happens(|host| host.toggle(Section::About, true)));
    nothing(&stage.happens(|host| host.toggle(Section::Sources, true)));
    nothing(&stage.happens(|host| host.toggle(Section::Sources, false)));
    let effects = stage.happens(|host| host.read(Origin::Script, RECORD.as_bytes()));
    assert_eq!(effects.events, [Event::Ready], "how a card begins is no news");
    assert!(stage.is_open(Section::About) && !stage.is_open(Section::Sources));
    assert!(stage.is_open(Section::Changes), "what was not asked for is as ever");
}

#[test]
fn only_a_change_is_told() {
    let mut stage = Stage::with(RECORD);
    let effects = stage.happens(|host| host.toggle(Section::Details, true));
    assert_eq!(effects.events, [toggled(Section::Details, true)]);
    assert!(!effects.program.is_empty() && !effects.anew && effects.state.is_none());
    nothing(&stage.happens(|host| host.toggle(Section::Details, true)));
    let effects = stage.happens(|host| host.toggle(Section::Details, false));
    assert_eq!(effects.events, [toggled(Section::Details, false)]);
}

#[test]
fn open_sections_stay_open_when_the_record_changes() {
    let mut stage = Stage::with(RECORD);
    stage.happens(|host| host.toggle(Section::Details, true));
    stage.happens(|host| host.toggle(Section::Sources, false));
    stage.happens(|host| host.read(Origin::Property, OTHER.as_bytes()));
    stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert!(stage.is_open(Section::Details) && !stage.is_open(Section::Sources));
}

#[test]
fn attributes_that_change_patch_the_card() {
    let mut stage = Stage::with(RECORD);
    nothing(&stage.configure([NO; 5]));
    let effects = stage.configure(["compact", "claim-first", "", NO, "5"]);
    assert!(!effects.program.is_empty() && !effects.anew);
    assert_eq!((effects.state, effects.events.len()), (None, 0));
    assert!(stage.shown().contains("<h5"));
    nothing(&stage.configure(["compact", "claim-first", "meter", NO, " 5 "]));
    stage.configure(["badge", NO, NO, NO, NO]);
    assert!(!stage.shown().contains("<article"), "{}", stage.shown());
}

#[test]
fn attributes_that_mean_nothing_count_as_absent() {
    let mut host = Host::new("");
    host.configure(&["huge", "FULL", NO, NO, "0"].join("\u{1F}"));
    assert_eq!(host.settings, Settings::default());
    for level in ["7", "-1", "", "two", "3.5"] {
        host.configure(&[NO, NO, NO, NO, level].join("\u{1F}"));
        assert_eq!(host.settings.heading_level, 3, "{level}");
    }
    host.configure("");
    assert_eq!(host.settings, Settings::default());
}

#[test]
fn the_page_says_which_sections_are_open_at_first() {
    let mut stage = Stage::new();
    stage.configure([NO, NO, NO, "details nonsense about", NO]);
    stage.happens(|host| host.read(Origin::Script, RECORD.as_bytes()));
    let open: Vec<_> = Section::ALL.iter().filter(|section| stage.is_open(**section)).collect();
    assert_eq!(open, [&Section::Details, &Section::About]);
    nothing(&stage.configure([NO, NO, NO, "details nonsense about", NO]));
    stage.configure([NO, NO, NO, "sources", NO]);
    assert!(!stage.is_open(Section::Sources), "at first only");
}

#[test]
fn a_link_out_is_told_with_its_source() {
    let mut stage = Stage::with(RECORD);
    let url = "https://quay.example/count";
    let effects = stage.happens(|host| host.opens("0", url));
    assert_eq!(effects.events, [Event::Open { source_id: Some("count".into()), url: url.into() }]);
    assert!(!effects.handled, "the browser follows it");
    for (place, url) in [("3", url), ("", url), ("0", "javascript:alert(1)"), ("0", "/count")] {
        nothing(&stage.happens(|host| host.opens(place, url)));
    }
}

#[test]
fn where_a_reader_got_to_is_kept() {
    let mut stage = Stage::with(RECORD);
    assert_eq!(Stage::new().host.kept(), "", "before there is a card there is nothing to keep");
    stage.happens(|host| host.toggle(Section::Details, true));
    stage.happens(|host| host.toggle(Section::Changes, false));
    stage.act("filter", "supports");
    let kept = stage.host.kept();
    let mut later = Stage::new();
    later.host.resume(&kept, false);
    let effects = later.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert_eq!(effects.events, [Event::Ready]);
    assert_eq!(later.host.kept(), kept);
    assert_eq!(later.shown(), stage.shown());
    for nonsense in ["", "details", "|", "nonsense|nonsense"] {
        let mut later = Stage::new();
        later.host.resume(nonsense, false);
        assert_eq!(later.happens(|host| host.read(Origin::Property, RECORD.as_bytes())).state, Some("ready"));
    }
}

#[test]
fn a_readers_actions_are_performed_and_told() {
    let mut stage = Stage::with(RECORD);
    for &action in Action::ALL {
        let effects = stage.act(action.as_str(), "");
        assert_eq!(effects.events, [Event::Action { action }]);
        let perform = effects.perform.expect("something to do");
        assert_eq!((perform.action, perform.name.as_str()), (action, "lanterns.json"));
        match action {
            Action::Share | Action::CopyCitation => {
                assert!(perform.text.contains("False"), "{}", perform.text);
            }
            Action::Download => {
                assert_eq!(perform.text, to_json(stage.host.card().expect("a card").record()));
            }
            Action::CopyEmbed => assert!(perform.text.contains("<fact-check-card"), "{}", perform.text),
            Action::Print => {}
        }
        nothing(&Stage::new().act(action.as_str(), ""));
    }
    nothing(&stage.act("nonsense", "0"));
}

#[test]
fn a_reader_chooses_how_to_cite_and_what_to_keep() {
    let mut stage = Stage::with(RECORD);
    for &style in Style::ALL {
        let perform = stage.act("copy-citation", style.as_str()).perform.expect("something to copy");
        assert_eq!(perform.text, stage.host.citation(style), "{}", style.as_str());
    }
    let markup = stage.act("download", "jsonld").perform.expect("something to save");
    assert_eq!((Some(markup.text), markup.name.as_str()), (stage.host.claim_review(), "lanterns.jsonld"));
    let shared = stage.act("share", "apa").perform.expect("something to share");
    assert!(shared.text.starts_with("Fact check: False"), "never the bare claim: {}", shared.text);
}

#[test]
fn what_cannot_be_copied_is_shown() {
    let mut stage = Stage::with(RECORD);
    stage.act("copy-citation", "bibtex");
    stage.happens(|host| host.done("copy-citation", false));
    assert!(stage.shown().contains("@online{lanterns,"), "{}", stage.shown());
    stage.act("copy-citation", "apa");
    assert!(!stage.shown().contains("by-hand"), "until the next action: {}", stage.shown());
    stage.happens(|host| host.done("copy-citation", true));
    assert!(!stage.shown().contains("by-hand"), "{}", stage.shown());
}

#[test]
fn an_embedded_card_comes_from_its_address_or_brings_its_record_along() {
    let hostile = RECORD.replace("green", "</script><script>alert(1)</script>");
    let mut stage = Stage::with(&hostile);
    let inside = stage.act("copy-embed", "").perform.expect("something to copy").text;
    assert_eq!(inside.matches("</script>").count(), 2, "the entry's and the record's: {inside}");
    stage.happens(|host| host.turn_to(Origin::Src("https://desk.example/?a=\"&b".into())));
    stage.happens(|host| host.fetched("https://desk.example/?a=\"&b", hostile.as_bytes()));
    let by_address = stage.act("copy-embed", "").perform.expect("something to copy").text;
    assert!(by_address.contains("src=\"https://desk.example/?a=&quot;&amp;b\""), "{by_address}");
    assert_eq!(by_address.matches("</script>").count(), 1, "{by_address}");
}

#[test]
fn what_became_of_an_action_is_said_until_the_record_changes() {
    let mut stage = Stage::with(RECORD);
    let bare = stage.shown();
    assert!(!stage.happens(|host| host.done("copy-citation", true)).program.is_empty());
    let done = stage.shown();
    stage.happens(|host| host.done("copy-citation", false));
    assert!(done != bare && stage.shown() != done && stage.shown() != bare);
    stage.happens(|host| host.read(Origin::Property, RECORD.as_bytes()));
    assert_eq!(stage.shown(), bare);
}

#[test]
fn events_are_written_for_the_shim() {
    let problem = Problem::of_document(Code::NotJson, "expected \"<\u{1}\"");
    let mut host = Host::new("");
    host.unreadable(Origin::Property, problem.clone());
    let json = |event: &Event| {
        let mut out = String::new();
        event.push_json(&host, &mut out);
        serde_json::from_str::<serde_json::Value>(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
    };
    let told = |name: &str, detail| serde_json::json!({ "name": name, "detail": detail });
    assert_eq!(json(&Event::Ready), serde_json::json!({ "name": "fact-check-ready" }));
    assert_eq!(
        json(&toggled(Section::CounterStatements, true)),
        told("fact-check-toggle", serde_json::json!({ "section": "counter-statements", "open": true }))
    );
    assert_eq!(
        json(&Event::Filter { stance: None }),
        told("fact-check-filter", serde_json::json!({ "stance": null }))
    );
    assert_eq!(
        json(&Event::Open { source_id: None, url: URL.into() }),
        told("fact-check-open", serde_json::json!({ "sourceId": null, "url": URL }))
    );
    assert_eq!(
        json(&Event::Action { action: Action::CopyEmbed }),
        told("fact-check-action", serde_json::json!({ "action": "copy-embed" }))
    );
    assert_eq!(
        json(&Event::Sort { by: Sort::Date }),
        told("fact-check-sort", serde_json::json!({ "by": "date" }))
    );
    assert_eq!(json(&cited("ledger")), told("fact-check-cite", serde_json::json!({ "sourceId": "ledger" })));
    assert_eq!(
        json(&Event::Error { kind: Failure::Parse }),
        told(
            "fact-check-error",
            serde_json::json!({ "kind": "parse", "problems": [{ "pointer": "", "code": "not-json",
                "severity": "fatal", "message": "expected \"<\u{1}\"" }] })
        )
    );
}

/// Something that happens to an element.
fn any_event() -> impl Strategy<Value = (usize, usize, usize)> {
    (0_usize..11, 0_usize..6, 0_usize..6)
}

proptest! {
    /// [`Stage::happens`] compares the page with a fresh one after each step.
    #[test]
    fn whatever_happens_the_page_is_as_it_would_have_been_built(life in prop::collection::vec(any_event(), 1..24)) {
        let (nine, twelve) = (sources::many(9), sources::many(12));
        let records = [RECORD, OTHER, &nine, HOPELESS, FAULTY, &twelve];
        let mut stage = Stage::new();
        for (what, a, b) in life {
            let place = a.to_string();
            let choice = |choices: [&'static str; 6], n: usize| choices.get(n).copied().unwrap_or(NO);
            let effects = match what {
                0 => stage.happens(|host| host.read(Origin::Property, records.get(a).expect("six").as_bytes())),
                1 => stage.happens(|host| host.turn_to(if a < 3 { Origin::Src(URL.into()) } else { Origin::None })),
                2 => stage.happens(|host| host.fetched(URL, records.get(a).expect("six").as_bytes())),
                3 => stage.act("cite", &place),
                4 => stage.act("back", &place),
                5 => stage.act("filter", choice(["supports", "refutes", "context", "all", "", "refutes"], a)),
                6 => stage.happens(|host| host.toggle(*Section::ALL.get(a % 5).expect("five"), b > 2)),
                7 => stage.happens(|host| host.done("share", a > 2)),
                8 => stage.act("sort", choice(["date", "date", "date", "number", "number", ""], a)),
                9 => stage.act("preview", &place),
                _ => stage.configure([
                    choice(["full", "compact", "badge", NO, NO, "full"], a),
                    choice(["claim-first", NO, NO, NO, NO, NO], b),
                    choice(["", NO, NO, NO, NO, NO], a),
                    NO,
                    choice(["1", "2", "6", "7", NO, NO], b),
                ]),
            };
            prop_assert!(!effects.anew || !effects.program.is_empty());
        }
    }
}
