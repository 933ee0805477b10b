//! The signing certificates of all apps.

use appvagt_scanner::{InstalledApp, Presence};

use crate::java::{Env, Object, Result};
use crate::loaded::kotlin;
use crate::package_manager::{PackageManager, Scope};

/// How many times a scan tells how far it is.
const PROGRESS_STEPS: usize = 100;

/// Asks for the certificates of each app, one app at a time: asked with the list, they may make
/// Android cut it short. Returns how many apps would not show theirs. Archived apps do not count:
/// they hold no code that could run.
pub fn read(
    env: &mut Env,
    packages: &PackageManager,
    apps: &mut [InstalledApp],
    progress: Object,
) -> Result<usize> {
    let total = apps.len();
    let step = total.div_ceil(PROGRESS_STEPS).max(1);
    let mut unread = 0;
    for (index, app) in apps.iter_mut().enumerate() {
        if index % step == 0 {
            tell(env, progress, index, total)?;
        }
        if app.presence == Presence::NotInstalled {
            continue;
        }
        match packages.signers(env, &app.package, Scope::of(app.presence))? {
            Ok(signers) => app.signers = signers,
            // Uninstalled since it was listed.
            Err(exception) if exception.is_not_found() => {
                app.presence = Presence::NotInstalled;
                continue;
            }
            Err(_) => (),
        }
        if app.signers.is_none() && app.presence != Presence::Archived {
            unread += 1;
        }
    }
    tell(env, progress, total, total)?;
    Ok(unread)
}

fn tell(env: &mut Env, progress: Object, done: usize, total: usize) -> Result<()> {
    if progress.is_null() {
        return Ok(());
    }
    let count = |n| i32::try_from(n).unwrap_or(i32::MAX);
    let on_progress = &kotlin()?.scan_progress.on_progress;
    on_progress.void(env, progress, &[count(done).into(), count(total).into()])
}
