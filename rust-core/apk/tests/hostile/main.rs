//! Files made for every known trick against APK readers. Each is read in both ways, and each must
//! give exactly the anomalies or the error expected, within the budget of memory.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "the files are small, and tests may panic"
)]

#[path = "../support/chunk.rs"]
mod chunk;
#[path = "../support/peak.rs"]
mod peak;
#[path = "../support/resources.rs"]
mod resources;
#[path = "../support/signing.rs"]
mod signing;
#[path = "../support/xml.rs"]
mod xml;
#[path = "../support/zip.rs"]
mod zip;

mod archives;
mod changing;
mod documents;
mod signatures;
mod tables;

use appvagt_apk::{Anomaly, Apk, Error, Options, Reading, Result};
use zip::{Entry, Zip};

#[global_allocator]
static ALLOCATOR: peak::Counted = peak::Counted;

/// What reading may use above what was in use before, the file itself aside.
const MOST_MEMORY: usize = 24 << 20;

/// What a reading must give.
enum Expected {
    /// Package, label and component as they are, and exactly these anomalies.
    Read(&'static [Anomaly]),
    /// The same, but without a label.
    Unlabelled(&'static [Anomaly]),
    /// Something else, with exactly these anomalies.
    Otherwise(&'static [Anomaly]),
    /// An error that says this.
    Refused(&'static str),
}
use Expected::{Otherwise, Read, Refused, Unlabelled};

/// A file made for one trick, and what becomes of it.
struct Case {
    trick: &'static str,
    file: Vec<u8>,
    android: Expected,
    recovered: Expected,
}

/// What was read of a file.
struct Found {
    package: String,
    label: Option<String>,
    components: Vec<String>,
    anomalies: Vec<Anomaly>,
}

/// Reads everything there is to read.
fn read(file: Vec<u8>, reading: Reading) -> Result<Found> {
    let apk = Apk::from_bytes(file, Options { reading, ..Options::default() })?;
    let manifest = apk.resolved_manifest()?;
    let package = manifest.package.clone();
    let components = manifest.components.iter().map(|found| found.name.clone()).collect();
    let label = apk.label(&[])?;
    apk.extract_signers()?;
    let anomalies = apk.anomalies().iter().collect();
    Ok(Found { package, label, components, anomalies })
}

/// Reads each case in both ways.
fn check(cases: Vec<Case>) {
    let mut failures = Vec::new();
    for Case { trick, file, android, recovered } in cases {
        for (reading, expected) in [(Reading::Android, android), (Reading::Recovered, recovered)] {
            let copy = file.clone();
            let mut found = Err(Box::new(Error::Open(std::io::ErrorKind::Other.into())));
            let memory = peak::above_start(|| found = read(copy, reading));
            if memory > MOST_MEMORY {
                failures.push(format!("{trick}, {reading:?}: {memory} bytes of memory"));
            }
            if let Some(failure) = difference(found, &expected) {
                failures.push(format!("{trick}, {reading:?}: {failure}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// How what was found differs from what is expected.
fn difference(found: Result<Found>, expected: &Expected) -> Option<String> {
    match (found, expected) {
        (Ok(found), Read(anomalies) | Unlabelled(anomalies)) => {
            let label = matches!(expected, Read(_)).then_some("Example");
            let is_app = found.package == "com.example.app"
                && found.components == ["com.example.app.Main"]
                && found.label.as_deref() == label;
            (!is_app || found.anomalies != *anomalies).then(|| {
                let Found { package, label, components, anomalies } = found;
                format!("{package} {label:?} {components:?} {anomalies:?}")
            })
        }
        (Ok(found), Otherwise(anomalies)) => {
            (found.anomalies != *anomalies).then(|| format!("{:?}", found.anomalies))
        }
        (Err(error), Refused(expected)) => {
            let message = error.to_string();
            (!message.contains(expected)).then_some(message)
        }
        (Ok(found), Refused(_)) => Some(format!("was read with {:?}", found.anomalies)),
        (Err(error), _) => Some(error.to_string()),
    }
}

/// The app that every case is about, as an archive to be changed.
fn app() -> Zip {
    app_of(xml::manifest(), resources::example())
}

fn app_of(manifest: Vec<u8>, resources: Vec<u8>) -> Zip {
    Zip::of(vec![
        Entry::deflated("AndroidManifest.xml", manifest),
        Entry::stored("resources.arsc", resources),
        Entry::deflated("classes.dex", vec![0; 500]),
    ])
}

#[test]
fn the_app_without_a_trick_is_read_without_anomalies() {
    check(vec![Case {
        trick: "none",
        file: app().build(),
        android: Read(&[]),
        recovered: Read(&[]),
    }]);
}
