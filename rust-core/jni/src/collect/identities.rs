//! What every app is, whatever its name: who signed it, and what its manifest declares.

use std::collections::HashMap;
use std::io::ErrorKind;

use appvagt_apk::{Apk, Options};
use appvagt_scanner::{InstalledApp, Judge, ManifestFacts, Presence, Signers, Suspect};
use jni::Env;
use jni::errors::Result;

use crate::android::api_level;
use crate::collect::listed_app::ListedApp;
use crate::kotlin::ScanProgress;
use crate::package_manager::{AppSet, PackageManager};

/// How many times a scan reports its progress.
const PROGRESS_STEPS: usize = 100;

/// Reads signers and manifest of each app from its APKs. Where these cannot be read, asks the
/// package manager, one app at a time: asked with the list, it may silently cut that short. An app
/// that would not show both is unread. Archived apps are not: they hold no code that could run.
/// What an app declares is kept only where there is something to say of it, so that memory does not
/// grow with the phone. Returns what is suspected of these, by their place in `apps`.
pub fn read<'a>(
    env: &mut Env,
    packages: &PackageManager,
    judge: &Judge<'a>,
    apps: &mut [ListedApp],
    progress: &ScanProgress,
) -> Result<HashMap<usize, Suspect<'a>>> {
    let total = apps.len();
    let step = total.div_ceil(PROGRESS_STEPS).max(1);
    let mut suspects = HashMap::new();
    for (index, ListedApp { app, apks }) in apps.iter_mut().enumerate() {
        if index % step == 0 {
            report(env, progress, index, total)?;
        }
        if app.presence == Presence::NotInstalled {
            if !apks.iter().all(|path| is_gone(path)) {
                continue;
            }
            app.presence = Presence::DataKept;
        } else if let Some((signers, declared)) = read_apks(apks) {
            (app.signers, app.declared) = (Some(signers), Some(Box::new(declared)));
        } else if app.profile.is_none() {
            ask(env, packages, app)?;
        }
        let is_code = matches!(app.presence, Presence::Installed | Presence::Hidden);
        app.unread = is_code && (app.signers.is_none() || app.declared.is_none());
        match judge.suspect(app) {
            Some(suspect) => {
                suspects.insert(index, suspect);
            }
            None => app.declared = None,
        }
    }
    report(env, progress, total, total)?;
    Ok(suspects)
}

/// Asks the package manager what the APKs did not say.
fn ask(env: &mut Env, packages: &PackageManager, app: &mut InstalledApp) -> Result<()> {
    let set = AppSet::of(app.presence);
    match packages.signers(env, &app.package, set)? {
        Ok(signers) => app.signers = signers,
        Err(exception) if exception.is_not_found() => {
            if packages.lacks(env, &app.package)? {
                app.presence = Presence::NotInstalled;
                return Ok(());
            }
        }
        Err(_) => (),
    }
    if app.presence != Presence::Archived {
        let declared = packages.declared(env, &app.package, set)?;
        app.declared = declared.ok().flatten().map(Box::new);
    }
    Ok(())
}

/// Returns whether a phone that names this APK of an app that is not installed has lost it: an app
/// that is installed for another user has all of them.
fn is_gone(path: &str) -> bool {
    std::fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Reads who signed the base APK, and what the manifests in all APKs of an app declare together;
/// `None` if one cannot be read, there is none, or none is signed.
fn read_apks(paths: &[String]) -> Option<(Signers, ManifestFacts)> {
    let api_level = u32::try_from(api_level()).ok();
    let (base, splits) = paths.split_first()?;
    let read = || -> appvagt_apk::Result<_> {
        let apk = Apk::open(base, Options::default())?;
        let signers = appvagt_facts::signers(&apk, api_level)?;
        let mut declared = appvagt_facts::declared(&apk)?;
        for split in splits {
            let apk = Apk::open(split, Options::default())?;
            declared.add(appvagt_facts::declared(&apk)?);
        }
        Ok(signers.map(|signers| (signers, declared)))
    };
    read().ok().flatten()
}

fn report(env: &mut Env, progress: &ScanProgress, done: usize, total: usize) -> Result<()> {
    if progress.is_null() {
        return Ok(());
    }
    let count = |n| i32::try_from(n).unwrap_or(i32::MAX);
    progress.on_progress(env, count(done), count(total))
}
