//! Opening what is a file and nothing else.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Opens the file at `path`, which may be a link to it. Pipes, devices, sockets and folders are
/// refused, without waiting for whoever writes to a pipe.
///
/// # Errors
///
/// There is no such file, it may not be read, or it is something else.
pub fn open_file(path: impl AsRef<Path>) -> io::Result<File> {
    let path = path.as_ref();
    // A socket cannot even be opened.
    let file = open(path).map_err(|error| match fs::metadata(path) {
        Ok(metadata) => length(&metadata).err().unwrap_or(error),
        Err(_) => error,
    })?;
    length(&file.metadata()?)?;
    Ok(file)
}

/// Opens what is at `path`, without waiting. Whether it is a file, its [`length`] says: asked before
/// as well, that would be one more call of the system for each app of a phone.
pub fn open(path: &Path) -> io::Result<File> {
    if NO_WAITING == 0 {
        length(&fs::metadata(path)?)?;
    }
    open_without_waiting(path)
}

/// Returns the length of what has this `metadata`.
///
/// # Errors
///
/// It is no file.
pub fn length(metadata: &Metadata) -> io::Result<u64> {
    if metadata.is_file() {
        Ok(metadata.len())
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"))
    }
}

#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    OpenOptions::new().read(true).custom_flags(NO_WAITING).open(path)
}

#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// `O_NONBLOCK` of POSIX, whose value each system chooses; nothing where it is not known.
const NO_WAITING: i32 = if cfg!(any(target_os = "linux", target_os = "android")) {
    if cfg!(any(target_arch = "mips", target_arch = "mips64")) {
        0x80
    } else if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        0x4000
    } else {
        0x800
    }
} else if cfg!(any(target_vendor = "apple", target_os = "freebsd", target_os = "openbsd")) {
    0x4
} else {
    0
};

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    #[test]
    fn files_are_opened_through_links_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "bytes").unwrap();
        assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        let _socket = UnixListener::bind(at("socket")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        symlink("/dev/zero", at("device")).unwrap();
        for name in ["file", "pipe", "socket", "folder", "device", "nowhere"] {
            symlink(at(name), at(&format!("link to {name}"))).unwrap();
            for path in [at(name), at(&format!("link to {name}"))] {
                assert_eq!(open_file(&path).is_ok(), name == "file", "{}", path.display());
            }
        }
        symlink(at("circle"), at("circle")).unwrap();
        assert!(open_file(at("circle")).is_err());
    }

    #[test]
    fn what_became_a_pipe_meanwhile_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let file = open_without_waiting(&pipe).unwrap();
        assert!(length(&file.metadata().unwrap()).is_err());
    }
}
