//! Questions to the package manager of the phone, the same on every Android.

use std::sync::atomic::{AtomicI32, Ordering};

use appvagt_scanner::{CertificateDigest, InstalledApp, Presence, Signers};
use jni::Env;
use jni::errors::Result;
use jni::objects::{JObjectArray, JString};
use sha2::{Digest, Sha256};

use crate::android::{
    self, List, PackageInfo, PackageInfoApi28, PackageInfoApi35, PackageInfoFlags,
    PackageManagerApi33, Signature,
};
use crate::exception::{ExceptionClass, ask};

// Flags of android.content.pm.PackageManager.
const MATCH_UNINSTALLED_PACKAGES: i64 = 0x2000;
const MATCH_ARCHIVED_PACKAGES: i64 = 1 << 32;
const GET_SIGNATURES: i64 = 0x40;
const GET_SIGNING_CERTIFICATES: i64 = 0x0800_0000;

// Flags of android.content.pm.ApplicationInfo.
const FLAG_SYSTEM: i32 = 1;
const FLAG_UPDATED_SYSTEM_APP: i32 = 1 << 7;
const FLAG_INSTALLED: i32 = 1 << 23;

static API_LEVEL: AtomicI32 = AtomicI32::new(0);

/// Remembers the API level of the phone, which decides what can be asked.
pub fn set_api_level(level: i32) {
    API_LEVEL.store(level, Ordering::Relaxed);
}

/// The API level of the phone.
pub fn api_level() -> i32 {
    API_LEVEL.load(Ordering::Relaxed)
}

/// Which apps a question is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Enabled and disabled apps.
    Installed,
    /// Those, the hidden and archived ones, and leftovers of apps that are not installed.
    Everything,
}

impl Scope {
    fn flags(self) -> i64 {
        match self {
            Self::Installed => 0,
            Self::Everything if api_level() >= 35 => {
                MATCH_UNINSTALLED_PACKAGES | MATCH_ARCHIVED_PACKAGES
            }
            Self::Everything => MATCH_UNINSTALLED_PACKAGES,
        }
    }
}

/// The package manager.
pub struct PackageManager<'local>(pub android::PackageManager<'local>);

impl PackageManager<'_> {
    /// All apps in `scope`, with nothing asked beyond what the list holds anyway: with more, Android
    /// may silently cut the list short.
    pub fn list<'env>(
        &self,
        env: &mut Env<'env>,
        scope: Scope,
    ) -> Result<std::result::Result<List<'env>, ExceptionClass>> {
        ask(env, |env| {
            if let Ok(flags) = i32::try_from(scope.flags()) {
                return self.0.get_installed_packages(env, flags);
            }
            let flags = PackageInfoFlags::of(env, scope.flags())?;
            env.as_cast::<PackageManagerApi33>(&self.0)?.get_installed_packages(env, &flags)
        })
    }

    /// One app in `scope`; `None` if there is no such app.
    pub fn app(
        &self,
        env: &mut Env,
        package: &str,
        scope: Scope,
    ) -> Result<std::result::Result<Option<InstalledApp>, ExceptionClass>> {
        let answer = ask(env, |env| {
            let info = self.info(env, package, scope.flags())?;
            read(env, &info, package.to_owned(), scope)
        })?;
        Ok(match answer {
            Ok(app) => Ok(app),
            Err(exception) if exception.is_not_found() => Ok(None),
            Err(exception) => Err(exception),
        })
    }

    /// The certificates that sign an app; `None` where the package manager does not say.
    pub fn signers(
        &self,
        env: &mut Env,
        package: &str,
        scope: Scope,
    ) -> Result<std::result::Result<Option<Signers>, ExceptionClass>> {
        ask(env, |env| {
            if api_level() < 28 {
                let info = self.info(env, package, scope.flags() | GET_SIGNATURES)?;
                let signatures = info.signatures(env)?;
                let current = digests(env, &signatures)?;
                return Ok(current.map(|current| Signers { current, history: Vec::new() }));
            }
            let info = self.info(env, package, scope.flags() | GET_SIGNING_CERTIFICATES)?;
            let signing = env.as_cast::<PackageInfoApi28>(&info)?.signing_info(env)?;
            if signing.is_null() {
                return Ok(None);
            }
            let current = signing.get_apk_contents_signers(env)?;
            let Some(current) = digests(env, &current)? else { return Ok(None) };
            // Null where several parties signed, and then there is no rotation.
            let history = signing.get_signing_certificate_history(env)?;
            let mut history = digests(env, &history)?.unwrap_or_default();
            history.retain(|digest| !current.contains(digest));
            Ok(Some(Signers { current, history }))
        })
    }

    /// The name under an app's icon.
    pub fn label(
        &self,
        env: &mut Env,
        package: &str,
        scope: Scope,
    ) -> Result<std::result::Result<Option<String>, ExceptionClass>> {
        ask(env, |env| {
            let info = self.info(env, package, scope.flags())?.application_info(env)?;
            if info.is_null() {
                return Ok(None);
            }
            let label = self.0.get_application_label(env, &info)?;
            if label.is_null() {
                return Ok(None);
            }
            let label = label.as_string(env)?;
            text(env, &label)
        })
    }

    /// Whether this phone knows a permission of this name.
    pub fn knows_permission(
        &self,
        env: &mut Env,
        permission: &str,
    ) -> Result<std::result::Result<bool, ExceptionClass>> {
        let answer = ask(env, |env| {
            let permission = JString::from_str(env, permission)?;
            self.0.get_permission_info(env, &permission, 0)
        })?;
        Ok(match answer {
            Ok(info) => Ok(!info.is_null()),
            Err(exception) if exception.is_not_found() => Ok(false),
            Err(exception) => Err(exception),
        })
    }

    fn info<'env>(
        &self,
        env: &mut Env<'env>,
        package: &str,
        flags: i64,
    ) -> Result<PackageInfo<'env>> {
        let package = JString::from_str(env, package)?;
        if let Ok(flags) = i32::try_from(flags) {
            return self.0.get_package_info(env, &package, flags);
        }
        let flags = PackageInfoFlags::of(env, flags)?;
        env.as_cast::<PackageManagerApi33>(&self.0)?.get_package_info(env, &package, &flags)
    }
}

