//! Arrays of bytes.

use super::env::Env;
use super::failure::{Failure, Result};
use super::object::Object;

/// An array of bytes, or null. It has the layout of JNI's `jbyteArray`.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct ByteArray<'local>(Object<'local>);

impl<'local> ByteArray<'local> {
    /// Its type in signatures.
    pub(super) const TYPE: &'static str = "[B";

    /// # Safety
    /// `object` is an array of bytes or null.
    pub(super) unsafe fn from_object(object: Object<'local>) -> Self {
        Self(object)
    }

    /// Makes an array of these bytes.
    pub fn new(env: &mut Env<'local>, bytes: &[u8]) -> Result<Self> {
        let length = i32::try_from(bytes.len()).map_err(|_| Failure::Refused("NewByteArray"))?;
        // SAFETY: the length is not negative.
        let array = env.call(|jni, env| unsafe { (jni.NewByteArray)(env, length) })?;
        let source = bytes.as_ptr().cast();
        // SAFETY: array and source are of this length.
        env.call(|jni, env| unsafe { (jni.SetByteArrayRegion)(env, array, 0, length, source) })?;
        // SAFETY: it is a new local reference.
        Ok(Self(unsafe { Object::from_raw(array) }))
    }

    /// Whether it is null.
    pub fn is_null(self) -> bool {
        self.0.is_null()
    }

    /// Its bytes.
    ///
    /// # Errors
    /// It is null.
    pub fn read(self, env: &mut Env) -> Result<Vec<u8>> {
        let array = self.0.not_null()?.raw();
        // SAFETY: this is an array.
        let length = env.call(|jni, env| unsafe { (jni.GetArrayLength)(env, array) })?;
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        let target = bytes.as_mut_ptr().cast();
        // SAFETY: array and target are of this length.
        env.call(|jni, env| unsafe { (jni.GetByteArrayRegion)(env, array, 0, length, target) })?;
        Ok(bytes)
    }
}

impl Default for ByteArray<'_> {
    /// Null.
    fn default() -> Self {
        Self(Object::NULL)
    }
}
