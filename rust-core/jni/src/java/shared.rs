//! Pointers that are valid on every thread.

use std::ptr::NonNull;

/// A global reference or the id of a member. Neither is ever freed, because the library never is.
pub(super) struct Shared<T>(NonNull<T>);

impl<T> Shared<T> {
    /// `None` for null.
    ///
    /// # Safety
    /// `raw` is a global reference that is never freed, the id of a member of such a class, or null.
    pub unsafe fn new(raw: *mut T) -> Option<Self> {
        NonNull::new(raw).map(Self)
    }

    pub fn raw(self) -> *mut T {
        self.0.as_ptr()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Shared<T> {}

// SAFETY: JNI allows global references and ids on every thread.
unsafe impl<T> Send for Shared<T> {}
// SAFETY: as above; nothing is ever written through them.
unsafe impl<T> Sync for Shared<T> {}
