//! The other profiles of the phone, as far as Android shows them: apps with an icon there, and
//! banned ones asked for by name.

use std::collections::HashSet;

use appvagt_scanner::{AppPlace, Judge, Presence, Profile};
use jni::Env;
use jni::errors::Result;
use jni::objects::{JList, JString};

use crate::android::{
    ApplicationInfo, Context, LauncherActivityInfo, LauncherApps, Process, UserHandle, UserManager,
    api_level, api30, api35,
};
use crate::call::{in_frame, string, text};
use crate::collect::listed_app::ListedApp;
use crate::exception::{ExceptionClass, answer};
use crate::service::{LAUNCHER_APPS, USER, is_restricted, service};

/// Of `android.os.UserManager`; set on every device that is fully managed.
const DISALLOW_ADD_PRIVATE_PROFILE: &str = "no_add_private_profile";

/// What is known of the other profiles.
#[derive(Default)]
pub struct Others {
    /// Apps in the profiles that can be seen.
    pub apps: Vec<ListedApp>,
    /// Those of which the phone does not say whether they are there.
    pub unanswered: Vec<AppPlace>,
    /// Profiles that cannot be seen, or not all of which can. A private space is hidden so well that
    /// Android does not even say whether there is one.
    pub unseen: Vec<Profile>,
}

impl Others {
    /// Asks for all profiles. Where the phone does not answer, none can be seen.
    pub fn ask(env: &mut Env, context: &Context, judge: &Judge) -> Result<Self> {
        let others = in_frame(env, |env| ask(env, context, judge));
        Ok(match answer(env, others)? {
            Ok(others) => others,
            Err(ExceptionClass(class)) => {
                log::warn!("the question about profiles failed: {class}");
                Self::unseen()
            }
        })
    }

    /// Returns what is known where none can be seen.
    fn unseen() -> Self {
        let unseen = vec![Profile::Work, Profile::Private, Profile::Clone];
        Self { unseen, ..Self::default() }
    }
}

/// Returns the user whose profile of this kind holds the app; `None` if it is in none that can be
/// seen.
pub fn user_of<'env>(
    env: &mut Env<'env>,
    context: &Context,
    profile: Profile,
    package: &str,
) -> Result<Option<UserHandle<'env>>> {
    let launcher = service::<LauncherApps>(env, context, LAUNCHER_APPS)?;
    let own = Process::my_user_handle(env)?;
    let visible = launcher.get_profiles(env)?;
    for user in others_in(env, &visible, &own)?.unwrap_or_default() {
        let package = string(env, package)?;
        let application = launcher.get_application_info(env, &package, 0, &user);
        let found = answer(env, application)?.is_ok_and(|application| !application.is_null());
        if found && kind_of(env, &launcher, &user)? == profile {
            return Ok(Some(user));
        }
    }
    Ok(None)
}

fn ask(env: &mut Env, context: &Context, judge: &Judge) -> Result<Others> {
    let users = service::<UserManager>(env, context, USER)?;
    let launcher = service::<LauncherApps>(env, context, LAUNCHER_APPS)?;
    let own = Process::my_user_handle(env)?;
    let visible = launcher.get_profiles(env)?;
    let visible = others_in(env, &visible, &own)?;
    let all = users.get_user_profiles(env)?;
    let all = others_in(env, &all, &own)?;
    let (Some(visible), Some(all)) = (visible, all) else {
        log::warn!("a list of profiles lacks our own");
        return Ok(Others::unseen());
    };
    let in_work_profile = if api_level() >= 30 {
        env.as_cast::<api30::UserManager>(&users)?.is_managed_profile(env)?
    } else {
        // A work profile is shown no other; the personal side is shown all of these.
        !all.is_empty() && visible.is_empty()
    };
    let mut others = Others::default();
    if in_work_profile {
        others.unseen.push(Profile::Personal);
        return Ok(others);
    }
    for user in &visible {
        let kind = kind_of(env, &launcher, user)?;
        let apps = apps_of(env, &launcher, user, kind, judge);
        match answer(env, apps)? {
            Ok((mut apps, mut unanswered)) if !apps.is_empty() => {
                others.apps.append(&mut apps);
                if !unanswered.is_empty() {
                    others.unseen.push(kind);
                }
                others.unanswered.append(&mut unanswered);
            }
            _ => others.unseen.push(kind),
        }
    }
    for user in all {
        if !contains(env, &visible, &user)? {
            others.unseen.push(kind_of(env, &launcher, &user)?);
        }
    }
    let may_be_private = api_level() >= 35
        && !others.apps.iter().any(|listed| listed.app.profile == Some(Profile::Private))
        && !others.unseen.contains(&Profile::Private)
        && !is_restricted(env, &users, DISALLOW_ADD_PRIVATE_PROFILE)?;
    if may_be_private {
        others.unseen.push(Profile::Private);
    }
    Ok(others)
}

