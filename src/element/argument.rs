//! What is said of arguments that are no good. Below `bindings` and `render`.

use alloc::string::String;

use crate::problem::{self, Code, Problem};
use crate::record::read::push_list;

/// The problem of an object that cannot be written as JSON.
pub(super) fn unwritable(reason: &str) -> Problem {
    let mut message = String::from("expected an object that can be written as JSON, found one that cannot");
    if !reason.is_empty() {
        message.push_str(": ");
        message.push_str(reason);
    }
    Problem::of_document(Code::NotJson, message)
}

/// Says that a name is not one of a few; `message` holds what stands before that.
pub(super) fn push_unknown_name(message: &mut String, what: &str, names: &str, found: &str) {
    message.push_str("expected ");
    message.push_str(what);
    message.push_str(" (");
    push_list(message, names);
    message.push_str("), found ");
    message.push_str(&problem::quoted(found));
}
