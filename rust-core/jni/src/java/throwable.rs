//! Exceptions, to be thrown.

use std::ffi::CStr;

use jni_sys::JNI_OK;

use super::class::Class;
use super::constructor::Constructor;
use super::env::Env;
use super::failure::{Failure, Result};
use super::signature::Signature;
use super::string::JavaString;

/// A class of exceptions that are made of a message.
pub struct Throwable(Constructor);

impl Throwable {
    /// Looks the class up, and its constructor that takes a message.
    ///
    /// # Safety
    /// It is a class of exceptions.
    pub unsafe fn resolve(env: &mut Env, name: &'static CStr) -> Result<Self> {
        let class = Class::resolve(env, name)?;
        Constructor::resolve(env, class, Signature(c"(Ljava/lang/String;)V")).map(Self)
    }

    /// Makes such an exception pending.
    pub fn throw(&self, env: &mut Env, message: &str) -> Result<()> {
        let message = JavaString::new(env, message)?;
        let exception = self.0.object(env, &[message.into()])?.raw();
        // SAFETY: this is an exception.
        let result = unsafe { (env.functions().Throw)(env.raw(), exception) };
        if result == JNI_OK { Ok(()) } else { Err(Failure::Refused("Throw")) }
    }
}
