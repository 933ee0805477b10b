//! References to Java objects.

use std::marker::PhantomData;
use std::ptr;

use jni_sys::jobject;

use super::env::Env;
use super::failure::{Failure, Result};

/// A local reference to a Java object, or null. It has the layout of JNI's `jobject`.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Object<'local> {
    raw: jobject,
    local: PhantomData<&'local ()>,
}

impl<'local> Object<'local> {
    /// A reference to nothing.
    pub const NULL: Self = Self { raw: ptr::null_mut(), local: PhantomData };

    /// # Safety
    /// `raw` is null, or a reference that is valid for `'local`.
    pub(super) unsafe fn from_raw(raw: jobject) -> Self {
        Self { raw, local: PhantomData }
    }

    pub(super) fn raw(self) -> jobject {
        self.raw
    }

    /// Whether it refers to nothing.
    pub fn is_null(self) -> bool {
        self.raw.is_null()
    }

    /// The object, or a failure where it is null.
    pub fn not_null(self) -> Result<Self> {
        if self.is_null() { Err(Failure::Null) } else { Ok(self) }
    }

    /// The class of the object, as an object.
    pub fn class(self, env: &mut Env<'local>) -> Result<Self> {
        let object = self.not_null()?;
        // SAFETY: the object is not null.
        let class = env.call(|jni, env| unsafe { (jni.GetObjectClass)(env, object.raw()) })?;
        // SAFETY: it is a new local reference.
        Ok(unsafe { Self::from_raw(class) })
    }
}
