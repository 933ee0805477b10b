//! Bindings to the Kotlin library: the natives it declares, and the classes they use.
#![expect(clippy::transmute_ptr_to_ptr, reason = "inside the bindings that the macro writes")]

use jni::Env;
use jni::bind_java_type;
use jni::errors::Result;
use jni::refs::LoaderContext;

use crate::android::{Activity, Context};
use crate::error::ThrowDocumented;

bind_java_type! {
    pub NativeCore => org.appvagt.scanner.NativeCore,
    type_map = {
        Activity => android.app.Activity,
        Context => android.content.Context,
        ScanProgress => org.appvagt.scanner.ScanProgress,
    },
    native_methods_export = false,
    native_methods_error_policy = ThrowDocumented,
    native_methods {
        static fn installed_apps(context: Context) -> jbyte[],
        static fn scan(context: Context, policy: jbyte[], progress: ScanProgress) -> jbyte[],
        static fn open_removal(activity: Activity, package: JString, request_code: jint),
        static fn provoke_panic(),
    },
}

bind_java_type! {
    pub ScanProgress => org.appvagt.scanner.ScanProgress,
    methods {
        fn on_progress(done: jint, total: jint),
    },
}

bind_java_type! {
    pub ScannerException => org.appvagt.scanner.ScannerException,
    is_instance_of = { JThrowable },
    constructors { fn new(message: JString) },
}

bind_java_type! {
    pub PolicyException => org.appvagt.scanner.PolicyException,
    is_instance_of = { JThrowable },
    constructors { fn new(message: JString) },
}

bind_java_type! {
    pub NoSuchFindingException => org.appvagt.scanner.NoSuchFindingException,
    is_instance_of = { JThrowable },
    constructors { fn new(message: JString) },
}

bind_java_type! {
    pub ActivityGoneException => org.appvagt.scanner.ActivityGoneException,
    is_instance_of = { JThrowable },
    constructors { fn new(message: JString) },
}

/// Looks up the classes above and registers the natives.
///
/// # Errors
/// A class or member is missing: most likely the shrinker removed or renamed it.
pub fn resolve(env: &mut Env) -> Result<()> {
    let loader = &LoaderContext::None;
    ScanProgressAPI::get(env, loader)?;
    ScannerExceptionAPI::get(env, loader)?;
    PolicyExceptionAPI::get(env, loader)?;
    NoSuchFindingExceptionAPI::get(env, loader)?;
    ActivityGoneExceptionAPI::get(env, loader)?;
    NativeCoreAPI::get(env, loader)?;
    Ok(())
}
