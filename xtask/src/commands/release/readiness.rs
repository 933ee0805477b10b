//! What has to be in order before anything is built: the tree, the version, the changelog, the key.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::changelog;
use crate::commands::apk::key::{self, Key};
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;

const CATALOG: &str = "gradle/libs.versions.toml";
const CHANGELOG: &str = "CHANGELOG.md";

/// A version as it is compared: three numbers.
type Version = [u32; 3];

/// Checks the checkout at `root`, which is to be released as `version`, and the key. Returns the
/// date of the release.
///
/// # Errors
/// All that is not in order, each with what mends it.
pub fn check(root: &Path, version: &str, jdk: &Jdk) -> Result<String> {
    let mut problems = Vec::new();
    let mut note = |result: Result<()>| {
        if let Err(error) = result {
            problems.push(format!("{error:#}"));
        }
    };
    note(tree(root));
    note(version_code(root, version));
    note(signing_key(jdk));
    let date = match date(root, version) {
        Ok(date) => date,
        Err(error) => {
            note(Err(error));
            String::new()
        }
    };
    if problems.is_empty() {
        return Ok(date);
    }
    let list: Vec<_> = problems.iter().map(|problem| format!("\n- {problem}")).collect();
    bail!("{version} is not ready to be released:{}", list.concat())
}

/// Checks that what is built is what is committed.
fn tree(root: &Path) -> Result<()> {
    let changed = git(root, &["status", "--porcelain"])?;
    let files: Vec<_> = changed.lines().map(|line| line.get(3..).unwrap_or(line)).collect();
    match files[..] {
        [] => Ok(()),
        [first, ref rest @ ..] => {
            let others =
                if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            bail!(
                "the working tree differs from the last commit in {first}{others}: commit or put \
                 away what `git status` lists"
            )
        }
    }
}

/// Checks the version code beside those of all releases, which are the tags such as v1.2.3: it must
/// be higher than that of each lower version, and lower than that of each higher one, so that an old
/// release can be built again.
fn version_code(root: &Path, version: &str) -> Result<()> {
    if git(root, &["rev-parse", "--is-shallow-repository"])?.trim() != "false" {
        bail!(
            "this clone has not all tags, so the last release is not known: git fetch --unshallow --tags"
        );
    }
    let own = parse(version).with_context(|| {
        format!("Cargo.toml: version {version:?} is not three numbers, such as 1.2.3")
    })?;
    let catalog = fs::read_to_string(root.join(CATALOG)).context(CATALOG)?;
    let code = version_code_in(&catalog).context(CATALOG)?;
    let head = git(root, &["rev-parse", "HEAD"])?;
    for tag in git(root, &["tag", "--list", "v*"])?.lines() {
        let Some(released) = tag.strip_prefix('v').and_then(parse) else { continue };
        let at_head = git(root, &["rev-parse", &format!("{tag}^{{commit}}")])? == head;
        if at_head && released != own {
            bail!(
                "the commit has the tag {tag}, Cargo.toml says {version}: raise the version in \
                 Cargo.toml, or delete the tag"
            );
        }
        if !at_head && released == own {
            bail!(
                "{version} was released from another commit ({tag}): raise `version` in Cargo.toml"
            );
        }
        if at_head {
            continue;
        }
        let file = format!("{tag}:{CATALOG}");
        let its_code = version_code_in(&git(root, &["show", &file])?).context(file)?;
        if released < own && its_code >= code {
            bail!(
                "{CATALOG}: versionCode {code} is not higher than the {its_code} of {tag}, and \
                 phones take no other for newer: make it {} or more",
                its_code + 1
            );
        }
        if released > own && its_code <= code {
            bail!(
                "{CATALOG}: versionCode {code} is not lower than the {its_code} of {tag}, which is \
                 the newer version"
            );
        }
    }
    Ok(())
}

