//! The schema.org dialect of fact-checks, which search engines and archives read. Below `card` and `words`.

mod export;
/// From other people's structured data to claim records.
pub mod import;
/// From a fact-checker's label to a status.
pub mod labels;
#[cfg(not(target_arch = "wasm32"))]
mod not_carried;
mod terms;

pub use export::claim_review;
#[cfg(not(target_arch = "wasm32"))]
pub use not_carried::not_carried;
