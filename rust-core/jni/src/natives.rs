//! The natives of `org.appvagt.scanner.NativeCore`.

use std::sync::{Mutex, PoisonError};

use appvagt_scanner::{Catalogue, Finding, Judge, Policy, is_package_name};
use jni::Env;
use jni::objects::{JByteArray, JClass, JString};

use crate::android::{Activity, Context};
use crate::error::Error;
use crate::inventory;
use crate::kotlin::{NativeCoreAPI, NativeCoreNativeInterface, ScanProgress};
use crate::removal_screen;

/// The findings of the last report: the only apps whose removal can be asked for.
static LAST_FINDINGS: Mutex<Option<Vec<Finding>>> = Mutex::new(None);

impl NativeCoreNativeInterface for NativeCoreAPI {
    type Error = Error;

    fn installed_apps<'local>(
        env: &mut Env<'local>,
        _class: JClass<'local>,
        context: Context<'local>,
    ) -> Result<JByteArray<'local>, Error> {
        if context.is_null() {
            return Err(Error::Null("context"));
        }
        let nothing_banned = Policy { schema: 1, banned: Vec::new() };
        let judge = Judge::new(Catalogue::embedded(), &nothing_banned);
        let inventory = inventory::collect(env, &context, &judge, &ScanProgress::null())?;
        Ok(env.byte_array_from_slice(&serde_json::to_vec(&inventory)?)?)
    }

    fn scan<'local>(
        env: &mut Env<'local>,
        _class: JClass<'local>,
        context: Context<'local>,
        policy: JByteArray<'local>,
        progress: ScanProgress<'local>,
    ) -> Result<JByteArray<'local>, Error> {
        if context.is_null() {
            return Err(Error::Null("context"));
        }
        let catalogue = Catalogue::embedded();
        let policy = if policy.is_null() {
            Policy::default()
        } else {
            Policy::read(&env.convert_byte_array(&policy)?, catalogue)?
        };
        let judge = Judge::new(catalogue, &policy);
        let report = judge.report(inventory::collect(env, &context, &judge, &progress)?);
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

    fn open_removal<'local>(
        env: &mut Env<'local>,
        _class: JClass<'local>,
        activity: Activity<'local>,
        package: JString<'local>,
        request_code: i32,
    ) -> Result<(), Error> {
        if activity.is_null() {
            return Err(Error::Null("activity"));
        }
        if package.is_null() {
            return Err(Error::Null("package"));
        }
        let package = package.try_to_string(env)?;
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

    fn provoke_panic<'local>(_: &mut Env<'local>, _: JClass<'local>) -> Result<(), Error> {
        #[expect(clippy::panic, reason = "this is what the native is for")]
        {
            panic!("asked to panic by {}", "a test");
        }
    }
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
