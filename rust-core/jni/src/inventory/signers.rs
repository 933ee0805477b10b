//! The signing certificates of all apps.

use appvagt_scanner::{InstalledApp, Presence};
use jni::Env;
use jni::errors::Result;

use crate::kotlin::ScanProgress;
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
    progress: &ScanProgress,
) -> Result<usize> {
    let total = apps.len();
    let step = total.div_ceil(PROGRESS_STEPS).max(1);
    let mut unread = 0;
    for (index, app) in apps.iter_mut().enumerate() {
        if index % step == 0 {
            tell(env, progress, index, total)?;
        }
        let scope = match app.presence {
            Presence::Installed => Scope::Installed,
            Presence::Hidden | Presence::Archived => Scope::Everything,
            Presence::NotInstalled => continue,
        };
        match env.with_local_frame(16, |env| packages.signers(env, &app.package, scope))? {
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

fn tell(env: &mut Env, progress: &ScanProgress, done: usize, total: usize) -> Result<()> {
    if progress.is_null() {
        return Ok(());
    }
    let count = |n| i32::try_from(n).unwrap_or(i32::MAX);
    progress.on_progress(env, count(done), count(total))
}
