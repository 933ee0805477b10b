//! Constructors.

use jni_sys::_jmethodID;

use super::argument::Argument;
use super::class::Class;
use super::env::Env;
use super::failure::Result;
use super::object::Object;
use super::shared::Shared;
use super::signature::Signature;

/// A constructor of a class.
pub struct Constructor {
    class: Class,
    id: Shared<_jmethodID>,
    signature: Signature,
}

impl Constructor {
    /// Looks the constructor up.
    pub fn resolve(env: &mut Env, class: Class, signature: Signature) -> Result<Self> {
        let id = class.member(env, c"<init>", signature, |jni| jni.GetMethodID)?;
        Ok(Self { class, id, signature })
    }

    /// Makes an object.
    ///
    /// # Errors
    /// What it throws is pending. `arguments` do not fit.
    pub fn object<'local>(
        &self,
        env: &mut Env<'local>,
        arguments: &[Argument],
    ) -> Result<Object<'local>> {
        let arguments = self.signature.arguments(arguments)?;
        // SAFETY: the constructor is one of the class; number and kinds of the arguments are its
        // own.
        let value = env.call(|jni, env| unsafe {
            (jni.NewObjectA)(env, self.class.raw(), self.id.raw(), arguments.as_ptr())
        })?;
        // SAFETY: it is a new local reference.
        unsafe { Object::from_raw(value) }.not_null()
    }
}
