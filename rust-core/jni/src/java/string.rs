//! Strings. They cross as UTF-16, which is what Java has: with JNI's other encoding, zeros and what
//! is outside the Basic Multilingual Plane need care.

use std::{ptr, slice};

use super::argument::Argument;
use super::env::Env;
use super::failure::{Failure, Result};
use super::object::Object;

/// A `String` or null. It has the layout of JNI's `jstring`.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct JavaString<'local>(Object<'local>);

impl<'local> JavaString<'local> {
    /// Its type in signatures.
    pub(super) const TYPE: &'static str = "Ljava/lang/String;";

    /// # Safety
    /// `object` is a `String` or null.
    pub(super) unsafe fn from_object(object: Object<'local>) -> Self {
        Self(object)
    }

    /// Makes a string of this text.
    pub fn new(env: &mut Env<'local>, text: &str) -> Result<Self> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let length = i32::try_from(units.len()).map_err(|_| Failure::Refused("NewString"))?;
        // SAFETY: there are so many units.
        let string =
            env.call(|jni, env| unsafe { (jni.NewString)(env, units.as_ptr(), length) })?;
        // SAFETY: it is a new local reference.
        Ok(Self(unsafe { Object::from_raw(string) }))
    }

    /// The text; `None` for null. Half of a surrogate pair becomes U+FFFD.
    pub fn read(self, env: &mut Env) -> Result<Option<String>> {
        if self.0.is_null() {
            return Ok(None);
        }
        let string = self.0.raw();
        // SAFETY: this is a string.
        let length = env.call(|jni, env| unsafe { (jni.GetStringLength)(env, string) })?;
        let ignored = ptr::null_mut();
        // SAFETY: as above; whether these are a copy is not asked.
        let units = env.call(|jni, env| unsafe { (jni.GetStringChars)(env, string, ignored) })?;
        if units.is_null() {
            return Err(Failure::Refused("GetStringChars"));
        }
        let length = usize::try_from(length).unwrap_or(0);
        // SAFETY: there are so many units, and Java does not change a string.
        let text = String::from_utf16_lossy(unsafe { slice::from_raw_parts(units, length) });
        // SAFETY: these are the string's own units, and are not used any more.
        env.call(|jni, env| unsafe { (jni.ReleaseStringChars)(env, string, units) })?;
        Ok(Some(text))
    }
}

impl<'local> From<JavaString<'local>> for Argument<'local> {
    fn from(string: JavaString<'local>) -> Self {
        Self::Object(string.0)
    }
}
