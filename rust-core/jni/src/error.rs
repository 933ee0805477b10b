//! What can go wrong in a native, and the Java exception it becomes.

use std::any::Any;

use appvagt_scanner::PolicyError;
use jni::Env;
use jni::errors::{ErrorPolicy, Result};
use jni::objects::JThrowable;

use crate::call::string;
use crate::kotlin::{
    IllegalArgumentException, NoSuchFindingException, NullPointerException, PolicyException,
    ScannerException,
};

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
    /// The app brings it along, so nobody else can mend it. Becomes
    /// `org.appvagt.scanner.ScannerException`.
    #[error("the built-in policy is none: {0}")]
    BuiltInPolicy(PolicyError),
    /// Becomes `org.appvagt.scanner.NoSuchFindingException`.
    #[error("{0}")]
    NoSuchFinding(String),
    /// The report could not be written. Becomes `org.appvagt.scanner.ScannerException`.
    #[error("the report could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// Becomes `org.appvagt.scanner.ScannerException`.
    #[error("no policy was read that has the handle {0}")]
    NoSuchPolicy(i32),
    /// Becomes `org.appvagt.scanner.ScannerException`.
    #[error("the context of a scan is no JSON object")]
    JudgingContext,
    /// An exception that Java code threw passes as it is; a failure of JNI itself becomes
    /// `org.appvagt.scanner.ScannerException`.
    #[error("JNI failed: {0}")]
    Jni(#[from] jni::errors::Error),
}

/// Throws the exception documented at each [`Error`]; for a panic,
/// `org.appvagt.scanner.ScannerException`.
pub struct ThrowDocumented;

impl<T: Default> ErrorPolicy<T, Error> for ThrowDocumented {
    type Captures<'unowned: 'native, 'native> = ();

    fn on_error<'unowned: 'native, 'native>(
        env: &mut Env<'unowned>,
        (): &mut (),
        error: Error,
    ) -> Result<T> {
        // What is pending came first: nothing is thrown over it.
        if !env.exception_check() {
            throw(env, &error)?;
        }
        Ok(T::default())
    }

    fn on_panic<'unowned: 'native, 'native>(
        env: &mut Env<'unowned>,
        (): &mut (),
        panic: Box<dyn Any + Send>,
    ) -> Result<T> {
        let text = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
            (Some(text), _) => text,
            (_, Some(text)) => text.as_str(),
            (None, None) => "no message",
        };
        log::error!("panic: {text}");
        env.exception_clear();
        let message = string(env, &format!("the scanner panicked: {text}"))?;
        let exception: JThrowable = ScannerException::new(env, &message)?.into();
        thrown(env.throw(&exception))?;
        Ok(T::default())
    }
}

fn throw(env: &mut Env, error: &Error) -> Result<()> {
    let message = string(env, &error.to_string())?;
    let exception: JThrowable = match error {
        Error::Null(_) => NullPointerException::new(env, &message)?.into(),
        Error::NotAPackageName(_) => IllegalArgumentException::new(env, &message)?.into(),
        Error::Policy(_) => PolicyException::new(env, &message)?.into(),
        Error::NoSuchFinding(_) => NoSuchFindingException::new(env, &message)?.into(),
        Error::BuiltInPolicy(_)
        | Error::Json(_)
        | Error::NoSuchPolicy(_)
        | Error::JudgingContext
        | Error::Jni(_) => ScannerException::new(env, &message)?.into(),
    };
    thrown(env.throw(&exception))
}

/// Takes it for success that `Env::throw` says an exception is pending: that is what it is for.
fn thrown(result: Result<()>) -> Result<()> {
    match result {
        Err(jni::errors::Error::JavaException) => Ok(()),
        result => result,
    }
}
