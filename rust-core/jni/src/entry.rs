//! Where Java comes in: each native is run so that whatever happens in it, Java sees a value or an
//! exception.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, throw, throw_panic};
use crate::java::{ByteArray, Env, JavaString, Object};
use crate::natives;

/// `NativeCore.installedApps`.
pub extern "system" fn installed_apps<'local>(
    mut env: Env<'local>,
    _class: Object<'local>,
    context: Object<'local>,
) -> ByteArray<'local> {
    guarded(&mut env, |env| natives::installed_apps(env, context))
}

/// `NativeCore.scan`.
pub extern "system" fn scan<'local>(
    mut env: Env<'local>,
    _class: Object<'local>,
    context: Object<'local>,
    policy: ByteArray<'local>,
    occasion: ByteArray<'local>,
    progress: Object<'local>,
) -> ByteArray<'local> {
    guarded(&mut env, |env| natives::scan(env, context, policy, occasion, progress))
}

/// `NativeCore.configured`.
pub extern "system" fn configured<'local>(
    mut env: Env<'local>,
    _class: Object<'local>,
    configuration: ByteArray<'local>,
) -> ByteArray<'local> {
    guarded(&mut env, |env| natives::configured(env, configuration))
}

/// `NativeCore.openRemoval`.
pub extern "system" fn open_removal<'local>(
    mut env: Env<'local>,
    _class: Object<'local>,
    activity: Object<'local>,
    package: JavaString<'local>,
    request_code: i32,
) {
    guarded(&mut env, |env| natives::open_removal(env, activity, package, request_code));
}

/// `NativeCore.provokePanic`.
pub extern "system" fn provoke_panic<'local>(mut env: Env<'local>, _class: Object<'local>) {
    guarded(&mut env, |_| natives::provoke_panic());
}

/// What `native` returns; if it fails or panics, an exception is pending, and what is returned is
/// not looked at.
fn guarded<'local, T: Default>(
    env: &mut Env<'local>,
    native: impl FnOnce(&mut Env<'local>) -> Result<T, Error>,
) -> T {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        native(env).unwrap_or_else(|error| {
            throw(env, &error);
            T::default()
        })
    }));
    outcome.unwrap_or_else(|panic| {
        throw_panic(env, panic.as_ref());
        T::default()
    })
}
