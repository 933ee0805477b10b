//! An app in an answer of the phone.

use appvagt_scanner::{InstalledApp, Presence};
use jni::Env;
use jni::errors::Result;

use crate::android::ApplicationInfo;
use crate::call::text;

// Flags of android.content.pm.ApplicationInfo.
const FLAG_SYSTEM: i32 = 1;
const FLAG_UPDATED_SYSTEM_APP: i32 = 1 << 7;
const FLAG_INSTALLED: i32 = 1 << 23;
const FLAG_SUSPENDED: i32 = 1 << 30;

/// An app in an answer of the phone, and where its code is.
pub struct ListedApp {
    /// What the answer says of it.
    pub app: InstalledApp,
    /// Paths of its APKs, the base APK first; empty where the phone does not say.
    pub apks: Vec<String>,
}

impl ListedApp {
    /// Reads the facts in an `ApplicationInfo`. Whether the app is hidden or archived is not among
    /// them: what is not installed for this user is [`Presence::NotInstalled`].
    pub fn read(env: &mut Env, application: &ApplicationInfo, package: String) -> Result<Self> {
        let flags = application.flags(env)?;
        let installed = flags & FLAG_INSTALLED != 0;
        let mut apks = Vec::new();
        let source = application.source_dir(env)?;
        apks.extend(text(env, &source)?);
        let splits = application.split_source_dirs(env)?;
        if !splits.is_null() {
            for index in 0..splits.len(env)? {
                let split = splits.get_element(env, index)?;
                apks.extend(text(env, &split)?);
                env.delete_local_ref(split);
            }
        }
        let app = InstalledApp {
            presence: if installed { Presence::Installed } else { Presence::NotInstalled },
            enabled: application.enabled(env)?,
            suspended: flags & FLAG_SUSPENDED != 0,
            system: flags & FLAG_SYSTEM != 0,
            updated_system: flags & FLAG_UPDATED_SYSTEM_APP != 0,
            ..InstalledApp::named(package)
        };
        Ok(Self { app, apks })
    }
}
