//! The Android classes this library uses.
//!
//! Everything is looked up once, when the library is loaded, so that a member that is missing or
//! misspelt fails there and not in the middle of a scan. What only newer Android has stands in a
//! class of its own, looked up only there.

use jni::Env;
use jni::errors::Result;
use jni::jni_str;

use crate::java::java_class;

/// All of them.
pub struct Android {
    pub class: Class,
    pub list: List,
    pub char_sequence: CharSequence,
    pub context: Context,
    pub user_manager: UserManager,
    pub device_policy: DevicePolicyManager,
    pub package_manager: PackageManager,
    pub package_info: PackageInfo,
    pub application_info: ApplicationInfo,
    pub signature: Signature,
    pub activity: Activity,
    pub intent: Intent,
    pub uri: Uri,
    pub component_name: ComponentName,
    /// API level of the phone.
    pub api_level: i32,
    /// From Android 9.
    pub api28: Option<Api28>,
    /// From Android 13.
    pub api33: Option<Api33>,
    /// From Android 15.
    pub api35: Option<Api35>,
}

/// Signing certificates with their rotation history, long version codes.
pub struct Api28 {
    pub package_info: PackageInfoApi28,
    pub signing_info: SigningInfo,
}

/// Package manager flags of 64 bits.
pub struct Api33 {
    pub package_manager: PackageManagerApi33,
    pub flags: PackageInfoFlags,
}

/// Archived apps.
pub struct Api35 {
    pub package_info: PackageInfoApi35,
}

impl Android {
    /// Looks up all classes and members that this version of Android has.
    ///
    /// # Errors
    /// One is missing.
    pub fn resolve(env: &mut Env) -> Result<Self> {
        let version = env.find_class(jni_str!("android/os/Build$VERSION"))?;
        let level = env.get_static_field(version, jni_str!("SDK_INT"), jni::jni_sig!(jint))?;
        let api_level = level.i()?;
        Ok(Self {
            class: Class::resolve(env)?,
            list: List::resolve(env)?,
            char_sequence: CharSequence::resolve(env)?,
            context: Context::resolve(env)?,
            user_manager: UserManager::resolve(env)?,
            device_policy: DevicePolicyManager::resolve(env)?,
            package_manager: PackageManager::resolve(env)?,
            package_info: PackageInfo::resolve(env)?,
            application_info: ApplicationInfo::resolve(env)?,
            signature: Signature::resolve(env)?,
            activity: Activity::resolve(env)?,
            intent: Intent::resolve(env)?,
            uri: Uri::resolve(env)?,
            component_name: ComponentName::resolve(env)?,
            api_level,
            api28: match api_level {
                28.. => Some(Api28 {
                    package_info: PackageInfoApi28::resolve(env)?,
                    signing_info: SigningInfo::resolve(env)?,
                }),
                _ => None,
            },
            api33: match api_level {
                33.. => Some(Api33 {
                    package_manager: PackageManagerApi33::resolve(env)?,
                    flags: PackageInfoFlags::resolve(env)?,
                }),
                _ => None,
            },
            api35: match api_level {
                35.. => Some(Api35 { package_info: PackageInfoApi35::resolve(env)? }),
                _ => None,
            },
        })
    }
}

java_class! {
    Class = "java/lang/Class" {
        methods {
            get_name = "getName" (() -> JString);
        }
    }
}

java_class! {
    List = "java/util/List" {
        methods {
            size = "size" (() -> jint);
            get = "get" ((jint) -> JObject);
        }
    }
}

java_class! {
    CharSequence = "java/lang/CharSequence" {
        methods {
            to_string = "toString" (() -> JString);
        }
    }
}

java_class! {
    Context = "android/content/Context" {
        methods {
            get_package_manager = "getPackageManager" (() -> android.content.pm.PackageManager);
            get_package_name = "getPackageName" (() -> JString);
            get_system_service = "getSystemService" ((JString) -> JObject);
            check_self_permission = "checkSelfPermission" ((JString) -> jint);
        }
    }
}

java_class! {
    UserManager = "android/os/UserManager" {
        methods {
            has_user_restriction = "hasUserRestriction" ((JString) -> jboolean);
        }
    }
}

