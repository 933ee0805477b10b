//! What this library throws and tells on the Kotlin side, and the natives it implements.
#![expect(unsafe_code, reason = "nobody but this table says what these classes and natives are")]

use std::ffi::CStr;

use crate::entry;
use crate::java::{Class, Env, Native, Result, Signature, Throwable, java_class, register};

/// All of them.
pub struct Kotlin {
    pub null_pointer_exception: Throwable,
    pub illegal_argument_exception: Throwable,
    pub scanner_exception: Throwable,
    pub policy_exception: Throwable,
    pub no_such_finding_exception: Throwable,
    pub activity_gone_exception: Throwable,
    pub scan_progress: ScanProgress,
}

impl Kotlin {
    /// Looks up all classes and members, and registers the natives.
    ///
    /// # Errors
    /// A class or member is missing: most likely the shrinker removed or renamed it.
    pub fn resolve(env: &mut Env) -> Result<Self> {
        // SAFETY: all classes named below are exceptions.
        let mut exception = |name: &'static CStr| unsafe { Throwable::resolve(env, name) };
        let kotlin = Self {
            null_pointer_exception: exception(c"java/lang/NullPointerException")?,
            illegal_argument_exception: exception(c"java/lang/IllegalArgumentException")?,
            scanner_exception: exception(c"org/appvagt/scanner/ScannerException")?,
            policy_exception: exception(c"org/appvagt/scanner/PolicyException")?,
            no_such_finding_exception: exception(c"org/appvagt/scanner/NoSuchFindingException")?,
            activity_gone_exception: exception(c"org/appvagt/scanner/ActivityGoneException")?,
            scan_progress: ScanProgress::resolve(env)?,
        };
        let natives = Class::resolve(env, c"org/appvagt/scanner/NativeCore")?;
        // SAFETY: each signature says what its function takes and returns.
        unsafe { register(env, natives, &NATIVES)? };
        Ok(kotlin)
    }
}

java_class! {
    ScanProgress = c"org/appvagt/scanner/ScanProgress" {
        methods {
            on_progress = c"onProgress" c"(II)V";
        }
    }
}

const NATIVES: [Native; 5] = [
    Native {
        name: c"installedApps",
        signature: Signature(c"(Landroid/content/Context;)[B"),
        function: entry::installed_apps as *const _,
    },
    Native {
        name: c"scan",
        signature: Signature(
            c"(Landroid/content/Context;[B[BLorg/appvagt/scanner/ScanProgress;)[B",
        ),
        function: entry::scan as *const _,
    },
    Native {
        name: c"configured",
        signature: Signature(c"([B)[B"),
        function: entry::configured as *const _,
    },
    Native {
        name: c"openRemoval",
        signature: Signature(c"(Landroid/app/Activity;Ljava/lang/String;I)V"),
        function: entry::open_removal as *const _,
    },
    Native {
        name: c"provokePanic",
        signature: Signature(c"()V"),
        function: entry::provoke_panic as *const _,
    },
];
