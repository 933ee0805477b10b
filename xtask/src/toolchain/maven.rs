//! Maven, which fetches artifacts into its own cache, watched while it does so.

use std::collections::{BTreeMap, VecDeque};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::toolchain::artifacts::Coordinate;
use crate::toolchain::command::{command, run_watched};
use crate::toolchain::project;
use crate::toolchain::step::note;
use crate::toolchain::system_package::MAVEN_PROGRAM;

const RESOLVE: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve";

/// Over how long the speed of downloads is measured.
const MEASURED: Duration = Duration::from_secs(5);

/// Returns the folder in which Maven keeps what it downloads: the one that its options or this
/// user's settings name, or else the usual one.
pub fn cache() -> Result<PathBuf> {
    let options = env::var("MAVEN_OPTS").unwrap_or_default();
    let named = options.split_whitespace().find_map(|o| o.strip_prefix("-Dmaven.repo.local="));
    if let Some(folder) = named {
        return Ok(folder.into());
    }
    let own = env::home_dir().context("there is no home folder for Maven's downloads")?.join(".m2");
    let settings = fs::read_to_string(own.join("settings.xml")).unwrap_or_default();
    let named = settings.split_once("<localRepository>").map(|(_, rest)| rest);
    match named.and_then(|rest| rest.split_once("</localRepository>")) {
        Some((folder, _)) if !folder.contains("${") => Ok(folder.trim().into()),
        _ => Ok(own.join("repository")),
    }
}

/// Has Maven fetch artifacts, each with its size. Returns its list of where they are.
pub fn fetch(artifacts: &[(Coordinate, u64)]) -> Result<String> {
    let folder = project::target("maven");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let dependencies: String = artifacts.iter().map(|(c, _)| c.dependency()).collect();
    let project_file = folder.join("pom.xml");
    fs::write(&project_file, project_with(&dependencies))?;
    let list_file = folder.join("files.txt");
    resolve(&project_file, &list_file, &Progress::new(artifacts))?;
    fs::read_to_string(&list_file).with_context(|| list_file.display().to_string())
}

/// Has Maven resolve the project. Some artifacts are in Google's repository only: where the
/// machine's own Maven settings do not lead there, it is asked as well.
fn resolve(project_file: &Path, list_file: &Path, progress: &Progress) -> Result<()> {
    let fetch = |name, options: &[&str]| {
        let mut maven = command(MAVEN_PROGRAM);
        maven.arg("--file").arg(project_file).arg(RESOLVE).arg("-Dstyle.color=never");
        maven.args(["-DoutputAbsoluteArtifactFilename=true", "-DexcludeTransitive=true"]);
        maven.arg(format!("-DoutputFile={}", list_file.display())).args(options);
        let mut progress = progress.clone();
        run_watched(name, &mut maven, |line| {
            progress.see(line, Instant::now());
            note(progress.to_string());
            !line.starts_with(PROGRESS)
        })
    };
    if fetch("maven", &[]).is_ok() {
        return Ok(());
    }
    fetch("maven-google", &["--activate-profiles=google"])
}

fn project_with(dependencies: &str) -> String {
    format!(
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\
         <modelVersion>4.0.0</modelVersion>\n\
         <groupId>org.appvagt</groupId><artifactId>downloads</artifactId><version>1</version>\
         <packaging>pom</packaging>\n\
         <profiles><profile><id>google</id><repositories><repository><id>google</id>\
         <url>https://maven.google.com</url></repository></repositories></profile></profiles>\n\
         <dependencies>\n{dependencies}</dependencies></project>\n"
    )
}

/// How Maven's lines begin that are about downloads.
const PROGRESS: &str = "Progress (";
const BEGUN: &str = "Downloading from ";
const DONE: &str = "Downloaded from ";

/// How far Maven is.
#[derive(Clone)]
struct Progress {
    /// What is still to come, by the name of the file.
    sizes: BTreeMap<String, u64>,
    files: usize,
    total: u64,
    /// Bytes that are here, of what was asked for.
    done: u64,
    /// Bytes that are here of what is just coming.
    coming: u64,
    /// Whether any of what was asked for has begun: Maven fetches its own plug-ins before.
    begun: bool,
    /// How many bytes there were at some times of late.
    samples: VecDeque<(Instant, u64)>,
}

impl Progress {
    fn new(artifacts: &[(Coordinate, u64)]) -> Self {
        let sizes: BTreeMap<_, _> =
            artifacts.iter().map(|(c, size)| (c.file_name(), *size)).collect();
        Self {
            files: sizes.len(),
            total: sizes.values().sum(),
            sizes,
            done: 0,
            coming: 0,
            begun: false,
            samples: VecDeque::new(),
        }
    }

    /// Takes in a line of Maven's.
    fn see(&mut self, line: &str, now: Instant) {
        if let Some((_, amounts)) = line.strip_prefix(PROGRESS).and_then(|l| l.split_once("): ")) {
            self.coming = amounts.split(" | ").filter_map(bytes_so_far).sum();
        } else if let Some(name) = line.strip_prefix(BEGUN).and_then(file_in) {
            self.begun |= self.sizes.contains_key(name);
        } else if let Some(name) = line.strip_prefix(DONE).and_then(file_in) {
            if let Some(size) = self.sizes.remove(name) {
                self.done += size;
                self.coming = self.coming.saturating_sub(size);
            }
        } else {
            return;
        }
        self.samples.push_back((now, self.here()));
        while self.samples.front().is_some_and(|(then, _)| now - *then > MEASURED) {
            self.samples.pop_front();
        }
    }

