//! What is asked of suspects only, because only their removal or the report on them needs it.

use std::collections::{HashMap, HashSet};

use appvagt_scanner::{Label, State, Suspect};
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

/// Completes the facts about each suspect of this profile. What the phone does not answer stays
/// unknown.
pub fn ask(
    env: &mut Env,
    context: &Context,
    packages: &PackageManager,
    suspects: &HashMap<usize, Suspect>,
    apps: &mut [ListedApp],
) -> Result<()> {
    let mut management = None;
    for (index, ListedApp { app, .. }) in apps.iter_mut().enumerate() {
        if !suspects.contains_key(&index) || app.profile.is_some() || State::of(app).is_none() {
            continue;
        }
        let (name, set) = (app.package.as_str(), AppSet::of(app.presence));
        let label = known(env, |env| packages.label(env, name, set))?;
        app.label = label.flatten().map(|label| Label::new(&label, name));
        let management = match &management {
            Some(management) => management,
            None => management.insert(Management::ask(env, context)?),
        };
        app.uninstall_blocked = management.blocks(env, context, name)?;
        app.device_admin = management.admins.as_ref().map(|admins| admins.contains(name));
        app.instant = known(env, |env| packages.is_instant(env, name))? == Some(true);
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

/// What the device's management says, whichever app is to be removed; `None` is unknown.
struct Management {
    /// Whether a restriction forbids uninstalling any app.
    forbids: Option<bool>,
    /// Packages of the active device administrators.
    admins: Option<HashSet<String>>,
}

impl Management {
    fn ask(env: &mut Env, context: &Context) -> Result<Self> {
        let forbids = known(env, |env| forbids_uninstalling(env, context))?;
        let admins = known(env, |env| admins(env, context))?;
        Ok(Self { forbids, admins })
    }

    /// Returns whether uninstalling the app is forbidden.
    fn blocks(&self, env: &mut Env, context: &Context, package: &str) -> Result<Option<bool>> {
        if self.forbids == Some(true) {
            return Ok(self.forbids);
        }
        let blocked = known(env, |env| is_blocked(env, context, package))?;
        // What forbids it for all apps may do so for this one.
        Ok(blocked.filter(|&blocked| blocked || self.forbids.is_some()))
    }
}

/// Returns whether a user restriction forbids uninstalling apps.
fn forbids_uninstalling(env: &mut Env, context: &Context) -> Result<bool> {
    let user = service::<UserManager>(env, context, USER)?;
    for restriction in [DISALLOW_UNINSTALL_APPS, DISALLOW_APPS_CONTROL] {
        if is_restricted(env, &user, restriction)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns whether the device's management forbids uninstalling the app.
fn is_blocked(env: &mut Env, context: &Context, package: &str) -> Result<bool> {
    let policy = service::<DevicePolicyManager>(env, context, DEVICE_POLICY)?;
    if policy.is_null() {
        // A device without management blocks nothing.
        return Ok(false);
    }
    let package = string(env, package)?;
    policy.is_uninstall_blocked(env, ComponentName::null(), &package)
}

/// Returns the packages of the active device administrators.
fn admins(env: &mut Env, context: &Context) -> Result<HashSet<String>> {
    let mut packages = HashSet::new();
    let policy = service::<DevicePolicyManager>(env, context, DEVICE_POLICY)?;
    if policy.is_null() {
        return Ok(packages);
    }
    let admins = policy.get_active_admins(env)?;
    if admins.is_null() {
        return Ok(packages);
    }
    for index in 0..admins.size(env)? {
        packages.extend(in_frame(env, |env| {
            let component = admins.get(env, index)?;
            let component = env.cast_local::<ComponentName>(component)?;
            let admin = component.get_package_name(env)?;
            text(env, &admin)
        })?);
    }
    Ok(packages)
}
