//! What the package manager tells of an app's manifest.

use appvagt_scanner::{Declared, value_matters};

use crate::android::PackageInfo;
use crate::java::{Env, Object, Result};
use crate::loaded::android;

/// Flags that ask for activities, receivers, services, providers, meta-data and permissions; for
/// components that are disabled, and for those that run only before or after the phone is unlocked.
pub const FLAGS: i64 = 0x1 | 0x2 | 0x4 | 0x8 | 0x80 | 0x1000 | 0x200 | 0x4_0000 | 0x8_0000;

/// What an answer that was asked for with [`FLAGS`] holds; `None` if it lacks the application.
pub fn read(env: &mut Env, info: Object) -> Result<Option<Declared>> {
    let android = android()?;
    let application = android.package_info.application_info.object(env, info)?;
    if application.is_null() {
        return Ok(None);
    }
    let mut declared = Declared::default();
    declared.classes.extend(android.application_info.class_name.string(env, application)?);
    add_meta_data(env, application, &mut declared)?;
    let PackageInfo { activities, receivers, services, providers, permissions, .. } =
        &android.package_info;
    for components in [activities, receivers, services, providers] {
        let Some(components) = components.array(env, info)? else { continue };
        components.for_each(env, |env, component| {
            declared.classes.extend(android.package_item_info.name.string(env, component)?);
            add_meta_data(env, component, &mut declared)
        })?;
    }
    if let Some(providers) = providers.array(env, info)? {
        providers.for_each(env, |env, provider| {
            let authorities = android.provider_info.authority.string(env, provider)?;
            let authorities = authorities.unwrap_or_default();
            declared.authorities.extend(authorities.split_terminator(';').map(str::to_owned));
            Ok(())
        })?;
    }
    if let Some(permissions) = permissions.array(env, info)? {
        permissions.for_each(env, |env, permission| {
            declared.permissions.extend(android.package_item_info.name.string(env, permission)?);
            Ok(())
        })?;
    }
    Ok(Some(declared))
}

/// Adds the meta-data of an application or a component.
fn add_meta_data(env: &mut Env, item: Object, declared: &mut Declared) -> Result<()> {
    let android = android()?;
    let bundle = android.package_item_info.meta_data.object(env, item)?;
    if bundle.is_null() {
        return Ok(());
    }
    let keys = android.bundle.key_set.object(env, bundle, &[])?;
    let Some(keys) = android.set.to_array.array(env, keys, &[])? else { return Ok(()) };
    keys.for_each(env, |env, key| {
        let Some(name) = android.char_sequence.to_string.string(env, key, &[])? else {
            return Ok(());
        };
        // For another value than text, Android writes a warning to the phone's log.
        let value = if value_matters(&name) {
            android.bundle.get_string.string(env, bundle, &[key.into()])?
        } else {
            None
        };
        declared.meta_data.push((name, value.unwrap_or_default()));
        Ok(())
    })
}
