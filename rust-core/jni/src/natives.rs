//! The natives of `org.appvagt.scanner.NativeCore`.

use std::sync::{Mutex, PoisonError};

use appvagt_scanner::{
    AppPlace, Catalogue, Configured, Judge, JudgingContext, Label, PhoneApps, Policy, Profile,
    Report, is_package_name,
};
use jni::Env;
use jni::objects::{JByteArray, JClass, JObject, JString};
use serde::Serialize;

use crate::android::{Context, Intent};
use crate::call::{string, text};
use crate::error::Error;
use crate::exception::answer;
use crate::kotlin::ScanProgress;
use crate::package_manager::{AppSet, PackageManager};
use crate::removal_screen::Removable;
use crate::{collect, policies, removal_screen};

/// What the last report found or announced: the only apps whose removal can be asked for.
static LAST_REMOVABLE: Mutex<Option<Vec<Removable>>> = Mutex::new(None);

/// Lists everything that a scan sees. Returns the JSON of a [`PhoneApps`].
pub fn installed_apps<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: Context<'local>,
) -> Result<JByteArray<'local>, Error> {
    not_null(&context, "context")?;
    let (nothing_banned, judging_context) =
        (Policy::banning(Vec::new()), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &nothing_banned, &judging_context);
    let collected = collect::collect(env, &context, &judge, &ScanProgress::null())?;
    Ok(env.byte_array_from_slice(&serde_json::to_vec(&collected.phone)?)?)
}

/// Reads a policy, or the managed configuration that says one, and keeps it for scans. Returns the
/// JSON of a [`ReadPolicy`]. A configuration lies over the policy that is `built_in`; null stands for
/// this library's.
pub fn read_policy<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    json: JByteArray<'local>,
    managed: bool,
    built_in: JByteArray<'local>,
) -> Result<JByteArray<'local>, Error> {
    let (json, catalogue) = (given(env, &json, "json")?, Catalogue::embedded());
    let configured = if !managed {
        Configured::from(Policy::read(&json, catalogue)?)
    } else if built_in.is_null() {
        Configured::read(&json, catalogue)?
    } else {
        let built_in = Policy::read(&env.convert_byte_array(&built_in)?, catalogue);
        Configured::read_over(&built_in.map_err(Error::BuiltInPolicy)?, &json, catalogue)?
    };
    let read = ReadPolicy { handle: policies::keep(configured.policy.clone()), configured };
    Ok(env.byte_array_from_slice(&serde_json::to_vec(&read)?)?)
}

/// A policy that was read. The field names are those of the JSON.
#[derive(Serialize)]
struct ReadPolicy {
    /// What [`scan`] takes for it.
    handle: i32,
    #[serde(flatten)]
    configured: Configured,
}

/// Scans the phone. Returns the JSON of a [`Scan`]. `policy` is a handle of [`read_policy`],
/// `judging_context` JSON as [`JudgingContext::read`] takes it; `progress` may be null.
pub fn scan<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: Context<'local>,
    policy: i32,
    judging_context: JByteArray<'local>,
    progress: ScanProgress<'local>,
) -> Result<JByteArray<'local>, Error> {
    not_null(&context, "context")?;
    let policy = policies::kept(policy).ok_or(Error::NoSuchPolicy(policy))?;
    let judging_context = given(env, &judging_context, "judgingContext")?;
    let judging_context = JudgingContext::read(&judging_context).ok_or(Error::JudgingContext)?;
    let judge = Judge::new(Catalogue::embedded(), &policy, &judging_context);
    let collected = collect::collect(env, &context, &judge, &progress)?;
    let PhoneApps { gaps, unseen, .. } = &collected.phone;
    let report = judge.report_on(collected.ruled(&judge), gaps.clone(), unseen);
    let unresolved = judge.unresolved(&collected.phone, &report);
    let scan = Scan { report, unresolved };
    let json = env.byte_array_from_slice(&serde_json::to_vec(&scan)?)?;
    let report = scan.report;
    log::info!(
        "{:?}: {} apps, {} findings, {} gaps",
        report.verdict,
        report.scanned,
        report.findings.len(),
        report.gaps.len()
    );
    *LAST_REMOVABLE.lock().unwrap_or_else(PoisonError::into_inner) = Some(Removable::of(&report));
    Ok(json)
}

/// What a scan gives. The field names are those of the JSON.
#[derive(Serialize)]
struct Scan {
    #[serde(flatten)]
    report: Report,
    /// Known apps that it neither finds nor rules out.
    unresolved: Vec<AppPlace>,
}

/// Returns the name under an app's icon, cleaned as that of a finding is; the package name if the
/// phone knows none.
pub fn label<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: Context<'local>,
    package: JString<'local>,
) -> Result<JString<'local>, Error> {
    not_null(&context, "context")?;
    let package = text(env, &package)?.ok_or(Error::Null("package"))?;
    let packages = PackageManager(context.get_package_manager(env)?);
    let label = packages.label(env, &package, AppSet::Installed);
    let label = answer(env, label)?.ok().flatten().unwrap_or_default();
    Ok(string(env, Label::new(&label, &package).as_str())?)
}

/// Returns the screen for the next step of removing an app that the last report found or announced
/// in the profile of this word; null stands for the one that was scanned.
pub fn removal_screen<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: Context<'local>,
    package: JString<'local>,
    profile: JString<'local>,
) -> Result<Intent<'local>, Error> {
    not_null(&context, "context")?;
    let package = text(env, &package)?.ok_or(Error::Null("package"))?;
    if !is_package_name(&package) {
        return Err(Error::NotAPackageName(package));
    }
    let profile = text(env, &profile)?.and_then(|word| Profile::named(&word));
    removal_screen::screen(env, &context, &last_removable(&package, profile)?)
}

/// Panics.
#[expect(clippy::panic, reason = "this is what the native is for")]
pub fn provoke_panic<'local>(_env: &mut Env<'local>, _class: JClass<'local>) -> Result<(), Error> {
    panic!("asked to panic by {}", "a test");
}

/// Returns the bytes of an argument that may not be null.
fn given(env: &Env, bytes: &JByteArray, name: &'static str) -> Result<Vec<u8>, Error> {
    if bytes.is_null() { Err(Error::Null(name)) } else { Ok(env.convert_byte_array(bytes)?) }
}

fn not_null(object: &JObject, name: &'static str) -> Result<(), Error> {
    if object.is_null() { Err(Error::Null(name)) } else { Ok(()) }
}

fn last_removable(package: &str, profile: Option<Profile>) -> Result<Removable, Error> {
    let apps = LAST_REMOVABLE.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(apps) = apps.as_ref() else {
        return Err(Error::NoSuchFinding("nothing was scanned yet; scan first".to_owned()));
    };
    apps.iter()
        .find(|app| app.package == package && app.profile == profile)
        .cloned()
        .ok_or_else(|| Error::NoSuchFinding(format!("{package} is not a finding of the last scan")))
}
