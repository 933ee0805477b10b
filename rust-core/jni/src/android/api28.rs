//! What Android 9 (API level 28) added.

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::{Env, bind_java_type};

use crate::android::{Signature, look_up_each};

/// Looks up these classes and members.
///
/// # Errors
/// One is missing.
pub fn look_up(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    look_up_each!(env, loader, PackageInfoAPI, SigningInfoAPI);
    Ok(())
}

bind_java_type! {
    pub PackageInfo => android.content.pm.PackageInfo,
    abi_check = UnsafeDebugOnly,
    type_map = { SigningInfo => android.content.pm.SigningInfo },
    methods { fn get_long_version_code() -> jlong },
    fields { signing_info { sig = SigningInfo, name = "signingInfo", get = signing_info } },
}

bind_java_type! {
    pub SigningInfo => android.content.pm.SigningInfo,
    abi_check = UnsafeDebugOnly,
    type_map = { Signature => android.content.pm.Signature },
    methods {
        fn get_apk_contents_signers() -> Signature[],
        fn get_signing_certificate_history() -> Signature[],
    },
}
