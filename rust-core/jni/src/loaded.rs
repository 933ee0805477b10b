//! What was looked up when the library was loaded.

use std::sync::OnceLock;

use crate::android::Android;
use crate::java::{Env, Failure, Result};
use crate::kotlin::Kotlin;

static LOADED: OnceLock<(Android, Kotlin)> = OnceLock::new();

/// Looks up everything there is.
///
/// # Errors
/// A class or member is missing.
pub fn load(env: &mut Env) -> Result<()> {
    let found = (Android::resolve(env)?, Kotlin::resolve(env)?);
    // Loading twice would find the same again.
    let _ = LOADED.set(found);
    Ok(())
}

/// The classes of Android.
///
/// # Errors
/// The library is not loaded, which no native can find.
pub fn android() -> Result<&'static Android> {
    LOADED.get().map(|(android, _)| android).ok_or(Failure::NotLoaded)
}

/// The classes of the Kotlin library.
///
/// # Errors
/// As [`android`].
pub fn kotlin() -> Result<&'static Kotlin> {
    LOADED.get().map(|(_, kotlin)| kotlin).ok_or(Failure::NotLoaded)
}
