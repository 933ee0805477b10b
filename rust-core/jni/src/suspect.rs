//! What is asked of banned apps only, because only their removal needs it.

use appvagt_scanner::{InstalledApp, Judge, Presence};
use jni::Env;
use jni::errors::Result;
use jni::objects::JString;

use crate::android::{ComponentName, Context, DevicePolicyManager, List, UserManager};
use crate::exception::{ExceptionClass, ask as ask_java};
use crate::package_manager::{PackageManager, Scope};

// android.content.Context, android.os.UserManager.
const USER_SERVICE: &str = "user";
const DEVICE_POLICY_SERVICE: &str = "device_policy";
const DISALLOW_UNINSTALL_APPS: &str = "no_uninstall_apps";
const DISALLOW_APPS_CONTROL: &str = "no_control_apps";

/// Completes the facts about each banned app. What the phone does not answer stays unknown.
pub fn ask(
    env: &mut Env,
    context: &Context,
    packages: &PackageManager,
    judge: &Judge,
    apps: &mut [InstalledApp],
) -> Result<()> {
    for app in apps.iter_mut().filter(|app| judge.suspects(app)) {
        env.with_local_frame(32, |env| -> Result<()> {
            let scope = match app.presence {
                Presence::Installed => Scope::Installed,
                _ => Scope::Everything,
            };
            app.label = known(packages.label(env, &app.package, scope)?).flatten();
            app.uninstall_blocked =
                known(ask_java(env, |env| blocked(env, context, &app.package))?);
            app.device_admin = known(ask_java(env, |env| admin(env, context, &app.package))?);
            Ok(())
        })?;
    }
    Ok(())
}

fn known<T>(answer: std::result::Result<T, ExceptionClass>) -> Option<T> {
    if let Err(ExceptionClass(class)) = &answer {
        log::warn!("a question about a finding failed: {class}");
    }
    answer.ok()
}

/// Whether the device's management or a user restriction forbids uninstalling the app.
fn blocked(env: &mut Env, context: &Context, package: &str) -> Result<bool> {
    let service = JString::from_str(env, USER_SERVICE)?;
    let user = context.get_system_service(env, &service)?;
    let user = env.cast_local::<UserManager>(user)?;
    for restriction in [DISALLOW_UNINSTALL_APPS, DISALLOW_APPS_CONTROL] {
        let restriction = JString::from_str(env, restriction)?;
        if user.has_user_restriction(env, &restriction)? {
            return Ok(true);
        }
    }
    let Some(policy) = device_policy(env, context)? else { return Ok(false) };
    let package = JString::from_str(env, package)?;
    policy.is_uninstall_blocked(env, ComponentName::null(), &package)
}

/// Whether the app is an active device administrator.
fn admin(env: &mut Env, context: &Context, package: &str) -> Result<bool> {
    let Some(policy) = device_policy(env, context)? else { return Ok(false) };
    let admins: List = policy.get_active_admins(env)?;
    if admins.is_null() {
        return Ok(false);
    }
    for index in 0..admins.size(env)? {
        let component = admins.get(env, index)?;
        let component = env.cast_local::<ComponentName>(component)?;
        if component.get_package_name(env)?.try_to_string(env)? == package {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `None` on phones without device management.
fn device_policy<'env>(
    env: &mut Env<'env>,
    context: &Context,
) -> Result<Option<DevicePolicyManager<'env>>> {
    let service = JString::from_str(env, DEVICE_POLICY_SERVICE)?;
    let policy = context.get_system_service(env, &service)?;
    if policy.is_null() {
        return Ok(None);
    }
    env.cast_local::<DevicePolicyManager>(policy).map(Some)
}
