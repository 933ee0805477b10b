//! The Android classes this library uses, as types.
//!
//! All of them are looked up once, when the library is loaded: a member that is missing or misspelt
//! fails there and not in the middle of a scan. What only newer Android has stands in a module of
//! that API level and is looked up from that level on.
//!
//! A type that names others says `abi_check = UnsafeDebugOnly`: that these are bound to the
//! classes it takes them for is asserted in debug builds, which all tests on simulated phones run.
//! The macro writes these assertions in an order that is another at each build, and what is
//! released has to be the same bytes on every machine.

pub mod api28;
pub mod api30;
pub mod api33;
pub mod api35;

use std::sync::OnceLock;

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::{Env, bind_java_type};

/// API level of the phone.
static API_LEVEL: OnceLock<i32> = OnceLock::new();

/// Returns the API level of the phone; 0 before [`look_up`].
pub fn api_level() -> i32 {
    API_LEVEL.get().copied().unwrap_or_default()
}

/// Looks up the class and the members of one type.
pub type LookUp = fn(&Env, &LoaderContext) -> Result<()>;

/// Looks up each type's class and members, in a frame of its own, so that the references which that
/// takes do not pile up.
macro_rules! look_up_each {
    ($env:expr, $loader:expr, $($api:ty),* $(,)?) => {{
        // One call for all types: a frame of its own would be compiled for each.
        let types: &[$crate::android::LookUp] =
            &[$(|env, loader| <$api>::get(env, loader).map(|_| ())),*];
        for look_up in types {
            $crate::call::in_frame($env, |env| look_up(env, $loader))?;
        }
    }};
}
pub(crate) use look_up_each;

/// Looks up all classes and members that this version of Android has.
///
/// # Errors
/// One is missing.
pub fn look_up(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    look_up_each!(
        env,
        loader,
        BuildVersionAPI,
        UserHandleAPI,
        SetAPI,
        CharSequenceAPI,
        ContextAPI,
        UserManagerAPI,
        ProcessAPI,
        LauncherAppsAPI,
        LauncherActivityInfoAPI,
        DevicePolicyManagerAPI,
        PackageManagerAPI,
        PackageInfoAPI,
        PackageItemInfoAPI,
        ProviderInfoAPI,
        BundleAPI,
        ActivityInfoAPI,
        ApplicationInfoAPI,
        SignatureAPI,
        IntentAPI,
        UriAPI,
        ComponentNameAPI,
    );
    let level = BuildVersion::sdk_int(env)?;
    let _ = API_LEVEL.set(level);
    if level >= 28 {
        api28::look_up(env, loader)?;
    }
    if level >= 30 {
        api30::look_up(env, loader)?;
    }
    if level >= 33 {
        api33::look_up(env, loader)?;
    }
    if level >= 35 {
        api35::look_up(env, loader)?;
    }
    Ok(())
}

bind_java_type! {
    pub BuildVersion => "android.os.Build$VERSION",
    fields {
        static sdk_int { sig = jint, name = "SDK_INT", get = sdk_int },
    },
}

bind_java_type! {
    pub UserHandle => android.os.UserHandle,
    methods { fn equals(other: JObject) -> jboolean },
}

bind_java_type! {
    pub Set => java.util.Set,
    methods { fn to_array() -> JObject[] },
}

bind_java_type! {
    pub CharSequence => java.lang.CharSequence,
    methods { fn text { name = "toString", sig = () -> JString } },
}

bind_java_type! {
    pub Context => android.content.Context,
    abi_check = UnsafeDebugOnly,
    type_map = { PackageManager => android.content.pm.PackageManager },
    methods {
        non_null fn get_package_manager() -> PackageManager,
        fn get_package_name() -> JString,
        fn get_system_service(name: JString) -> JObject,
        fn check_self_permission(permission: JString) -> jint,
    },
}

bind_java_type! {
    pub UserManager => android.os.UserManager,
    methods {
        fn has_user_restriction(restriction: JString) -> jboolean,
        non_null fn get_user_profiles() -> JList,
    },
}

bind_java_type! {
    pub Process => android.os.Process,
    abi_check = UnsafeDebugOnly,
    type_map = { UserHandle => android.os.UserHandle },
    methods { static fn my_user_handle() -> UserHandle },
}

bind_java_type! {
    pub LauncherApps => android.content.pm.LauncherApps,
    abi_check = UnsafeDebugOnly,
    type_map = {
        UserHandle => android.os.UserHandle,
        ApplicationInfo => android.content.pm.ApplicationInfo,
    },
    methods {
        non_null fn get_profiles() -> JList,
        non_null fn get_activity_list(package: JString, user: UserHandle) -> JList,
        fn get_application_info(package: JString, flags: jint, user: UserHandle) -> ApplicationInfo,
    },
}

bind_java_type! {
    pub LauncherActivityInfo => android.content.pm.LauncherActivityInfo,
    abi_check = UnsafeDebugOnly,
    type_map = { ApplicationInfo => android.content.pm.ApplicationInfo },
    methods { fn get_application_info() -> ApplicationInfo },
}

bind_java_type! {
    pub DevicePolicyManager => android.app.admin.DevicePolicyManager,
    abi_check = UnsafeDebugOnly,
    type_map = { ComponentName => android.content.ComponentName },
    methods {
        fn is_uninstall_blocked(admin: ComponentName, package: JString) -> jboolean,
        fn get_active_admins() -> JList,
    },
}

