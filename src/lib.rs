//! Renders a structured claim record as an interactive fact-check card.
extern crate alloc;
#[cfg(not(target_arch = "wasm32"))]
extern crate std;
pub mod card;
pub mod dom;
pub mod element;
pub mod html;
pub mod json;
pub mod normalize;
pub mod problem;
pub mod record;
pub mod value;
pub mod view;
pub mod words;
pub use normalize::read_record;
