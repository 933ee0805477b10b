//! The way into the virtual machine.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::ptr::{self, NonNull};

use jni_sys::{
    JNI_OK, JNI_VERSION_1_6, JNIEnv, JNIInvokeInterface__1_2, JNINativeInterface__1_6, JavaVM,
    jint, jmethodID, jobject, jvalue,
};

use super::failure::{Failure, Result};
use super::object::Object;

/// The JNI functions of the version that [`crate::JNI_OnLoad`] asks for.
pub(super) type Functions = JNINativeInterface__1_6;

/// A JNI function that calls a method or constructor, of an object or a class.
pub(super) type CallFunction<T> =
    unsafe extern "system" fn(*mut JNIEnv, jobject, jmethodID, *const jvalue) -> T;

/// The way into the virtual machine from one thread. The references made by it are valid for
/// `'local`: until the native returns, or the frame ends ([`super::in_frame`]).
///
/// It has the layout of the pointer that the virtual machine passes to natives.
#[repr(transparent)]
pub struct Env<'local> {
    raw: NonNull<JNIEnv>,
    local: PhantomData<Object<'local>>,
}

impl<'local> Env<'local> {
    /// The version of JNI that is used here.
    pub const VERSION: jint = JNI_VERSION_1_6;

    /// The way in for the thread on which the library is being loaded.
    ///
    /// # Safety
    /// `vm` is what the virtual machine has passed to `JNI_OnLoad`, which has not returned.
    pub unsafe fn while_loading(vm: *mut JavaVM) -> Option<Self> {
        // SAFETY: the caller's promise; it is a pointer to a pointer to a table.
        let table = unsafe { vm.read() };
        // SAFETY: the table begins with the functions of JNI 1.2, and is never freed.
        let functions = unsafe { &*table.cast::<JNIInvokeInterface__1_2>() };
        let mut env: *mut c_void = ptr::null_mut();
        // SAFETY: `vm` is valid, and `env` may be written to.
        let result = unsafe { (functions.GetEnv)(vm, &raw mut env, Self::VERSION) };
        let raw = NonNull::new(env.cast()).filter(|_| result == JNI_OK)?;
        Some(Self { raw, local: PhantomData })
    }

    /// The same thread, in a frame of its own.
    ///
    /// Whoever calls it sees to it that nothing made with the result outlives the frame.
    pub(super) fn inner(&mut self) -> Env<'_> {
        Env { raw: self.raw, local: PhantomData }
    }

    pub(super) fn raw(&self) -> *mut JNIEnv {
        self.raw.as_ptr()
    }

    pub(super) fn functions(&self) -> &'local Functions {
        // SAFETY: what the virtual machine passes to a native is valid as long as the native runs,
        // and points to a pointer to a table.
        let table = unsafe { self.raw.read() };
        // SAFETY: the table is never freed nor changed, and this is the version of it that the
        // virtual machine agreed to when the library was loaded.
        unsafe { &*table.cast::<Functions>() }
    }

    /// Calls a JNI function that may throw. Nothing is called while an exception is pending: JNI
    /// leaves open what would come of that.
    pub(super) fn call<T>(
        &mut self,
        function: impl FnOnce(&Functions, *mut JNIEnv) -> T,
    ) -> Result<T> {
        if self.has_thrown() {
            return Err(Failure::Thrown);
        }
        let value = function(self.functions(), self.raw());
        if self.has_thrown() { Err(Failure::Thrown) } else { Ok(value) }
    }

    /// Whether an exception is pending.
    pub fn has_thrown(&self) -> bool {
        // SAFETY: the pointer is the thread's own.
        unsafe { (self.functions().ExceptionCheck)(self.raw()) }
    }

    /// Forgets the exception that is pending, if one is.
    pub fn clear_exception(&mut self) {
        // SAFETY: the pointer is the thread's own.
        unsafe { (self.functions().ExceptionClear)(self.raw()) }
    }

    /// The exception that is pending, which is not pending then.
    pub fn take_exception(&mut self) -> Option<Object<'local>> {
        // SAFETY: the pointer is the thread's own.
        let exception = unsafe { (self.functions().ExceptionOccurred)(self.raw()) };
        self.clear_exception();
        // SAFETY: it is a new local reference, or null.
        let exception = unsafe { Object::from_raw(exception) };
        (!exception.is_null()).then_some(exception)
    }
}
