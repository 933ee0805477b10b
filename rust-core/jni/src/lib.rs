//! `libappvagt.so`: the JNI API. It collects the facts about installed apps from the package
//! manager, has them judged, hands the report over as JSON, and opens the screens on which an app
//! is removed. Its Java side is `org.appvagt.scanner.NativeCore`; only `JNI_OnLoad` is exported.
#![deny(unsafe_code)]

#[expect(clippy::transmute_ptr_to_ptr, reason = "`bind_java_type!` casts so to a superclass")]
mod android;
mod call;
mod collect;
mod error;
mod exception;
#[expect(clippy::transmute_ptr_to_ptr, reason = "`bind_java_type!` casts so to a superclass")]
mod kotlin;
mod native_core;
#[expect(clippy::needless_pass_by_value, reason = "references are the virtual machine's to pass")]
mod natives;
mod package_manager;
mod policies;
mod removal_screen;
mod service;

// Only its `_Unwind_*` functions are used, by std.
#[cfg(all(target_os = "android", feature = "unwinder"))]
extern crate unwinding as _;

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::sys::{JNI_ERR, JNI_VERSION_1_6, jint};
use jni::{Env, JavaVM, jni_str};

/// Looks up all classes and members and registers the natives. Called by the virtual machine when
/// the library is loaded.
///
/// Returns the JNI version needed, or `JNI_ERR` (which makes `System.loadLibrary` fail) with the
/// missing class or member in the log.
///
/// # Safety
/// `vm` is the virtual machine's own pointer.
#[expect(unsafe_code, reason = "the virtual machine calls this by its name, with its own pointer")]
#[unsafe(no_mangle)]
pub unsafe extern "system" fn JNI_OnLoad(vm: *mut jni::sys::JavaVM, _: *mut c_void) -> jint {
    start_log();
    // SAFETY: the caller's promise.
    let vm = unsafe { JavaVM::from_raw(vm) };
    match catch_unwind(AssertUnwindSafe(|| vm.attach_current_thread(load))) {
        Ok(Ok(())) => return JNI_VERSION_1_6,
        Ok(Err(failure)) => log::error!("not loaded: {failure}"),
        Err(_) => log::error!("not loaded: a panic"),
    }
    JNI_ERR
}

fn load(env: &mut Env) -> Result<()> {
    let loaded = call::in_frame(env, look_up);
    if loaded.is_err() {
        // Java makes an exception of its own of `JNI_ERR`.
        env.exception_clear();
    }
    loaded
}

/// Looks up everything with the class loader that loads this library. The loader of the calling
/// thread, which `jni` asks first otherwise, may be another app's.
fn look_up(env: &mut Env) -> Result<()> {
    let native_core = env.find_class(jni_str!("org/appvagt/scanner/NativeCore"))?;
    let loader = native_core.get_class_loader(env)?;
    let loader = LoaderContext::Loader(&loader);
    android::look_up(env, &loader)?;
    kotlin::look_up(env, &loader)?;
    native_core::look_up(env, &loader)
}

#[cfg(target_os = "android")]
fn start_log() {
    let config = android_logger::Config::default();
    android_logger::init_once(config.with_tag("appvagt").with_max_level(log::LevelFilter::Info));
}

/// Does nothing: elsewhere the log goes nowhere unless the process sets up a logger of its own.
#[cfg(not(target_os = "android"))]
fn start_log() {}
