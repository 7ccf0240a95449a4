//! What is JSON, what is not, and what a reader is told about it.

use super::*;

fn text(json: &str) -> String {
    match parse(json.as_bytes()).map(|node| node.value) {
        Ok(Value::Text(text)) => text.into_owned(),
        other => panic!("expected a text, found {other:?}"),
    }
}

fn fault(json: &str) -> String {
    match parse(json.as_bytes()) {
        Ok(node) => panic!("expected a fault, found {node:?}"),
        Err(problem) => problem.message.into_owned(),
    }
}

#[test]
fn escapes_become_characters() {
    assert_eq!(text(r#""a\n\u00e9\ud83d\ude00\/""#), "a\né😀/");
}

#[test]
fn half_a_surrogate_pair_becomes_a_replacement_character() {
    assert_eq!(text(r#""a\ud800b""#), "a\u{FFFD}b");
    assert_eq!(text(r#""\ud800\ud83d\ude00""#), "\u{FFFD}😀");
    assert_eq!(text(r#""\ud800\ud800\u0041""#), "\u{FFFD}\u{FFFD}A");
    assert_eq!(text(r#""\udc00""#), "\u{FFFD}");
}

#[test]
fn faults_say_what_and_where() {
    assert_eq!(fault("{\"a\": 1,\n}"), "expected JSON: a key in double quotes at line 2, found \"}\"");
    assert_eq!(fault("{\"a\": "), "expected JSON: a value at line 1, found the end of the text");
    assert!(fault("<!doctype html>").ends_with("this is a web page, not a record; check the address"));
    assert!(fault("\"a\nb\"").contains("written as \\n"));
    assert!(fault("007").contains("leading zeros"));
    assert!(fault("\"\\x\"").contains("an escape"));
    assert!(fault("\"\\u12").contains("closing double quote"));
    assert!(fault("1 2").contains("the end of the document"));
    assert!(fault("").contains("the end of the text"));
    assert!(fault("nul").contains("a value"));
}

#[test]
fn the_limits_hold() {
    let deep = "[".repeat(100_000);
    assert_eq!(parse(deep.as_bytes()).err().map(|p| p.code), Some(Code::TooDeep));
    let large = std::vec![b' '; MAX_BYTES + 1];
    assert_eq!(parse(&large).err().map(|p| p.code), Some(Code::TooLarge));
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = "\u{FEFF}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(parse(&utf16).is_err_and(|p| p.code == Code::NotUtf8 && p.message.contains("UTF-16")));
    assert!(parse(b"\"caf\xE9\"").is_err_and(|p| p.code == Code::NotUtf8 && p.offset == Some(4)));
    assert!(parse("\u{FEFF}{}".as_bytes()).is_ok());
}

#[test]
fn agrees_with_serde_json_on_what_is_json() {
    for json in [
        "{}",
        "[]",
        "[1,]",
        "{,}",
        "[1 2]",
        "-",
        "-0",
        "1e",
        "1e5",
        "1.",
        ".5",
        "+1",
        "tru",
        "true",
        "\"\u{7f}\"",
        "\"\t\"",
        "{\"a\":1}",
        "{\"a\" 1}",
        "{a:1}",
        "[[]]",
        "]",
        "\"\\\"",
        "\"\\u00zz\"",
        "00",
        "-01",
        "1.5e+3",
    ] {
        let ours = parse(json.as_bytes()).is_ok();
        let theirs = serde_json::from_str::<serde_json::Value>(json).is_ok();
        assert_eq!(ours, theirs, "{json:?}");
    }
}
