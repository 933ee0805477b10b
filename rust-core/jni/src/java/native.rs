//! Natives: what Java calls here.

use std::ffi::{CStr, c_void};

use jni_sys::{JNI_OK, JNINativeMethod};

use super::class::Class;
use super::env::Env;
use super::failure::Result;
use super::signature::Signature;

/// A static method of a class that is implemented here.
pub struct Native {
    /// Its name in Java.
    pub name: &'static CStr,
    /// What it takes and returns.
    pub signature: Signature,
    /// The function that implements it.
    pub function: *const c_void,
}

/// Has Java call these functions for these methods of `class`.
///
/// # Safety
/// Each function takes what JNI passes to a static method of this signature, and returns what such
/// a method does.
pub unsafe fn register(env: &mut Env, class: Class, natives: &[Native]) -> Result<()> {
    for &Native { name, signature, function } in natives {
        let entry = JNINativeMethod {
            name: name.as_ptr().cast_mut(),
            signature: signature.0.as_ptr().cast_mut(),
            fnPtr: function.cast_mut(),
        };
        // SAFETY: this is one entry, and the caller promises that it fits.
        let result = env.call(|jni, env| unsafe {
            (jni.RegisterNatives)(env, class.raw(), &raw const entry, 1)
        });
        if result != Ok(JNI_OK) {
            return Err(class.missing(name, signature));
        }
    }
    Ok(())
}
