//! What this library throws and tells on the Kotlin side, and the natives it implements.

use jni::errors::Result;
use jni::{Env, NativeMethod, jni_str, native_method};

use crate::error::ThrowDocumented;
use crate::java::java_class;
use crate::natives::{installed_apps, open_removal, provoke_panic, scan};

/// All of them.
pub struct Kotlin {
    pub null_pointer_exception: NullPointerException,
    pub illegal_argument_exception: IllegalArgumentException,
    pub scan_progress: ScanProgress,
    pub scanner_exception: ScannerException,
    pub policy_exception: PolicyException,
    pub no_such_finding_exception: NoSuchFindingException,
    pub activity_gone_exception: ActivityGoneException,
}

const NATIVES: &[NativeMethod] = &[
    native_method! {
        static fn installed_apps(context: android.content.Context) -> [jbyte],
        error_policy = ThrowDocumented,
    },
    native_method! {
        static fn scan(
            context: android.content.Context,
            policy: [jbyte],
            progress: org.appvagt.scanner.ScanProgress,
        ) -> [jbyte],
        error_policy = ThrowDocumented,
    },
    native_method! {
        static fn open_removal(
            activity: android.app.Activity,
            package: JString,
            request_code: jint,
        ),
        error_policy = ThrowDocumented,
    },
    native_method! {
        static fn provoke_panic(),
        error_policy = ThrowDocumented,
    },
];

impl Kotlin {
    /// Looks up all classes and members, and registers the natives.
    ///
    /// # Errors
    /// A class or member is missing: most likely the shrinker removed or renamed it.
    pub fn resolve(env: &mut Env) -> Result<Self> {
        let kotlin = Self {
            null_pointer_exception: NullPointerException::resolve(env)?,
            illegal_argument_exception: IllegalArgumentException::resolve(env)?,
            scan_progress: ScanProgress::resolve(env)?,
            scanner_exception: ScannerException::resolve(env)?,
            policy_exception: PolicyException::resolve(env)?,
            no_such_finding_exception: NoSuchFindingException::resolve(env)?,
            activity_gone_exception: ActivityGoneException::resolve(env)?,
        };
        let natives = env.find_class(jni_str!("org/appvagt/scanner/NativeCore"))?;
        // SAFETY: the macro has derived each signature from the function it stands for.
        unsafe { env.register_native_methods(natives, NATIVES)? };
        Ok(kotlin)
    }
}

java_class! {
    ScanProgress = "org/appvagt/scanner/ScanProgress" {
        methods {
            on_progress = "onProgress" ((jint, jint));
        }
    }
}

java_class! {
    NullPointerException = "java/lang/NullPointerException" {
        constructors { new ((JString)); }
    }
}

java_class! {
    IllegalArgumentException = "java/lang/IllegalArgumentException" {
        constructors { new ((JString)); }
    }
}

java_class! {
    ScannerException = "org/appvagt/scanner/ScannerException" {
        constructors { new ((JString)); }
    }
}

java_class! {
    PolicyException = "org/appvagt/scanner/PolicyException" {
        constructors { new ((JString)); }
    }
}

java_class! {
    NoSuchFindingException = "org/appvagt/scanner/NoSuchFindingException" {
        constructors { new ((JString)); }
    }
}

java_class! {
    ActivityGoneException = "org/appvagt/scanner/ActivityGoneException" {
        constructors { new ((JString)); }
    }
}
