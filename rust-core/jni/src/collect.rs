//! Everything one scan learns about the phone.

mod identities;
pub mod listed_app;
mod lists;
mod permissions;
pub mod profiles;
mod removal_facts;

use appvagt_scanner::{Gap, Judge, PhoneApps, Presence, list_gaps};
use jni::Env;
use jni::errors::Result;

use self::lists::Lists;
use self::profiles::Others;
use crate::android::Context;
use crate::call::text;
use crate::collect::listed_app::ListedApp;
use crate::kotlin::ScanProgress;
use crate::package_manager::{AppSet, PackageManager};

/// Collects the facts about all apps of the phone. `judge` says of which of them more is asked, and
/// which are asked for by name, whatever the lists say. `progress` may be null.
///
/// # Errors
/// JNI failed, or `progress` threw. What the phone does not answer is a gap, not an error.
pub fn collect(
    env: &mut Env,
    context: &Context,
    judge: &Judge,
    progress: &ScanProgress,
) -> Result<PhoneApps> {
    let packages = PackageManager(context.get_package_manager(env)?);
    let own_package = context.get_package_name(env)?;
    let own_package = text(env, &own_package)?;
    let own_package = own_package.unwrap_or_default();

    let mut gaps = permissions::missing(env, context, &packages)?;
    let Lists { mut apps, listed, mut unread, failed } = Lists::ask(env, &packages)?;
    if listed {
        gaps.extend(list_gaps(apps.iter().map(|listed| &listed.app), &own_package));
    }
    gaps.extend(failed);

    let unlisted = ask_by_name(env, &packages, judge, &mut apps)?;
    if listed && unlisted > 0 {
        gaps.push(Gap::ListContradicted { apps: unlisted });
    }

    let Others { apps: mut others, unseen } = Others::ask(env, context, judge)?;
    apps.append(&mut others);

    unread += identities::read(env, &packages, judge, &mut apps, progress)?;
    if unread > 0 {
        gaps.push(Gap::AppsUnread { apps: unread, of: apps.len() });
    }
    removal_facts::ask(env, context, &packages, judge, &mut apps)?;
    let apps = apps.into_iter().map(|listed| listed.app).collect();
    Ok(PhoneApps { apps, gaps, unseen })
}

/// Asks for each banned package name that the lists do not hold, and adds what is there after all.
/// Returns how many of these the lists should have held.
fn ask_by_name(
    env: &mut Env,
    packages: &PackageManager,
    judge: &Judge,
    apps: &mut Vec<ListedApp>,
) -> Result<usize> {
    let mut unlisted = 0;
    for name in judge.banned_packages() {
        if apps.iter().any(|listed| listed.app.package == name) {
            continue;
        }
        for set in [AppSet::Installed, AppSet::Everything] {
            // An exception here says no more than the failed list did.
            if let Ok(Some(listed)) = packages.app(env, name, set)?
                && listed.app.presence != Presence::NotInstalled
            {
                unlisted += 1;
                apps.push(listed);
                break;
            }
        }
    }
    Ok(unlisted)
}
