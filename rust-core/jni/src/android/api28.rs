//! Android 9: signing certificates with their rotation history, long version codes.

use jni::Env;
use jni::bind_java_type;
use jni::errors::Result;
use jni::refs::LoaderContext;

use super::package_manager::Signature;

bind_java_type! {
    pub PackageInfoApi28 => android.content.pm.PackageInfo,
    type_map = {
        SigningInfo => android.content.pm.SigningInfo,
    },
    methods {
        fn get_long_version_code() -> jlong,
    },
    fields {
        signing_info { sig = SigningInfo, name = "signingInfo", get = signing_info },
    },
}

bind_java_type! {
    pub SigningInfo => android.content.pm.SigningInfo,
    type_map = {
        Signature => android.content.pm.Signature,
    },
    methods {
        fn get_apk_contents_signers() -> Signature[],
        fn get_signing_certificate_history() -> Signature[],
    },
}

pub(super) fn resolve(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    PackageInfoApi28API::get(env, loader)?;
    SigningInfoAPI::get(env, loader)?;
    Ok(())
}
