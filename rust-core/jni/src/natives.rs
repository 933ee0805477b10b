//! The natives of `org.appvagt.scanner.NativeCore`.

use std::sync::{Mutex, PoisonError};

use appvagt_scanner::{
    Catalogue, Configured, Finding, Judge, JudgingContext, PhoneApps, Policy, is_package_name,
};
use jni::Env;
use jni::objects::{JByteArray, JClass, JObject, JString};

use crate::android::{Activity, Context};
use crate::call::text;
use crate::error::Error;
use crate::kotlin::ScanProgress;
use crate::{collect, removal_screen};

/// The findings of the last report: the only apps whose removal can be asked for.
static LAST_FINDINGS: Mutex<Option<Vec<Finding>>> = Mutex::new(None);

/// Everything a scan sees, as the JSON of an `PhoneApps`.
pub fn installed_apps<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: Context<'local>,
) -> Result<JByteArray<'local>, Error> {
    not_null(&context, "context")?;
    let (nothing_banned, occasion) = (Policy::banning(Vec::new()), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &nothing_banned, &occasion);
    let inventory = collect::collect(env, &context, &judge, &ScanProgress::null())?;
    Ok(env.byte_array_from_slice(&serde_json::to_vec(&inventory)?)?)
}

/// The JSON of a `Report`. `policy` and `progress` may be null; `occasion` is that of
/// [`JudgingContext::read`].
pub fn scan<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: Context<'local>,
    policy: JByteArray<'local>,
    occasion: JByteArray<'local>,
    progress: ScanProgress<'local>,
) -> Result<JByteArray<'local>, Error> {
    not_null(&context, "context")?;
    let catalogue = Catalogue::embedded();
    let policy = if policy.is_null() {
        Policy::default()
    } else {
        Policy::read(&env.convert_byte_array(&policy)?, catalogue)?
    };
    let occasion =
        JudgingContext::read(&given(env, &occasion, "occasion")?).ok_or(Error::JudgingContext)?;
    let judge = Judge::new(catalogue, &policy, &occasion);
    let PhoneApps { apps, gaps, unseen } = collect::collect(env, &context, &judge, &progress)?;
    let report = judge.report(apps.iter().map(|app| ((), app)), gaps, &unseen);
    let json = env.byte_array_from_slice(&serde_json::to_vec(&report)?)?;
    log::info!(
        "{:?}: {} apps, {} findings, {} gaps",
        report.verdict,
        report.scanned,
        report.findings.len(),
        report.gaps.len()
    );
    *LAST_FINDINGS.lock().unwrap_or_else(PoisonError::into_inner) =
        Some(report.findings.into_iter().map(|found| found.finding).collect());
    Ok(json)
}

/// The JSON of what a managed configuration says ([`Configured`]).
pub fn configured<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    configuration: JByteArray<'local>,
) -> Result<JByteArray<'local>, Error> {
    let configuration = given(env, &configuration, "configuration")?;
    let configured = Configured::read(&configuration, Catalogue::embedded())?;
    Ok(env.byte_array_from_slice(&serde_json::to_vec(&configured)?)?)
}

/// Opens the screen for the next step of removing a finding of the last report.
pub fn open_removal<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    activity: Activity<'local>,
    package: JString<'local>,
    request_code: i32,
) -> Result<(), Error> {
    not_null(&activity, "activity")?;
    let package = text(env, &package)?.ok_or(Error::Null("package"))?;
    if !is_package_name(&package) {
        return Err(Error::NotAPackageName(package));
    }
    if activity.is_finishing(env)? {
        return Err(Error::ActivityGone("finishing"));
    }
    if activity.is_destroyed(env)? {
        return Err(Error::ActivityGone("destroyed"));
    }
    let finding = last_finding(&package)?;
    removal_screen::open(env, &activity, &finding, request_code)
}

/// Panics.
#[expect(clippy::panic, reason = "this is what the native is for")]
pub fn provoke_panic<'local>(_env: &mut Env<'local>, _class: JClass<'local>) -> Result<(), Error> {
    panic!("asked to panic by {}", "a test");
}

/// The bytes of an argument that may not be null.
fn given(env: &Env, bytes: &JByteArray, name: &'static str) -> Result<Vec<u8>, Error> {
    if bytes.is_null() { Err(Error::Null(name)) } else { Ok(env.convert_byte_array(bytes)?) }
}

fn not_null(object: &JObject, name: &'static str) -> Result<(), Error> {
    if object.is_null() { Err(Error::Null(name)) } else { Ok(()) }
}

fn last_finding(package: &str) -> Result<Finding, Error> {
    let findings = LAST_FINDINGS.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(findings) = findings.as_ref() else {
        return Err(Error::NoSuchFinding("nothing was scanned yet; scan first".to_owned()));
    };
    findings
        .iter()
        .find(|finding| finding.package == package)
        .cloned()
        .ok_or_else(|| Error::NoSuchFinding(format!("{package} is not a finding of the last scan")))
}
