//! Android 15: archived apps.

use jni::Env;
use jni::bind_java_type;
use jni::errors::Result;
use jni::refs::LoaderContext;

bind_java_type! {
    pub PackageInfoApi35 => android.content.pm.PackageInfo,
    methods {
        fn get_archive_time_millis() -> jlong,
    },
}

pub(super) fn resolve(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    PackageInfoApi35API::get(env, loader)?;
    Ok(())
}
