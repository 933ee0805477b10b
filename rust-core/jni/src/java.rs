//! Members of Java classes, looked up once and used many times.
//!
//! The `jni` crate has a macro that writes a type for each Java class; for as many classes as are
//! needed here it makes the library a third larger (`docs/adr/0004-own-jni-bindings.md`).

use std::borrow::Cow;

use jni::Env;
use jni::JValue;
use jni::errors::{Error, Result};
use jni::ids::{JFieldID, JMethodID, JStaticMethodID};
use jni::objects::{JByteArray, JClass, JObject, JObjectArray, JString, JValueOwned};
use jni::refs::Global;
use jni::signature::{FieldSignature, JavaType, MethodSignature};
use jni::strings::JNIStr;
use jni::sys::jvalue;

/// A class, kept from being unloaded. It is never freed, because the library never is.
pub type Class = &'static Global<JClass<'static>>;

type Signature = MethodSignature<'static, 'static>;

/// Looks up a class by its name, such as `java/lang/String`.
pub fn class(env: &mut Env, name: &JNIStr) -> Result<Class> {
    let local = env.find_class(name)?;
    let class = env.new_global_ref(&local)?;
    env.delete_local_ref(local);
    Ok(Box::leak(Box::new(class)))
}

/// A method of the instances of a class.
pub struct Method {
    class: Class,
    id: JMethodID,
    signature: Signature,
}

/// A method of a class itself.
pub struct StaticMethod {
    class: Class,
    id: JStaticMethodID,
    signature: Signature,
}

/// A constructor of a class.
pub struct Constructor {
    class: Class,
    id: JMethodID,
    signature: Signature,
}

/// A field of the instances of a class.
pub struct Field {
    class: Class,
    id: JFieldID,
    signature: FieldSignature<'static>,
}

impl Method {
    /// Looks the method up.
    pub fn resolve(
        env: &mut Env,
        class: Class,
        name: &JNIStr,
        signature: Signature,
    ) -> Result<Self> {
        let id = env.get_method_id(class, name, &signature)?;
        Ok(Self { class, id, signature })
    }

    /// Calls the method of `object`, which returns an object or null.
    ///
    /// # Errors
    /// What it throws is pending. `object` is null or not of the class; `arguments` do not fit.
    pub fn object<'local>(
        &self,
        env: &mut Env<'local>,
        object: &JObject,
        arguments: &[JValue],
    ) -> Result<JObject<'local>> {
        self.call(env, object, arguments)?.l()
    }

    /// As [`Method::object`], for a method that returns a `String` or null.
    pub fn string(
        &self,
        env: &mut Env,
        object: &JObject,
        arguments: &[JValue],
    ) -> Result<Option<String>> {
        let value = self.object(env, object, arguments)?;
        text(env, value, &returned(self.signature.sig()))
    }

    /// As [`Method::object`], for a method that returns an array of bytes.
    pub fn bytes(&self, env: &mut Env, object: &JObject, arguments: &[JValue]) -> Result<Vec<u8>> {
        let array = self.object(env, object, arguments)?;
        if returned(self.signature.sig()) != "[B" {
            return Err(Error::WrongObjectType);
        }
        let array = not_null(array)?;
        // SAFETY: it comes from a method that returns this, and is not null.
        let array = unsafe { JByteArray::from_raw(env, array.into_raw()) };
        env.convert_byte_array(&array)
    }

    /// As [`Method::object`], for a method that returns an array of objects or null.
    pub fn array<'local>(
        &self,
        env: &mut Env<'local>,
        object: &JObject,
        arguments: &[JValue],
    ) -> Result<JObjectArray<'local>> {
        let array = self.object(env, object, arguments)?;
        object_array(env, array, &returned(self.signature.sig()))
    }

    /// As [`Method::object`], for a method that returns an `int`.
    pub fn int(&self, env: &mut Env, object: &JObject, arguments: &[JValue]) -> Result<i32> {
        self.call(env, object, arguments)?.i()
    }

    /// As [`Method::object`], for a method that returns a `long`.
    pub fn long(&self, env: &mut Env, object: &JObject, arguments: &[JValue]) -> Result<i64> {
        self.call(env, object, arguments)?.j()
    }

    /// As [`Method::object`], for a method that returns a `boolean`.
    pub fn boolean(&self, env: &mut Env, object: &JObject, arguments: &[JValue]) -> Result<bool> {
        self.call(env, object, arguments)?.z()
    }

    /// As [`Method::object`], for a method that returns nothing.
    pub fn void(&self, env: &mut Env, object: &JObject, arguments: &[JValue]) -> Result<()> {
        self.call(env, object, arguments)?.v()
    }

    fn call<'local>(
        &self,
        env: &mut Env<'local>,
        object: &JObject,
        arguments: &[JValue],
    ) -> Result<JValueOwned<'local>> {
        check_instance(env, object, self.class)?;
        let arguments = check_arguments(&self.signature, arguments)?;
        // SAFETY: the method is one of `object`, and number and types of the arguments are its own.
        unsafe { env.call_method_unchecked(object, self.id, self.signature.ret(), &arguments) }
    }
}

