//! What stands in for the standard library in the browser builds; together 4 KB (brotli) smaller.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;
use core::ptr::null_mut;

// A debug build keeps the standard library's panics, which say what went wrong and where.
#[cfg(all(for_developers, target_arch = "wasm32"))]
extern crate std;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: Blocks = Blocks::new();

/// The size of the smallest block in bytes, and what every block's size and address is a multiple of.
const LEAST: usize = 8;

/// How many sizes there are: two for each power of two.
const LISTS: usize = 2 * usize::BITS as usize;

/// How many bytes memory grows by, at least: a page of wasm.
const PAGE: usize = 1 << 16;

/// An allocator of blocks of few sizes: the powers of two, and what lies halfway between two of them. A block that is given
/// back waits for the next one who wants its size; none is ever joined with another or parted, so that memory stops growing
/// at the most that was ever in use of each size. The least there is to download: talc, the smallest that is kept as a
/// library, is 0.6 KB (brotli) more, the standard library's 2.5 KB.
///
/// It ends the call when no memory is left, so that nobody downloads what would deal with that.
struct Blocks {
    /// For each size, the block that was given back last.
    free: [Cell<*mut Free>; LISTS],
    /// Memory that was in no block yet: where it begins, and how many bytes of it there are.
    fresh: Cell<*mut u8>,
    left: Cell<usize>,
}

/// What stands in a block that nobody uses.
struct Free {
    /// The block that was given back before it.
    before: *mut Free,
}

impl Blocks {
    /// None so far.
    const fn new() -> Self {
        Self {
            free: [const { Cell::new(null_mut()) }; LISTS],
            fresh: Cell::new(null_mut()),
            left: Cell::new(0),
        }
    }

    /// A block of a size that there is no free one of.
    fn cut(&self, size: usize) -> *mut u8 {
        if self.left.get() < size {
            let bytes = size.next_multiple_of(PAGE);
            self.fresh.set(more(bytes));
            self.left.set(bytes);
        }
        let block = self.fresh.get();
        self.fresh.set(block.wrapping_add(size));
        self.left.set(self.left.get() - size);
        block
    }
}

/// The block for a layout: the place of its list, and its size in bytes.
fn block(layout: Layout) -> (usize, usize) {
    if layout.align() > LEAST {
        stop();
    }
    let last = layout.size().saturating_sub(1) | (LEAST - 1);
    let power = last.ilog2();
    let upper = last >> (power - 1) & 1;
    (2 * power as usize + upper, (3 + upper) << (power - 1))
}

// SAFETY: a block is in a list, or with whoever asked for it; never both, never with two. It is as large as its size, which
// its layout tells again when it is given back, and aligned to 8 bytes, since memory is cut in multiples of that.
#[expect(unsafe_code, reason = "there is no other way to say what allocates")]
unsafe impl GlobalAlloc for Blocks {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (list, size) = block(layout);
        let Some(free) = self.free.get(list) else { stop() };
        let block = free.get();
        if block.is_null() {
            return self.cut(size);
        }
        free.set(unsafe { (*block).before });
        block.cast()
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some(free) = self.free.get(self::block(layout).0) {
            #[expect(clippy::cast_ptr_alignment, reason = "every block begins at a multiple of 8 bytes")]
            let block = block.cast::<Free>();
            unsafe { block.write(Free { before: free.get() }) }
            free.set(block);
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        if self::block(wanted) == self::block(layout) {
            return block;
        }
        unsafe {
            let new = self.alloc(wanted);
            new.copy_from_nonoverlapping(block, layout.size().min(size));
            self.dealloc(block, layout);
            new
        }
    }
}

// SAFETY: a wasm instance has one thread (see `shared`).
#[expect(unsafe_code, reason = "the one promise that the compiler cannot check for a static")]
unsafe impl Sync for Blocks {}

/// New memory, of whole pages.
#[cfg(target_arch = "wasm32")]
fn more(bytes: usize) -> *mut u8 {
    let page = core::arch::wasm32::memory_grow::<0>(bytes / PAGE);
    if page == usize::MAX {
        stop();
    }
    core::ptr::with_exposed_provenance_mut(page * PAGE)
}

#[cfg(target_arch = "wasm32")]
fn stop() -> ! {
    core::arch::wasm32::unreachable()
}

#[cfg(test)]
use tests::{more, stop};

/// A panic ends the call as an exception in JavaScript, as it does with the standard library.
#[cfg(all(not(for_developers), target_arch = "wasm32"))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    stop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Memory as a page gives it: no two pieces of it overlap, and none goes away.
    pub(super) fn more(bytes: usize) -> *mut u8 {
        Vec::<u128>::with_capacity(bytes / size_of::<u128>()).leak().as_mut_ptr().cast()
    }

    pub(super) fn stop() -> ! {
        panic!("no such block")
    }

    fn layout(size: usize) -> Layout {
        Layout::from_size_align(size, 8).unwrap()
    }

    #[test]
    fn blocks_hold_what_they_were_asked_for() {
        let mut before = (0, 0);
        for size in 0..100_000 {
            let (list, given) = block(layout(size));
            assert!(given >= size && given % LEAST == 0 && list < LISTS, "{size}");
            assert!(given <= 2 * LEAST || given < size + size / 2, "{size} takes {given}");
            assert!(
                (list, given) == before || (list > before.0 && given > before.1),
                "one list for each size"
            );
            before = (list, given);
        }
    }

    #[test]
    #[expect(unsafe_code, reason = "an allocator is called so")]
    fn no_two_blocks_share_a_byte() {
        let blocks = Blocks::new();
        let sizes: Vec<usize> =
            (0..2_000).map(|i| 1 + i * 37 % 900 + usize::from(i % 97 == 0) * 70_000).collect();
        let mut live: Vec<(*mut u8, usize, u8)> = Vec::new();
        for (i, &size) in sizes.iter().enumerate() {
            let mark = u8::try_from(i % 251).unwrap();
            // SAFETY: each block is used within the size that it was asked for with, and given back once.
            unsafe {
                let block = blocks.alloc(layout(size));
                assert_eq!(block.addr() % LEAST, 0);
                block.write_bytes(mark, size);
                live.push((block, size, mark));
                if i % 3 == 0 {
                    let (block, size, mark) = live.swap_remove(i * 31 % live.len());
                    assert!((0..size).all(|at| block.add(at).read() == mark));
                    let larger = blocks.realloc(block, layout(size), size + 300);
                    assert!((0..size).all(|at| larger.add(at).read() == mark));
                    blocks.dealloc(larger, layout(size + 300));
                }
            }
        }
        for (block, size, mark) in live {
            // SAFETY: as above.
            assert!((0..size).all(|at| unsafe { block.add(at).read() } == mark));
        }
    }

    #[test]
    #[expect(unsafe_code, reason = "an allocator is called so")]
    fn what_is_given_back_is_given_out_again() {
        let blocks = Blocks::new();
        // SAFETY: each block is given back once, with the layout that it was asked for with.
        unsafe {
            let (one, two) = (blocks.alloc(layout(55)), blocks.alloc(layout(50)));
            blocks.dealloc(one, layout(55));
            blocks.dealloc(two, layout(50));
            assert_eq!(blocks.alloc(layout(64)), two);
            assert_eq!(blocks.alloc(layout(49)), one);
            assert_eq!(blocks.realloc(one, layout(49), 64), one, "there is room for it where it is");
        }
    }
}
