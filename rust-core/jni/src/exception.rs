//! Exceptions of the package manager that are an answer, not a failure of the scan.

use jni::Env;
use jni::errors::{Error, Result};

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

/// Asks something of Java. If that throws, the exception is cleared, and its class is the inner
/// error.
///
/// # Errors
/// JNI itself failed.
pub fn ask<'local, T>(
    env: &mut Env<'local>,
    question: impl FnOnce(&mut Env<'local>) -> Result<T>,
) -> Result<std::result::Result<T, ExceptionClass>> {
    match question(env) {
        Ok(answer) => Ok(Ok(answer)),
        Err(error @ Error::JavaException) => {
            let Some(exception) = env.exception_occurred() else { return Err(error) };
            env.exception_clear();
            let class = env.get_object_class(&exception)?.get_name(env)?;
            Ok(Err(ExceptionClass(class.try_to_string(env)?)))
        }
        // A null where Android promises an object is an answer of the phone too.
        Err(Error::NullPtr(_)) => Ok(Err(ExceptionClass("null".to_owned()))),
        Err(error) => Err(error),
    }
}
