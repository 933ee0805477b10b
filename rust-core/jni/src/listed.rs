//! An app in an answer of the phone.

use appvagt_scanner::{InstalledApp, Presence};

use crate::java::{Env, Object, Result};
use crate::loaded::android;

// Flags of android.content.pm.ApplicationInfo.
const FLAG_SYSTEM: i32 = 1;
const FLAG_UPDATED_SYSTEM_APP: i32 = 1 << 7;
const FLAG_INSTALLED: i32 = 1 << 23;
const FLAG_SUSPENDED: i32 = 1 << 30;

/// An app in an answer of the phone, and where its code is.
pub struct Listed {
    /// What the answer says of it.
    pub app: InstalledApp,
    /// Paths of its APKs, the base APK first; empty where the phone does not say.
    pub apks: Vec<String>,
}

impl Listed {
    /// The facts in an `ApplicationInfo`. Whether the app is hidden or archived is not among them:
    /// what is not installed for this user is [`Presence::NotInstalled`].
    pub fn read(env: &mut Env, application: Object, package: String) -> Result<Self> {
        let fields = &android()?.application_info;
        let flags = fields.flags.int(env, application)?;
        let installed = flags & FLAG_INSTALLED != 0;
        let mut apks = Vec::new();
        apks.extend(fields.source_dir.string(env, application)?);
        apks.append(&mut fields.split_source_dirs.strings(env, application)?);
        let app = InstalledApp {
            presence: if installed { Presence::Installed } else { Presence::NotInstalled },
            enabled: fields.enabled.boolean(env, application)?,
            suspended: flags & FLAG_SUSPENDED != 0,
            system: flags & FLAG_SYSTEM != 0,
            updated_system: flags & FLAG_UPDATED_SYSTEM_APP != 0,
            ..InstalledApp::named(package)
        };
        Ok(Self { app, apks })
    }
}
