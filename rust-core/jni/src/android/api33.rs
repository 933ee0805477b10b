//! Android 13: package manager flags of 64 bits.

use jni::Env;
use jni::bind_java_type;
use jni::errors::Result;
use jni::refs::LoaderContext;

use super::package_manager::{List, PackageInfo};

bind_java_type! {
    pub PackageInfoFlags => "android.content.pm.PackageManager$PackageInfoFlags",
    methods {
        static fn of(flags: jlong) -> PackageInfoFlags,
    },
}

bind_java_type! {
    pub PackageManagerApi33 => android.content.pm.PackageManager,
    type_map = {
        List => java.util.List,
        PackageInfo => android.content.pm.PackageInfo,
        PackageInfoFlags => "android.content.pm.PackageManager$PackageInfoFlags",
    },
    methods {
        non_null fn get_installed_packages(flags: PackageInfoFlags) -> List,
        non_null fn get_package_info(package: JString, flags: PackageInfoFlags) -> PackageInfo,
    },
}

pub(super) fn resolve(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    PackageInfoFlagsAPI::get(env, loader)?;
    PackageManagerApi33API::get(env, loader)?;
    Ok(())
}
