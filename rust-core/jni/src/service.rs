//! The system services that are asked, by their names in `android.content.Context`.

use crate::java::{Env, JavaString, Object, Result};
use crate::loaded::android;

pub const DEVICE_POLICY: &str = "device_policy";
pub const LAUNCHER_APPS: &str = "launcherapps";
pub const USER: &str = "user";

/// The service of this name; null if the phone has none.
pub fn service<'env>(env: &mut Env<'env>, context: Object, name: &str) -> Result<Object<'env>> {
    let name = JavaString::new(env, name)?;
    android()?.context.get_system_service.object(env, context, &[name.into()])
}

/// Whether a restriction (`DISALLOW_…` of `android.os.UserManager`) is in force; `users` is the
/// service [`USER`].
pub fn is_restricted(env: &mut Env, users: Object, restriction: &str) -> Result<bool> {
    let restriction = JavaString::new(env, restriction)?;
    android()?.user_manager.has_user_restriction.boolean(env, users, &[restriction.into()])
}
