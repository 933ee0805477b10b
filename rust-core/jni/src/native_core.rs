//! The natives of `org.appvagt.scanner.NativeCore`, as the virtual machine calls them.

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::{Env, bind_java_type};

use crate::android::{Context, Intent, look_up_each};
use crate::error::ThrowDocumented;
use crate::kotlin::ScanProgress;
use crate::natives;

/// Registers the natives.
///
/// # Errors
/// The class or one of them is missing: most likely the shrinker removed or renamed it.
pub fn look_up(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    look_up_each!(env, loader, NativeCoreAPI);
    Ok(())
}

bind_java_type! {
    NativeCore => org.appvagt.scanner.NativeCore,
    abi_check = UnsafeDebugOnly,
    type_map = {
        Context => android.content.Context,
        Intent => android.content.Intent,
        ScanProgress => org.appvagt.scanner.ScanProgress,
    },
    native_methods_export = false,
    native_methods_error_policy = ThrowDocumented,
    native_methods {
        static fn installed_apps {
            sig = (context: Context) -> jbyte[],
            fn = natives::installed_apps,
        },
        static fn scan {
            sig = (
                context: Context,
                policy: jint,
                judging_context: jbyte[],
                progress: ScanProgress,
            ) -> jbyte[],
            fn = natives::scan,
        },
        static fn read_policy {
            sig = (json: jbyte[], managed: jboolean, built_in: jbyte[]) -> jbyte[],
            fn = natives::read_policy,
        },
        static fn label {
            sig = (context: Context, package: JString) -> JString,
            fn = natives::label,
        },
        static fn removal_screen {
            sig = (context: Context, package: JString, profile: JString) -> Intent,
            fn = natives::removal_screen,
        },
        static fn provoke_panic { sig = (), fn = natives::provoke_panic },
    },
}
