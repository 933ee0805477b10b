//! The Android classes this library uses.
//!
//! Everything is looked up once, when the library is loaded, so that a member that is missing or
//! misspelt fails there and not in the middle of a scan. What only newer Android has stands in a
//! class of its own, looked up only there.

use crate::java::{Env, Result, java_class};

/// All of them.
pub struct Android {
    pub object: Object,
    pub class: Class,
    pub list: List,
    pub set: Set,
    pub char_sequence: CharSequence,
    pub context: Context,
    pub user_manager: UserManager,
    pub device_policy: DevicePolicyManager,
    pub package_manager: PackageManager,
    pub package_info: PackageInfo,
    pub application_info: ApplicationInfo,
    pub package_item_info: PackageItemInfo,
    pub provider_info: ProviderInfo,
    pub bundle: Bundle,
    pub launcher_apps: LauncherApps,
    pub launcher_activity_info: LauncherActivityInfo,
    pub process: Process,
    pub signature: Signature,
    pub activity: Activity,
    pub intent: Intent,
    pub uri: Uri,
    pub component_name: ComponentName,
    /// API level of the phone.
    pub api_level: i32,
    /// From Android 9.
    pub api28: Option<Api28>,
    /// From Android 11.
    pub api30: Option<Api30>,
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

/// Whether this is a work profile.
pub struct Api30 {
    pub user_manager: UserManagerApi30,
}

/// Package manager flags of 64 bits.
pub struct Api33 {
    pub package_manager: PackageManagerApi33,
    pub flags: PackageInfoFlags,
}

/// Archived apps, and kinds of profiles.
pub struct Api35 {
    pub package_info: PackageInfoApi35,
    pub launcher_apps: LauncherAppsApi35,
    pub launcher_user_info: LauncherUserInfo,
}

impl Android {
    /// Looks up all classes and members that this version of Android has.
    ///
    /// # Errors
    /// One is missing.
    pub fn resolve(env: &mut Env) -> Result<Self> {
        let api_level = BuildVersion::resolve(env)?.sdk_int.int(env)?;
        Ok(Self {
            object: Object::resolve(env)?,
            class: Class::resolve(env)?,
            list: List::resolve(env)?,
            set: Set::resolve(env)?,
            char_sequence: CharSequence::resolve(env)?,
            context: Context::resolve(env)?,
            user_manager: UserManager::resolve(env)?,
            device_policy: DevicePolicyManager::resolve(env)?,
            package_manager: PackageManager::resolve(env)?,
            package_info: PackageInfo::resolve(env)?,
            application_info: ApplicationInfo::resolve(env)?,
            package_item_info: PackageItemInfo::resolve(env)?,
            provider_info: ProviderInfo::resolve(env)?,
            bundle: Bundle::resolve(env)?,
            launcher_apps: LauncherApps::resolve(env)?,
            launcher_activity_info: LauncherActivityInfo::resolve(env)?,
            process: Process::resolve(env)?,
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
            api30: match api_level {
                30.. => Some(Api30 { user_manager: UserManagerApi30::resolve(env)? }),
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
                35.. => Some(Api35 {
                    package_info: PackageInfoApi35::resolve(env)?,
                    launcher_apps: LauncherAppsApi35::resolve(env)?,
                    launcher_user_info: LauncherUserInfo::resolve(env)?,
                }),
                _ => None,
            },
        })
    }
}

java_class! {
    BuildVersion = c"android/os/Build$VERSION" {
        static_fields {
            sdk_int = c"SDK_INT" c"I";
        }
    }
}

java_class! {
    Object = c"java/lang/Object" {
        methods {
            equals = c"equals" c"(Ljava/lang/Object;)Z";
        }
    }
}

java_class! {
    Class = c"java/lang/Class" {
        methods {
            get_name = c"getName" c"()Ljava/lang/String;";
        }
    }
}

java_class! {
    List = c"java/util/List" {
        methods {
            size = c"size" c"()I";
            get = c"get" c"(I)Ljava/lang/Object;";
        }
    }
}

java_class! {
    Set = c"java/util/Set" {
        methods {
            to_array = c"toArray" c"()[Ljava/lang/Object;";
        }
    }
}

java_class! {
    CharSequence = c"java/lang/CharSequence" {
        methods {
            to_string = c"toString" c"()Ljava/lang/String;";
        }
    }
}

java_class! {
    Context = c"android/content/Context" {
        methods {
            get_package_manager = c"getPackageManager" c"()Landroid/content/pm/PackageManager;";
            get_package_name = c"getPackageName" c"()Ljava/lang/String;";
            get_system_service = c"getSystemService" c"(Ljava/lang/String;)Ljava/lang/Object;";
            check_self_permission = c"checkSelfPermission" c"(Ljava/lang/String;)I";
        }
    }
}

java_class! {
    UserManager = c"android/os/UserManager" {
        methods {
            has_user_restriction = c"hasUserRestriction" c"(Ljava/lang/String;)Z";
            get_user_profiles = c"getUserProfiles" c"()Ljava/util/List;";
        }
    }
}

java_class! {
    UserManagerApi30 = c"android/os/UserManager" {
        methods {
            is_managed_profile = c"isManagedProfile" c"()Z";
        }
    }
}

java_class! {
    Process = c"android/os/Process" {
        static_methods {
            my_user_handle = c"myUserHandle" c"()Landroid/os/UserHandle;";
        }
    }
}

java_class! {
    LauncherApps = c"android/content/pm/LauncherApps" {
        methods {
            get_profiles = c"getProfiles" c"()Ljava/util/List;";
            get_activity_list = c"getActivityList"
                c"(Ljava/lang/String;Landroid/os/UserHandle;)Ljava/util/List;";
            get_application_info = c"getApplicationInfo"
                c"(Ljava/lang/String;ILandroid/os/UserHandle;)\
                Landroid/content/pm/ApplicationInfo;";
        }
    }
}

java_class! {
    LauncherAppsApi35 = c"android/content/pm/LauncherApps" {
        methods {
            get_launcher_user_info = c"getLauncherUserInfo"
                c"(Landroid/os/UserHandle;)Landroid/content/pm/LauncherUserInfo;";
        }
    }
}

java_class! {
    LauncherUserInfo = c"android/content/pm/LauncherUserInfo" {
        methods {
            get_user_type = c"getUserType" c"()Ljava/lang/String;";
        }
    }
}

java_class! {
    LauncherActivityInfo = c"android/content/pm/LauncherActivityInfo" {
        methods {
            get_application_info = c"getApplicationInfo"
                c"()Landroid/content/pm/ApplicationInfo;";
        }
    }
}

java_class! {
    DevicePolicyManager = c"android/app/admin/DevicePolicyManager" {
        methods {
            is_uninstall_blocked = c"isUninstallBlocked"
                c"(Landroid/content/ComponentName;Ljava/lang/String;)Z";
            get_active_admins = c"getActiveAdmins" c"()Ljava/util/List;";
        }
    }
}

java_class! {
    PackageManager = c"android/content/pm/PackageManager" {
        methods {
            get_installed_packages = c"getInstalledPackages" c"(I)Ljava/util/List;";
            get_package_info = c"getPackageInfo"
                c"(Ljava/lang/String;I)Landroid/content/pm/PackageInfo;";
            get_application_label = c"getApplicationLabel"
                c"(Landroid/content/pm/ApplicationInfo;)Ljava/lang/CharSequence;";
            get_permission_info = c"getPermissionInfo"
                c"(Ljava/lang/String;I)Landroid/content/pm/PermissionInfo;";
            is_instant_app = c"isInstantApp" c"(Ljava/lang/String;)Z";
        }
    }
}

java_class! {
    PackageManagerApi33 = c"android/content/pm/PackageManager" {
        methods {
            get_installed_packages = c"getInstalledPackages"
                c"(Landroid/content/pm/PackageManager$PackageInfoFlags;)Ljava/util/List;";
            get_package_info = c"getPackageInfo"
                c"(Ljava/lang/String;Landroid/content/pm/PackageManager$PackageInfoFlags;)\
                Landroid/content/pm/PackageInfo;";
        }
    }
}

java_class! {
    PackageInfoFlags = c"android/content/pm/PackageManager$PackageInfoFlags" {
        static_methods {
            of = c"of" c"(J)Landroid/content/pm/PackageManager$PackageInfoFlags;";
        }
    }
}

java_class! {
    PackageInfo = c"android/content/pm/PackageInfo" {
        fields {
            package_name = c"packageName" c"Ljava/lang/String;";
            version_name = c"versionName" c"Ljava/lang/String;";
            version_code = c"versionCode" c"I";
            application_info = c"applicationInfo" c"Landroid/content/pm/ApplicationInfo;";
            signatures = c"signatures" c"[Landroid/content/pm/Signature;";
            activities = c"activities" c"[Landroid/content/pm/ActivityInfo;";
            receivers = c"receivers" c"[Landroid/content/pm/ActivityInfo;";
            services = c"services" c"[Landroid/content/pm/ServiceInfo;";
            providers = c"providers" c"[Landroid/content/pm/ProviderInfo;";
            permissions = c"permissions" c"[Landroid/content/pm/PermissionInfo;";
        }
    }
}

java_class! {
    PackageItemInfo = c"android/content/pm/PackageItemInfo" {
        fields {
            name = c"name" c"Ljava/lang/String;";
            package_name = c"packageName" c"Ljava/lang/String;";
            meta_data = c"metaData" c"Landroid/os/Bundle;";
        }
    }
}

java_class! {
    ProviderInfo = c"android/content/pm/ProviderInfo" {
        fields {
            authority = c"authority" c"Ljava/lang/String;";
        }
    }
}

java_class! {
    Bundle = c"android/os/Bundle" {
        methods {
            key_set = c"keySet" c"()Ljava/util/Set;";
            get_string = c"getString" c"(Ljava/lang/String;)Ljava/lang/String;";
        }
    }
}

java_class! {
    PackageInfoApi28 = c"android/content/pm/PackageInfo" {
        methods {
            get_long_version_code = c"getLongVersionCode" c"()J";
        }
        fields {
            signing_info = c"signingInfo" c"Landroid/content/pm/SigningInfo;";
        }
    }
}

java_class! {
    PackageInfoApi35 = c"android/content/pm/PackageInfo" {
        methods {
            get_archive_time_millis = c"getArchiveTimeMillis" c"()J";
        }
    }
}

java_class! {
    SigningInfo = c"android/content/pm/SigningInfo" {
        methods {
            get_apk_contents_signers = c"getApkContentsSigners"
                c"()[Landroid/content/pm/Signature;";
            get_signing_certificate_history = c"getSigningCertificateHistory"
                c"()[Landroid/content/pm/Signature;";
        }
    }
}

java_class! {
    ApplicationInfo = c"android/content/pm/ApplicationInfo" {
        fields {
            flags = c"flags" c"I";
            enabled = c"enabled" c"Z";
            class_name = c"className" c"Ljava/lang/String;";
            source_dir = c"sourceDir" c"Ljava/lang/String;";
            split_source_dirs = c"splitSourceDirs" c"[Ljava/lang/String;";
        }
    }
}

java_class! {
    Signature = c"android/content/pm/Signature" {
        methods {
            to_byte_array = c"toByteArray" c"()[B";
        }
    }
}

java_class! {
    Activity = c"android/app/Activity" {
        methods {
            is_finishing = c"isFinishing" c"()Z";
            is_destroyed = c"isDestroyed" c"()Z";
            start_activity_for_result = c"startActivityForResult" c"(Landroid/content/Intent;I)V";
        }
    }
}

java_class! {
    Intent = c"android/content/Intent" {
        constructors {
            new = c"(Ljava/lang/String;)V";
            with_data = c"(Ljava/lang/String;Landroid/net/Uri;)V";
        }
        methods {
            put_extra_flag = c"putExtra" c"(Ljava/lang/String;Z)Landroid/content/Intent;";
            put_extra_parcelable = c"putExtra"
                c"(Ljava/lang/String;Landroid/os/Parcelable;)Landroid/content/Intent;";
            set_component = c"setComponent"
                c"(Landroid/content/ComponentName;)Landroid/content/Intent;";
        }
    }
}

java_class! {
    Uri = c"android/net/Uri" {
        static_methods {
            from_parts = c"fromParts"
                c"(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Landroid/net/Uri;";
        }
    }
}

java_class! {
    ComponentName = c"android/content/ComponentName" {
        constructors {
            new = c"(Ljava/lang/String;Ljava/lang/String;)V";
        }
        methods {
            get_package_name = c"getPackageName" c"()Ljava/lang/String;";
        }
    }
}
