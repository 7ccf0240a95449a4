//! The schema.org dialect of fact-checks, which search engines and archives read. Below `card` and `words`.

mod export;

pub use export::claim_review;