/// The facts in an answer about `package` asked for with `scope`; `None` if it lacks what every
/// answer has.
pub fn read(
    env: &mut Env,
    info: &PackageInfo,
    package: String,
    scope: Scope,
) -> Result<Option<InstalledApp>> {
    let application = info.application_info(env)?;
    if application.is_null() {
        return Ok(None);
    }
    let flags = application.flags(env)?;
    let presence = match scope {
        // Only what is installed answers here.
        Scope::Installed => Presence::Installed,
        // The caller knows what is visible as well, so an installed app met here is hidden.
        Scope::Everything if flags & FLAG_INSTALLED != 0 => Presence::Hidden,
        Scope::Everything if archived(env, info)? => Presence::Archived,
        Scope::Everything => Presence::NotInstalled,
    };
    let version_code = if api_level() >= 28 {
        env.as_cast::<PackageInfoApi28>(info)?.get_long_version_code(env)?
    } else {
        info.version_code(env)?.into()
    };
    let version_name = info.version_name(env)?;
    Ok(Some(InstalledApp {
        version_code: Some(version_code),
        version_name: text(env, &version_name)?,
        presence,
        enabled: application.enabled(env)?,
        system: flags & FLAG_SYSTEM != 0,
        updated_system: flags & FLAG_UPDATED_SYSTEM_APP != 0,
        ..InstalledApp::named(package)
    }))
}

fn archived(env: &mut Env, info: &PackageInfo) -> Result<bool> {
    Ok(api_level() >= 35
        && env.as_cast::<PackageInfoApi35>(info)?.get_archive_time_millis(env)? > 0)
}

fn digests(
    env: &mut Env,
    signatures: &JObjectArray<Signature>,
) -> Result<Option<Vec<CertificateDigest>>> {
    if signatures.is_null() {
        return Ok(None);
    }
    let count = signatures.len(env)?;
    let mut digests = Vec::with_capacity(count);
    for index in 0..count {
        let certificate = signatures.get_element(env, index)?.to_byte_array(env)?;
        let certificate = env.convert_byte_array(&certificate)?;
        digests.push(CertificateDigest(Sha256::digest(&certificate).into()));
    }
    Ok((!digests.is_empty()).then_some(digests))
}

/// The text of a Java string; `None` for null.
pub fn text(env: &Env, string: &JString) -> Result<Option<String>> {
    if string.is_null() { Ok(None) } else { string.try_to_string(env).map(Some) }
}
