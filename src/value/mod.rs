//! The values a record is made of, each of which decides its own validity when it is made.
//! Below `json`, above `record`: a value that exists may be shown.

pub mod date;
pub mod decimal;
pub mod lang;
pub mod slug;
pub mod text;
pub mod url;

pub use date::PartialDate;
pub use decimal::Decimal;
pub use lang::{Direction, Lang};
pub use slug::Slug;
pub use text::{Prose, Text};
pub use url::SafeUrl;
