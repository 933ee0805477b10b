//! Exceptions of the package manager that are an answer, not a failure of the scan.

use crate::java::{Env, Failure, Result, in_frame};
use crate::loaded::android;

/// Class name of an exception, as in `android.content.pm.PackageManager$NameNotFoundException`. Its
/// message is left out: it may name an app.
#[derive(Debug, PartialEq, Eq)]
pub struct ExceptionClass(pub String);

impl ExceptionClass {
    /// Whether this is how the package manager says that there is no such app or permission.
    pub fn is_not_found(&self) -> bool {
        self.0 == "android.content.pm.PackageManager$NameNotFoundException"
    }
}

/// What a question to Java came to: if it threw, the exception is cleared, and its class is the
/// inner error.
///
/// # Errors
/// JNI itself failed.
pub fn answer<T>(
    env: &mut Env,
    result: Result<T>,
) -> Result<std::result::Result<T, ExceptionClass>> {
    match result {
        Ok(answer) => Ok(Ok(answer)),
        Err(Failure::Thrown) => Ok(Err(thrown(env)?)),
        // A null where Android promises an object is an answer of the phone too.
        Err(Failure::Null) => Ok(Err(ExceptionClass("null".to_owned()))),
        Err(failure) => Err(failure),
    }
}

fn thrown(env: &mut Env) -> Result<ExceptionClass> {
    let name = in_frame(env, |env| {
        let class = env.take_exception().ok_or(Failure::Thrown)?.class(env)?;
        android()?.class.get_name.string(env, class, &[])
    })?;
    Ok(ExceptionClass(name.unwrap_or_default()))
}
