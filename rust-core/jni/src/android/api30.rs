//! What Android 11 (API level 30) added.

use jni::errors::Result;
use jni::refs::LoaderContext;
use jni::{Env, bind_java_type};

use crate::android::look_up_each;

/// Looks up these classes and members.
///
/// # Errors
/// One is missing.
pub fn look_up(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    look_up_each!(env, loader, UserManagerAPI);
    Ok(())
}

bind_java_type! {
    pub UserManager => android.os.UserManager,
    methods { fn is_managed_profile() -> jboolean },
}
