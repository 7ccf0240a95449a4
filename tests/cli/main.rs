//! The command line as people and programs meet it: arguments, files, streams, exit status, what is told and written.
//! Each test runs the built program in a folder of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

mod diagnostics;
mod folders;
mod import;
mod inputs;
mod made;
mod place;
mod readme;
mod streams;
