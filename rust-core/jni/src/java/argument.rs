//! Arguments of Java methods.

use jni_sys::jvalue;

use super::object::Object;

/// An argument of a Java method.
#[derive(Clone, Copy)]
pub enum Argument<'local> {
    /// An object or null.
    Object(Object<'local>),
    /// An `int`.
    Int(i32),
    /// A `long`.
    Long(i64),
    /// A `boolean`.
    Boolean(bool),
}

impl Argument<'_> {
    /// The letter that stands for it in a signature; `L` for every reference.
    pub(super) fn kind(self) -> u8 {
        match self {
            Self::Object(_) => b'L',
            Self::Int(_) => b'I',
            Self::Long(_) => b'J',
            Self::Boolean(_) => b'Z',
        }
    }

    pub(super) fn value(self) -> jvalue {
        match self {
            Self::Object(object) => jvalue { l: object.raw() },
            Self::Int(int) => jvalue { i: int },
            Self::Long(long) => jvalue { j: long },
            Self::Boolean(boolean) => jvalue { z: boolean },
        }
    }
}

impl<'local> From<Object<'local>> for Argument<'local> {
    fn from(object: Object<'local>) -> Self {
        Self::Object(object)
    }
}

impl From<i32> for Argument<'_> {
    fn from(int: i32) -> Self {
        Self::Int(int)
    }
}

impl From<i64> for Argument<'_> {
    fn from(long: i64) -> Self {
        Self::Long(long)
    }
}

impl From<bool> for Argument<'_> {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}
