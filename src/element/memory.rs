//! What stands in for the standard library in the browser builds; together 3 KB (brotli) smaller.

// A debug build keeps the standard library's panics, which say what went wrong and where.
#[cfg(debug_assertions)]
extern crate std;

/// talc, which is 2 KB smaller than the standard library's allocator.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A panic ends the call as an exception in JavaScript, as it does with the standard library.
#[cfg(not(debug_assertions))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
