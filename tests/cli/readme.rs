//! The README's console blocks are run as they stand, and must print what they say; every command appears in one.
//! `BLESS=1` writes what was printed into the README.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::place::{PROGRAM, Place};

fn readme() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))
}

/// The README's record, which its commands are shown with.
fn record(readme: &str) -> &str {
    let (_, rest) = readme.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// Runs a line of a console block, as a shell does.
fn run(place: &Place, line: &str) -> String {
    let folder = PathBuf::from(PROGRAM).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([folder].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1; {line}")]).current_dir(place.path()).env("PATH", path);
    String::from_utf8(shell.env("NO_COLOR", "1").output().unwrap().stdout).unwrap()
}

/// A console block with what its commands print now.
fn printed(place: &Place, block: &str) -> String {
    let mut out = String::new();
    for line in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        out.extend(["$ ", line, "\n", &run(place, line)]);
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

#[test]
#[cfg(unix)]
fn the_readme_shows_what_the_commands_print() {
    let text = fs::read_to_string(readme()).unwrap();
    let place = Place::with(&[("bridge-sundays.json", record(&text))]);
    let mut pieces = text.split("```console\n");
    let mut found = pieces.next().unwrap().to_owned();
    let mut commands = String::new();
    for piece in pieces {
        let (block, rest) = piece.split_once("```").unwrap();
        commands.push_str(block);
        found.extend(["```console\n", &printed(&place, block), "```", rest]);
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(readme(), &found).unwrap();
    } else {
        assert!(
            found == text,
            "BLESS=1 cargo test --features cli --test cli readme, and read the diff\n{found}"
        );
    }
    let help = place.run(&["--help"]).ended(0).out;
    let names = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    for name in names.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help")
    {
        assert!(commands.contains(&format!("fact-check-card {name}")), "the README shows no `{name}`");
    }
}
