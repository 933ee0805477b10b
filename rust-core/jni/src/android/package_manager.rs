//! What the package manager tells of apps, on every supported Android.

use jni::Env;
use jni::bind_java_type;
use jni::errors::Result;
use jni::refs::LoaderContext;

bind_java_type! {
    pub List => java.util.List,
    methods {
        fn size() -> jint,
        fn get(index: jint) -> JObject,
    },
}

bind_java_type! {
    pub CharSequence => java.lang.CharSequence,
    methods {
        fn as_string { sig = () -> JString, name = "toString" },
    },
}

bind_java_type! {
    pub PackageManager => android.content.pm.PackageManager,
    type_map = {
        ApplicationInfo => android.content.pm.ApplicationInfo,
        CharSequence => java.lang.CharSequence,
        List => java.util.List,
        PackageInfo => android.content.pm.PackageInfo,
    },
    methods {
        non_null fn get_installed_packages(flags: jint) -> List,
        non_null fn get_package_info(package: JString, flags: jint) -> PackageInfo,
        fn get_application_label(app: ApplicationInfo) -> CharSequence,
        fn get_permission_info {
            sig = (permission: JString, flags: jint) -> "android.content.pm.PermissionInfo",
        },
    },
}

bind_java_type! {
    pub PackageInfo => android.content.pm.PackageInfo,
    type_map = {
        ApplicationInfo => android.content.pm.ApplicationInfo,
        Signature => android.content.pm.Signature,
    },
    fields {
        package_name { sig = JString, name = "packageName", get = package_name },
        version_name { sig = JString, name = "versionName", get = version_name },
        version_code { sig = jint, name = "versionCode", get = version_code },
        application_info { sig = ApplicationInfo, name = "applicationInfo", get = application_info },
        signatures { sig = Signature[], get = signatures },
    },
}

bind_java_type! {
    pub ApplicationInfo => android.content.pm.ApplicationInfo,
    fields {
        flags { sig = jint, get = flags },
        enabled { sig = jboolean, get = enabled },
    },
}

bind_java_type! {
    pub Signature => android.content.pm.Signature,
    methods {
        non_null fn to_byte_array() -> jbyte[],
    },
}

pub(super) fn resolve(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    ListAPI::get(env, loader)?;
    CharSequenceAPI::get(env, loader)?;
    PackageManagerAPI::get(env, loader)?;
    PackageInfoAPI::get(env, loader)?;
    ApplicationInfoAPI::get(env, loader)?;
    SignatureAPI::get(env, loader)?;
    Ok(())
}
