//! Renders a claim record as a fact-check card.
//!
//! A record is one JSON document: what was claimed, what was found, on which evidence, and who answered. The crate reads
//! it, says what is wrong with it, and shows it: as HTML text natively, and in a browser as the custom element
//! `<fact-check-card>`, whose core is this crate as wasm.
//!
//! ```text
//! bytes ─▶ json ─▶ record ─▶ normalize ─▶ card ─▶ view ─▶ html ─┬▶ html::write ─▶ text
//!         (values) (shapes)  (judgement)   │       ▲            └▶ dom ─▶ program ─▶ nodes
//!                      │                   │     words                        ▲
//!                      ▼                   ├▶ cite                   element::host ◀─▶ page
//!                   problem                └▶ claimreview
//! ```
//!
//! # Example
//!
//! ```
//! use fact_check_card::view::state::{Settings, ViewState};
//! use fact_check_card::{read_record, view, words::Words};
//!
//! let read = read_record(br#"{
//!     "version": 1,
//!     "lang": "en",
//!     "claim": { "text": "The bridge closes on Sundays.", "date": "2024-05-05" },
//!     "verdict": { "status": "false", "label": "Wrong" },
//!     "review": { "url": "ww.example" }
//! }"#);
//!
//! // A bad address costs the link, not the card; what is missing is said.
//! let problems: Vec<_> = read.problems.iter().map(|problem| problem.to_string()).collect();
//! assert_eq!(problems, [
//!     "/review/url: expected an http or https address, found \"ww.example\"",
//!     "/sources: expected the evidence, found no source",
//! ]);
//!
//! let card = read.card.expect("no problem is fatal");
//! let settings = Settings::default();
//! let state = ViewState::new(&card, &settings);
//! let html = view::html(&card, &state, &settings, &Words::english());
//! assert!(html.contains("The bridge closes on Sundays."));
//! ```
//!
//! # Invariants
//!
//! - No input panics, and no problem stops the reading of the others.
//! - A [`card::Card`] that exists can be shown: views put it into a sink, and give no `Result`.
//! - Text is never markup. The tree has no `script`, `style` or event handler to write, and links take checked addresses.
//! - Views are pure: no clock, no page, no network.
//! - Only `element` and `words` name the browser; all other modules are the same code natively and in a page.
//! - No borrow of an element's host is held while the page's code may run.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        reason = "a test that can't go on says so best by stopping"
    )
)]

extern crate alloc;
/// A record with what follows from it: origins, gaps, citations, direction.
pub mod card;
/// How to cite a check, in four styles.
pub mod cite;
/// The check as schema.org `ClaimReview`.
pub mod claimreview;
mod closed_set;
/// What has to be done to a page's nodes, as a program.
pub mod dom;
/// The custom element: what it decides, and what it lets the page do.
pub mod element;
/// What views put a card into: a tree, or text at once.
pub mod html;
/// JSON text as values that know their places.
pub mod json;
mod made;
/// From bytes to a card and its problems.
pub mod normalize;
mod order;
mod parts;
/// Where, what was expected, what was found.
pub mod problem;
/// The format: its objects as data, and typed access to what was read.
pub mod record;
#[cfg(not(target_arch = "wasm32"))]
mod scan;
mod shared;
/// Texts, addresses, dates, languages, names and numbers, each checked when it is made.
pub mod value;
/// From a card and its state to a sink, one section a file.
pub mod view;
/// The card's own words, and how languages write dates and numbers.
pub mod words;
pub use normalize::read_record;
