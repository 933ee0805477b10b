//! What apps are, whatever their names: who signed them, and what their manifests declare. Read
//! from their APKs on the device.

use std::collections::HashMap;
use std::io::{self, Write};

use appvagt_adb::{Answer, Asked, Device, is_noise, quoted};
use appvagt_apk::{Apk, Error, Options};
use appvagt_scanner::{InstalledApp, Judge, Label, ManifestFacts, Presence, Ruling, Signers};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

use super::in_one_line;
use super::phone::{AppOfUser, Phone};
use super::remote_file::RemoteFile;

/// How many apps are asked after at once: devices with an old adb take 4,096 bytes.
const AT_ONCE: usize = 20;

/// Identities that were read from a device, by the files they were read from.
#[derive(Debug, Default)]
pub struct Identities(HashMap<Vec<ApkFile>, Identity>);

/// An APK on the device.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct ApkFile {
    len: u64,
    path: String,
}

/// What the APKs of an app say.
#[derive(Debug, Clone, Default)]
struct Identity {
    label: Option<String>,
    signers: Option<Signers>,
    declared: ManifestFacts,
}

impl Identities {
    /// Reads the identity of each app that may be another than its name says: all that did not come
    /// with the device, or were updated since, or are banned by name. How many could not be read is
    /// added to those of the phone.
    pub fn read(&mut self, device: &Device, phone: &mut Phone, judge: &Judge) {
        let is_code = |listed: &&mut AppOfUser| {
            let app = &listed.app;
            let is_code = matches!(app.presence, Presence::Installed | Presence::Hidden);
            is_code && (!app.system || app.updated_system || judge.rule(app) != Ruling::Clear)
        };
        let mut apps: Vec<_> = phone.apps.iter_mut().filter(is_code).collect();
        let progress = ProgressBar::new(apps.len() as u64)
            .with_message("Reading apps")
            .with_finish(ProgressFinish::AndClear);
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}") {
            progress.set_style(style);
        }
        let mut unread = Vec::new();
        for apps in apps.chunks_mut(AT_ONCE) {
            // What was found until now counts, and by name the rest was judged.
            for (files, listed) in files(device, apps).into_iter().zip(apps) {
                let identity = files.and_then(|files| {
                    if let Some(identity) = self.0.get(&files) {
                        return Ok(identity.clone());
                    }
                    let read = identity(device, &files, phone.api_level, &listed.app, judge)?;
                    self.0.insert(files, read.clone());
                    Ok(read)
                });
                let app = &mut listed.app;
                match identity {
                    Ok(Identity { label, signers, declared }) => {
                        let label = label.map(|label| Label::new(&label, &app.package));
                        (app.label, app.signers) = (label, signers);
                        app.declared = Some(Box::new(declared));
                    }
                    // Whatever failed after that failed because of it.
                    Err(error) => unread.push(match device.stopped() {
                        Some(hung) => in_one_line(&hung),
                        None => error.to_string(),
                    }),
                }
                // In a system image, files need not be signed.
                if app.declared.is_none() || (app.signers.is_none() && !app.system) {
                    phone.unread += 1;
                }
                if judge.rule(app) == Ruling::Clear {
                    app.declared = None;
                }
                progress.inc(1);
            }
        }
        progress.finish_using_style();
        unread.sort();
        unread.dedup();
        let reason = |reason: String| format!("an app could not be read: {reason}");
        phone.details.extend(unread.into_iter().map(reason));
    }
}

/// Asks for the APKs of each of these apps, the base APK first. The shell may not ask about all
/// users.
fn files(device: &Device, apps: &[&mut AppOfUser]) -> Vec<Result<Vec<ApkFile>, Unread>> {
    let command = |listed: &&mut AppOfUser| {
        // The name was checked when it was listed, or comes from the device's own dump.
        let (user, name) = (listed.user, quoted(&listed.app.package));
        format!(
            "pm path --user {user} {name} | sed -n 's/^package://p' | while read -r f; do stat -c \
             '%s %n' \"$f\"; done"
        )
    };
    let commands: Vec<_> = apps.iter().map(command).collect();
    let commands: Vec<_> = commands.iter().map(String::as_str).collect();
    let (answers, broke) = match device.ask(&commands) {
        Ok(Asked { answers, broke }) => (answers, broke),
        Err(broke) => (vec![Answer::default(); apps.len()], Some(broke)),
    };
    let file = |line: &str| {
        let (len, path) = line.split_once(' ')?;
        let len = len.parse().ok()?;
        path.starts_with('/').then(|| ApkFile { len, path: path.to_owned() })
    };
    let files = |answer: &Answer| match (answer.status, &broke) {
        (None, Some(broke)) => Err(Unread::Broke(in_one_line(broke))),
        (Some(0), _) => {
            let lines = answer.text.lines().filter(|line| !is_noise(line));
            let files: Option<Vec<_>> = lines.map(file).collect();
            files.filter(|files| !files.is_empty()).ok_or(Unread::NoFiles)
        }
        _ => Err(Unread::NoFiles),
    };
    answers.iter().map(files).collect()
}

/// Why an app was not read. Names no app.
#[derive(Debug, thiserror::Error)]
enum Unread {
    #[error("{0}")]
    Broke(String),
    #[error("the device does not say where its APKs are")]
    NoFiles,
    #[error("its APK: {0}")]
    Apk(#[from] Box<Error>),
    #[error("its APK cannot be fetched: {0}")]
    Fetch(#[from] io::Error),
}

/// Reads what the files of `app` say. Its name is read if it is or will be banned by what the base
/// APK says: of a large app it may stand anywhere in tens of megabytes.
fn identity(
    device: &Device,
    files: &[ApkFile],
    api_level: Option<u32>,
    app: &InstalledApp,
    judge: &Judge,
) -> Result<Identity, Unread> {
    let (base, splits) = files.split_first().ok_or(Unread::NoFiles)?;
    let mut identity = fetched(device, base, |apk| {
        let signers = appvagt_facts::signers(apk, api_level)?;
        let declared = appvagt_facts::declared(apk)?;
        let mut app = InstalledApp { signers, ..app.clone() };
        app.declared = Some(Box::new(declared.clone()));
        let label = if judge.rule(&app) == Ruling::Clear { None } else { apk.label(&["en"])? };
        Ok(Identity { label, signers: app.signers, declared })
    })?;
    for split in splits {
        identity.declared.add(fetched(device, split, appvagt_facts::declared)?);
    }
    Ok(identity)
}

/// Reads an APK on the device, by the ranges of it that are needed, or else by all of it.
fn fetched<T>(
    device: &Device,
    file: &ApkFile,
    read: impl Fn(&Apk) -> appvagt_apk::Result<T>,
) -> Result<T, Unread> {
    let most = Options::default().budget.extracted_bytes;
    let remote = RemoteFile::new(device, &file.path, file.len);
    let by_ranges = Apk::from_elsewhere(Box::new(remote), Options::default());
    match by_ranges.and_then(|apk| read(&apk)) {
        Err(error) if matches!(*error, Error::Io { .. }) && file.len <= most => {
            let mut whole = tempfile::tempfile()?;
            device.stream(&format!("cat {} 2>/dev/null", quoted(&file.path)), &whole, file.len)?;
            whole.flush()?;
            if whole.metadata()?.len() != file.len {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
            let apk = Apk::from_file(whole, Options::default())?;
            Ok(read(&apk)?)
        }
        result => Ok(result?),
    }
}
