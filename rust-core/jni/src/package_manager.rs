//! Questions to the package manager of the phone, the same on every Android.

mod declared;

use appvagt_scanner::{CertificateDigest, ManifestFacts, Presence, Signers};
use jni::Env;
use jni::errors::Result;
use jni::objects::{JList, JObjectArray, Reference};
use sha2::{Digest, Sha256};

use crate::android::{self, PackageInfo, Signature, api_level, api28, api33, api35};
use crate::call::{in_frame, string, text};
use crate::collect::listed_app::ListedApp;
use crate::exception::{ExceptionClass, answer};

// Flags of android.content.pm.PackageManager.
const MATCH_UNINSTALLED_PACKAGES: i64 = 0x2000;
const MATCH_ARCHIVED_PACKAGES: i64 = 1 << 32;
const GET_SIGNATURES: i64 = 0x40;
const GET_SIGNING_CERTIFICATES: i64 = 0x0800_0000;

/// What the package manager answers, or the exception it throws instead.
pub type Answer<T> = std::result::Result<T, ExceptionClass>;

/// Which apps a question is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum AppSet {
    /// Enabled and disabled apps.
    Installed,
    /// Those, the hidden and archived ones, and leftovers of apps that are not installed.
    Everything,
}

impl AppSet {
    /// Returns the set in which an app of this presence answers.
    pub fn of(presence: Presence) -> Self {
        if presence == Presence::Installed { Self::Installed } else { Self::Everything }
    }

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
    /// Returns all apps in `set`, with nothing asked beyond what the list holds anyway: with
    /// more, Android may silently cut the list short.
    pub fn list<'env>(&self, env: &mut Env<'env>, set: AppSet) -> Result<Answer<JList<'env>>> {
        let list = self.ask_list(env, set.flags());
        answer(env, list)
    }

    /// Returns one app in `set`; `None` if the phone says that there is no such app.
    pub fn app(
        &self,
        env: &mut Env,
        package: &str,
        set: AppSet,
    ) -> Result<Answer<Option<ListedApp>>> {
        let app = in_frame(env, |env| {
            let info = self.info(env, package, set.flags())?;
            read(env, &info, package.to_owned(), set)
        });
        Ok(match answer(env, app)? {
            Err(exception) if exception.is_not_found() => Ok(None),
            // An answer that lacks the application says nothing.
            app => app.and_then(|app| app.ok_or_else(ExceptionClass::null)).map(Some),
        })
    }

    /// Returns whether an app that was listed is gone: the phone says so when it is asked anew.
    pub fn lacks(&self, env: &mut Env, package: &str) -> Result<bool> {
        Ok(match self.app(env, package, AppSet::Everything)? {
            Ok(None) => true,
            Ok(Some(listed)) => listed.app.presence == Presence::NotInstalled,
            Err(_) => false,
        })
    }

    /// Reads what an app's manifest declares, except its intent filters, of which the package
    /// manager says nothing; `None` where it does not answer with an app.
    pub fn declared(
        &self,
        env: &mut Env,
        package: &str,
        set: AppSet,
    ) -> Result<Answer<Option<ManifestFacts>>> {
        let declared = in_frame(env, |env| {
            let info = self.info(env, package, set.flags() | declared::FLAGS)?;
            declared::read(env, &info)
        });
        answer(env, declared)
    }

    /// Returns the certificates that sign an app; `None` where the package manager does not say.
    pub fn signers(
        &self,
        env: &mut Env,
        package: &str,
        set: AppSet,
    ) -> Result<Answer<Option<Signers>>> {
        let signers = in_frame(env, |env| self.read_signers(env, package, set));
        answer(env, signers)
    }

    /// Asks for the name under an app's icon.
    pub fn label(&self, env: &mut Env, package: &str, set: AppSet) -> Result<Option<String>> {
        let application = self.info(env, package, set.flags())?.application_info(env)?;
        if application.is_null() {
            return Ok(None);
        }
        let label = self.0.get_application_label(env, &application)?;
        if label.is_null() {
            return Ok(None);
        }
        let label = label.text(env)?;
        text(env, &label)
    }

    /// Returns whether the app runs without being installed.
    pub fn is_instant(&self, env: &mut Env, package: &str) -> Result<bool> {
        let package = string(env, package)?;
        self.0.is_instant_app(env, &package)
    }

    /// Returns whether this phone knows a permission of this name.
    pub fn knows_permission(&self, env: &mut Env, permission: &str) -> Result<Answer<bool>> {
        let name = string(env, permission)?;
        let info = self.0.get_permission_info(env, &name, 0);
        Ok(match answer(env, info)? {
            Ok(_) => Ok(true),
            Err(exception) if exception.is_not_found() => Ok(false),
            Err(exception) => Err(exception),
        })
    }

    fn ask_list<'env>(&self, env: &mut Env<'env>, flags: i64) -> Result<JList<'env>> {
        match i32::try_from(flags) {
            Err(_) if api_level() >= 33 => {
                let flags = api33::PackageInfoFlags::of(env, flags)?;
                env.as_cast::<api33::PackageManager>(&self.0)?.get_installed_packages(env, &flags)
            }
            flags => self.0.get_installed_packages(env, flags.unwrap_or_default()),
        }
    }

    fn info<'env>(
        &self,
        env: &mut Env<'env>,
        package: &str,
        flags: i64,
    ) -> Result<PackageInfo<'env>> {
        let package = string(env, package)?;
        match i32::try_from(flags) {
            Err(_) if api_level() >= 33 => {
                let flags = api33::PackageInfoFlags::of(env, flags)?;
                let packages = env.as_cast::<api33::PackageManager>(&self.0)?;
                packages.get_package_info(env, &package, &flags)
            }
            flags => self.0.get_package_info(env, &package, flags.unwrap_or_default()),
        }
    }

    fn read_signers(&self, env: &mut Env, package: &str, set: AppSet) -> Result<Option<Signers>> {
        if api_level() < 28 {
            let info = self.info(env, package, set.flags() | GET_SIGNATURES)?;
            let signatures = info.signatures(env)?;
            let current = digests(env, &signatures)?;
            return Ok(current.map(|current| Signers { current, history: Vec::new() }));
        }
        let info = self.info(env, package, set.flags() | GET_SIGNING_CERTIFICATES)?;
        let signing = env.as_cast::<api28::PackageInfo>(&info)?.signing_info(env)?;
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
    }
}

