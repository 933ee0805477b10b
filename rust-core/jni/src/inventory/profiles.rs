//! The other profiles of the phone, as far as Android shows them: apps with an icon there, and
//! banned ones asked for by name.

use std::collections::HashSet;

use appvagt_scanner::{Judge, Presence, Profile};

use crate::exception::{ExceptionClass, answer};
use crate::java::{Env, JavaString, Object, Result, in_frame};
use crate::listed::Listed;
use crate::loaded::android;
use crate::service::{LAUNCHER_APPS, USER, is_restricted, service};

/// Of `android.os.UserManager`; set on every device that is fully managed.
const DISALLOW_ADD_PRIVATE_PROFILE: &str = "no_add_private_profile";

/// What is known of the other profiles.
pub struct Others {
    /// Apps in the profiles that can be seen.
    pub apps: Vec<Listed>,
    /// Profiles that cannot be seen. A private space is hidden so well that Android does not even
    /// say whether there is one.
    pub unseen: Vec<Profile>,
}

impl Others {
    /// Asks for all profiles. Where the phone does not answer, none can be seen.
    pub fn ask(env: &mut Env, context: Object, judge: &Judge) -> Result<Self> {
        let others = in_frame(env, |env| ask(env, context, judge));
        Ok(match answer(env, others)? {
            Ok(others) => others,
            Err(ExceptionClass(class)) => {
                log::warn!("the question about profiles failed: {class}");
                let unseen = vec![Profile::Work, Profile::Private, Profile::Clone];
                Self { apps: Vec::new(), unseen }
            }
        })
    }
}

/// The user whose profile of this kind holds the app; `None` if it is in none that can be seen.
pub fn user_of<'env>(
    env: &mut Env<'env>,
    context: Object,
    profile: Profile,
    package: &str,
) -> Result<Option<Object<'env>>> {
    let android = android()?;
    let launcher = service(env, context, LAUNCHER_APPS)?;
    let own = android.process.my_user_handle.object(env, &[])?;
    let visible = android.launcher_apps.get_profiles.object(env, launcher, &[])?;
    for user in others_in(env, visible, own)? {
        let package = JavaString::new(env, package)?;
        let question = [package.into(), 0.into(), user.into()];
        let get = &android.launcher_apps.get_application_info;
        let application = get.object(env, launcher, &question);
        let found = answer(env, application)?.is_ok_and(|application| !application.is_null());
        if found && kind_of(env, launcher, user)? == profile {
            return Ok(Some(user));
        }
    }
    Ok(None)
}

fn ask(env: &mut Env, context: Object, judge: &Judge) -> Result<Others> {
    let android = android()?;
    let users = service(env, context, USER)?;
    let launcher = service(env, context, LAUNCHER_APPS)?;
    let own = android.process.my_user_handle.object(env, &[])?;
    let visible = android.launcher_apps.get_profiles.object(env, launcher, &[])?;
    let visible = others_in(env, visible, own)?;
    let all = android.user_manager.get_user_profiles.object(env, users, &[])?;
    let all = others_in(env, all, own)?;
    let in_work_profile = match &android.api30 {
        Some(api30) => api30.user_manager.is_managed_profile.boolean(env, users, &[])?,
        // A work profile is shown no other; the personal side is shown all of these.
        None => !all.is_empty() && visible.is_empty(),
    };
    let mut others = Others { apps: Vec::new(), unseen: Vec::new() };
    if in_work_profile {
        others.unseen.push(Profile::Personal);
        return Ok(others);
    }
    for &user in &visible {
        let kind = kind_of(env, launcher, user)?;
        let apps = apps_of(env, launcher, user, kind, judge);
        match answer(env, apps)? {
            Ok(mut apps) if !apps.is_empty() => others.apps.append(&mut apps),
            _ => others.unseen.push(kind),
        }
    }
    for user in all {
        if !contains(env, &visible, user)? {
            others.unseen.push(kind_of(env, launcher, user)?);
        }
    }
    let may_be_private = android.api35.is_some()
        && !others.apps.iter().any(|listed| listed.app.profile == Some(Profile::Private))
        && !others.unseen.contains(&Profile::Private)
        && !is_restricted(env, users, DISALLOW_ADD_PRIVATE_PROFILE)?;
    if may_be_private {
        others.unseen.push(Profile::Private);
    }
    Ok(others)
}

