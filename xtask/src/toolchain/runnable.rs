//! Files that the system may run.

use std::fs;
use std::path::Path;

use anyhow::Result;

/// Lets the system run a file, where it asks a file whether it may be run.
#[cfg(unix)]
pub fn make_runnable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;

    use anyhow::Context;

    let permissions = fs::Permissions::from_mode(0o755);
    fs::set_permissions(file, permissions).with_context(|| file.display().to_string())
}

/// Sees that there is such a file: Windows goes by its name.
#[cfg(not(unix))]
pub fn make_runnable(file: &Path) -> Result<()> {
    use anyhow::Context;

    fs::metadata(file).map(|_| ()).with_context(|| file.display().to_string())
}
