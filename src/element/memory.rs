//! What stands in for the standard library in the browser builds; together 3 KB (brotli) smaller.

use core::alloc::{GlobalAlloc, Layout};

// A debug build keeps the standard library's panics, which say what went wrong and where.
#[cfg(for_developers)]
extern crate std;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator(talc::wasm::new_wasm_dynamic_allocator());

/// talc, which is 2 KB smaller than the standard library's allocator. It ends the call when no memory is left, so that
/// nobody downloads what would deal with that.
struct Allocator(talc::wasm::WasmDynamicTalc);

// SAFETY: everything is handed on to an allocator that keeps the promises of one.
#[expect(unsafe_code, reason = "there is no other way to say what allocates")]
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        there(unsafe { self.0.alloc(layout) })
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe { self.0.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        there(unsafe { self.0.realloc(memory, layout, size) })
    }
}

/// The memory, if there is some.
fn there(memory: *mut u8) -> *mut u8 {
    if memory.is_null() { core::arch::wasm32::unreachable() } else { memory }
}

/// A panic ends the call as an exception in JavaScript, as it does with the standard library.
#[cfg(not(for_developers))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
