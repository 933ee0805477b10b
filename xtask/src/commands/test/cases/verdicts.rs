//! What `appvagt scan` says of the cases, and whether that is right.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use appvagt_scanner::Catalogue;
use serde::Deserialize;
use serde_json::{Value, json};

use super::apks::Built;
use super::{Case, Found, Table};
use crate::commands::test::appvagt;
use crate::toolchain::command::command;
use crate::toolchain::project;

/// What of the command's JSON matters here.
#[derive(Deserialize)]
struct Report {
    scanned: usize,
    findings: Vec<Finding>,
    gaps: Vec<Value>,
}

#[derive(Deserialize)]
struct Finding {
    package: String,
    label: String,
    family: Option<String>,
    test: bool,
    certainty: String,
    evidence: Vec<Evidence>,
    paths: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Evidence {
    kind: String,
    mark: Option<String>,
    found: Option<String>,
}

impl Evidence {
    /// Writes it as the table does, which cannot know the digest of the stranger's certificate.
    fn text(&self, stranger: &str) -> String {
        match (&self.mark, self.found.as_deref()) {
            (Some(mark), Some(found)) if found == stranger => format!("{mark} stranger"),
            (Some(mark), Some(found)) => format!("{mark} {found}"),
            _ => self.kind.clone(),
        }
    }
}

/// Has every case judged by both policies.
///
/// # Errors
/// Some are not judged as the table says: all of these.
pub fn check(table: &Table, built: &Built) -> Result<()> {
    let appvagt = appvagt::build()?;
    let families: Vec<_> = Catalogue::embedded().families.iter().map(|family| family.id).collect();
    let banned = [("TikTok is banned", &["tiktok"][..]), ("every family is banned", &families)];
    let mut wrong = String::new();
    for (what, families) in banned {
        let policy = policy(families, None)?;
        let and_stranger = self::policy(families, Some(&built.stranger))?;
        for (case, folder) in table.case.iter().zip(&built.folders) {
            let expected = match &case.all_banned {
                Some(found) if families.len() > 1 => Some(found),
                _ => case.found.as_ref(),
            };
            let policy = if case.rotated { &and_stranger } else { &policy };
            if let Err(error) = judge(&appvagt, policy, case, expected, (folder, &built.stranger)) {
                // Writing to a string cannot fail.
                let _ = writeln!(wrong, "{}, if {what}: {error:#}", case.name);
            }
        }
    }
    if !wrong.is_empty() {
        bail!("cases.toml:\n{wrong}");
    }
    Ok(())
}

/// Writes a policy that bans these families and a certificate.
fn policy(families: &[&str], certificate: Option<&str>) -> Result<PathBuf> {
    let families_banned = families.iter().map(|family| json!({"family": family}));
    let certificate_banned = certificate.map(|digest| json!({"certificate": digest}));
    let banned: Vec<_> = families_banned.chain(certificate_banned).collect();
    let stranger = if certificate.is_some() { "-stranger" } else { "" };
    let file = project::target(&format!("android/cases/{}{stranger}.json", families.len()));
    std::fs::write(&file, json!({"schema": 1, "banned": banned}).to_string())
        .with_context(|| file.display().to_string())?;
    Ok(file)
}

/// Judges the APKs of a case and compares what comes of it.
fn judge(
    appvagt: &Path,
    policy: &Path,
    case: &Case,
    expected: Option<&Found>,
    built: (&Path, &str),
) -> Result<()> {
    let (folder, stranger) = built;
    let mut scan = command(appvagt);
    scan.args(["scan", "--json", "--policy"]).arg(policy).arg(folder);
    let output = scan.output().context("appvagt scan")?;
    let exit = i32::from(expected.is_some());
    if output.status.code() != Some(exit) {
        let said = String::from_utf8_lossy(&output.stdout);
        bail!("{}, not {exit}: {said}{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    let report: Report = serde_json::from_slice(&output.stdout).context("its JSON")?;
    if report.scanned != case.apps() || !report.gaps.is_empty() {
        bail!("{} apps were read, with the gaps {:?}", report.scanned, report.gaps);
    }
    match (&report.findings[..], expected) {
        ([], None) => Ok(()),
        ([finding], Some(expected)) => compare(finding, case, expected, stranger),
        (findings, _) => bail!("{} findings", findings.len()),
    }
}

/// Returns whether a character changes the order in which text is shown (Unicode, UAX #9).
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn compare(finding: &Finding, case: &Case, expected: &Found, stranger: &str) -> Result<()> {
    let Finding { package, label, family, test, certainty, evidence, paths } = finding;
    let is_test = family.as_deref() == Some("appvagt-test");
    let apks = 1 + usize::from(case.split.is_some());
    if (package, paths.len(), *test) != (&case.package, apks, is_test) {
        bail!("{package} in {paths:?}, a test: {test}");
    }
    let is_shown = |c: char| !c.is_control() && !is_bidi_control(c);
    if label.is_empty() || !label.chars().all(is_shown) || label.chars().count() > 100 {
        bail!("it is called {label:?}");
    }
    // The order is not what this is about.
    let found: BTreeSet<_> = evidence.iter().map(|evidence| evidence.text(stranger)).collect();
    let meant: BTreeSet<_> = expected.evidence.iter().cloned().collect();
    if (family, certainty) != (&expected.family, &expected.certainty) {
        bail!(
            "found as {family:?}, {certainty}, and not as {:?}, {}",
            expected.family,
            expected.certainty
        );
    }
    if found != meant {
        let differing = found.symmetric_difference(&meant);
        bail!("found by {found:#?}, which differs in {:#?}", differing.collect::<Vec<_>>());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_for_another_reason_is_wrong() {
        let case = |evidence: &str| {
            let row = format!(
                "name = \"x\"\npackage = \"a.b\"\nfound = {{ family = \"tiktok\", certainty = \
                 \"strong\", evidence = {evidence} }}"
            );
            toml::from_str::<Case>(&row).unwrap()
        };
        let finding = |family: &str| {
            let mark = json!({"kind": "mark", "mark": "certificate", "found": "ab"});
            let finding = json!({
                "package": "a.b", "label": "x", "family": family, "test": false, "certainty": "strong",
                "evidence": [mark, {"kind": "package_name"}], "paths": ["a.apk"]
            });
            serde_json::from_value::<Finding>(finding).unwrap()
        };
        let compared = |finding, case: &Case| {
            compare(&finding, case, case.found.as_ref().unwrap(), "ab").map_err(|e| e.to_string())
        };
        let right = case(r#"["package_name", "certificate stranger"]"#);
        assert_eq!(compared(finding("tiktok"), &right), Ok(()));
        assert!(compared(finding("douyin"), &right).unwrap_err().contains("found as"));
        for other in [r#"["package_name"]"#, r#"["package_name", "own_rule"]"#] {
            let error = compared(finding("tiktok"), &case(other)).unwrap_err();
            assert!(error.contains("differs in"), "{error}");
        }
    }
}
