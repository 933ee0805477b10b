//! What can go wrong in a native, and the Java exception it becomes.

use std::any::Any;

use appvagt_scanner::PolicyError;

use crate::java::{Env, Failure, Result};
use crate::loaded::kotlin;

/// What can go wrong in a native.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An argument that must be given is null. Becomes `NullPointerException`.
    #[error("{0} is null")]
    Null(&'static str),
    /// Becomes `IllegalArgumentException`.
    #[error("{0:?} is not a package name: letters, digits and underscores, joined by dots")]
    NotAPackageName(String),
    /// Becomes `org.appvagt.scanner.PolicyException`.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// Becomes `org.appvagt.scanner.NoSuchFindingException`.
    #[error("{0}")]
    NoSuchFinding(String),
    /// Becomes `org.appvagt.scanner.ActivityGoneException`.
    #[error("the activity is {0}; ask again from one that is on screen")]
    ActivityGone(&'static str),
    /// The report could not be written. Becomes `org.appvagt.scanner.ScannerException`.
    #[error("the report could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// Becomes `org.appvagt.scanner.ScannerException`.
    #[error("the occasion of a scan is no JSON object")]
    Occasion,
    /// An exception that Java code threw passes as it is; a failure of JNI itself becomes
    /// `org.appvagt.scanner.ScannerException`.
    #[error("JNI failed: {0}")]
    Jni(#[from] Failure),
}

/// Throws the exception documented at `error`. What is pending came first: nothing is thrown over
/// it.
pub fn throw(env: &mut Env, error: &Error) {
    if !env.has_thrown() {
        let thrown = throw_documented(env, error);
        log_failure(thrown);
    }
}

/// Throws `org.appvagt.scanner.ScannerException` for a panic, whatever is pending.
pub fn throw_panic(env: &mut Env, panic: &(dyn Any + Send)) {
    let text = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text.as_str(),
        (None, None) => "no message",
    };
    log::error!("panic: {text}");
    env.clear_exception();
    let message = format!("the scanner panicked: {text}");
    let thrown = kotlin().and_then(|kotlin| kotlin.scanner_exception.throw(env, &message));
    log_failure(thrown);
}

fn throw_documented(env: &mut Env, error: &Error) -> Result<()> {
    let kotlin = kotlin()?;
    let exception = match error {
        Error::Null(_) => &kotlin.null_pointer_exception,
        Error::NotAPackageName(_) => &kotlin.illegal_argument_exception,
        Error::Policy(_) => &kotlin.policy_exception,
        Error::NoSuchFinding(_) => &kotlin.no_such_finding_exception,
        Error::ActivityGone(_) => &kotlin.activity_gone_exception,
        Error::Json(_) | Error::Occasion | Error::Jni(_) => &kotlin.scanner_exception,
    };
    exception.throw(env, &error.to_string())
}

/// What kept an exception from being thrown is an exception itself: there is no memory for it.
fn log_failure(thrown: Result<()>) {
    if let Err(failure) = thrown {
        log::error!("nothing was thrown: {failure}");
    }
}
