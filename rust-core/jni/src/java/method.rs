//! Methods of objects.

use std::ffi::CStr;

use jni_sys::_jmethodID;

use super::argument::Argument;
use super::array::ObjectArray;
use super::byte_array::ByteArray;
use super::class::Class;
use super::env::{CallFunction, Env, Functions};
use super::failure::Result;
use super::object::Object;
use super::shared::Shared;
use super::signature::Signature;
use super::string::JavaString;

/// A method of the instances of a class.
pub struct Method {
    class: Class,
    id: Shared<_jmethodID>,
    signature: Signature,
}

impl Method {
    /// Looks the method up.
    pub fn resolve(
        env: &mut Env,
        class: Class,
        name: &'static CStr,
        signature: Signature,
    ) -> Result<Self> {
        let id = class.member(env, name, signature, |jni| jni.GetMethodID)?;
        Ok(Self { class, id, signature })
    }

    /// Calls the method of `object`, which returns an object or null.
    ///
    /// # Errors
    /// What it throws is pending. `object` is null or not of the class; `arguments` do not fit.
    pub fn object<'local>(
        &self,
        env: &mut Env<'local>,
        object: Object,
        arguments: &[Argument],
    ) -> Result<Object<'local>> {
        let value = self.call(env, object, arguments, b'L', |jni| jni.CallObjectMethodA)?;
        // SAFETY: it is a new local reference, or null.
        Ok(unsafe { Object::from_raw(value) })
    }

    /// As [`Method::object`], for a method that returns a `String` or null.
    pub fn string(
        &self,
        env: &mut Env,
        object: Object,
        arguments: &[Argument],
    ) -> Result<Option<String>> {
        self.signature.expect(JavaString::TYPE)?;
        let string = self.object(env, object, arguments)?;
        // SAFETY: the method returns this.
        unsafe { JavaString::from_object(string) }.read(env)
    }

    /// As [`Method::object`], for a method that returns an array of bytes.
    pub fn bytes(&self, env: &mut Env, object: Object, arguments: &[Argument]) -> Result<Vec<u8>> {
        self.signature.expect(ByteArray::TYPE)?;
        let array = self.object(env, object, arguments)?;
        // SAFETY: the method returns this.
        unsafe { ByteArray::from_object(array) }.read(env)
    }

    /// As [`Method::object`], for a method that returns an array of objects or null.
    pub fn array<'local>(
        &self,
        env: &mut Env<'local>,
        object: Object,
        arguments: &[Argument],
    ) -> Result<Option<ObjectArray<'local>>> {
        self.signature.expect(ObjectArray::TYPE)?;
        let array = self.object(env, object, arguments)?;
        // SAFETY: the method returns this.
        Ok(unsafe { ObjectArray::from_object(array) })
    }

    /// As [`Method::object`], for a method that returns an `int`.
    pub fn int(&self, env: &mut Env, object: Object, arguments: &[Argument]) -> Result<i32> {
        self.call(env, object, arguments, b'I', |jni| jni.CallIntMethodA)
    }

    /// As [`Method::object`], for a method that returns a `long`.
    pub fn long(&self, env: &mut Env, object: Object, arguments: &[Argument]) -> Result<i64> {
        self.call(env, object, arguments, b'J', |jni| jni.CallLongMethodA)
    }

    /// As [`Method::object`], for a method that returns a `boolean`.
    pub fn boolean(&self, env: &mut Env, object: Object, arguments: &[Argument]) -> Result<bool> {
        self.call(env, object, arguments, b'Z', |jni| jni.CallBooleanMethodA)
    }

    /// As [`Method::object`], for a method that returns nothing.
    pub fn void(&self, env: &mut Env, object: Object, arguments: &[Argument]) -> Result<()> {
        self.call(env, object, arguments, b'V', |jni| jni.CallVoidMethodA)
    }

    /// `function` is the one for methods that return this kind.
    fn call<T>(
        &self,
        env: &mut Env,
        object: Object,
        arguments: &[Argument],
        kind: u8,
        function: fn(&Functions) -> CallFunction<T>,
    ) -> Result<T> {
        self.signature.expect_kind(kind)?;
        self.class.check_instance(env, object)?;
        let arguments = self.signature.arguments(arguments)?;
        // SAFETY: the method is one of `object`; number and kinds of the arguments, and the kind of
        // the result, are its own.
        env.call(|jni, env| unsafe {
            function(jni)(env, object.raw(), self.id.raw(), arguments.as_ptr())
        })
    }
}