impl StaticMethod {
    /// Looks the method up.
    pub fn resolve(
        env: &mut Env,
        class: Class,
        name: &JNIStr,
        signature: Signature,
    ) -> Result<Self> {
        let id = env.get_static_method_id(class, name, &signature)?;
        Ok(Self { class, id, signature })
    }

    /// Calls the method, which returns an object or null.
    ///
    /// # Errors
    /// What it throws is pending. `arguments` do not fit.
    pub fn object<'local>(
        &self,
        env: &mut Env<'local>,
        arguments: &[JValue],
    ) -> Result<JObject<'local>> {
        let arguments = check_arguments(&self.signature, arguments)?;
        let returns = self.signature.ret();
        // SAFETY: the method is one of the class, and number and types of the arguments are its
        // own.
        let value =
            unsafe { env.call_static_method_unchecked(self.class, self.id, returns, &arguments) };
        value?.l()
    }
}

impl Constructor {
    /// Looks the constructor up.
    pub fn resolve(env: &mut Env, class: Class, signature: Signature) -> Result<Self> {
        let id = env.get_method_id(class, jni::jni_str!("<init>"), &signature)?;
        Ok(Self { class, id, signature })
    }

    /// Makes an object.
    ///
    /// # Errors
    /// What it throws is pending. `arguments` do not fit.
    pub fn object<'local>(
        &self,
        env: &mut Env<'local>,
        arguments: &[JValue],
    ) -> Result<JObject<'local>> {
        let arguments = check_arguments(&self.signature, arguments)?;
        // SAFETY: the constructor is one of the class, and number and types of the arguments are
        // its own.
        unsafe { env.new_object_unchecked(self.class, self.id, &arguments) }
    }
}

impl Field {
    /// Looks the field up.
    pub fn resolve(
        env: &mut Env,
        class: Class,
        name: &JNIStr,
        signature: FieldSignature<'static>,
    ) -> Result<Self> {
        let id = env.get_field_id(class, name, &signature)?;
        Ok(Self { class, id, signature })
    }

    /// Reads the field of `object`, which holds an object or null.
    ///
    /// # Errors
    /// `object` is null or not of the class.
    pub fn object<'local>(
        &self,
        env: &mut Env<'local>,
        object: &JObject,
    ) -> Result<JObject<'local>> {
        self.get(env, object)?.l()
    }

    /// As [`Field::object`], for a field that holds a `String` or null.
    pub fn string(&self, env: &mut Env, object: &JObject) -> Result<Option<String>> {
        let value = self.object(env, object)?;
        text(env, value, &self.signature.sig().to_str())
    }

    /// As [`Field::object`], for a field that holds an array of objects or null.
    pub fn array<'local>(
        &self,
        env: &mut Env<'local>,
        object: &JObject,
    ) -> Result<JObjectArray<'local>> {
        let array = self.object(env, object)?;
        object_array(env, array, &self.signature.sig().to_str())
    }

    /// As [`Field::object`], for a field that holds an `int`.
    pub fn int(&self, env: &mut Env, object: &JObject) -> Result<i32> {
        self.get(env, object)?.i()
    }

    /// As [`Field::object`], for a field that holds a `boolean`.
    pub fn boolean(&self, env: &mut Env, object: &JObject) -> Result<bool> {
        self.get(env, object)?.z()
    }

    fn get<'local>(&self, env: &mut Env<'local>, object: &JObject) -> Result<JValueOwned<'local>> {
        check_instance(env, object, self.class)?;
        // SAFETY: the field is one of `object`, and of this type.
        unsafe { env.get_field_unchecked(object, self.id, self.signature.ty()) }
    }
}