/// Returns the users in a list of `UserHandle`s, without our own; `None` if that is not among them,
/// so that others may lack as well.
fn others_in<'env>(
    env: &mut Env<'env>,
    list: &JList,
    own: &UserHandle,
) -> Result<Option<Vec<UserHandle<'env>>>> {
    let (mut others, mut has_own) = (Vec::new(), false);
    for index in 0..list.size(env)? {
        let user = list.get(env, index)?;
        let user = env.cast_local::<UserHandle>(user)?;
        if user.equals(env, own)? {
            has_own = true;
        } else {
            others.push(user);
        }
    }
    Ok(has_own.then_some(others))
}

fn contains(env: &mut Env, users: &[UserHandle], user: &UserHandle) -> Result<bool> {
    for other in users {
        if other.equals(env, user)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns which profile this is. Before Android 15, one that is shown to apps is taken for a work
/// profile.
fn kind_of(env: &mut Env, launcher: &LauncherApps, user: &UserHandle) -> Result<Profile> {
    if api_level() < 35 {
        return Ok(Profile::Work);
    }
    let info = env.as_cast::<api35::LauncherApps>(launcher)?.get_launcher_user_info(env, user)?;
    if info.is_null() {
        return Ok(Profile::Work);
    }
    let user_type = info.get_user_type(env)?;
    Ok(match text(env, &user_type)?.as_deref() {
        Some("android.os.usertype.profile.PRIVATE") => Profile::Private,
        Some("android.os.usertype.profile.CLONE") => Profile::Clone,
        _ => Profile::Work,
    })
}

/// Returns the apps of another profile, empty if Android shows none of them, and those of which it
/// does not say whether they are there.
fn apps_of(
    env: &mut Env,
    launcher: &LauncherApps,
    user: &UserHandle,
    profile: Profile,
    judge: &Judge,
) -> Result<(Vec<ListedApp>, Vec<AppPlace>)> {
    let (mut apps, mut known) = (Vec::new(), HashSet::new());
    let list = launcher.get_activity_list(env, JString::null(), user)?;
    for index in 0..list.size(env)? {
        apps.extend(in_frame(env, |env| {
            let activity = list.get(env, index)?;
            let activity = env.cast_local::<LauncherActivityInfo>(activity)?;
            let application = activity.get_application_info(env)?;
            app(env, &application, profile, &mut known)
        })?);
    }
    let mut unanswered = Vec::new();
    if apps.is_empty() {
        return Ok((apps, unanswered));
    }
    for name in judge.packages_to_ask() {
        if known.contains(name) {
            continue;
        }
        let found = in_frame(env, |env| {
            let name = string(env, name)?;
            let application = launcher.get_application_info(env, &name, 0, user)?;
            app(env, &application, profile, &mut known)
        });
        match answer(env, found)? {
            Ok(found) => apps.extend(found),
            Err(exception) if exception.is_not_found() => (),
            Err(_) => {
                unanswered.push(AppPlace { package: name.to_owned(), profile: Some(profile) });
            }
        }
    }
    Ok((apps, unanswered))
}

/// Returns an app of another profile; `None` if it is known already, has no name, or is not
/// installed there.
fn app(
    env: &mut Env,
    application: &ApplicationInfo,
    profile: Profile,
    known: &mut HashSet<String>,
) -> Result<Option<ListedApp>> {
    let name = application.as_item().package_name(env)?;
    let Some(name) = text(env, &name)? else { return Ok(None) };
    if !known.insert(name.clone()) {
        return Ok(None);
    }
    let mut listed = ListedApp::read(env, application, name)?;
    listed.app.profile = Some(profile);
    Ok((listed.app.presence == Presence::Installed).then_some(listed))
}
