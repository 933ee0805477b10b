//! Arrays of objects.

use super::env::Env;
use super::failure::Result;
use super::frame::in_frame;
use super::object::Object;

/// An array of objects.
#[derive(Clone, Copy)]
pub struct ObjectArray<'local>(Object<'local>);

impl<'local> ObjectArray<'local> {
    /// How its type starts in signatures.
    pub(super) const TYPE: &'static str = "[L";

    /// `None` for null.
    ///
    /// # Safety
    /// `object` is an array of objects or null.
    pub(super) unsafe fn from_object(object: Object<'local>) -> Option<Self> {
        (!object.is_null()).then_some(Self(object))
    }

    /// How many elements it has.
    pub fn len(self, env: &mut Env) -> Result<i32> {
        // SAFETY: this is an array.
        env.call(|jni, env| unsafe { (jni.GetArrayLength)(env, self.0.raw()) })
    }

    /// Calls `each` for every element, which may be null, in a frame of its own.
    pub fn for_each(
        self,
        env: &mut Env,
        mut each: impl FnMut(&mut Env, Object) -> Result<()>,
    ) -> Result<()> {
        for index in 0..self.len(env)? {
            in_frame(env, |env| {
                let element = self.get(env, index)?;
                each(env, element)
            })?;
        }
        Ok(())
    }

    /// The element at `index`, which may be null.
    ///
    /// # Errors
    /// It has no such element; an exception that says so is pending.
    pub fn get<'env>(self, env: &mut Env<'env>, index: i32) -> Result<Object<'env>> {
        let element =
            // SAFETY: this is an array of objects; any index may be asked for.
            env.call(|jni, env| unsafe { (jni.GetObjectArrayElement)(env, self.0.raw(), index) })?;
        // SAFETY: it is a new local reference, or null.
        Ok(unsafe { Object::from_raw(element) })
    }
}
