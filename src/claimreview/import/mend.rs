//! Almost JSON as JSON: what templates that write it by hand get wrong. Used where `json` refuses a text.
//! The faults: wrappers of old pages, line breaks and quotation marks within strings, commas before a closing bracket.

use alloc::string::String;

use crate::parts::trimmed;

/// The text with those faults mended, but for what stands around it. It need not be JSON then; the reader says.
pub(super) fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars();
    let mut in_string = false;
    while let Some(c) = rest.next() {
        match c {
            '"' if !in_string => {
                in_string = true;
                out.push(c);
            }
            '"' if ends_string(rest.as_str()) => {
                in_string = false;
                out.push(c);
            }
            '"' => out.push_str("\\\""),
            '\\' if in_string => {
                let escaped = rest.next().unwrap_or(' ');
                if !matches!(escaped, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                    out.push('\\');
                }
                out.push('\\');
                out.push(escaped);
            }
            c if in_string && c < ' ' => out.push_str(match c {
                '\n' => "\\n",
                '\t' => "\\t",
                _ => "",
            }),
            ',' if !in_string && closes(rest.as_str()) => {}
            c => out.push(c),
        }
    }
    out
}

/// The text without comments, CDATA marks and semicolons around it.
pub(super) fn unwrapped(text: &str) -> &str {
    let mut text = text;
    loop {
        let before = text.len();
        text = trimmed(text);
        for mark in ["\u{FEFF}", "//", "/*", "*/", "<![CDATA[", "<!--"] {
            text = text.strip_prefix(mark).unwrap_or(text);
        }
        for mark in ["//", "/*", "*/", "]]>", "-->", ";"] {
            text = text.strip_suffix(mark).unwrap_or(text);
        }
        if text.len() == before {
            return text;
        }
    }
}

/// Whether a quotation mark ends a string: what stands behind it is what may stand behind a string.
fn ends_string(behind: &str) -> bool {
    let behind = blank_skipped(behind);
    match behind.as_bytes().first() {
        None | Some(b':' | b'}' | b']') => true,
        Some(b',') => {
            let next = blank_skipped(behind.get(1..).unwrap_or_default());
            matches!(
                next.as_bytes().first(),
                None | Some(b'"' | b'{' | b'[' | b'}' | b']' | b'-' | b'0'..=b'9')
            ) || ["true", "false", "null"].iter().any(|word| next.starts_with(word))
        }
        Some(_) => false,
    }
}

fn closes(behind: &str) -> bool {
    matches!(blank_skipped(behind).as_bytes().first(), Some(b'}' | b']'))
}

fn blank_skipped(text: &str) -> &str {
    let blank = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
    text.get(blank..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn almost_json_becomes_json() {
        for (sent, expected) in [
            (r#"{"a": "He said "no", and left"}"#, r#"{"a": "He said \"no\", and left"}"#),
            ("{\"a\": \"one\ntwo\tthree\"}", r#"{"a": "one\ntwo\tthree"}"#),
            (r#"{"a": [1, 2,], }"#, r#"{"a": [1, 2] }"#),
            ("<!-- //<![CDATA[\n{\"a\": 1};\n//]]> -->", r#"{"a": 1}"#),
            (r#"{"a": "\d\"", "b": "x"}"#, r#"{"a": "\\d\"", "b": "x"}"#),
        ] {
            let mended = mended(unwrapped(sent));
            assert_eq!(mended, expected, "{sent}");
            assert!(json::parse(mended.as_bytes()).is_ok(), "{sent}");
        }
    }

    #[test]
    fn json_stays_as_it_is() {
        let sent = r#"{"a": "b, c: \"d\"", "e": [{"f": ",]"}, true, null, -1.5]}"#;
        assert_eq!(mended(unwrapped(sent)), sent);
    }
}
