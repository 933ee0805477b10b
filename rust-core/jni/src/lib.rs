//! `libappvagt.so`: the JNI API. It collects the facts about installed apps from the package
//! manager, has them judged, hands the report over as JSON, and opens the screens on which an app
//! is removed. Its Java side is `org.appvagt.scanner.NativeCore`; only `JNI_OnLoad` is exported.

mod android;
mod error;
mod exception;
mod frame;
mod inventory;
mod java;
mod kotlin;
mod loaded;
mod natives;
mod package_manager;
mod removal_screen;
mod suspect;

// Only its `_Unwind_*` functions are used, by std.
#[cfg(all(target_os = "android", feature = "unwinder"))]
extern crate unwinding as _;

use std::ffi::c_void;

use jni::JavaVM;
use jni::sys::{JNI_ERR, JNI_VERSION_1_6, jint};

/// Looks up all classes and members and registers the natives. Called by the virtual machine when
/// the library is loaded.
///
/// Returns the JNI version needed, or `JNI_ERR` (which makes `System.loadLibrary` fail) with the
/// missing class or member in the log.
///
/// # Safety
/// `vm` is the virtual machine's own pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn JNI_OnLoad(vm: *mut jni::sys::JavaVM, _: *mut c_void) -> jint {
    start_log();
    // SAFETY: the virtual machine passes a pointer that is valid as long as it lives.
    let vm = unsafe { JavaVM::from_raw(vm) };
    match vm.attach_current_thread(loaded::load) {
        Ok(()) => JNI_VERSION_1_6,
        Err(error) => {
            log::error!("not loaded: {error}");
            JNI_ERR
        }
    }
}

#[cfg(target_os = "android")]
fn start_log() {
    let config = android_logger::Config::default()
        .with_tag("appvagt")
        .with_max_level(log::LevelFilter::Info);
    android_logger::init_once(config);
}

/// Elsewhere the log goes nowhere unless the process sets up a logger of its own.
#[cfg(not(target_os = "android"))]
fn start_log() {}
