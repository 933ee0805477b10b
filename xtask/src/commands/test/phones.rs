//! The app's and the library's tests, on simulated phones.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::jni_check;
use super::selection::Selection;
use crate::organisation::Organisation;
use crate::phone_file::PhoneFile;
use crate::simulator::Simulator;
use crate::toolchain::junit::{self, Tests};
use crate::toolchain::project::{self, Versions};
use crate::toolchain::{robolectric, workers};

/// Simulated API levels: the oldest supported, and the newest that the default JDK can simulate.
pub const API_LEVELS: [u32; 2] = [26, 35];
/// Simulated as well where there is a JDK that can, each with the classes of tests that run on it. No
/// line of the app depends on whether Android is 16: what can differ is what that answers, which the
/// library reads.
const NEWER_API_LEVELS: [(u32, &str); 2] = [(37, ALL), (36, LIBRARY)];
/// The API level whose run is watched by `-Xcheck:jni`.
const JNI_CHECKED: u32 = 35;
/// The classes of all tests that need the native library; of the Kotlin library's alone; and of the
/// tests of what happens where the native library cannot be loaded.
const ALL: &str = ".*(?<!WithoutLibrary)Test";
const LIBRARY: &str = r"org\.appvagt\.(scanner|devicetest)\..*(?<!WithoutLibrary)Test";
const WITHOUT_LIBRARY: &str = ".*WithoutLibraryTest";

/// The API level whose run is that of an organisation's own app: nothing depends on both, so all
/// tests run under another id, and no further run is needed for that.
const OWN_APP: u32 = API_LEVELS[0];

/// What runs at once.
struct Run {
    name: String,
    level: u32,
    /// A regular expression of the classes of its tests.
    classes: &'static str,
    /// Where the app is that is on the phone.
    app: PathBuf,
    /// Whether the native library can be loaded.
    library: bool,
}

/// Runs all tests on all phones, two at a time; on one of them, in the app of this organisation.
pub fn run(
    simulator: &Simulator,
    organisation: &Organisation,
    selection: &Selection,
) -> Result<Vec<(String, Tests)>> {
    // The one that takes longest comes first.
    let mut levels = vec![(JNI_CHECKED, ALL)];
    levels.extend(API_LEVELS.iter().filter(|&&level| level != JNI_CHECKED).map(|&l| (l, ALL)));
    for (level, classes) in NEWER_API_LEVELS {
        if simulator.jdk_for(level).is_some() {
            levels.push((level, classes));
        } else {
            println!("no JDK {} or newer: not on API {level}", robolectric::oldest_jdk(level));
        }
    }
    let own = organisation.by_id_alone();
    let (published, own_app) = (simulator.app(None)?, simulator.app(Some(&own))?);
    let mut runs: Vec<_> = levels
        .into_iter()
        .map(|(level, classes)| {
            let (name, app) = if level == OWN_APP {
                (format!("API {level}, as {}", own.application_id), own_app.clone())
            } else {
                (format!("API {level}"), published.clone())
            };
            Run { name, level, classes, app, library: true }
        })
        .collect();
    let name = "without the native library".to_owned();
    let (level, classes) = (JNI_CHECKED, WITHOUT_LIBRARY);
    runs.push(Run { name, level, classes, app: published, library: false });

    let phones = check_sample_phones()?;
    let job = |run: Run| {
        let phones = &phones;
        move || Ok((run.name.clone(), one(simulator, selection, phones, &run)?))
    };
    workers::run(runs.into_iter().map(job).collect())
}

fn one(simulator: &Simulator, selection: &Selection, phones: &Path, run: &Run) -> Result<Tests> {
    let Run { name, level, classes, app, library } = run;
    let (level, library) = (*level, *library);
    let jdk = simulator.jdk_for(level).context("no JDK for this API level")?;
    let check_jni = library && level == JNI_CHECKED;
    let mut options = vec![
        format!("-Dappvagt.phones={}", phones.display()),
        format!("-Dappvagt.root={}", project::path("").display()),
    ];
    if check_jni {
        options.push("-Xcheck:jni".to_owned());
    }
    if !library {
        // Stands after the simulator's own, and the last one counts.
        options.push("-Djava.library.path=/nonexistent".to_owned());
    }
    let mut junit = simulator.junit(&jdk, level, app, &options)?;
    junit.arg("--scan-classpath").arg(simulator.tests()).args(["--include-classname", classes]);
    selection.limit(&mut junit);
    let log = format!("junit-{}", name.replace(", ", " ").replace(' ', "-").to_lowercase());
    let mut tests = junit::run(&log, &mut junit)?;
    if check_jni {
        let reports = jni_check::reports(&tests.output);
        tests.failed += reports.len();
        tests.problems.push_str(&reports.join("\n"));
    }
    Ok(tests)
}

/// Checks the shipped phones and fills in their defaults, into a folder for the tests.
fn check_sample_phones() -> Result<PathBuf> {
    let checked = project::target("phones");
    let own_id = Versions::read()?.application_id;
    fs::create_dir_all(&checked).with_context(|| checked.display().to_string())?;
    for entry in fs::read_dir(project::path("samples/phones"))? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "json") {
            let phone = serde_json::to_vec(&PhoneFile::read(&file, &own_id)?)?;
            fs::write(checked.join(file.file_name().unwrap_or_default()), phone)?;
        }
    }
    Ok(checked)
}
