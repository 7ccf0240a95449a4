//! `--out`: a file an item, none outside the folder, none half written, none lost.

use std::fs;

use crate::place::{BROKEN, GAPS, Place, SOUND};

#[test]
fn files_are_named_as_what_they_were_made_of() {
    let place =
        Place::with(&[("checks/2024/a.v2.json", SOUND), ("checks/b.json", GAPS), ("checks/c.json", BROKEN)]);
    let ran = place.run(&["render", "--out", "site", "checks"]).ended(1);
    assert_eq!(ran.out, "");
    let files = place.files();
    let site: Vec<&String> = files.iter().filter(|file| file.starts_with("site/")).collect();
    assert_eq!(site, ["site/2024/a.v2.html", "site/b.html"]);
    assert!(place.text("site/b.html").contains("Ducks swim."));
}

#[test]
fn lines_are_named_by_their_id_or_their_number() {
    let nameless = GAPS.replace("\"id\":\"gaps\",", "");
    let lines = format!("{SOUND}\n{nameless}\n{}\n", GAPS.replace("gaps", "con"));
    let place = Place::with(&[("all.ndjson", &lines)]);
    place.run(&["export", "--out", "out", "all.ndjson"]).ended(0);
    assert_eq!(place.files(), ["all.ndjson", "out/_con.json", "out/all-2.json", "out/sound.json"]);
}

#[test]
fn nothing_is_lost_where_names_are_the_same() {
    let other = GAPS.replace("gaps", "sound").replace("Ducks", "Swans");
    let third = GAPS.replace("gaps", "Sound").replace("Ducks", "Gulls");
    let place = Place::with(&[
        ("all.ndjson", &format!("{SOUND}\n{other}\n{third}\n")),
        ("a/x.json", SOUND),
        ("b/x.json", GAPS),
    ]);
    let ran = place.run(&["render", "--out", "out", "all.ndjson"]).ended(0);
    assert!(
        ran.err.contains("note: all.ndjson:2: the name is taken; written as out/sound-2.html\n"),
        "{}",
        ran.err
    );
    assert!(place.text("out/sound.html").contains("bridge"));
    assert!(place.text("out/sound-2.html").contains("Swans"));
    assert!(
        place.text("out/Sound-3.html").contains("Gulls"),
        "names that differ only in case are one on many systems"
    );
    place.run(&["render", "--out", "two", "a/x.json", "b/x.json"]).ended(0);
    assert!(place.text("two/x.html").contains("bridge") && place.text("two/x-2.html").contains("Ducks"));
}

#[test]
fn hostile_names_stay_in_the_folder() {
    let place = Place::new();
    // Such ids are none; the file's own name is taken.
    let mut lines = String::new();
    for id in ["../../outside", "/etc/passwd", "a/b", ".hidden", "..", "nul\\u0000"] {
        lines.push_str(&GAPS.replace("\"gaps\"", &format!("\"{id}\"")));
        lines.push('\n');
    }
    place.put("in/all.ndjson", lines.as_bytes());
    place.run(&["render", "--out", "in/out", "in/all.ndjson"]).ended(0);
    let expected: Vec<String> = (1..=6).map(|line| format!("in/out/all-{line}.html")).collect();
    assert_eq!(place.files().into_iter().filter(|file| file.contains("out/")).collect::<Vec<_>>(), expected);
}

#[test]
#[cfg(unix)]
fn hostile_file_names_are_told_safely_and_made_safe() {
    let place = Place::new();
    let long = "ä".repeat(120);
    place.put(&format!("in/{long}.json"), SOUND.as_bytes());
    place.put("in/\u{1b}[31mred\n::error::x.json", BROKEN.as_bytes());
    place.put("in/a:b?.json", GAPS.as_bytes());
    let ran = place.run(&["render", "--out", "out", "in"]).ended(1);
    assert!(
        !ran.err.contains('\u{1b}') && ran.err.contains("in/\\u{1b}[31mred\\u{a}::error::x.json"),
        "{}",
        ran.err
    );
    let files = place.files();
    assert!(files.contains(&String::from("out/a_b_.html")), "{files:?}");
    assert!(files.iter().any(|file| file.starts_with("out/ääää")), "{files:?}");
    place.put("in/\u{1b}[31mtwice.ndjson", format!("{SOUND}\n{SOUND}\n").as_bytes());
    let ran = place.run(&["render", "--out", "out", "in"]).ended(1);
    assert!(
        !ran.err.contains('\u{1b}') && ran.err.contains("[31mtwice.ndjson:2: the name is taken"),
        "{}",
        ran.err
    );
    let ran = place.run(&["validate", "--format", "github", "in"]).ended(1);
    assert!(!ran.err.lines().any(|line| line.starts_with("::error::x")), "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

#[test]
#[cfg(unix)]
fn what_cannot_be_looked_into_is_refused() {
    use std::os::unix::fs::symlink;

    let place = Place::with(&[("in/a.json", SOUND)]);
    let link = |to: &str, name: &str| symlink(to, place.path().join("in").join(name)).unwrap();
    link(".", "circle");
    link("someone@here.1", ".#a.json");
    place.run(&["validate", "in"]).ended(0);
    // Of what leads to itself nobody can tell what it is, as of a folder that is locked.
    link("itself", "itself");
    let ran = place.run(&["validate", "in"]).ended(1);
    assert!(ran.err.contains("it could not be read: ") && ran.err.contains("in/itself"), "{}", ran.err);
    assert!(ran.err.contains("2 documents, 1 refused"), "{}", ran.err);
}

#[test]
fn inputs_are_not_written_over() {
    let place = Place::with(&[("checks/a.json", SOUND)]);
    for (out, input) in [
        ("checks", "checks"),
        ("checks/out", "checks"),
        ("checks", "checks/a.json"),
        ("checks/.", "checks/*.json"),
    ] {
        let ran = place.run(&["export", "--out", out, input]).ended(2);
        assert!(ran.err.contains("apart from the inputs"), "{}", ran.err);
    }
    assert_eq!(place.files(), ["checks/a.json"]);
    assert_eq!(place.text("checks/a.json"), SOUND);
    place.run(&["render", "--out", "checks", "checks"]).ended(0);
    assert_eq!(place.files(), ["checks/a.html", "checks/a.json"]);
}

#[test]
fn files_are_replaced_whole_and_nothing_is_left_beside_them() {
    let place = Place::with(&[("a.json", SOUND), ("out/a.html", "old"), ("out/mine.txt", "mine")]);
    place.run(&["render", "--out", "out", "a.json"]).ended(0);
    assert!(place.text("out/a.html").contains("bridge"));
    assert_eq!(place.files(), ["a.json", "out/a.html", "out/mine.txt"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |name: &str| fs::metadata(place.path().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("out/a.html"), mode("a.json"), "a file is as any other that this user makes");
    }
}

#[test]
fn a_folder_that_can_not_be_made_is_wrong_usage() {
    let place = Place::with(&[("a.json", SOUND), ("file", "")]);
    let ran = place.run(&["render", "--out", "file/out", "a.json"]).ended(2);
    assert!(ran.err.contains("--out"), "{}", ran.err);
    // A folder stands where a file belongs.
    fs::create_dir_all(place.path().join("out/a.html/x")).unwrap();
    let ran = place.run(&["render", "--out", "out", "a.json"]).ended(1);
    assert!(ran.err.contains("could not be written"), "{}", ran.err);
}
