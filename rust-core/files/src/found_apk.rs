//! The APKs in a file: the file itself, or what lies in it if it is an archive of APKs.

use std::io;
use std::path::{Path, PathBuf};

use appvagt_apk::{
    Apk, ApkFile, Archive, Error, Options, Packed, Reading, Result, Scratch, Structure,
};

/// An APK, or what may be one and cannot be read.
#[derive(Debug)]
pub struct FoundApk {
    /// The file it is, or lies in.
    pub path: PathBuf,
    /// Where it lies in the file: the names of entries of archives, the outermost first.
    pub inside: Vec<String>,
    /// The APK, or why its bytes cannot be had.
    pub apk: Result<OpenApk>,
}

/// An APK as Android opens it, and otherwise.
#[derive(Debug)]
pub struct OpenApk {
    /// As Android opens it, or why Android refuses it.
    pub(crate) android: Result<Apk>,
    file: ApkFile,
}

impl FoundApk {
    /// Returns what cannot be read of the file at `path` at all.
    #[must_use]
    pub fn unread(path: PathBuf, error: Box<Error>) -> Self {
        Self { path, inside: Vec::new(), apk: Err(error) }
    }

    /// Opens it anew, so that what is read of it next is within the limits by itself.
    pub fn reopen(&mut self) {
        if let Ok(opened) = &mut self.apk {
            opened.android = opened.file.open(options(Reading::Android));
        }
    }
}

impl OpenApk {
    /// Returns whether its manifest is no document at all, so that it is no app.
    fn has_garbage_for_manifest(&self) -> bool {
        let is_garbage = |apk: &Apk| {
            let of_document = |error: &Error| {
                matches!(error, Error::Malformed { structure: Structure::XmlDocument, .. })
            };
            apk.manifest().is_err_and(|error| of_document(&error))
        };
        self.android.as_ref().map_or(true, is_garbage)
            && self.recovered().is_ok_and(|apk| is_garbage(&apk))
    }

    /// Opens it whatever Android says.
    pub(crate) fn recovered(&self) -> Result<Apk> {
        self.file.open(options(Reading::Recovered))
    }
}

fn options(reading: Reading) -> Options {
    Options { reading, ..Options::default() }
}

/// Why something is looked into, and so what is said where nothing comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It was named by the user, or is called like an APK or an archive of APKs: it has to be one.
    Named,
    /// It lies in an archive that has to hold APKs: whatever of it cannot be read may be one.
    Inside,
    /// It only begins like an APK, as many kinds of files do.
    Content,
}

/// Hands every APK to `visit` that `file` is or holds, and what may be one and cannot be read. A file
/// with a manifest of its own is that app, whatever lies in it.
///
/// `path` is what the file is called. A large entry of an archive that is compressed is first inflated
/// into the empty file that `scratch` makes.
pub fn find<S: Scratch>(
    path: &Path,
    file: ApkFile,
    claim: Claim,
    scratch: &dyn Fn() -> io::Result<S>,
    visit: &mut dyn FnMut(FoundApk),
) {
    Search { path, scratch, visit }.look_into(file, &[], claim);
}

struct Search<'s, S> {
    path: &'s Path,
    scratch: &'s dyn Fn() -> io::Result<S>,
    visit: &'s mut dyn FnMut(FoundApk),
}

impl<S: Scratch> Search<'_, S> {
    fn found(&mut self, inside: &[String], apk: Result<OpenApk>) {
        let (path, inside) = (self.path.to_owned(), inside.to_vec());
        (self.visit)(FoundApk { path, inside, apk });
    }

    /// Looks for APKs in `file`; returns whether there is one, or should be.
    fn look_into(&mut self, file: ApkFile, inside: &[String], claim: Claim) -> bool {
        let android = file.open(options(Reading::Android));
        let (has_manifest, reading) = match &android {
            Ok(apk) => (apk.has_manifest(), Reading::Android),
            Err(refusal) => match file.open(options(Reading::Recovered)) {
                Ok(apk) if refusal.is_about_content() => (apk.has_manifest(), Reading::Recovered),
                // Many files begin like an archive and are none.
                _ if claim != Claim::Named && matches!(**refusal, Error::Malformed { .. }) => {
                    return false;
                }
                _ => {
                    self.found(inside, Ok(OpenApk { android, file }));
                    return true;
                }
            },
        };
        let apk = OpenApk { android, file };
        if has_manifest && !apk.has_garbage_for_manifest() {
            self.found(inside, Ok(apk));
            return true;
        }
        let any = self.look_into_archive(&apk.file, inside, claim, reading);
        let refused = apk.android.is_err();
        // Without any APK in it, its own manifest is what is missing. From what was recovered,
        // entries may be missing.
        let is_missed = match any {
            Some(any) => any && refused,
            None => claim == Claim::Named,
        };
        if is_missed {
            self.found(inside, Ok(apk));
        }
        is_missed || any.is_some()
    }

    /// Looks for APKs in an archive. Returns `None` if nothing is or may be one, and else whether
    /// something is.
    fn look_into_archive(
        &mut self,
        file: &ApkFile,
        inside: &[String],
        claim: Claim,
        reading: Reading,
    ) -> Option<bool> {
        let archive = match Archive::open(file, options(reading)) {
            Ok(archive) => archive,
            Err(error) => {
                self.found(inside, Err(error));
                return Some(false);
            }
        };
        let (mut any, mut unread) = (false, Vec::new());
        for Packed { name, is_named_apk, file } in archive.packed(self.scratch) {
            let inside = [inside, &[name]].concat();
            let claim = match claim {
                _ if is_named_apk => Claim::Named,
                Claim::Named | Claim::Inside => Claim::Inside,
                Claim::Content => Claim::Content,
            };
            match file {
                Ok(file) => any |= self.look_into(file, &inside, claim),
                Err(error) => {
                    any |= is_named_apk;
                    unread.push((inside, error));
                }
            }
        }
        let is_nothing = !any && (unread.is_empty() || claim == Claim::Content);
        if is_nothing {
            return None;
        }
        for (inside, error) in unread {
            self.found(&inside, Err(error));
        }
        Some(any)
    }
}
