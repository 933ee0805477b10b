//! Permissions without which a phone leaves apps out of its lists.

use appvagt_scanner::Gap;

use crate::java::{Env, JavaString, Object, Result};
use crate::loaded::android;
use crate::package_manager::PackageManager;

/// Needed from Android 11.
const QUERY_ALL_PACKAGES: &str = "android.permission.QUERY_ALL_PACKAGES";
/// Needed on `HyperOS`, `ColorOS`, `OriginOS` and `HarmonyOS`; other phones do not know it.
const GET_INSTALLED_APPS: &str = "com.android.permission.GET_INSTALLED_APPS";

const PERMISSION_GRANTED: i32 = 0;

/// A gap for each permission that this phone needs and the app does not have.
pub fn missing(env: &mut Env, context: Object, packages: &PackageManager) -> Result<Vec<Gap>> {
    let mut gaps = Vec::new();
    for permission in [QUERY_ALL_PACKAGES, GET_INSTALLED_APPS] {
        let needed = match permission {
            QUERY_ALL_PACKAGES => android()?.api_level >= 30,
            // Where even this cannot be asked, the lists will fail too, and say so.
            _ => packages.knows_permission(env, permission)?.unwrap_or(false),
        };
        if needed && !granted(env, context, permission)? {
            gaps.push(Gap::PermissionMissing { permission: permission.to_owned() });
        }
    }
    Ok(gaps)
}

fn granted(env: &mut Env, context: Object, permission: &str) -> Result<bool> {
    let name = JavaString::new(env, permission)?;
    let check = &android()?.context.check_self_permission;
    Ok(check.int(env, context, &[name.into()])? == PERMISSION_GRANTED)
}
