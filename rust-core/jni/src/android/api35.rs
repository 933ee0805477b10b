//! What Android 15 (API level 35) added.

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::{Env, bind_java_type};

use crate::android::{UserHandle, look_up_each};

/// Looks up these classes and members.
///
/// # Errors
/// One is missing.
pub fn look_up(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    look_up_each!(env, loader, PackageInfoAPI, LauncherAppsAPI, LauncherUserInfoAPI);
    Ok(())
}

bind_java_type! {
    pub PackageInfo => android.content.pm.PackageInfo,
    methods { fn get_archive_time_millis() -> jlong },
}

bind_java_type! {
    pub LauncherApps => android.content.pm.LauncherApps,
    abi_check = UnsafeDebugOnly,
    type_map = {
        UserHandle => android.os.UserHandle,
        LauncherUserInfo => android.content.pm.LauncherUserInfo,
    },
    methods { fn get_launcher_user_info(user: UserHandle) -> LauncherUserInfo },
}

bind_java_type! {
    pub LauncherUserInfo => android.content.pm.LauncherUserInfo,
    methods { fn get_user_type() -> JString },
}
