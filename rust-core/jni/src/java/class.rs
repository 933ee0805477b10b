//! Classes.

use std::ffi::{CStr, c_char};

use jni_sys::{_jobject, JNIEnv, jclass};

use super::env::{Env, Functions};
use super::failure::{Failure, Result};
use super::object::Object;
use super::shared::Shared;
use super::signature::Signature;

/// A JNI function that looks a member of a class up, by name and signature.
pub(super) type LookUp<T> =
    unsafe extern "system" fn(*mut JNIEnv, jclass, *const c_char, *const c_char) -> *mut T;

/// A class, kept from being unloaded.
#[derive(Clone, Copy)]
pub struct Class {
    name: &'static CStr,
    global: Shared<_jobject>,
}

impl Class {
    /// Looks up a class by its name, such as `java/lang/String`.
    pub fn resolve(env: &mut Env, name: &'static CStr) -> Result<Self> {
        // SAFETY: the name ends with a zero.
        let local = env.call(|jni, env| unsafe { (jni.FindClass)(env, name.as_ptr()) });
        let Ok(local) = local else { return Err(missing(&[name])) };
        // SAFETY: the reference was made above.
        let global = env.call(|jni, env| unsafe { (jni.NewGlobalRef)(env, local) })?;
        // SAFETY: as above, and it is not used any more.
        env.call(|jni, env| unsafe { (jni.DeleteLocalRef)(env, local) })?;
        // SAFETY: the global reference is never freed.
        let global = unsafe { Shared::new(global) };
        Ok(Self { name, global: global.ok_or(Failure::Refused("NewGlobalRef"))? })
    }

    pub(super) fn raw(self) -> jclass {
        self.global.raw()
    }

    /// The id of a member of this class, which `function` looks up.
    pub(super) fn member<T>(
        self,
        env: &mut Env,
        name: &CStr,
        signature: Signature,
        function: fn(&Functions) -> LookUp<T>,
    ) -> Result<Shared<T>> {
        // SAFETY: the class is valid, and both texts end with a zero.
        let found = env.call(|jni, env| unsafe {
            function(jni)(env, self.raw(), name.as_ptr(), signature.0.as_ptr())
        });
        // SAFETY: it is the id of a member of a class that is kept from being unloaded, or null.
        let found = found.ok().and_then(|id| unsafe { Shared::new(id) });
        found.ok_or_else(|| self.missing(name, signature))
    }

    /// The failure that says that there is no such member of this class.
    pub(super) fn missing(self, name: &CStr, signature: Signature) -> Failure {
        missing(&[self.name, c".", name, c" ", signature.0])
    }

    /// # Errors
    /// `object` is null or not of this class.
    pub(super) fn check_instance(self, env: &mut Env, object: Object) -> Result<()> {
        let object = object.not_null()?.raw();
        // SAFETY: both references are valid.
        let fits = env.call(|jni, env| unsafe { (jni.IsInstanceOf)(env, object, self.raw()) })?;
        if fits { Ok(()) } else { Err(Failure::WrongClass) }
    }
}

/// The name is not freed: the library is not loaded then.
fn missing(name: &[&CStr]) -> Failure {
    let mut text = String::new();
    for part in name {
        text.push_str(&part.to_string_lossy());
    }
    Failure::Missing(text.leak())
}
