//! The custom element: where a record comes from, what is shown for it, what a reader and a page do with it.
//! The last module of the flow. `host` decides and is tested without a browser; `element.js` is the element's class,
//! `shim.js` forwards what happens and performs what was decided; `bindings` lies between them.

#[cfg(all(target_arch = "wasm32", any(feature = "card", feature = "render")))]
mod argument;
#[cfg(all(target_arch = "wasm32", feature = "card"))]
mod bindings;
pub mod host;
#[cfg(all(target_arch = "wasm32", feature = "import"))]
mod import;
#[cfg(any(target_arch = "wasm32", test))]
mod memory;
#[cfg(all(target_arch = "wasm32", feature = "render"))]
mod render;
