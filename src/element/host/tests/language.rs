//! In which language a card speaks: what a host does when it is told, and when words are late.

use super::super::*;

const RECORD: &str = r#"{ "version": 1, "lang": "en", "claim": { "text": "A lantern hums." },
    "verdict": { "status": "true" }, "review": { "url": "https://desk.example/lantern" } }"#;

/// What is done after the attributes have come with that language; the card's text beside it.
fn told(host: &mut Host, language: &str) -> (Effects, String) {
    host.configure(&["\n", "\n", "\n", "\n", "\n", "\n", "\n", "desk.example", language].join("\u{1F}"));
    host.show();
    taken(host)
}

fn taken(host: &mut Host) -> (Effects, String) {
    (core::mem::take(&mut host.todo), host.rebuild())
}

fn read(host: &mut Host) -> (Effects, String) {
    host.read(Origin::Property, RECORD.as_bytes());
    taken(host)
}

#[test]
fn a_card_speaks_the_language_that_it_is_told() {
    let mut host = Host::new("");
    told(&mut host, "de");
    let (effects, shown) = read(&mut host);
    assert_eq!((effects.state, effects.events.as_slice()), (Some("ready"), [Event::Ready].as_slice()));
    assert!(shown.contains("Faktencheck") && !shown.contains("Fact check"), "{shown}");
    let (effects, shown) = told(&mut host, "ja");
    assert!(!effects.program.is_empty() && shown.contains("ファクトチェック"), "{shown}");
    assert!(effects.events.is_empty() && effects.state.is_none(), "{effects:?}");
    assert!(
        effects.markup.is_some_and(|markup| markup.contains("正確")),
        "what has no label is said in the new words"
    );
    assert!(told(&mut host, "ja").0.program.is_empty(), "nothing has changed");
    assert!(told(&mut host, "a language that nobody speaks").1.contains("Fact check"));
}

#[test]
fn a_record_waits_for_words() {
    let mut host = Host::new("");
    told(&mut host, "");
    let (effects, shown) = read(&mut host);
    assert_eq!((effects.state, effects.events.len(), effects.program.as_str()), (Some("loading"), 0, ""));
    assert_eq!(shown, "", "nothing is shown");
    assert!(told(&mut host, "").0.program.is_empty(), "they are still on their way");
    let (effects, shown) = told(&mut host, "pl");
    assert_eq!((effects.state, effects.events.as_slice()), (Some("ready"), [Event::Ready].as_slice()));
    assert!(effects.anew && shown.contains("Prawda"), "{shown}");
}

#[test]
fn what_cannot_be_shown_needs_no_words() {
    let mut host = Host::new("");
    told(&mut host, "");
    host.read(Origin::Property, b"{}");
    assert_eq!(taken(&mut host).0.state, Some("error"));
    assert_eq!(told(&mut host, "pl").0.events.len(), 0, "it was said");
}

#[test]
fn a_card_that_is_shown_keeps_its_words_until_others_are_there() {
    let mut host = Host::new("");
    told(&mut host, "de");
    read(&mut host);
    let (effects, shown) = told(&mut host, "");
    assert!(effects.program.is_empty() && effects.state.is_none(), "{effects:?}");
    assert!(shown.contains("Faktencheck"), "{shown}");
    assert!(told(&mut host, "ru").1.contains("Правда"));
}

#[test]
fn a_record_that_waited_gives_way_to_another_address() {
    let mut host = Host::new("");
    told(&mut host, "");
    read(&mut host);
    host.turn_to(Origin::Src(String::from("https://desk.example/other.json")));
    assert_eq!(taken(&mut host).0.state, Some("loading"));
    let (effects, shown) = told(&mut host, "de");
    assert_eq!((effects.program.as_str(), shown.as_str(), effects.events.len()), ("", "", 0));
}