fn version_code_in(catalog: &str) -> Result<u32> {
    #[derive(Deserialize)]
    struct Catalog {
        versions: Versions,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Versions {
        version_code: String,
    }
    let code = toml::from_str::<Catalog>(catalog)?.versions.version_code;
    code.parse().with_context(|| format!("versionCode {code:?} is not a number"))
}

fn parse(version: &str) -> Option<Version> {
    let numbers: Option<Vec<u32>> = version.split('.').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

fn date(root: &Path, version: &str) -> Result<String> {
    let text = fs::read_to_string(root.join(CHANGELOG)).context(CHANGELOG)?;
    changelog::date_of(&text, version).context(CHANGELOG)
}

/// Checks that the key is one that phones and stores take.
fn signing_key(jdk: &Jdk) -> Result<()> {
    if env::var_os(key::KEYSTORE).is_none() {
        bail!(
            "{} is not set, and with the debug key nothing is released: name the keystore of the \
             release key (docs/apk.md#signing)",
            key::KEYSTORE
        );
    }
    not_for_debugging(jdk, &key::find(jdk)?)
}

/// Checks that a key is not one that Android's tools make for debugging.
pub fn not_for_debugging(jdk: &Jdk, key: &Key) -> Result<()> {
    let owner = key.owner(jdk)?;
    if owner.contains("CN=Android Debug") {
        bail!(
            "{} belongs to \"{owner}\": it is a debug key, which no store takes. Make one that is \
             kept (docs/publish.md#the-key)",
            key.name()
        );
    }
    Ok(())
}

fn git(root: &Path, words: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(words)
        .output()
        .context("git could not be started; a release is built from a git checkout")?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        bail!("git {}: {}", words.join(" "), error.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns the commit that is released.
pub fn commit() -> Result<String> {
    Ok(git(project::root(), &["rev-parse", "HEAD"])?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// A repository with one commit: version 0.2.0 with version code 2, all in order.
    struct Checkout(TempDir);

    impl Checkout {
        fn new() -> Self {
            let checkout = Self(TempDir::new().unwrap());
            checkout.git(&["init", "--quiet"]);
            checkout.write(CHANGELOG, "# Changelog\n\n## 0.2.0 (2026-12-01)\n\n- New.\n");
            checkout.write_code(2);
            checkout
        }

        fn git(&self, words: &[&str]) {
            let who =
                ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "tag.gpgSign=false"];
            git(self.0.path(), &[&who[..], &["-c", "commit.gpgSign=false"], words].concat())
                .unwrap();
        }

        fn write(&self, file: &str, text: &str) {
            let path = self.0.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
            self.git(&["add", "."]);
            self.git(&["commit", "--quiet", "--message", file]);
        }

        fn write_code(&self, code: u32) {
            self.write(CATALOG, &format!("[versions]\nversionCode = \"{code}\"\n"));
        }

        fn code(&self, version: &str) -> Result<(), String> {
            version_code(self.0.path(), version).map_err(|error| format!("{error:#}"))
        }
    }

    #[test]
    fn a_tree_that_differs_from_the_commit_is_refused_with_a_file() {
        let checkout = Checkout::new();
        tree(checkout.0.path()).unwrap();
        let new = checkout.0.path().join("new.txt");
        fs::write(&new, "").unwrap();
        let error = tree(checkout.0.path()).unwrap_err().to_string();
        assert!(error.contains("differs from the last commit in new.txt:"), "{error}");
        fs::write(checkout.0.path().join(CHANGELOG), "changed").unwrap();
        let error = tree(checkout.0.path()).unwrap_err().to_string();
        assert!(error.contains("CHANGELOG.md and 1 more"), "{error}");
    }

    #[test]
    fn version_codes_follow_versions() {
        let checkout = Checkout::new();
        assert_eq!(checkout.code("0.2.0"), Ok(()), "nothing was released before");
        checkout.git(&["tag", "v0.2.0"]);
        assert_eq!(checkout.code("0.2.0"), Ok(()), "the tag of this release");
        assert!(checkout.code("0.3.0").unwrap_err().contains("has the tag v0.2.0"));

        checkout.write("later.txt", "");
        assert!(
            checkout.code("0.2.0").unwrap_err().contains("released from another commit (v0.2.0)")
        );
        let error = checkout.code("0.3.0").unwrap_err();
        assert!(error.contains("versionCode 2 is not higher than the 2 of v0.2.0"), "{error}");
        assert!(error.contains("make it 3 or more"), "{error}");
        assert!(checkout.code("0.10.0").is_err(), "ten is after two");
        let error = checkout.code("0.1.9").unwrap_err();
        assert!(error.contains("versionCode 2 is not lower than the 2 of v0.2.0"), "{error}");

        checkout.write_code(3);
        assert_eq!(checkout.code("0.3.0"), Ok(()));
        assert!(checkout.code("0.3.0-rc.1").unwrap_err().contains("not three numbers"));
        // A tag that names no version is none of a release.
        checkout.git(&["tag", "vacation"]);
        assert_eq!(checkout.code("0.3.0"), Ok(()));
        checkout.write_code(1);
        assert_eq!(checkout.code("0.1.9"), Ok(()), "an old release is built again");
    }

    #[test]
    fn a_clone_without_its_tags_does_not_know_the_last_release() {
        let (checkout, shallow) = (Checkout::new(), TempDir::new().unwrap());
        let url = format!("file://{}", checkout.0.path().display());
        git(shallow.path(), &["clone", "--quiet", "--depth", "1", &url, "."]).unwrap();
        let error = version_code(shallow.path(), "0.2.0").unwrap_err().to_string();
        assert!(error.contains("git fetch --unshallow --tags"), "{error}");
    }

    #[test]
    fn the_key_that_tools_make_for_debugging_is_refused() {
        let jdk = Jdk::default().unwrap();
        let debug = key::of_stranger(&jdk, "Android Debug").unwrap();
        let error = not_for_debugging(&jdk, &debug).unwrap_err().to_string();
        assert!(error.contains("belongs to \"CN=Android Debug\""), "{error}");
        let other = key::of_stranger(&jdk, "Example Municipality").unwrap();
        not_for_debugging(&jdk, &other).unwrap();
    }

    #[test]
    fn all_that_is_not_in_order_is_listed_at_once() {
        let checkout = Checkout::new();
        fs::write(checkout.0.path().join(CHANGELOG), "# Changelog\n\n## Unreleased\n\n- New.\n")
            .unwrap();
        checkout.git(&["tag", "v0.1.0"]);
        let jdk = Jdk::default().unwrap();
        let error = check(checkout.0.path(), "0.2.0", &jdk).unwrap_err().to_string();
        for part in ["0.2.0 is not ready", "working tree", "v0.1.0", "CHANGELOG.md: there is no"] {
            assert!(error.contains(part), "no {part} in {error}");
        }
    }
}
