//! Java, as far as this library calls it: a thin layer over the raw JNI functions, and the only
//! part of the library that is unsafe, but for what [`crate::JNI_OnLoad`] and the log need.
//!
//! Members are looked up once and used many times. What each takes and returns is in its
//! [`Signature`], which every call is checked against; what class an object given as an argument
//! has is not looked at, as little as JNI itself does.

mod argument;
mod array;
mod byte_array;
mod class;
mod constructor;
mod env;
mod failure;
mod field;
mod frame;
mod method;
mod native;
mod object;
mod shared;
mod signature;
mod static_field;
mod static_method;
mod string;
mod throwable;

pub use array::ObjectArray;
pub use byte_array::ByteArray;
pub use class::Class;
pub use constructor::Constructor;
pub use env::Env;
pub use failure::{Failure, Result};
pub use field::Field;
pub use frame::in_frame;
pub use method::Method;
pub use native::{Native, register};
pub use object::Object;
pub use signature::Signature;
pub use static_field::StaticField;
pub use static_method::StaticMethod;
pub use string::JavaString;
pub use throwable::Throwable;

/// Declares a struct of the members used of a Java class, with a function that looks them all up.
macro_rules! java_class {
    (
        $name:ident = $class:literal {
            $(constructors { $($constructor:ident = $constructor_sig:literal;)* })?
            $(methods { $($method:ident = $method_name:literal $method_sig:literal;)* })?
            $(static_methods { $($static:ident = $static_name:literal $static_sig:literal;)* })?
            $(fields { $($field:ident = $field_name:literal $field_sig:literal;)* })?
            $(static_fields { $($constant:ident = $constant_name:literal $constant_sig:literal;)* })?
        }
    ) => {
        #[allow(clippy::struct_field_names, reason = "named as in Java")]
        pub struct $name {
            $($(pub $constructor: $crate::java::Constructor,)*)?
            $($(pub $method: $crate::java::Method,)*)?
            $($(pub $static: $crate::java::StaticMethod,)*)?
            $($(pub $field: $crate::java::Field,)*)?
            $($(pub $constant: $crate::java::StaticField,)*)?
        }

        impl $name {
            /// Looks all members up.
            pub fn resolve(env: &mut $crate::java::Env) -> $crate::java::Result<Self> {
                use $crate::java::{self, Signature};

                let class = java::Class::resolve(env, $class)?;
                Ok(Self {
                    $($($constructor: java::Constructor::resolve(
                        env, class, Signature($constructor_sig),
                    )?,)*)?
                    $($($method: java::Method::resolve(
                        env, class, $method_name, Signature($method_sig),
                    )?,)*)?
                    $($($static: java::StaticMethod::resolve(
                        env, class, $static_name, Signature($static_sig),
                    )?,)*)?
                    $($($field: java::Field::resolve(
                        env, class, $field_name, Signature($field_sig),
                    )?,)*)?
                    $($($constant: java::StaticField::resolve(
                        env, class, $constant_name, Signature($constant_sig),
                    )?,)*)?
                })
            }
        }
    };
}

pub(crate) use java_class;
