//! Fields of objects.

use std::ffi::CStr;

use jni_sys::{_jfieldID, JNIEnv, jfieldID, jobject};

use super::array::ObjectArray;
use super::class::Class;
use super::env::{Env, Functions};
use super::failure::Result;
use super::object::Object;
use super::shared::Shared;
use super::signature::Signature;
use super::string::JavaString;

/// A field of the instances of a class.
pub struct Field {
    class: Class,
    id: Shared<_jfieldID>,
    signature: Signature,
}

/// A JNI function that reads a field.
type GetFunction<T> = unsafe extern "system" fn(*mut JNIEnv, jobject, jfieldID) -> T;

impl Field {
    /// Looks the field up.
    pub fn resolve(
        env: &mut Env,
        class: Class,
        name: &'static CStr,
        signature: Signature,
    ) -> Result<Self> {
        let id = class.member(env, name, signature, |jni| jni.GetFieldID)?;
        Ok(Self { class, id, signature })
    }

    /// Reads the field of `object`, which holds an object or null.
    ///
    /// # Errors
    /// `object` is null or not of the class.
    pub fn object<'local>(&self, env: &mut Env<'local>, object: Object) -> Result<Object<'local>> {
        let value = self.get(env, object, b'L', |jni| jni.GetObjectField)?;
        // SAFETY: it is a new local reference, or null.
        Ok(unsafe { Object::from_raw(value) })
    }

    /// As [`Field::object`], for a field that holds a `String` or null.
    pub fn string(&self, env: &mut Env, object: Object) -> Result<Option<String>> {
        self.signature.expect(JavaString::TYPE)?;
        let string = self.object(env, object)?;
        // SAFETY: the field is of this type.
        unsafe { JavaString::from_object(string) }.read(env)
    }

    /// As [`Field::object`], for a field that holds an array of objects or null.
    pub fn array<'local>(
        &self,
        env: &mut Env<'local>,
        object: Object,
    ) -> Result<Option<ObjectArray<'local>>> {
        self.signature.expect(ObjectArray::TYPE)?;
        let array = self.object(env, object)?;
        // SAFETY: the field is of this type.
        Ok(unsafe { ObjectArray::from_object(array) })
    }

    /// As [`Field::object`], for a field that holds an array of `String`s; null counts as empty, and
    /// nulls in it are left out.
    pub fn strings(&self, env: &mut Env, object: Object) -> Result<Vec<String>> {
        self.signature.expect("[Ljava/lang/String;")?;
        let mut strings = Vec::new();
        if let Some(array) = self.array(env, object)? {
            array.for_each(env, |env, string| {
                // SAFETY: the field holds an array of these.
                strings.extend(unsafe { JavaString::from_object(string) }.read(env)?);
                Ok(())
            })?;
        }
        Ok(strings)
    }

    /// As [`Field::object`], for a field that holds an `int`.
    pub fn int(&self, env: &mut Env, object: Object) -> Result<i32> {
        self.get(env, object, b'I', |jni| jni.GetIntField)
    }

    /// As [`Field::object`], for a field that holds a `boolean`.
    pub fn boolean(&self, env: &mut Env, object: Object) -> Result<bool> {
        self.get(env, object, b'Z', |jni| jni.GetBooleanField)
    }

    /// `function` is the one for fields of this kind.
    fn get<T>(
        &self,
        env: &mut Env,
        object: Object,
        kind: u8,
        function: fn(&Functions) -> GetFunction<T>,
    ) -> Result<T> {
        self.signature.expect_kind(kind)?;
        self.class.check_instance(env, object)?;
        // SAFETY: the field is one of `object`, and of this kind.
        env.call(|jni, env| unsafe { function(jni)(env, object.raw(), self.id.raw()) })
    }
}
