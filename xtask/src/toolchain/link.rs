//! Files that are to be in two places.

use std::io;
use std::path::Path;

/// Has a path lead to a file elsewhere.
#[cfg(unix)]
pub fn link(file: &Path, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(file, path)
}

/// Has a path lead to a file elsewhere, or copies that: Windows links only within a disk without
/// further rights.
#[cfg(not(unix))]
pub fn link(file: &Path, path: &Path) -> io::Result<()> {
    std::fs::hard_link(file, path).or_else(|_| std::fs::copy(file, path).map(|_| ()))
}