/// What a method of this signature returns, as in `Ljava/lang/String;`.
fn returned(signature: &JNIStr) -> Cow<'_, str> {
    let signature = signature.to_str();
    match signature.rfind(')') {
        Some(end) => Cow::Owned(signature[end + 1..].to_owned()),
        None => signature,
    }
}

fn text(env: &Env, string: JObject, kind: &str) -> Result<Option<String>> {
    if kind != "Ljava/lang/String;" {
        return Err(Error::WrongObjectType);
    }
    if string.is_null() {
        return Ok(None);
    }
    // SAFETY: it comes from a member of this type, and is not null.
    let string = unsafe { JString::from_raw(env, string.into_raw()) };
    string.try_to_string(env).map(Some)
}

fn object_array<'local>(
    env: &Env<'local>,
    array: JObject<'local>,
    kind: &str,
) -> Result<JObjectArray<'local>> {
    if !kind.starts_with("[L") {
        return Err(Error::WrongObjectType);
    }
    // SAFETY: it comes from a member of this type.
    Ok(unsafe { JObjectArray::<JObject>::from_raw(env, array.into_raw()) })
}

/// The object, or an error where it is null.
pub fn not_null(object: JObject) -> Result<JObject> {
    if object.is_null() { Err(Error::NullPtr("object")) } else { Ok(object) }
}

fn check_instance(env: &mut Env, object: &JObject, class: Class) -> Result<()> {
    if object.is_null() {
        return Err(Error::NullPtr("object"));
    }
    if env.is_instance_of(object, class)? { Ok(()) } else { Err(Error::WrongObjectType) }
}

/// The arguments as JNI takes them, if number and types are what the signature asks for. What class
/// an object has is not looked at, as in the calls of the `jni` crate.
fn check_arguments(signature: &Signature, arguments: &[JValue]) -> Result<Vec<jvalue>> {
    let expected = signature.args().iter().copied();
    let fits = arguments.len() == expected.len()
        && arguments.iter().zip(expected).all(|(value, wanted)| match value.java_type() {
            JavaType::Primitive(found) => wanted == JavaType::Primitive(found),
            _ => !matches!(wanted, JavaType::Primitive(_)),
        });
    if fits {
        Ok(arguments.iter().map(JValue::as_jni).collect())
    } else {
        Err(Error::InvalidArgList(signature.into()))
    }
}

/// Declares a struct of the members used of a Java class, with a function that looks them all up.
macro_rules! java_class {
    (
        $(#[$doc:meta])*
        $name:ident = $class:literal {
            $(constructors { $($constructor:ident $constructor_sig:tt;)* })?
            $(methods { $($method:ident = $method_name:literal $method_sig:tt;)* })?
            $(static_methods { $($static:ident = $static_name:literal $static_sig:tt;)* })?
            $(fields { $($field:ident = $field_name:literal $field_sig:tt;)* })?
        }
    ) => {
        $(#[$doc])*
        #[allow(clippy::struct_field_names, reason = "named as in Java")]
        pub struct $name {
            $($(pub $constructor: $crate::java::Constructor,)*)?
            $($(pub $method: $crate::java::Method,)*)?
            $($(pub $static: $crate::java::StaticMethod,)*)?
            $($(pub $field: $crate::java::Field,)*)?
        }

        impl $name {
            /// Looks all members up.
            pub fn resolve(env: &mut jni::Env) -> jni::errors::Result<Self> {
                let class = $crate::java::class(env, jni::jni_str!($class))?;
                Ok(Self {
                    $($($constructor: $crate::java::Constructor::resolve(
                        env, class, jni::jni_sig! $constructor_sig,
                    )?,)*)?
                    $($($method: $crate::java::Method::resolve(
                        env, class, jni::jni_str!($method_name), jni::jni_sig! $method_sig,
                    )?,)*)?
                    $($($static: $crate::java::StaticMethod::resolve(
                        env, class, jni::jni_str!($static_name), jni::jni_sig! $static_sig,
                    )?,)*)?
                    $($($field: $crate::java::Field::resolve(
                        env, class, jni::jni_str!($field_name), jni::jni_sig! $field_sig,
                    )?,)*)?
                })
            }
        }
    };
}

pub(crate) use java_class;
