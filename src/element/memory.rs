//! The allocator of the browser builds: talc, which is 2 KB (brotli) smaller than the standard library's.

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
