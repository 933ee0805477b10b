//! Frames of local references: Android holds few of these at a time, so a loop needs one an item.

use std::ptr;

use jni_sys::JNI_OK;

use super::env::Env;
use super::failure::{Failure, Result};

/// More references than any one step of a scan makes.
const CAPACITY: i32 = 32;

/// Runs `work` in a frame of its own: the references it makes are gone when it returns. An
/// exception may be pending before and after.
///
/// # Errors
/// Those of `work`; or there is no memory for the frame.
pub fn in_frame<T>(env: &mut Env, work: impl FnOnce(&mut Env) -> Result<T>) -> Result<T> {
    let frame = Frame::push(env)?;
    work(&mut frame.0.inner())
}

/// A frame, which ends when this is dropped, be it by a panic.
struct Frame<'env, 'local>(&'env mut Env<'local>);

impl<'env, 'local> Frame<'env, 'local> {
    fn push(env: &'env mut Env<'local>) -> Result<Self> {
        // SAFETY: the pointer is the thread's own; this may be called while an exception is pending.
        let result = unsafe { (env.functions().PushLocalFrame)(env.raw(), CAPACITY) };
        if result == JNI_OK { Ok(Self(env)) } else { Err(Failure::Refused("PushLocalFrame")) }
    }
}

impl Drop for Frame<'_, '_> {
    fn drop(&mut self) {
        // SAFETY: the frame was pushed, and what was made in it is not used any more; this may be
        // called while an exception is pending.
        unsafe { (self.0.functions().PopLocalFrame)(self.0.raw(), ptr::null_mut()) };
    }
}
