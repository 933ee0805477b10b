//! What is asked of banned apps only, because only their removal needs it.

use appvagt_scanner::{Judge, Label, Ruling};
use jni::Env;
use jni::errors::Result;

use crate::android::{ComponentName, Context, DevicePolicyManager, UserManager};
use crate::call::{in_frame, string, text};
use crate::collect::listed_app::ListedApp;
use crate::exception::{ExceptionClass, answer};
use crate::package_manager::{AppSet, PackageManager};
use crate::service::{DEVICE_POLICY, USER, is_restricted, service};

// Of android.os.UserManager.
const DISALLOW_UNINSTALL_APPS: &str = "no_uninstall_apps";
const DISALLOW_APPS_CONTROL: &str = "no_control_apps";

/// Completes the facts about each banned app of this profile. What the phone does not answer stays
/// unknown.
pub fn ask(
    env: &mut Env,
    context: &Context,
    packages: &PackageManager,
    judge: &Judge,
    apps: &mut [ListedApp],
) -> Result<()> {
    for ListedApp { app, .. } in apps {
        let asked = matches!(
            judge.rule(app),
            Ruling::Banned(_) | Ruling::Exempt { .. } | Ruling::Announced { .. }
        );
        if app.profile.is_some() || !asked {
            continue;
        }
        let (name, set) = (app.package.as_str(), AppSet::of(app.presence));
        let label = known(env, |env| packages.label(env, name, set))?;
        let blocked = known(env, |env| is_blocked(env, context, name))?;
        let admin = known(env, |env| is_admin(env, context, name))?;
        let instant = known(env, |env| packages.is_instant(env, name))?;
        let label = label.flatten().map(|label| Label::new(&label, name));
        (app.label, app.uninstall_blocked, app.device_admin) = (label, blocked, admin);
        app.instant = instant == Some(true);
    }
    Ok(())
}

fn known<T>(env: &mut Env, question: impl FnOnce(&mut Env) -> Result<T>) -> Result<Option<T>> {
    let result = in_frame(env, question);
    let answer = answer(env, result)?;
    if let Err(ExceptionClass(class)) = &answer {
        log::warn!("a question about a finding failed: {class}");
    }
    Ok(answer.ok())
}

/// Returns whether the device's management or a user restriction forbids uninstalling the app.
fn is_blocked(env: &mut Env, context: &Context, package: &str) -> Result<bool> {
    let user = service::<UserManager>(env, context, USER)?;
    for restriction in [DISALLOW_UNINSTALL_APPS, DISALLOW_APPS_CONTROL] {
        if is_restricted(env, &user, restriction)? {
            return Ok(true);
        }
    }
    let policy = service::<DevicePolicyManager>(env, context, DEVICE_POLICY)?;
    if policy.is_null() {
        // A device without management blocks nothing.
        return Ok(false);
    }
    let package = string(env, package)?;
    policy.is_uninstall_blocked(env, ComponentName::null(), &package)
}

/// Returns whether the app is an active device administrator.
fn is_admin(env: &mut Env, context: &Context, package: &str) -> Result<bool> {
    let policy = service::<DevicePolicyManager>(env, context, DEVICE_POLICY)?;
    if policy.is_null() {
        return Ok(false);
    }
    let admins = policy.get_active_admins(env)?;
    if admins.is_null() {
        return Ok(false);
    }
    for index in 0..admins.size(env)? {
        let component = admins.get(env, index)?;
        let component = env.cast_local::<ComponentName>(component)?;
        let admin = component.get_package_name(env)?;
        if text(env, &admin)?.as_deref() == Some(package) {
            return Ok(true);
        }
    }
    Ok(false)
}