java_class! {
    DevicePolicyManager = "android/app/admin/DevicePolicyManager" {
        methods {
            is_uninstall_blocked = "isUninstallBlocked"
                ((android.content.ComponentName, JString) -> jboolean);
            get_active_admins = "getActiveAdmins" (() -> java.util.List);
        }
    }
}

java_class! {
    PackageManager = "android/content/pm/PackageManager" {
        methods {
            get_installed_packages = "getInstalledPackages" ((jint) -> java.util.List);
            get_package_info = "getPackageInfo"
                ((JString, jint) -> android.content.pm.PackageInfo);
            get_application_label = "getApplicationLabel"
                ((android.content.pm.ApplicationInfo) -> java.lang.CharSequence);
            get_permission_info = "getPermissionInfo"
                ((JString, jint) -> android.content.pm.PermissionInfo);
        }
    }
}

java_class! {
    PackageManagerApi33 = "android/content/pm/PackageManager" {
        methods {
            get_installed_packages = "getInstalledPackages"
                (("android.content.pm.PackageManager$PackageInfoFlags") -> java.util.List);
            get_package_info = "getPackageInfo"
                ((
                    JString,
                    "android.content.pm.PackageManager$PackageInfoFlags",
                ) -> android.content.pm.PackageInfo);
        }
    }
}

java_class! {
    PackageInfoFlags = "android/content/pm/PackageManager$PackageInfoFlags" {
        static_methods {
            of = "of" ((jlong) -> "android.content.pm.PackageManager$PackageInfoFlags");
        }
    }
}

java_class! {
    PackageInfo = "android/content/pm/PackageInfo" {
        fields {
            package_name = "packageName" (JString);
            version_name = "versionName" (JString);
            version_code = "versionCode" (jint);
            application_info = "applicationInfo" (android.content.pm.ApplicationInfo);
            signatures = "signatures" ([android.content.pm.Signature]);
        }
    }
}

java_class! {
    PackageInfoApi28 = "android/content/pm/PackageInfo" {
        methods {
            get_long_version_code = "getLongVersionCode" (() -> jlong);
        }
        fields {
            signing_info = "signingInfo" (android.content.pm.SigningInfo);
        }
    }
}

java_class! {
    PackageInfoApi35 = "android/content/pm/PackageInfo" {
        methods {
            get_archive_time_millis = "getArchiveTimeMillis" (() -> jlong);
        }
    }
}

java_class! {
    SigningInfo = "android/content/pm/SigningInfo" {
        methods {
            get_apk_contents_signers = "getApkContentsSigners"
                (() -> [android.content.pm.Signature]);
            get_signing_certificate_history = "getSigningCertificateHistory"
                (() -> [android.content.pm.Signature]);
        }
    }
}

java_class! {
    ApplicationInfo = "android/content/pm/ApplicationInfo" {
        fields {
            flags = "flags" (jint);
            enabled = "enabled" (jboolean);
        }
    }
}

java_class! {
    Signature = "android/content/pm/Signature" {
        methods {
            to_byte_array = "toByteArray" (() -> [jbyte]);
        }
    }
}

java_class! {
    Activity = "android/app/Activity" {
        methods {
            is_finishing = "isFinishing" (() -> jboolean);
            is_destroyed = "isDestroyed" (() -> jboolean);
            start_activity_for_result = "startActivityForResult"
                ((android.content.Intent, jint));
        }
    }
}

java_class! {
    Intent = "android/content/Intent" {
        constructors {
            new ((JString));
            with_data ((JString, android.net.Uri));
        }
        methods {
            put_extra_flag = "putExtra" ((JString, jboolean) -> android.content.Intent);
            set_component = "setComponent"
                ((android.content.ComponentName) -> android.content.Intent);
        }
    }
}

java_class! {
    Uri = "android/net/Uri" {
        static_methods {
            from_parts = "fromParts" ((JString, JString, JString) -> android.net.Uri);
        }
    }
}

java_class! {
    ComponentName = "android/content/ComponentName" {
        constructors {
            new ((JString, JString));
        }
        methods {
            get_package_name = "getPackageName" (() -> JString);
        }
    }
}
