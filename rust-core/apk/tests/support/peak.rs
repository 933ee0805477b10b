//! An allocator that remembers how much memory a thread had in use at most.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static USED: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, counted for each thread.
pub struct Counted;

fn count(size: usize) {
    // Memory may come from another thread and go here, so the counters wrap.
    USED.set(USED.get().wrapping_add(size));
    if PEAK.get().wrapping_sub(USED.get()) > usize::MAX / 2 {
        PEAK.set(USED.get());
    }
}

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        USED.set(USED.get().wrapping_sub(layout.size()));
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(at, layout) }
    }
}

/// Bytes this thread had in use at most while `work` ran, above those in use before.
pub fn above_start(work: impl FnOnce()) -> usize {
    let before = USED.get();
    PEAK.set(before);
    work();
    PEAK.get().wrapping_sub(before)
}
