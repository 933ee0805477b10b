//! The natives of `org.appvagt.scanner.NativeCore`.
#![expect(clippy::needless_pass_by_value, reason = "natives get their references by value")]

use std::sync::{Mutex, PoisonError};

use appvagt_scanner::{Catalogue, Finding, Judge, Policy, is_package_name};
use jni::Env;
use jni::objects::{JByteArray, JClass, JObject, JString};

use crate::error::Error;
use crate::loaded::android;
use crate::{inventory, removal_screen};

/// The findings of the last report: the only apps whose removal can be asked for.
static LAST_FINDINGS: Mutex<Option<Vec<Finding>>> = Mutex::new(None);

/// Everything a scan sees, as the JSON of an `Inventory`.
pub fn installed_apps<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: JObject<'local>,
) -> Result<JByteArray<'local>, Error> {
    not_null(&context, "context")?;
    let nothing_banned = Policy::banning(Vec::new());
    let judge = Judge::new(Catalogue::embedded(), &nothing_banned);
    let inventory = inventory::collect(env, &context, &judge, &JObject::null())?;
    Ok(env.byte_array_from_slice(&serde_json::to_vec(&inventory)?)?)
}

/// The JSON of a `Report`. `policy` and `progress` may be null.
pub fn scan<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    context: JObject<'local>,
    policy: JByteArray<'local>,
    progress: JObject<'local>,
) -> Result<JByteArray<'local>, Error> {
    not_null(&context, "context")?;
    let catalogue = Catalogue::embedded();
    let policy = if policy.is_null() {
        Policy::default()
    } else {
        Policy::read(&env.convert_byte_array(&policy)?, catalogue)?
    };
    let judge = Judge::new(catalogue, &policy);
    let report = judge.report(&inventory::collect(env, &context, &judge, &progress)?);
    let json = env.byte_array_from_slice(&serde_json::to_vec(&report)?)?;
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

/// Opens the screen for the next step of removing a finding of the last report.
pub fn open_removal<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    activity: JObject<'local>,
    package: JString<'local>,
    request_code: i32,
) -> Result<(), Error> {
    not_null(&activity, "activity")?;
    not_null(&package, "package")?;
    let package = package.try_to_string(env)?;
    if !is_package_name(&package) {
        return Err(Error::NotAPackageName(package));
    }
    let finishing = &android()?.activity.is_finishing;
    if finishing.boolean(env, &activity, &[])? {
        return Err(Error::ActivityGone("finishing"));
    }
    let destroyed = &android()?.activity.is_destroyed;
    if destroyed.boolean(env, &activity, &[])? {
        return Err(Error::ActivityGone("destroyed"));
    }
    let finding = last_finding(&package)?;
    removal_screen::open(env, &activity, &finding, request_code)
}

/// Panics.
#[expect(clippy::panic, reason = "this is what the native is for")]
pub fn provoke_panic<'local>(_: &mut Env<'local>, _: JClass<'local>) -> Result<(), Error> {
    panic!("asked to panic by {}", "a test");
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
