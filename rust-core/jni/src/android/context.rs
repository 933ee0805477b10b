//! The app's context, and the system services that say what may be uninstalled.

use jni::Env;
use jni::bind_java_type;
use jni::errors::Result;
use jni::refs::LoaderContext;

use super::activity::ComponentName;
use super::package_manager::{List, PackageManager};

bind_java_type! {
    pub BuildVersion => "android.os.Build$VERSION",
    fields {
        static sdk_int { sig = jint, name = "SDK_INT", get = sdk_int },
    },
}

bind_java_type! {
    pub Context => android.content.Context,
    type_map = {
        PackageManager => android.content.pm.PackageManager,
    },
    methods {
        non_null fn get_package_manager() -> PackageManager,
        non_null fn get_package_name() -> JString,
        fn get_system_service(name: JString) -> JObject,
        fn check_self_permission(permission: JString) -> jint,
    },
}

bind_java_type! {
    pub UserManager => android.os.UserManager,
    methods {
        fn has_user_restriction(restriction: JString) -> jboolean,
    },
}

bind_java_type! {
    pub DevicePolicyManager => android.app.admin.DevicePolicyManager,
    type_map = {
        ComponentName => android.content.ComponentName,
        List => java.util.List,
    },
    methods {
        fn is_uninstall_blocked(admin: ComponentName, package: JString) -> jboolean,
        fn get_active_admins() -> List,
    },
}

pub(super) fn resolve(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    ContextAPI::get(env, loader)?;
    UserManagerAPI::get(env, loader)?;
    DevicePolicyManagerAPI::get(env, loader)?;
    Ok(())
}
