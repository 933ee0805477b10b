//! What Android 13 (API level 33) added.

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::{Env, bind_java_type};

use crate::android::{PackageInfo, look_up_each};

/// Looks up these classes and members.
///
/// # Errors
/// One is missing.
pub fn look_up(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    look_up_each!(env, loader, PackageManagerAPI, PackageInfoFlagsAPI);
    Ok(())
}

bind_java_type! {
    pub PackageManager => android.content.pm.PackageManager,
    abi_check = UnsafeDebugOnly,
    type_map = {
        PackageInfo => android.content.pm.PackageInfo,
        PackageInfoFlags => "android.content.pm.PackageManager$PackageInfoFlags",
    },
    methods {
        non_null fn get_installed_packages(flags: PackageInfoFlags) -> JList,
        non_null fn get_package_info(package: JString, flags: PackageInfoFlags) -> PackageInfo,
    },
}

bind_java_type! {
    pub PackageInfoFlags => "android.content.pm.PackageManager$PackageInfoFlags",
    methods { static fn of(flags: jlong) -> PackageInfoFlags },
}
