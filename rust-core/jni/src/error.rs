//! What can go wrong in a native, and the Java exception it becomes.

use std::any::Any;

use appvagt_scanner::PolicyError;
use jni::Env;
use jni::errors::ErrorPolicy;
use jni::objects::{JString, JThrowable};

use crate::java::Constructor;
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
    /// An exception that Java code threw passes as it is; a failure of JNI itself becomes
    /// `org.appvagt.scanner.ScannerException`.
    #[error("JNI failed: {0}")]
    Jni(#[from] jni::errors::Error),
}

/// Throws for each [`Error`] the exception documented there, and for a panic
/// `org.appvagt.scanner.ScannerException`.
pub struct ThrowDocumented;

impl<T: Default> ErrorPolicy<T, Error> for ThrowDocumented {
    type Captures<'local: 'native, 'native> = ();

    fn on_error<'local: 'native, 'native>(
        env: &mut Env<'local>,
        (): &mut (),
        error: Error,
    ) -> jni::errors::Result<T> {
        // What is pending came first: nothing may be thrown over it.
        if !env.exception_check() {
            throw(env, &error)?;
        }
        Ok(T::default())
    }

    fn on_panic<'local: 'native, 'native>(
        env: &mut Env<'local>,
        (): &mut (),
        payload: Box<dyn Any + Send>,
    ) -> jni::errors::Result<T> {
        let text = match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
            (Some(text), _) => text,
            (_, Some(text)) => text.as_str(),
            (None, None) => "no message",
        };
        log::error!("panic: {text}");
        if env.exception_check() {
            env.exception_clear();
        }
        throw_new(env, &kotlin()?.scanner_exception.new, &format!("the scanner panicked: {text}"))?;
        Ok(T::default())
    }
}

fn throw(env: &mut Env, error: &Error) -> jni::errors::Result<()> {
    let kotlin = kotlin()?;
    let exception = match error {
        Error::Null(_) => &kotlin.null_pointer_exception.new,
        Error::NotAPackageName(_) => &kotlin.illegal_argument_exception.new,
        Error::Policy(_) => &kotlin.policy_exception.new,
        Error::NoSuchFinding(_) => &kotlin.no_such_finding_exception.new,
        Error::ActivityGone(_) => &kotlin.activity_gone_exception.new,
        Error::Json(_) | Error::Jni(_) => &kotlin.scanner_exception.new,
    };
    throw_new(env, exception, &error.to_string())
}

fn throw_new(env: &mut Env, exception: &Constructor, text: &str) -> jni::errors::Result<()> {
    let message = JString::from_str(env, text)?;
    let exception = exception.object(env, &[(&message).into()])?;
    // SAFETY: all of the above are exceptions.
    let exception = unsafe { JThrowable::from_raw(env, exception.into_raw()) };
    thrown(env.throw(exception))
}

/// A throw that worked is answered with "an exception is pending", which is what was wanted.
fn thrown(result: jni::errors::Result<()>) -> jni::errors::Result<()> {
    match result {
        Err(jni::errors::Error::JavaException) => Ok(()),
        other => other,
    }
}
