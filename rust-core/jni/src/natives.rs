//! The natives of `org.appvagt.scanner.NativeCore`.

use std::sync::{Mutex, PoisonError};

use appvagt_scanner::{Catalogue, Configured, Finding, Judge, Occasion, Policy, is_package_name};

use crate::error::Error;
use crate::java::{ByteArray, Env, JavaString, Object};
use crate::loaded::android;
use crate::{inventory, removal_screen};

/// The findings of the last report: the only apps whose removal can be asked for.
static LAST_FINDINGS: Mutex<Option<Vec<Finding>>> = Mutex::new(None);

/// Everything a scan sees, as the JSON of an `Inventory`.
pub fn installed_apps<'local>(
    env: &mut Env<'local>,
    context: Object<'local>,
) -> Result<ByteArray<'local>, Error> {
    not_null(context, "context")?;
    let (nothing_banned, occasion) = (Policy::banning(Vec::new()), Occasion::default());
    let judge = Judge::new(Catalogue::embedded(), &nothing_banned, &occasion);
    let inventory = inventory::collect(env, context, &judge, Object::NULL)?;
    Ok(ByteArray::new(env, &serde_json::to_vec(&inventory)?)?)
}

/// The JSON of a `Report`. `policy` and `progress` may be null; `occasion` is that of
/// [`Occasion::read`].
pub fn scan<'local>(
    env: &mut Env<'local>,
    context: Object<'local>,
    policy: ByteArray<'local>,
    occasion: ByteArray<'local>,
    progress: Object<'local>,
) -> Result<ByteArray<'local>, Error> {
    not_null(context, "context")?;
    let catalogue = Catalogue::embedded();
    let policy = if policy.is_null() {
        Policy::default()
    } else {
        Policy::read(&policy.read(env)?, catalogue)?
    };
    let occasion = Occasion::read(&given(env, occasion, "occasion")?).ok_or(Error::Occasion)?;
    let judge = Judge::new(catalogue, &policy, &occasion);
    let report = judge.report(&inventory::collect(env, context, &judge, progress)?);
    let json = ByteArray::new(env, &serde_json::to_vec(&report)?)?;
    log::info!(
        "{:?}: {} apps, {} findings, {} gaps",
        report.verdict,
        report.scanned,
        report.findings.len(),
        report.gaps.len()
    );
    *LAST_FINDINGS.lock().unwrap_or_else(PoisonError::into_inner) = Some(report.findings);
    Ok(json)
}

/// The JSON of what a managed configuration says ([`Configured`]).
pub fn configured<'local>(
    env: &mut Env<'local>,
    configuration: ByteArray<'local>,
) -> Result<ByteArray<'local>, Error> {
    let configuration = given(env, configuration, "configuration")?;
    let configured = Configured::read(&configuration, Catalogue::embedded())?;
    Ok(ByteArray::new(env, &serde_json::to_vec(&configured)?)?)
}

/// Opens the screen for the next step of removing a finding of the last report.
pub fn open_removal<'local>(
    env: &mut Env<'local>,
    activity: Object<'local>,
    package: JavaString,
    request_code: i32,
) -> Result<(), Error> {
    not_null(activity, "activity")?;
    let package = package.read(env)?.ok_or(Error::Null("package"))?;
    if !is_package_name(&package) {
        return Err(Error::NotAPackageName(package));
    }
    let finishing = &android()?.activity.is_finishing;
    if finishing.boolean(env, activity, &[])? {
        return Err(Error::ActivityGone("finishing"));
    }
    let destroyed = &android()?.activity.is_destroyed;
    if destroyed.boolean(env, activity, &[])? {
        return Err(Error::ActivityGone("destroyed"));
    }
    let finding = last_finding(&package)?;
    removal_screen::open(env, activity, &finding, request_code)
}

/// Panics.
#[expect(clippy::panic, reason = "this is what the native is for")]
pub fn provoke_panic() -> Result<(), Error> {
    panic!("asked to panic by {}", "a test");
}

/// The bytes of an argument that may not be null.
fn given(env: &mut Env, bytes: ByteArray, name: &'static str) -> Result<Vec<u8>, Error> {
    if bytes.is_null() { Err(Error::Null(name)) } else { Ok(bytes.read(env)?) }
}

fn not_null(object: Object, name: &'static str) -> Result<(), Error> {
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