/// Reads the facts in an answer about `package` asked for with `set`; `None` if it lacks what
/// every answer has.
pub fn read(
    env: &mut Env,
    info: &PackageInfo,
    package: String,
    set: AppSet,
) -> Result<Option<ListedApp>> {
    let application = info.application_info(env)?;
    if application.is_null() {
        return Ok(None);
    }
    let mut listed = ListedApp::read(env, &application, package)?;
    let app = &mut listed.app;
    app.presence = match (set, app.presence) {
        // Only what is installed answers here.
        (AppSet::Installed, _) => Presence::Installed,
        // The caller knows what is visible as well, so an installed app met here is hidden.
        (AppSet::Everything, Presence::Installed) => Presence::Hidden,
        (AppSet::Everything, _) if is_archived(env, info)? => Presence::Archived,
        (AppSet::Everything, _) => Presence::NotInstalled,
    };
    app.version_code = Some(if api_level() >= 28 {
        env.as_cast::<api28::PackageInfo>(info)?.get_long_version_code(env)?
    } else {
        info.version_code(env)?.into()
    });
    let version_name = info.version_name(env)?;
    app.version_name = text(env, &version_name)?;
    Ok(Some(listed))
}

fn is_archived(env: &mut Env, info: &PackageInfo) -> Result<bool> {
    if api_level() < 35 {
        return Ok(false);
    }
    Ok(env.as_cast::<api35::PackageInfo>(info)?.get_archive_time_millis(env)? > 0)
}

/// Digests of an array of signatures; `None` if it is null or empty.
fn digests<'a>(
    env: &mut Env,
    signatures: &JObjectArray<'a, Signature<'a>>,
) -> Result<Option<Vec<CertificateDigest>>> {
    if signatures.is_null() {
        return Ok(None);
    }
    let mut digests = Vec::new();
    for index in 0..signatures.len(env)? {
        let certificate = signatures.get_element(env, index)?.to_byte_array(env)?;
        let certificate = env.convert_byte_array(&certificate)?;
        digests.push(CertificateDigest(Sha256::digest(&certificate).into()));
    }
    Ok((!digests.is_empty()).then_some(digests))
}
