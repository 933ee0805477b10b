//! Methods of classes.

use std::ffi::CStr;

use jni_sys::_jmethodID;

use super::argument::Argument;
use super::class::Class;
use super::env::Env;
use super::failure::Result;
use super::object::Object;
use super::shared::Shared;
use super::signature::Signature;

/// A method of a class itself.
pub struct StaticMethod {
    class: Class,
    id: Shared<_jmethodID>,
    signature: Signature,
}

impl StaticMethod {
    /// Looks the method up.
    pub fn resolve(
        env: &mut Env,
        class: Class,
        name: &'static CStr,
        signature: Signature,
    ) -> Result<Self> {
        let id = class.member(env, name, signature, |jni| jni.GetStaticMethodID)?;
        Ok(Self { class, id, signature })
    }

    /// Calls the method, which returns an object or null.
    ///
    /// # Errors
    /// What it throws is pending. `arguments` do not fit.
    pub fn object<'local>(
        &self,
        env: &mut Env<'local>,
        arguments: &[Argument],
    ) -> Result<Object<'local>> {
        self.signature.expect_kind(b'L')?;
        let arguments = self.signature.arguments(arguments)?;
        // SAFETY: the method is one of the class; number and kinds of the arguments, and the kind
        // of the result, are its own.
        let value = env.call(|jni, env| unsafe {
            let call = jni.CallStaticObjectMethodA;
            call(env, self.class.raw(), self.id.raw(), arguments.as_ptr())
        })?;
        // SAFETY: it is a new local reference, or null.
        Ok(unsafe { Object::from_raw(value) })
    }
}