bind_java_type! {
    pub PackageManager => android.content.pm.PackageManager,
    abi_check = UnsafeDebugOnly,
    type_map = {
        ApplicationInfo => android.content.pm.ApplicationInfo,
        PackageInfo => android.content.pm.PackageInfo,
        CharSequence => java.lang.CharSequence,
    },
    methods {
        non_null fn get_installed_packages(flags: jint) -> JList,
        non_null fn get_package_info(package: JString, flags: jint) -> PackageInfo,
        fn get_application_label(application: ApplicationInfo) -> CharSequence,
        non_null fn get_permission_info(
            name: JString,
            flags: jint
        ) -> android.content.pm.PermissionInfo,
        fn is_instant_app(package: JString) -> jboolean,
    },
}

bind_java_type! {
    pub PackageInfo => android.content.pm.PackageInfo,
    abi_check = UnsafeDebugOnly,
    type_map = {
        ApplicationInfo => android.content.pm.ApplicationInfo,
        Signature => android.content.pm.Signature,
        PackageItemInfo => android.content.pm.PackageItemInfo,
        ProviderInfo => android.content.pm.ProviderInfo,
    },
    fields {
        package_name { sig = JString, name = "packageName", get = package_name },
        version_name { sig = JString, name = "versionName", get = version_name },
        version_code { sig = jint, name = "versionCode", get = version_code },
        application_info { sig = ApplicationInfo, name = "applicationInfo", get = application_info },
        signatures { sig = Signature[], name = "signatures", get = signatures },
        activities { sig = android.content.pm.ActivityInfo[], name = "activities", get = activities },
        receivers { sig = android.content.pm.ActivityInfo[], name = "receivers", get = receivers },
        services { sig = android.content.pm.ServiceInfo[], name = "services", get = services },
        providers { sig = ProviderInfo[], name = "providers", get = providers },
        permissions { sig = android.content.pm.PermissionInfo[], name = "permissions", get = permissions },
    },
}

bind_java_type! {
    pub PackageItemInfo => android.content.pm.PackageItemInfo,
    abi_check = UnsafeDebugOnly,
    type_map = { Bundle => android.os.Bundle },
    fields {
        name { sig = JString, name = "name", get = name },
        package_name { sig = JString, name = "packageName", get = package_name },
        meta_data { sig = Bundle, name = "metaData", get = meta_data },
    },
}

bind_java_type! {
    pub ProviderInfo => android.content.pm.ProviderInfo,
    abi_check = UnsafeDebugOnly,
    type_map = { PackageItemInfo => android.content.pm.PackageItemInfo },
    is_instance_of = { item: PackageItemInfo },
    fields { authority { sig = JString, name = "authority", get = authority } },
}

bind_java_type! {
    pub Bundle => android.os.Bundle,
    abi_check = UnsafeDebugOnly,
    type_map = { Set => java.util.Set },
    methods {
        non_null fn key_set() -> Set,
        fn get_string(key: JString) -> JString,
    },
}

bind_java_type! {
    pub ActivityInfo => android.content.pm.ActivityInfo,
    fields { exported { sig = jboolean, name = "exported", get = exported } },
}

bind_java_type! {
    pub ApplicationInfo => android.content.pm.ApplicationInfo,
    abi_check = UnsafeDebugOnly,
    type_map = { PackageItemInfo => android.content.pm.PackageItemInfo },
    is_instance_of = { item: PackageItemInfo },
    fields {
        flags { sig = jint, name = "flags", get = flags },
        enabled { sig = jboolean, name = "enabled", get = enabled },
        class_name { sig = JString, name = "className", get = class_name },
        source_dir { sig = JString, name = "sourceDir", get = source_dir },
        split_source_dirs { sig = JString[], name = "splitSourceDirs", get = split_source_dirs },
    },
}

bind_java_type! {
    pub Signature => android.content.pm.Signature,
    methods { non_null fn to_byte_array() -> jbyte[] },
}

bind_java_type! {
    pub Intent => android.content.Intent,
    abi_check = UnsafeDebugOnly,
    type_map = {
        ActivityInfo => android.content.pm.ActivityInfo,
        Uri => android.net.Uri,
        ComponentName => android.content.ComponentName,
        PackageManager => android.content.pm.PackageManager,
    },
    constructors {
        fn new(action: JString),
        fn with_data(action: JString, data: Uri),
    },
    methods {
        fn put_extra_flag { name = "putExtra", sig = (name: JString, value: jboolean) -> Intent },
        fn put_extra_parcelable {
            name = "putExtra",
            sig = (name: JString, value: android.os.Parcelable) -> Intent,
        },
        fn set_component(component: ComponentName) -> Intent,
        fn resolve_activity_info(packages: PackageManager, flags: jint) -> ActivityInfo,
    },
}

bind_java_type! {
    pub Uri => android.net.Uri,
    methods { static fn from_parts(scheme: JString, part: JString, fragment: JString) -> Uri },
}

bind_java_type! {
    pub ComponentName => android.content.ComponentName,
    constructors { fn new(package: JString, class: JString) },
    methods { fn get_package_name() -> JString },
}
