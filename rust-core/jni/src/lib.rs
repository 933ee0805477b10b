//! `libappvagt.so`: the JNI API. It collects the facts about installed apps from the package
//! manager, has them judged, hands the report over as JSON, and opens the screens on which an app
//! is removed. Its Java side is `org.appvagt.scanner.NativeCore`; only `JNI_OnLoad` is exported.
#![deny(unsafe_code)]

mod android;
#[cfg(target_os = "android")]
#[expect(unsafe_code, reason = "the log is a function of C")]
mod android_log;
mod entry;
mod error;
mod exception;
mod inventory;
#[expect(unsafe_code, reason = "this is where the JNI functions are called")]
mod java;
mod kotlin;
mod listed;
mod loaded;
mod natives;
mod package_manager;
mod removal_screen;
mod service;
mod suspect;

// Only its `_Unwind_*` functions are used, by std.
#[cfg(all(target_os = "android", feature = "unwinder"))]
extern crate unwinding as _;

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jni_sys::{JNI_ERR, JavaVM, jint};

use crate::java::Env;

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
pub unsafe extern "system" fn JNI_OnLoad(vm: *mut JavaVM, _: *mut c_void) -> jint {
    start_log();
    // SAFETY: the caller's promise.
    let Some(mut env) = (unsafe { Env::while_loading(vm) }) else { return JNI_ERR };
    match catch_unwind(AssertUnwindSafe(|| loaded::load(&mut env))) {
        Ok(Ok(())) => return Env::VERSION,
        Ok(Err(failure)) => log::error!("not loaded: {failure}"),
        Err(_) => log::error!("not loaded: a panic"),
    }
    // Java makes an exception of its own of `JNI_ERR`.
    env.clear_exception();
    JNI_ERR
}

#[cfg(target_os = "android")]
fn start_log() {
    android_log::start();
}

/// Elsewhere the log goes nowhere unless the process sets up a logger of its own.
#[cfg(not(target_os = "android"))]
fn start_log() {}
