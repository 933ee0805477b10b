//! The system's screens on which an app is removed.

use appvagt_scanner::{Found, Note, Profile, Removal, Report};
use jni::Env;
use jni::errors::Result;

use crate::android::{ComponentName, Context, Intent, Uri};
use crate::call::string;
use crate::collect::profiles;
use crate::error::Error;

/// Shows the uninstall prompt. Needs the permission `REQUEST_DELETE_PACKAGES` from Android 9.
const ACTION_DELETE: &str = "android.intent.action.DELETE";
/// Makes older versions say how it went. The answer is not believed anyway: a new scan decides.
const EXTRA_RETURN_RESULT: &str = "android.intent.extra.RETURN_RESULT";
/// Has the prompt uninstall from another profile, which must be one of
/// `UserManager.getUserProfiles`.
const EXTRA_USER: &str = "android.intent.extra.USER";
/// Shows the details page of an app, where it can be disabled, or cleared if it is an instant app.
const ACTION_APPLICATION_DETAILS_SETTINGS: &str = "android.settings.APPLICATION_DETAILS_SETTINGS";
/// Shows the security settings, from which the device administrators can be reached.
const ACTION_SECURITY_SETTINGS: &str = "android.settings.SECURITY_SETTINGS";
const ACTION_MAIN: &str = "android.intent.action.MAIN";
/// The list of device administrators. It has no public action.
const DEVICE_ADMIN_SETTINGS: (&str, &str) =
    ("com.android.settings", "com.android.settings.DeviceAdminSettings");

/// An app that can be asked to be removed.
#[derive(Debug, Clone)]
pub struct Removable {
    /// Its package name.
    pub package: String,
    /// The profile it is in; `None` for the one that was scanned.
    pub profile: Option<Profile>,
    /// The next step.
    pub removal: Removal,
}

impl Removable {
    /// Lists what `report` found, and what it announced: nobody has to wait for a ban.
    pub fn of(report: &Report<()>) -> Vec<Self> {
        let found = report.findings.iter().map(|Found { finding, .. }| Self {
            package: finding.package.clone(),
            profile: finding.profile,
            removal: finding.removal,
        });
        let announced = report.notes.iter().filter_map(|note| match note {
            Note::Announced { package, profile, removal, .. } => {
                Some(Self { package: package.clone(), profile: *profile, removal: *removal })
            }
            _ => None,
        });
        found.chain(announced).collect()
    }
}

/// Returns the screen for the next step of removing `app`.
///
/// # Errors
/// There is no step that the person can take.
pub fn screen<'env>(
    env: &mut Env<'env>,
    context: &Context,
    app: &Removable,
) -> std::result::Result<Intent<'env>, Error> {
    let package = &app.package;
    let screen = match app.removal {
        Removal::Uninstall | Removal::RestoreThenDisable => prompt(env, package)?,
        Removal::InOtherProfile => {
            let user = match app.profile {
                Some(profile) => profiles::user_of(env, context, profile, package)?,
                None => None,
            };
            let Some(user) = user else {
                let problem = format!("{package} is in no profile that can be seen any more");
                return Err(Error::NoSuchFinding(problem));
            };
            let prompt = prompt(env, package)?;
            let name = string(env, EXTRA_USER)?;
            prompt.put_extra_parcelable(env, &name, &user)?;
            prompt
        }
        Removal::Disable | Removal::ClearInstant => {
            about(env, ACTION_APPLICATION_DETAILS_SETTINGS, package)?
        }
        Removal::DeactivateAdmin => device_admins(env, context)?,
        Removal::AskIt => {
            let problem = format!("{package} cannot be removed on this phone; only IT can");
            return Err(Error::NoSuchFinding(problem));
        }
        Removal::NothingLeft => {
            let problem = format!("{package} is disabled, and no more can be done");
            return Err(Error::NoSuchFinding(problem));
        }
    };
    Ok(screen)
}

/// Returns the uninstall prompt.
fn prompt<'env>(env: &mut Env<'env>, package: &str) -> Result<Intent<'env>> {
    let prompt = about(env, ACTION_DELETE, package)?;
    let name = string(env, EXTRA_RETURN_RESULT)?;
    prompt.put_extra_flag(env, &name, true)?;
    Ok(prompt)
}

fn about<'env>(env: &mut Env<'env>, action: &str, package: &str) -> Result<Intent<'env>> {
    let (scheme, package) = (string(env, "package")?, string(env, package)?);
    let data = Uri::from_parts(env, &scheme, &package, jni::objects::JString::null())?;
    let action = string(env, action)?;
    Intent::with_data(env, &action, &data)
}

/// Returns the list of device administrators; where it is not known to be, the settings that lead
/// there.
fn device_admins<'env>(env: &mut Env<'env>, context: &Context) -> Result<Intent<'env>> {
    let (package, class) = DEVICE_ADMIN_SETTINGS;
    let (package, class) = (string(env, package)?, string(env, class)?);
    let component = ComponentName::new(env, &package, &class)?;
    let action = string(env, ACTION_MAIN)?;
    let list = Intent::new(env, &action)?;
    list.set_component(env, &component)?;
    let packages = context.get_package_manager(env)?;
    let activity = list.resolve_activity_info(env, &packages, 0)?;
    if !activity.is_null() && activity.exported(env)? {
        return Ok(list);
    }
    let action = string(env, ACTION_SECURITY_SETTINGS)?;
    Intent::new(env, &action)
}
