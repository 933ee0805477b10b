//! Questions to the package manager of the phone, the same on every Android.

mod declared;

use appvagt_scanner::{CertificateDigest, Declared, Presence, Signers};
use sha2::{Digest, Sha256};

use crate::exception::{ExceptionClass, answer};
use crate::java::{Env, JavaString, Object, ObjectArray, Result, in_frame};
use crate::listed::Listed;
use crate::loaded::android;

// Flags of android.content.pm.PackageManager.
const MATCH_UNINSTALLED_PACKAGES: i64 = 0x2000;
const MATCH_ARCHIVED_PACKAGES: i64 = 1 << 32;
const GET_SIGNATURES: i64 = 0x40;
const GET_SIGNING_CERTIFICATES: i64 = 0x0800_0000;

/// What the package manager answers, or the exception it throws instead.
pub type Answer<T> = std::result::Result<T, ExceptionClass>;

/// Which apps a question is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Enabled and disabled apps.
    Installed,
    /// Those, the hidden and archived ones, and leftovers of apps that are not installed.
    Everything,
}

impl Scope {
    /// The scope in which an app of this presence answers.
    pub fn of(presence: Presence) -> Self {
        if presence == Presence::Installed { Self::Installed } else { Self::Everything }
    }

    fn flags(self) -> Result<i64> {
        Ok(match self {
            Self::Installed => 0,
            Self::Everything if android()?.api35.is_some() => {
                MATCH_UNINSTALLED_PACKAGES | MATCH_ARCHIVED_PACKAGES
            }
            Self::Everything => MATCH_UNINSTALLED_PACKAGES,
        })
    }
}

/// The package manager.
pub struct PackageManager<'local>(pub Object<'local>);

impl PackageManager<'_> {
    /// All apps in `scope`, with nothing asked beyond what the list holds anyway: with more, Android
    /// may silently cut the list short.
    pub fn list<'env>(&self, env: &mut Env<'env>, scope: Scope) -> Result<Answer<Object<'env>>> {
        let list = self.ask_list(env, scope.flags()?);
        answer(env, list)
    }

    /// One app in `scope`; `None` if there is no such app.
    pub fn app(
        &self,
        env: &mut Env,
        package: &str,
        scope: Scope,
    ) -> Result<Answer<Option<Listed>>> {
        let app = in_frame(env, |env| {
            let info = self.info(env, package, scope.flags()?)?;
            read(env, info, package.to_owned(), scope)
        });
        Ok(match answer(env, app)? {
            Err(exception) if exception.is_not_found() => Ok(None),
            app => app,
        })
    }

    /// What an app's manifest declares, except its intent filters, of which the package manager
    /// tells nothing; `None` where it does not answer with an app.
    pub fn declared(
        &self,
        env: &mut Env,
        package: &str,
        scope: Scope,
    ) -> Result<Answer<Option<Declared>>> {
        let declared = in_frame(env, |env| {
            let info = self.info(env, package, scope.flags()? | declared::FLAGS)?;
            declared::read(env, info)
        });
        answer(env, declared)
    }

    /// The certificates that sign an app; `None` where the package manager does not say.
    pub fn signers(
        &self,
        env: &mut Env,
        package: &str,
        scope: Scope,
    ) -> Result<Answer<Option<Signers>>> {
        let signers = in_frame(env, |env| self.read_signers(env, package, scope));
        answer(env, signers)
    }

    /// The name under an app's icon.
    pub fn label(&self, env: &mut Env, package: &str, scope: Scope) -> Result<Option<String>> {
        let android = android()?;
        let info = self.info(env, package, scope.flags()?)?;
        let application = android.package_info.application_info.object(env, info)?;
        if application.is_null() {
            return Ok(None);
        }
        let label = &android.package_manager.get_application_label;
        let label = label.object(env, self.0, &[application.into()])?;
        if label.is_null() {
            return Ok(None);
        }
        android.char_sequence.to_string.string(env, label, &[])
    }

    /// Whether the app runs without being installed.
    pub fn is_instant(&self, env: &mut Env, package: &str) -> Result<bool> {
        let package = JavaString::new(env, package)?;
        android()?.package_manager.is_instant_app.boolean(env, self.0, &[package.into()])
    }

    /// Whether this phone knows a permission of this name.
    pub fn knows_permission(&self, env: &mut Env, permission: &str) -> Result<Answer<bool>> {
        let name = JavaString::new(env, permission)?;
        let method = &android()?.package_manager.get_permission_info;
        let info = method.object(env, self.0, &[name.into(), 0.into()]);
        Ok(match answer(env, info)? {
            Ok(info) => Ok(!info.is_null()),
            Err(exception) if exception.is_not_found() => Ok(false),
            Err(exception) => Err(exception),
        })
    }

    fn ask_list<'env>(&self, env: &mut Env<'env>, flags: i64) -> Result<Object<'env>> {
        let android = android()?;
        let list = match (i32::try_from(flags), &android.api33) {
            (Err(_), Some(api33)) => {
                let flags = api33.flags.of.object(env, &[flags.into()])?;
                let method = &api33.package_manager.get_installed_packages;
                method.object(env, self.0, &[flags.into()])?
            }
            (flags, _) => {
                let method = &android.package_manager.get_installed_packages;
                method.object(env, self.0, &[flags.unwrap_or_default().into()])?
            }
        };
        list.not_null()
    }

    fn info<'env>(&self, env: &mut Env<'env>, package: &str, flags: i64) -> Result<Object<'env>> {
        let android = android()?;
        let package = JavaString::new(env, package)?;
        let info = match (i32::try_from(flags), &android.api33) {
            (Err(_), Some(api33)) => {
                let flags = api33.flags.of.object(env, &[flags.into()])?;
                let method = &api33.package_manager.get_package_info;
                method.object(env, self.0, &[package.into(), flags.into()])?
            }
            (flags, _) => {
                let method = &android.package_manager.get_package_info;
                let flags = flags.unwrap_or_default();
                method.object(env, self.0, &[package.into(), flags.into()])?
            }
        };
        info.not_null()
    }

    fn read_signers(&self, env: &mut Env, package: &str, scope: Scope) -> Result<Option<Signers>> {
        let android = android()?;
        let Some(api28) = &android.api28 else {
            let info = self.info(env, package, scope.flags()? | GET_SIGNATURES)?;
            let signatures = android.package_info.signatures.array(env, info)?;
            let current = digests(env, signatures)?;
            return Ok(current.map(|current| Signers { current, history: Vec::new() }));
        };
        let info = self.info(env, package, scope.flags()? | GET_SIGNING_CERTIFICATES)?;
        let signing = api28.package_info.signing_info.object(env, info)?;
        if signing.is_null() {
            return Ok(None);
        }
        let current = &api28.signing_info.get_apk_contents_signers;
        let current = current.array(env, signing, &[])?;
        let Some(current) = digests(env, current)? else { return Ok(None) };
        // Null where several parties signed, and then there is no rotation.
        let history = &api28.signing_info.get_signing_certificate_history;
        let history = history.array(env, signing, &[])?;
        let mut history = digests(env, history)?.unwrap_or_default();
        history.retain(|digest| !current.contains(digest));
        Ok(Some(Signers { current, history }))
    }
}

