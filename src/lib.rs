//! Renders a structured claim record as an interactive fact-check card.
#![cfg_attr(target_arch = "wasm32", no_std)]
extern crate alloc;
pub mod card;
pub mod cite;
pub mod claimreview;
pub mod dom;
pub mod element;
pub mod html;
pub mod json;
pub mod normalize;
pub mod problem;
pub mod record;
mod shared;
pub mod value;
pub mod view;
pub mod words;
pub use normalize::read_record;
