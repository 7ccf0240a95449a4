//! Values that all cards of a page share, each made when it is first needed.
//! Natively the standard library's; in a browser, where it would cost readers a kilobyte, a cell for the one thread.

#[cfg(target_arch = "wasm32")]
pub(crate) use one_thread::{Kept, Shared};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use std::sync::LazyLock as Shared;

#[cfg(target_arch = "wasm32")]
mod one_thread {
    use alloc::boxed::Box;
    use core::cell::Cell;
    use core::ops::Deref;

    /// A value that the first access makes. It stays for as long as the page.
    pub(crate) struct Shared<T: 'static> {
        value: Cell<Option<&'static T>>,
        make: fn() -> T,
    }

    impl<T> Shared<T> {
        /// A value that is not made yet.
        pub(crate) const fn new(make: fn() -> T) -> Self {
            Self { value: Cell::new(None), make }
        }
    }

    impl<T> Deref for Shared<T> {
        type Target = T;

        fn deref(&self) -> &T {
            if let Some(made) = self.value.get() {
                return made;
            }
            let made = Box::leak(Box::new((self.make)()));
            self.value.set(Some(made));
            made
        }
    }

    /// A value that is there from the start.
    pub(crate) struct Kept<T>(pub(crate) T);

    impl<T> Deref for Kept<T> {
        type Target = T;

        fn deref(&self) -> &T {
            &self.0
        }
    }

    #[cfg(target_feature = "atomics")]
    compile_error!("`Shared` is for one thread; a build with threads needs a lock here");

    // SAFETY: without the feature `atomics`, refused above, a wasm instance has one thread: nothing is ever shared.
    #[expect(unsafe_code, reason = "the one promise that the compiler cannot check for a static")]
    unsafe impl<T> Sync for Shared<T> {}

    // SAFETY: as above.
    #[expect(unsafe_code, reason = "as above")]
    unsafe impl<T> Sync for Kept<T> {}
}
