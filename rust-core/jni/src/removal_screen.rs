//! The system's screens on which an app is removed.

use appvagt_scanner::{Finding, Removal};
use jni::Env;
use jni::objects::JString;

use crate::android::{Activity, ComponentName, Intent, Uri};
use crate::error::Error;
use crate::exception::ask;

/// Shows the uninstall prompt. Needs the permission `REQUEST_DELETE_PACKAGES` from Android 9.
const ACTION_DELETE: &str = "android.intent.action.DELETE";
/// Makes older versions say how it went. The answer is not believed anyway: a new scan decides.
const EXTRA_RETURN_RESULT: &str = "android.intent.extra.RETURN_RESULT";
/// Shows the details page of an app, where it can be disabled.
const ACTION_APPLICATION_DETAILS_SETTINGS: &str = "android.settings.APPLICATION_DETAILS_SETTINGS";
/// Shows the security settings, from which the device administrators can be reached.
const ACTION_SECURITY_SETTINGS: &str = "android.settings.SECURITY_SETTINGS";
const ACTION_MAIN: &str = "android.intent.action.MAIN";
/// The list of device administrators. It has no public action.
const DEVICE_ADMIN_SETTINGS: (&str, &str) =
    ("com.android.settings", "com.android.settings.DeviceAdminSettings");

/// Opens the screen for the next step of removing `finding`. Its result comes to `activity` with
/// `request_code`.
///
/// # Errors
/// There is no step the person can take, or no app on the phone shows the screen.
pub fn open(
    env: &mut Env,
    activity: &Activity,
    finding: &Finding,
    request_code: i32,
) -> Result<(), Error> {
    let intent = match finding.removal {
        Removal::Uninstall | Removal::RestoreThenDisable => {
            let prompt = about(env, ACTION_DELETE, &finding.package)?;
            let name = JString::from_str(env, EXTRA_RETURN_RESULT)?;
            prompt.put_flag(env, &name, true)?;
            prompt
        }
        Removal::Disable => about(env, ACTION_APPLICATION_DETAILS_SETTINGS, &finding.package)?,
        Removal::DeactivateAdmin => return open_device_admins(env, activity, request_code),
        Removal::AskIt => {
            return Err(Error::NoSuchFinding(format!(
                "{} cannot be removed on this phone; only IT can",
                finding.package
            )));
        }
        Removal::NothingLeft => {
            return Err(Error::NoSuchFinding(format!(
                "{} is disabled, and no more can be done",
                finding.package
            )));
        }
    };
    Ok(activity.start_activity_for_result(env, &intent, request_code)?)
}

fn about<'env>(env: &mut Env<'env>, action: &str, package: &str) -> Result<Intent<'env>, Error> {
    let scheme = JString::from_str(env, "package")?;
    let package = JString::from_str(env, package)?;
    let data = Uri::from_parts(env, &scheme, &package, JString::null())?;
    let action = JString::from_str(env, action)?;
    Ok(Intent::with_data(env, &action, &data)?)
}

fn open_device_admins(env: &mut Env, activity: &Activity, request_code: i32) -> Result<(), Error> {
    let main = JString::from_str(env, ACTION_MAIN)?;
    let package = JString::from_str(env, DEVICE_ADMIN_SETTINGS.0)?;
    let class = JString::from_str(env, DEVICE_ADMIN_SETTINGS.1)?;
    let component = ComponentName::new(env, &package, &class)?;
    let list = Intent::new(env, &main)?;
    list.set_component(env, &component)?;
    if ask(env, |env| activity.start_activity_for_result(env, &list, request_code))?.is_ok() {
        return Ok(());
    }
    // Some phones have the list elsewhere.
    let action = JString::from_str(env, ACTION_SECURITY_SETTINGS)?;
    let security = Intent::new(env, &action)?;
    Ok(activity.start_activity_for_result(env, &security, request_code)?)
}
