//! The exceptions that this library throws, and the Kotlin interface that it calls.

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::{Env, bind_java_type};

use crate::android::look_up_each;

/// Looks up all of them.
///
/// # Errors
/// A class or member is missing: most likely the shrinker removed or renamed it.
pub fn look_up(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    look_up_each!(
        env,
        loader,
        NullPointerExceptionAPI,
        IllegalArgumentExceptionAPI,
        ScannerExceptionAPI,
        PolicyExceptionAPI,
        NoSuchFindingExceptionAPI,
        ScanProgressAPI,
    );
    Ok(())
}

macro_rules! exceptions {
    ($($name:ident => $class:literal),* $(,)?) => {
        $(bind_java_type! {
            pub $name => $class,
            is_instance_of = { throwable: JThrowable },
            constructors { fn new(message: JString) },
        })*
    };
}

exceptions! {
    NullPointerException => "java.lang.NullPointerException",
    IllegalArgumentException => "java.lang.IllegalArgumentException",
    ScannerException => "org.appvagt.scanner.ScannerException",
    PolicyException => "org.appvagt.scanner.PolicyException",
    NoSuchFindingException => "org.appvagt.scanner.NoSuchFindingException",
}

bind_java_type! {
    pub ScanProgress => org.appvagt.scanner.ScanProgress,
    methods { fn on_progress(done: jint, total: jint) },
}
