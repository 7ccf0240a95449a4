//! The project's commands, each a module; `main.rs` only reads the arguments.
//!
//! ```text
//! tools ──▶ build ──▶ size, functions        what is needed, what is made of it, how big it is
//!             └─────▶ demo ──▶ server ◀── tests/e2e
//! test runs all of it, in order
//! ```

pub mod bench;
pub mod build;
pub mod config;
pub mod demo;
pub mod e2e;
pub mod files;
pub mod functions;
mod html;
pub mod peers;
pub mod plot;
mod program;
pub mod run;
pub mod server;
pub mod size;
pub mod test;
pub mod tools;
