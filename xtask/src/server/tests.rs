//! What the server gives, and what it keeps to itself.
#![allow(clippy::unwrap_used, reason = "a test that can't go on says so best by stopping")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::{Options, Server};
use crate::files::{remove, write};

/// A site with one page, and a file beside it that is nobody's business.
fn site(name: &str) -> Server {
    let folder = std::env::temp_dir().join(format!("fact-check-card-server-{name}-{}", std::process::id()));
    remove(&folder).unwrap();
    write(&folder.join("site/index.html"), b"<!doctype html><head><title>A</title></head>").unwrap();
    write(&folder.join("site/a b.json"), b"{\"claim\":1}").unwrap();
    write(&folder.join("site/core.wasm"), b"\0asm").unwrap();
    write(&folder.join("site/sub/index.html"), b"below").unwrap();
    write(&folder.join("secret.txt"), b"secret").unwrap();
    write(&folder.join("pages/a.html"), b"<!doctype html><head></head>").unwrap();
    let pages = Some(folder.join("pages"));
    Server::start(&folder.join("site"), 0, Options { faults: true, watch: true, pages, measured: false })
        .unwrap()
}

fn ask(server: &Server, head: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    stream.write_all(format!("{head}\r\nHost: here\r\n\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(server: &Server, path: &str) -> String {
    ask(server, &format!("GET {path} HTTP/1.1"))
}

#[test]
fn every_answer_has_the_policy() {
    let server = site("policy");
    for path in ["/", "/core.wasm", "/gone", "/test/404", "/test/html"] {
        let answer = get(&server, path);
        assert!(answer.contains("Content-Security-Policy: default-src 'none';"), "{path}: {answer}");
        assert!(answer.contains("X-Content-Type-Options: nosniff"), "{path}: {answer}");
    }
}

#[test]
fn files_have_their_types() {
    let server = site("types");
    assert!(get(&server, "/core.wasm").contains("Content-Type: application/wasm\r\n"));
    assert!(get(&server, "/").contains("Content-Type: text/html; charset=utf-8\r\n"));
    assert!(get(&server, "/a%20b.json").contains("Content-Type: application/json; charset=utf-8\r\n"));
}

#[test]
fn nothing_outside_of_the_folder_is_given() {
    let server = site("outside");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//etc/passwd",
        "/sub/..\\..\\secret.txt",
        "/%00",
    ] {
        let answer = get(&server, path);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
}

#[test]
fn the_tests_pages_have_the_policy_that_they_ask_for() {
    let server = site("pages");
    let whole = get(&server, "/test/pages/a.html");
    assert!(whole.contains("'wasm-unsafe-eval'") && whole.contains("trusted-types 'none'"), "{whole}");
    assert!(whole.contains("watch.js"), "{whole}");
    assert!(!get(&server, "/test/pages/a.html?without=wasm").contains("wasm-unsafe-eval"));
    let untyped = get(&server, "/test/pages/a.html?without=types");
    assert!(untyped.contains("'wasm-unsafe-eval'") && !untyped.contains("trusted-types"), "{untyped}");
    assert!(get(&server, "/test/pages/../secret.txt").starts_with("HTTP/1.1 404 "));
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let server = site("tag");
    let first = get(&server, "/core.wasm");
    let tag = first.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    let second = ask(&server, &format!("GET /core.wasm HTTP/1.1\r\nIf-None-Match: {tag}"));
    assert!(second.starts_with("HTTP/1.1 304 "), "{second}");
}

#[test]
fn a_folder_gets_its_slash() {
    let server = site("slash");
    assert!(get(&server, "/sub").contains("Location: /sub/\r\n"));
    assert!(get(&server, "/sub/").ends_with("below"));
}

#[test]
fn only_reading_is_allowed() {
    let server = site("method");
    assert!(ask(&server, "POST / HTTP/1.1").starts_with("HTTP/1.1 405 "));
    assert!(ask(&server, "HEAD / HTTP/1.1").ends_with("\r\n\r\n"));
}

#[test]
fn a_cut_record_is_shorter_than_it_says() {
    let server = site("cut");
    let answer = get(&server, "/test/cut?/a%20b.json");
    assert!(answer.contains("Content-Length: 11\r\n") && answer.ends_with("{\"cla"), "{answer}");
}

#[test]
fn a_watched_page_runs_the_watch_first() {
    let server = site("watch");
    assert!(get(&server, "/").contains("<head><script src=\"/watch.js\"></script><title>"));
}

#[test]
fn a_taken_port_gives_the_next() {
    let first = site("port");
    let second = Server::start(&std::env::temp_dir(), first.port, Options::default()).unwrap();
    assert!(second.port > first.port);
}