/// The users in a list of `UserHandle`s, without our own.
fn others_in<'env>(env: &mut Env<'env>, list: Object, own: Object) -> Result<Vec<Object<'env>>> {
    let android = android()?;
    let mut others = Vec::new();
    for index in 0..android.list.size.int(env, list, &[])? {
        let user = android.list.get.object(env, list, &[index.into()])?;
        if !android.object.equals.boolean(env, user, &[own.into()])? {
            others.push(user);
        }
    }
    Ok(others)
}

fn contains(env: &mut Env, users: &[Object], user: Object) -> Result<bool> {
    for &other in users {
        if android()?.object.equals.boolean(env, other, &[user.into()])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Which profile this is. Before Android 15, one that is shown to apps is taken for a work profile.
fn kind_of(env: &mut Env, launcher: Object, user: Object) -> Result<Profile> {
    let Some(api35) = &android()?.api35 else { return Ok(Profile::Work) };
    let get = &api35.launcher_apps.get_launcher_user_info;
    let info = get.object(env, launcher, &[user.into()])?;
    if info.is_null() {
        return Ok(Profile::Work);
    }
    let user_type = api35.launcher_user_info.get_user_type.string(env, info, &[])?;
    Ok(match user_type.as_deref() {
        Some("android.os.usertype.profile.PRIVATE") => Profile::Private,
        Some("android.os.usertype.profile.CLONE") => Profile::Clone,
        _ => Profile::Work,
    })
}

/// The apps of another profile; empty if Android shows none of them.
fn apps_of(
    env: &mut Env,
    launcher: Object,
    user: Object,
    profile: Profile,
    judge: &Judge,
) -> Result<Vec<Listed>> {
    let android = android()?;
    let (mut apps, mut known) = (Vec::new(), HashSet::new());
    let any_package = Object::NULL;
    let list = &android.launcher_apps.get_activity_list;
    let list = list.object(env, launcher, &[any_package.into(), user.into()])?;
    for index in 0..android.list.size.int(env, list, &[])? {
        apps.extend(in_frame(env, |env| {
            let activity = android.list.get.object(env, list, &[index.into()])?;
            let get = &android.launcher_activity_info.get_application_info;
            let application = get.object(env, activity, &[])?;
            app(env, application, profile, &mut known)
        })?);
    }
    if apps.is_empty() {
        return Ok(apps);
    }
    for name in judge.banned_packages() {
        if known.contains(name) {
            continue;
        }
        let found = in_frame(env, |env| {
            let (name, no_flags) = (JavaString::new(env, name)?, 0);
            let get = &android.launcher_apps.get_application_info;
            let question = [name.into(), no_flags.into(), user.into()];
            let application = get.object(env, launcher, &question)?;
            app(env, application, profile, &mut known)
        });
        // An exception says that there is no such app.
        apps.extend(answer(env, found)?.ok().flatten());
    }
    Ok(apps)
}

/// An app of another profile; `None` if it is known already, has no name, or is not installed there.
fn app(
    env: &mut Env,
    application: Object,
    profile: Profile,
    known: &mut HashSet<String>,
) -> Result<Option<Listed>> {
    let name = &android()?.package_item_info.package_name;
    let Some(name) = name.string(env, application)? else { return Ok(None) };
    if !known.insert(name.clone()) {
        return Ok(None);
    }
    let mut listed = Listed::read(env, application, name)?;
    listed.app.profile = Some(profile);
    Ok((listed.app.presence == Presence::Installed).then_some(listed))
}
