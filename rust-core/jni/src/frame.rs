//! Frames of local references: Android holds few of these at a time, so a loop needs one an item.

use jni::Env;
use jni::errors::{Error, JniError, Result};

/// More references than any one step of a scan makes.
const CAPACITY: usize = 32;

/// Runs `work` in a frame of its own: the references it makes are gone when it returns.
///
/// # Errors
/// Those of `work`; or there is no memory for the frame.
pub fn in_frame<T>(env: &mut Env, work: impl FnOnce(&mut Env) -> Result<T>) -> Result<T> {
    let mut work = Some(work);
    let mut result = None;
    in_plain_frame(env, &mut |env| result = work.take().map(|work| work(env)))?;
    result.unwrap_or(Err(Error::JniCall(JniError::Unknown)))
}

/// One copy for all kinds of `work`, because each is large.
fn in_plain_frame(env: &mut Env, work: &mut dyn FnMut(&mut Env)) -> Result<()> {
    env.with_local_frame(CAPACITY, |env| {
        work(env);
        Ok(())
    })
}
