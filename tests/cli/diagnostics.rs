//! What is told of problems: for people, as JSON lines, as workflow commands.

use serde_json::json;

use crate::place::{BROKEN, FAULTY, GAPS, Place, SOUND};

#[test]
fn people_see_the_line() {
    let place = Place::with(&[(
        "a.json",
        "{\n  \"version\": 1,\n  \"lang\": \"en\",\n  \"claim\": { \"text\": \"A.\", \"date\": \"May\" },\n  \"verdict\": { \"status\": \"true\" }\n}\n",
    )]);
    assert_eq!(
        place.run(&["validate", "a.json"]).ended(1).err,
        "\
error[invalid-date]: expected a date such as 2016, 2016-10, 2016-10-20 or 2016-10-20T14:30:00Z, found \"May\"
 --> a.json:4:36
  |
4 |   \"claim\": { \"text\": \"A.\", \"date\": \"May\" },
  |                                    ^^^^^ /claim/date
warning[no-sources]: expected the evidence, found no source
--> a.json:1
 |
 = at: /sources
warning[undated-claim]: expected when the claim was made, found nothing
 --> a.json:4:36
  |
4 |   \"claim\": { \"text\": \"A.\", \"date\": \"May\" },
  |                                    ^^^^^ /claim/date
1 document, 1 refused: 1 error, 2 warnings
"
    );
}

#[test]
fn quiet_shows_what_refuses() {
    let place = Place::with(&[("gaps.json", GAPS), ("faulty.json", FAULTY)]);
    assert_eq!(place.run(&["validate", "--quiet", "gaps.json"]).ended(0).err, "");
    let ran = place.run(&["validate", "--quiet", "faulty.json"]).ended(1);
    assert!(ran.err.starts_with("error[invalid-url]") && !ran.err.contains("warning"), "{}", ran.err);
    let ran = place.run(&["validate", "--quiet", "--deny", "warnings", "gaps.json"]).ended(1);
    assert!(ran.err.starts_with("warning[no-sources]"), "{}", ran.err);
}

#[test]
fn programs_get_a_line_a_problem() {
    let place = Place::with(&[("all.ndjson", &format!("{SOUND}\n{FAULTY}\n"))]);
    let ran = place.run(&["validate", "--format", "json", "all.ndjson", "nowhere.json"]).ended(1);
    let told = ran.told();
    assert_eq!(
        told[0],
        json!({ "file": "all.ndjson", "line": 2, "column": 128, "pointer": "/review/url", "code": "invalid-url",
            "severity": "error", "message": "expected an http or https address, found \"ww.example\"" })
    );
    assert_eq!(
        told[1],
        json!({ "file": "all.ndjson", "line": 2, "column": null, "pointer": "/sources", "code": "no-sources",
            "severity": "warning", "message": "expected the evidence, found no source" })
    );
    assert_eq!((&told[2]["file"], &told[2]["code"]), (&json!("nowhere.json"), &json!("unreadable")));
    assert_eq!(told.len(), 3);
}

#[test]
fn columns_count_characters() {
    let line = "{\"version\":1,\"lang\":\"ja\",\"claim\":{\"text\":\"橋は日曜日に閉まる。\",\"date\":3},\"verdict\":{\"status\":\"true\"}}";
    let place = Place::with(&[("a.json", line)]);
    let told = place.run(&["validate", "--format", "json", "a.json"]).ended(1).told();
    let column = line.chars().position(|c| c == '3').unwrap() + 1;
    assert_eq!(told[0]["column"], column);
    let ran = place.run(&["validate", "a.json"]);
    let (shown, mark) = ran.err.split_once("1 | ").unwrap().1.split_once("\n  | ").unwrap();
    let before = shown.split_once('3').unwrap().0;
    // A Japanese character is as wide as two Latin ones.
    let width: usize = before.chars().map(|c| if c.is_ascii() || c == '…' { 1 } else { 2 }).sum();
    assert_eq!(mark.find('^').unwrap(), width, "{}", ran.err);
}

#[test]
fn workflows_get_commands() {
    let place = Place::with(&[("a,b.json", &FAULTY.replace("ww.example", "50%"))]);
    let ran = place.run(&["validate", "--format", "github", "a,b.json"]).ended(1);
    assert_eq!(
        ran.err,
        "::error file=a%2Cb.json,line=1,col=128,title=invalid-url::/review/url: expected an http or https address, found \"50%25\"\n\
         ::warning file=a%2Cb.json,line=1,title=no-sources::/sources: expected the evidence, found no source\n"
    );
}

#[test]
fn long_lines_are_cut_to_what_matters() {
    let context = "Long. ".repeat(2000);
    let line = FAULTY.replace("\"date\"", &format!("\"context\":\"{context}\",\"date\""));
    let place =
        Place::with(&[("a.json", &line), ("b.json", &FAULTY.replace("ww.example", &"w".repeat(5000)))]);
    for file in ["a.json", "b.json"] {
        let err = place.run(&["validate", file]).ended(1).err;
        assert!(err.contains("/review/url"), "{err}");
        assert!(err.lines().all(|line| line.chars().count() < 200), "{err}");
    }
}

#[test]
fn hidden_characters_do_not_reach_the_terminal() {
    let faulty = |url: &str| FAULTY.replace("ww.example", url);
    let place =
        Place::with(&[("a.json", &faulty("ww\u{202E}\u{9b}31m")), ("b.json", &faulty("\u{1b}[31m\u{7}"))]);
    place.put("c.json", FAULTY.replace("{\"url", "{\"\\u001b[31m\":1,\"url").as_bytes());
    for format in ["human", "github"] {
        let err = place.run(&["validate", "--format", format, "a.json", "b.json", "c.json"]).ended(1).err;
        assert!(
            ["invalid-url", "not-json", "unknown-key"].iter().all(|code| err.contains(code))
                && !err.contains(['\u{202E}', '\u{9b}', '\u{7}', '\u{1b}']),
            "{err:?}"
        );
    }
}

#[test]
fn colours_are_for_terminals() {
    let place = Place::with(&[("a.json", BROKEN)]);
    assert!(!place.run(&["validate", "a.json"]).err.contains('\u{1b}'));
    assert!(place.run(&["validate", "--color", "always", "a.json"]).err.contains('\u{1b}'));
}

#[test]
fn a_hostile_document_with_very_many_faults_ends_soon() {
    let keys = "\"key\":0,".repeat(60_000);
    let line = FAULTY.replacen('{', &format!("{{{keys}"), 1);
    let place = Place::with(&[("a.json", &line)]);
    let begun = std::time::Instant::now();
    let ran = place.run(&["validate", "--format", "json", "a.json"]).ended(1);
    assert!(ran.err.lines().count() > 60_000);
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}
