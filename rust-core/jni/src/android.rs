//! Bindings to the Android classes this library calls.
//!
//! Everything is looked up once, when the library is loaded, so that a member that is missing or
//! misspelt fails there and not in the middle of a scan. What only newer Android has stands in a
//! binding of its own, looked up only there.

mod activity;
mod api28;
mod api33;
mod api35;
mod context;
mod package_manager;

pub use activity::{Activity, ComponentName, Intent, Uri};
pub use api28::PackageInfoApi28;
pub use api33::{PackageInfoFlags, PackageManagerApi33};
pub use api35::PackageInfoApi35;
pub use context::{BuildVersion, Context, DevicePolicyManager, UserManager};
pub use package_manager::{List, PackageInfo, PackageManager, Signature};

use jni::Env;
use jni::errors::Result;
use jni::refs::LoaderContext;

/// Looks up every class and member that this version of Android has, and returns its API level.
///
/// # Errors
/// A class or member is missing.
pub fn resolve(env: &mut Env) -> Result<i32> {
    let loader = &LoaderContext::None;
    let sdk = BuildVersion::sdk_int(env)?;
    context::resolve(env, loader)?;
    package_manager::resolve(env, loader)?;
    activity::resolve(env, loader)?;
    if sdk >= 28 {
        api28::resolve(env, loader)?;
    }
    if sdk >= 33 {
        api33::resolve(env, loader)?;
    }
    if sdk >= 35 {
        api35::resolve(env, loader)?;
    }
    Ok(sdk)
}
