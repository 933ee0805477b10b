//! The system's screens on which an app is removed.

use appvagt_scanner::{Finding, Removal};

use crate::error::Error;
use crate::exception::answer;
use crate::inventory::profiles;
use crate::java::{Env, JavaString, Object, Result};
use crate::loaded::android;

/// Shows the uninstall prompt. Needs the permission `REQUEST_DELETE_PACKAGES` from Android 9.
const ACTION_DELETE: &str = "android.intent.action.DELETE";
/// Makes older versions say how it went. The answer is not believed anyway: a new scan decides.
const EXTRA_RETURN_RESULT: &str = "android.intent.extra.RETURN_RESULT";
/// Has the prompt uninstall from another profile, which must be one of `UserManager.getUserProfiles`.
const EXTRA_USER: &str = "android.intent.extra.USER";
/// Shows the details page of an app, where it can be disabled, or cleared if it is an instant app.
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
    activity: Object,
    finding: &Finding,
    request_code: i32,
) -> std::result::Result<(), Error> {
    let package = &finding.package;
    let intent = match finding.removal {
        Removal::Uninstall | Removal::RestoreThenDisable => prompt(env, package)?,
        Removal::InOtherProfile => {
            let user = match finding.profile {
                Some(profile) => profiles::user_of(env, activity, profile, package)?,
                None => None,
            };
            let Some(user) = user else {
                let problem = format!("{package} is in no profile that can be seen any more");
                return Err(Error::NoSuchFinding(problem));
            };
            let prompt = prompt(env, package)?;
            let name = JavaString::new(env, EXTRA_USER)?;
            let put_extra = &android()?.intent.put_extra_parcelable;
            put_extra.object(env, prompt, &[name.into(), user.into()])?;
            prompt
        }
        Removal::Disable | Removal::ClearInstant => {
            about(env, ACTION_APPLICATION_DETAILS_SETTINGS, package)?
        }
        Removal::DeactivateAdmin => {
            let list = device_admins(env)?;
            let opened = start(env, activity, list, request_code);
            if answer(env, opened)?.is_ok() {
                return Ok(());
            }
            // Some phones have the list elsewhere.
            let action = JavaString::new(env, ACTION_SECURITY_SETTINGS)?;
            android()?.intent.new.object(env, &[action.into()])?
        }
        Removal::AskIt => {
            let problem = format!("{package} cannot be removed on this phone; only IT can");
            return Err(Error::NoSuchFinding(problem));
        }
        Removal::NothingLeft => {
            let problem = format!("{package} is disabled, and no more can be done");
            return Err(Error::NoSuchFinding(problem));
        }
    };
    Ok(start(env, activity, intent, request_code)?)
}

/// The uninstall prompt.
fn prompt<'env>(env: &mut Env<'env>, package: &str) -> Result<Object<'env>> {
    let prompt = about(env, ACTION_DELETE, package)?;
    let name = JavaString::new(env, EXTRA_RETURN_RESULT)?;
    let put_extra = &android()?.intent.put_extra_flag;
    put_extra.object(env, prompt, &[name.into(), true.into()])?;
    Ok(prompt)
}

fn start(env: &mut Env, activity: Object, intent: Object, request_code: i32) -> Result<()> {
    let start = &android()?.activity.start_activity_for_result;
    start.void(env, activity, &[intent.into(), request_code.into()])
}

fn about<'env>(env: &mut Env<'env>, action: &str, package: &str) -> Result<Object<'env>> {
    let scheme = JavaString::new(env, "package")?;
    let package = JavaString::new(env, package)?;
    let fragment = Object::NULL;
    let parts = [scheme.into(), package.into(), fragment.into()];
    let data = android()?.uri.from_parts.object(env, &parts)?;
    let action = JavaString::new(env, action)?;
    android()?.intent.with_data.object(env, &[action.into(), data.into()])
}

fn device_admins<'env>(env: &mut Env<'env>) -> Result<Object<'env>> {
    let package = JavaString::new(env, DEVICE_ADMIN_SETTINGS.0)?;
    let class = JavaString::new(env, DEVICE_ADMIN_SETTINGS.1)?;
    let component = &android()?.component_name.new;
    let component = component.object(env, &[package.into(), class.into()])?;
    let action = JavaString::new(env, ACTION_MAIN)?;
    let list = android()?.intent.new.object(env, &[action.into()])?;
    android()?.intent.set_component.object(env, list, &[component.into()])?;
    Ok(list)
}
