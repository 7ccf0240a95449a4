//! Long streams: order, bounded memory, one bad line among many, readers that go away, writers that are slow.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::place::{BROKEN, GAPS, Place, SOUND};

fn numbered(number: usize) -> String {
    SOUND.replace("\"sound\"", &format!("\"n{number}\"")) + "\n"
}

#[test]
fn order_is_kept_whatever_each_takes() {
    // Every seventh line is a hundred times as long as the others.
    let context = "Long. ".repeat(3000);
    let line = |i| match i % 7 {
        0 => numbered(i).replace("\"date\"", &format!("\"context\":\"{context}\",\"date\"")),
        _ => numbered(i),
    };
    let input: String = (0..700).map(line).collect();
    let ids: Vec<String> = (0..700).map(|i| format!("n{i}")).collect();
    for jobs in ["1", "2", "7"] {
        let ran = Place::new().pipe(&["render", "--jobs", jobs, "-"], input.as_bytes()).ended(0);
        assert_eq!(ran.ids(), ids);
    }
}

#[test]
fn one_broken_line_among_many_is_named_and_the_rest_is_written() {
    let mut input: String = (1..=500).map(numbered).collect();
    input.push_str(BROKEN);
    input.push('\n');
    input.extend((502..=1000).map(numbered));
    let place = Place::with(&[("all.ndjson", &input)]);
    let ran = place.run(&["export", "--quiet", "all.ndjson"]).ended(1);
    assert_eq!(ran.out.lines().count(), 999);
    assert_eq!(ran.err.matches("-->").count(), 1);
    assert!(ran.err.contains("fatal[not-json]") && ran.err.contains("all.ndjson:501:"), "{}", ran.err);
}

#[test]
fn a_line_that_is_too_long_is_refused_and_not_held() {
    let long = SOUND.replace("The bridge", &"b".repeat(3 << 20));
    let input = format!("{SOUND}\n{long}\n{GAPS}\n");
    let ran = Place::new().pipe(&["render", "-"], input.as_bytes()).ended(1);
    assert_eq!(ran.ids(), ["sound", "gaps"]);
    assert!(ran.err.contains("fatal[too-large]") && ran.err.contains("<stdin>:2"), "{}", ran.err);
    // Exactly as much as may be.
    let room = (1 << 20) - GAPS.len();
    let full = GAPS.replacen('{', &format!("{{{}", " ".repeat(room)), 1);
    Place::new().pipe(&["validate", "--ndjson", "-"], format!("{full}\n{full}\r\n").as_bytes()).ended(1);
    Place::new().pipe(&["validate", "--ndjson", "-"], format!("{full}\n{full}\n").as_bytes()).ended(0);
}

/// The most memory that a running program has held, in KiB.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn memory_is_bounded_on_a_stream_without_end() {
    let place = Place::new();
    let mut child = place
        .command(&["render", "--fallback", "whole", "--quiet", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let block: String = (0..500).map(numbered).collect();
    let rounds = 80;
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for _ in 0..rounds {
                stdin.write_all(block.as_bytes()).unwrap();
            }
        });
        let mut written = 0_u64;
        let mut buffer = vec![0; 1 << 20];
        let mut after_a_tenth = None;
        let total = rounds * 500 * 1000;
        loop {
            let read = stdout.read(&mut buffer).unwrap();
            if read == 0 {
                break;
            }
            written += read as u64;
            if after_a_tenth.is_none() && written > total / 10 {
                after_a_tenth = Some(peak(child.id()));
            }
            if written > total && child.try_wait().unwrap().is_none() {
                let (early, late) = (after_a_tenth.unwrap(), peak(child.id()));
                assert!(late < 100 * 1024, "{late} KiB");
                assert!(late < early + early / 4 + 4096, "{early} KiB after a tenth, {late} KiB in the end");
            }
        }
        assert!(written > total, "{written} bytes of cards");
    });
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let place = Place::new();
    let mut child = place
        .command(&["render", "--quiet", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let writer = std::thread::spawn(move || {
        let block: String = (0..100).map(numbered).collect();
        // It ends when the program does, and not before: standard input stays open.
        while stdin.write_all(block.as_bytes()).is_ok() {}
    });
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    drop(stdout);
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "it goes on for nobody");
        std::thread::sleep(Duration::from_millis(10));
    };
    writer.join().unwrap();
    assert_eq!(status.code(), Some(0));
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(told, "");
}

#[test]
fn a_slow_stream_is_answered_line_by_line() {
    let place = Place::new();
    let mut child = place
        .command(&["export", "--ndjson", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for i in 0..3 {
        stdin.write_all(numbered(i).as_bytes()).unwrap();
        let mut line = String::new();
        // It would wait for ever if the answer were held back.
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains("ClaimReview"), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_change_is_seen_when_watching() {
    let place = Place::with(&[("checks/a.json", SOUND)]);
    let mut child = place
        .command(&["render", "--watch", "--out", "checks", "checks"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut rounds = || {
        let mut line = String::new();
        while !line.starts_with("watching") {
            line.clear();
            assert_ne!(told.read_line(&mut line).unwrap(), 0, "it ended");
        }
    };
    rounds();
    assert!(place.text("checks/a.html").contains("The bridge"));
    // What it writes itself is no change of an input; only this is.
    place.put("checks/a.json", SOUND.replace("The bridge", "The ferry").as_bytes());
    rounds();
    assert!(place.text("checks/a.html").contains("The ferry"));
    place.put("checks/b.json", GAPS.as_bytes());
    rounds();
    assert!(place.text("checks/b.html").contains("Ducks"));
    child.kill().unwrap();
    child.wait().unwrap();
}
