//! Small steps that many calls of Java need.

use appvagt_apk::decode_modified_utf8;
use jni::Env;
use jni::errors::Result;
use jni::objects::{JObject, JObjectArray, JString, Reference};

/// More references than any one step of a scan makes.
const CAPACITY: usize = 32;

/// Runs `work` in a frame of its own: the references it makes are gone when it returns.
pub fn in_frame<T>(env: &mut Env, work: impl FnOnce(&mut Env) -> Result<T>) -> Result<T> {
    env.with_local_frame(CAPACITY, work)
}

/// Reads a string; `None` for null. Half of a surrogate pair becomes one U+FFFD, of which the
/// crate's own conversion makes three.
pub fn text(env: &Env, string: &JString) -> Result<Option<String>> {
    if string.is_null() {
        return Ok(None);
    }
    let characters = string.mutf8_chars(env)?;
    Ok(Some(decode_modified_utf8(characters.to_bytes())))
}

/// Makes a string of this text.
pub fn string<'local>(env: &mut Env<'local>, text: &str) -> Result<JString<'local>> {
    JString::from_str(env, text)
}

/// Calls `each` for every element, in a frame of its own; null counts as empty.
pub fn for_each<'a, E: Reference + 'a>(
    env: &mut Env,
    array: &JObjectArray<'a, E>,
    mut each: impl FnMut(&mut Env, JObject) -> Result<()>,
) -> Result<()> {
    if array.is_null() {
        return Ok(());
    }
    for index in 0..array.len(env)? {
        in_frame(env, |env| {
            let element = array.get_element(env, index)?;
            each(env, element.into())
        })?;
    }
    Ok(())
}
