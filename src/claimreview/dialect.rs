//! Whether a document that is no claim record may hold reviews in another dialect. Above `json`; small, because every
//! reader of a page has it, and import only those who need it.

use crate::json::{self, Value};

/// Whether a document is one that [`import`](super::import::import) might make records of: a web page, a list, or an
/// object that speaks JSON-LD or is an answer of the Fact Check Tools API.
pub(crate) fn may_be_imported(document: &[u8]) -> bool {
    match json::parse(document) {
        Ok(root) => match root.value {
            Value::List(_) => true,
            ref object => {
                ["@context", "@type", "@graph", "claims"].iter().any(|key| object.member(key).is_some())
            }
        },
        Err(_) => document.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<'),
    }
}
