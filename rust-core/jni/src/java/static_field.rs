//! Fields of classes.

use std::ffi::CStr;

use jni_sys::_jfieldID;

use super::class::Class;
use super::env::Env;
use super::failure::Result;
use super::shared::Shared;
use super::signature::Signature;

/// A field of a class itself.
pub struct StaticField {
    class: Class,
    id: Shared<_jfieldID>,
    signature: Signature,
}

impl StaticField {
    /// Looks the field up.
    pub fn resolve(
        env: &mut Env,
        class: Class,
        name: &'static CStr,
        signature: Signature,
    ) -> Result<Self> {
        let id = class.member(env, name, signature, |jni| jni.GetStaticFieldID)?;
        Ok(Self { class, id, signature })
    }

    /// Reads the field, which holds an `int`.
    pub fn int(&self, env: &mut Env) -> Result<i32> {
        self.signature.expect_kind(b'I')?;
        // SAFETY: the field is one of the class, and of this kind.
        env.call(|jni, env| unsafe {
            (jni.GetStaticIntField)(env, self.class.raw(), self.id.raw())
        })
    }
}