    /// Returns how many bytes of what was asked for are here.
    fn here(&self) -> u64 {
        if self.begun { (self.done + self.coming).min(self.total) } else { 0 }
    }

    /// Returns bytes a second of late, if that can be said yet.
    fn speed(&self) -> Option<u64> {
        let ((then, before), (now, here)) = (self.samples.front()?, self.samples.back()?);
        let ms = u64::try_from((*now - *then).as_millis()).ok()?;
        (ms > 0).then(|| here.saturating_sub(*before) * 1000 / ms)
    }
}

impl std::fmt::Display for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        if !self.begun {
            return write!(f, "Maven and its plug-ins");
        }
        let (here, total) = (megabytes(self.here()), megabytes(self.total));
        let file = (self.files - self.sizes.len() + 1).min(self.files);
        write!(f, "{here} of {total} MB, file {file} of {}", self.files)?;
        match self.speed() {
            Some(speed @ ..1_000_000) => write!(f, ", {} kB/s", speed / 1000),
            Some(speed) => write!(f, ", {}.{} MB/s", speed / 1_000_000, speed / 100_000 % 10),
            None => Ok(()),
        }
    }
}

/// Returns bytes in megabytes, rounded up.
pub fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

/// Returns the file's name in `central: https://…/name.jar (1.2 MB at 3.4 MB/s)`.
fn file_in(rest: &str) -> Option<&str> {
    rest.split_once(": ")?.1.split(' ').next()?.rsplit('/').next()
}

/// Reads the first number of `1.2/34 MB` or `name.jar (1.2/34 MB)`, as versions of Maven print it.
fn bytes_so_far(amount: &str) -> Option<u64> {
    let amount = amount.rsplit_once('(').map_or(amount, |(_, amount)| amount);
    let (numbers, unit) = amount.trim().trim_end_matches(')').split_once(' ')?;
    let factor = match unit.trim() {
        "B" => 1,
        "kB" | "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return None,
    };
    let (whole, tenths) = numbers.split('/').next()?.split_once('.').unwrap_or((numbers, "0"));
    let whole: u64 = whole.split('/').next()?.parse().ok()?;
    let tenths: u64 = tenths.get(..1)?.parse().ok()?;
    Some(whole.checked_mul(factor)? + tenths * factor / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_every_maven_prints_them() {
        for (amount, bytes) in [
            ("815 B", Some(815)),
            ("4.1/18 kB", Some(4_100)),
            ("32/159 MB", Some(32_000_000)),
            ("0.7/1.1 MB", Some(700_000)),
            ("16 kB   ", Some(16_000)),
            ("icu4j-77.1.jar (1.2/15 MB)", Some(1_200_000)),
            ("a.pom (2.2 kB)", Some(2_200)),
            ("much", None),
            ("1 parsec", None),
            ("18446744073709551615 GB", None),
        ] {
            assert_eq!(bytes_so_far(amount), bytes, "{amount}");
        }
    }

    #[test]
    fn progress_counts_what_was_asked_for_and_not_what_maven_needs_itself() {
        let artifacts = [("g:a:1", 40_000_000), ("g:b:2:aar", 2_000_000)]
            .map(|(text, size)| (Coordinate::parse(text).unwrap(), size));
        let mut progress = Progress::new(&artifacts);
        let start = Instant::now();
        for (second, line, shown) in [
            (0, "[INFO] Scanning for projects...", "Maven and its plug-ins"),
            (0, "Downloading from central: https://x/p/plugin-1.jar", "Maven and its plug-ins"),
            (1, "Progress (1): 3.0/9.0 MB", "Maven and its plug-ins"),
            (
                2,
                "Downloaded from central: https://x/p/plugin-1.jar (9 MB at 9 MB/s)",
                "Maven and its plug-ins",
            ),
            (10, "Progress (1): 0 B", "Maven and its plug-ins"),
            (10, "Downloading from central: https://x/g/a/1/a-1.jar", "0 of 42 MB, file 1 of 2"),
            (12, "Progress (2): 10/40 MB | 1.0/2.0 MB", "11 of 42 MB, file 1 of 2, 5.5 MB/s"),
            (
                13,
                "Downloaded from google: https://x/g/b/2/b-2.aar (2.0 MB at 1 MB/s)",
                "11 of 42 MB, file 2 of 2, 3.6 MB/s",
            ),
            (14, "Progress (1): 38/40 MB", "40 of 42 MB, file 2 of 2, 10.0 MB/s"),
            (
                16,
                "Downloaded from central: https://x/g/a/1/a-1.jar (40 MB at 9 MB/s)",
                "42 of 42 MB, file 2 of 2, 7.7 MB/s",
            ),
        ] {
            progress.see(line, start + Duration::from_secs(second));
            assert_eq!(progress.to_string(), shown, "{line}");
        }
    }
}