/// Package name in an entry of a list; `None` if it has none.
pub fn package_name(env: &mut Env, info: Object) -> Result<Option<String>> {
    android()?.package_info.package_name.string(env, info)
}

/// The facts in an answer about `package` asked for with `scope`; `None` if it lacks what every
/// answer has.
pub fn read(env: &mut Env, info: Object, package: String, scope: Scope) -> Result<Option<Listed>> {
    let android = android()?;
    let application = android.package_info.application_info.object(env, info)?;
    if application.is_null() {
        return Ok(None);
    }
    let mut listed = Listed::read(env, application, package)?;
    let app = &mut listed.app;
    app.presence = match (scope, app.presence) {
        // Only what is installed answers here.
        (Scope::Installed, _) => Presence::Installed,
        // The caller knows what is visible as well, so an installed app met here is hidden.
        (Scope::Everything, Presence::Installed) => Presence::Hidden,
        (Scope::Everything, _) if is_archived(env, info)? => Presence::Archived,
        (Scope::Everything, _) => Presence::NotInstalled,
    };
    app.version_code = Some(match &android.api28 {
        Some(api28) => api28.package_info.get_long_version_code.long(env, info, &[])?,
        None => android.package_info.version_code.int(env, info)?.into(),
    });
    app.version_name = android.package_info.version_name.string(env, info)?;
    Ok(Some(listed))
}

fn is_archived(env: &mut Env, info: Object) -> Result<bool> {
    let Some(api35) = &android()?.api35 else { return Ok(false) };
    Ok(api35.package_info.get_archive_time_millis.long(env, info, &[])? > 0)
}

/// Digests of an array of signatures; `None` if it is null or empty.
fn digests(
    env: &mut Env,
    signatures: Option<ObjectArray>,
) -> Result<Option<Vec<CertificateDigest>>> {
    let Some(signatures) = signatures else { return Ok(None) };
    let mut digests = Vec::new();
    for index in 0..signatures.len(env)? {
        let signature = signatures.get(env, index)?;
        let certificate = android()?.signature.to_byte_array.bytes(env, signature, &[])?;
        digests.push(CertificateDigest(Sha256::digest(&certificate).into()));
    }
    Ok((!digests.is_empty()).then_some(digests))
}
