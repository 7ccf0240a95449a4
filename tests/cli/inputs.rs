//! Which documents are read: files, folders, patterns, standard input; and what is refused.

use crate::place::{BROKEN, FAULTY, GAPS, Place, SOUND};

#[test]
fn the_exit_status_says_whether_all_was_taken() {
    let place = Place::with(&[
        ("sound.json", SOUND),
        ("gaps.json", GAPS),
        ("faulty.json", FAULTY),
        ("broken.json", BROKEN),
    ]);
    for (file, status) in [("sound.json", 0), ("gaps.json", 0), ("faulty.json", 1), ("broken.json", 1)] {
        place.run(&["validate", file]).ended(status);
    }
    // A card with a fault is shown, in a page as here; one that can't be shown is refused.
    for (file, status) in [("gaps.json", 0), ("faulty.json", 0), ("broken.json", 1)] {
        place.run(&["render", file]).ended(status);
    }
}

#[test]
fn wrong_usage_is_status_two() {
    let place = Place::with(&[("sound.json", SOUND)]);
    for arguments in [
        &[][..],
        &["validate"],
        &["show", "sound.json"],
        &["validate", "--format", "xml", "sound.json"],
        &["validate", "--jobs", "0", "sound.json"],
        &["render", "--as", "poster", "sound.json"],
        &["render", "--heading-level", "7", "sound.json"],
        &["render", "--expanded", "sources,nothing", "sound.json"],
        &["render", "--lang", "not a tag", "sound.json"],
        &["render", "--out", "sound.json", "sound.json"],
        &["embed", "--as", "iframe", "sound.json"],
        &["export", "--out", ".", "sound.json"],
        &["completions", "cobol"],
        &["validate", "--watch", "-"],
    ] {
        let ran = place.run(arguments).ended(2);
        assert!(ran.out.is_empty() && ran.err.contains("error:") || ran.err.contains("Usage:"), "{ran:#?}");
    }
    assert_eq!(place.text("sound.json"), SOUND);
}

#[test]
fn what_is_denied_refuses() {
    let place = Place::with(&[("gaps.json", GAPS), ("faulty.json", FAULTY)]);
    place.run(&["validate", "--deny", "warnings", "gaps.json"]).ended(1);
    assert_eq!(place.run(&["render", "--deny", "errors", "faulty.json"]).ended(1).out, "");
    assert_ne!(place.run(&["render", "--deny", "errors", "gaps.json"]).ended(0).out, "");
}

#[test]
fn one_refused_input_leaves_the_others() {
    let place = Place::with(&[("a.json", SOUND), ("b.json", BROKEN), ("c.json", GAPS)]);
    let ran = place.run(&["export", "a.json", "nowhere.json", "b.json", "c.json"]).ended(1);
    assert_eq!(ran.lines().len(), 2);
    for name in ["--> nowhere.json\n", "--> b.json:1:"] {
        assert!(ran.err.contains(name), "{}", ran.err);
    }
    assert!(ran.err.ends_with("4 documents, 2 refused: 1 fatal, 5 warnings\n"), "{}", ran.err);
}

#[test]
fn folders_are_read_at_any_depth_in_order() {
    let place = Place::with(&[
        ("checks/b.json", SOUND),
        ("checks/a/z.ndjson", &format!("{GAPS}\n{FAULTY}\n")),
        ("checks/c.JSON", GAPS),
        ("checks/notes.txt", "not a record"),
    ]);
    assert_eq!(place.run(&["render", "checks"]).ended(0).ids(), ["gaps", "faulty", "sound", "gaps"]);
}

#[test]
fn patterns_find_files() {
    let place =
        Place::with(&[("checks/2023/a.json", SOUND), ("checks/2024/b.json", GAPS), ("checks/c.json", GAPS)]);
    assert_eq!(place.run(&["render", "checks/**/*.json"]).ended(0).ids(), ["sound", "gaps", "gaps"]);
    assert_eq!(place.run(&["render", "checks/*/a.*"]).ended(0).ids(), ["sound"]);
    assert_eq!(place.run(&["render", "checks/202[4-9]/*"]).ended(0).ids(), ["gaps"]);
    let ran = place.run(&["render", "checks/*.xml"]).ended(1);
    assert!(ran.err.contains("found none\n--> checks/*.xml"), "{}", ran.err);
    let ran = place.run(&["render", "checks/[.json"]).ended(1);
    assert!(ran.err.contains("expected a pattern"), "{}", ran.err);
}

#[test]
fn a_name_with_the_marks_of_a_pattern_is_a_name_where_there_is_such_a_file() {
    let place = Place::with(&[("a[1].json", SOUND)]);
    place.run(&["validate", "a[1].json"]).ended(0);
}

#[test]
fn what_is_no_record_is_named() {
    let place = Place::with(&[("empty.json", ""), ("folder/text.txt", "")]);
    place.put("latin1.json", b"{\"version\":1,\"lang\":\"fr\",\"claim\":{\"text\":\"ferm\xE9\"}}");
    place.put("utf16.json", b"\xFF\xFE{\0}\0");
    for (file, said) in [
        ("empty.json", "fatal[not-json]"),
        ("latin1.json", "fatal[not-utf8]"),
        ("utf16.json", "found UTF-16: save the file as UTF-8"),
        ("folder", "expected a file of the kind json, ndjson, jsonl in the folder, found none"),
        ("nowhere.json", "No such file"),
    ] {
        let ran = place.run(&["validate", file]).ended(1);
        assert!(ran.err.contains(said) && ran.err.contains(file), "{file}: {}", ran.err);
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with(&[("a.json", SOUND), ("secret.json", SOUND)]);
    let secret = place.path().join("secret.json");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&secret).is_ok() {
        // Whoever runs the tests may read everything.
        return;
    }
    let ran = place.run(&["render", "a.json", "secret.json"]).ended(1);
    assert!(ran.err.contains("--> secret.json\n") && ran.ids() == ["sound"], "{ran:#?}");
}

#[test]
#[cfg(unix)]
fn a_folder_that_holds_itself_ends() {
    let place = Place::with(&[("checks/a.json", SOUND)]);
    std::os::unix::fs::symlink(place.path().join("checks"), place.path().join("checks/again")).unwrap();
    assert_eq!(place.run(&["render", "checks"]).ended(0).ids(), ["sound"]);
}

#[test]
fn standard_input_is_lines_or_one_document() {
    let place = Place::new();
    let pretty =
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(SOUND).unwrap()).unwrap();
    let lines = |input: &str| place.pipe(&["render", "-"], input.as_bytes());
    assert_eq!(lines(&format!("{SOUND}\n{GAPS}\n")).ended(0).ids(), ["sound", "gaps"]);
    assert_eq!(lines(&format!("\n\n{SOUND}\n\n{GAPS}")).ended(0).ids(), ["sound", "gaps"]);
    assert_eq!(lines(&format!("{BROKEN}\n{GAPS}\n{BROKEN}\n{SOUND}")).ended(1).ids(), ["gaps", "sound"]);
    for one in
        [SOUND, &format!("{SOUND}\n"), &pretty, &format!("\n{pretty}\n\n"), &format!("\u{FEFF}{pretty}")]
    {
        let ran = lines(one).ended(0);
        assert!(ran.out.starts_with("<fact-check-card>"), "{one}\n{ran:#?}");
    }
    assert_eq!(place.pipe(&["render", "--ndjson", "-"], SOUND.as_bytes()).ended(0).ids(), ["sound"]);
    assert_eq!(lines("").ended(0).out, "");
}
