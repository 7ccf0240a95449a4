//! Renders a structured claim record as an interactive fact-check card.
extern crate alloc;
#[cfg(not(target_arch = "wasm32"))]
extern crate std;
pub mod problem;
pub mod json;
pub mod value;
pub mod record;
pub mod card;
pub mod normalize;
pub use normalize::read_record;
