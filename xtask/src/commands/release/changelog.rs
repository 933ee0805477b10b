//! What CHANGELOG.md says of a release.

use anyhow::{Context, Result, bail};
use appvagt_scanner::Date;

const UNRELEASED: &str = "Unreleased";

/// Returns the date of the section `## VERSION (DATE)`.
///
/// # Errors
/// There is no such section with something in it, or what is to be released stands elsewhere.
pub fn date_of(changelog: &str, version: &str) -> Result<String> {
    let sections = sections(changelog);
    let (heading, text) = sections
        .iter()
        .find(|(heading, _)| heading.split(' ').next() == Some(version))
        .with_context(|| {
            format!(
                "there is no section \"## {version} (DATE)\": write it, with the day of the release"
            )
        })?;
    let date = heading
        .strip_prefix(version)
        .and_then(|rest| rest.strip_prefix(" (")?.strip_suffix(')'))
        .with_context(|| {
            format!("\"## {heading}\" has no date: write it as \"## {version} (2026-12-31)\"")
        })?;
    let date: Date = date.parse().with_context(|| format!("\"## {heading}\""))?;
    if text.trim().is_empty() {
        bail!("the section of {version} says nothing");
    }
    let unreleased = sections.iter().find(|(heading, _)| *heading == UNRELEASED);
    if unreleased.is_some_and(|(_, text)| !text.trim().is_empty()) {
        bail!(
            "changes are listed as unreleased, but are released with {version}: move what stands \
             below \"## {UNRELEASED}\" to its section"
        );
    }
    Ok(date.to_string())
}

/// Returns headings with what stands below each.
fn sections(changelog: &str) -> Vec<(&str, &str)> {
    let sections = changelog.split("\n## ").skip(1);
    sections.map(|section| section.split_once('\n').unwrap_or((section, ""))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_has_a_section_with_its_version_and_a_day() {
        let good = "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- New.\n\n## 0.1.0 (2026-11-30)\n\n- All.\n";
        assert_eq!(date_of(good, "0.2.0").unwrap(), "2026-12-01");
        assert_eq!(date_of(good, "0.1.0").unwrap(), "2026-11-30");
        for (changelog, expected) in [
            ("# Changelog\n\n## Unreleased\n\n- New.\n", "there is no section \"## 0.2.0 (DATE)\""),
            ("# C\n\n## 0.2.0.1 (2026-12-01)\n\n- New.\n", "there is no section"),
            ("# C\n\n## 0.2.0\n\n- New.\n", "has no date"),
            ("# C\n\n## 0.2.0 - 2026-12-01\n\n- New.\n", "has no date"),
            ("# C\n\n## 0.2.0 (2026-02-30)\n\n- New.\n", "found \"2026-02-30\""),
            ("# C\n\n## 0.2.0 (soon)\n\n- New.\n", "found \"soon\""),
            ("# C\n\n## 0.2.0 (2026-12-01)\n\n## 0.1.0 (2026-11-30)\n\n- All.\n", "says nothing"),
            ("# C\n\n## 0.2.0 (2026-12-01)", "says nothing"),
            (
                "# C\n\n## Unreleased\n\n- Newer.\n\n## 0.2.0 (2026-12-01)\n\n- New.\n",
                "listed as unreleased",
            ),
        ] {
            let error = format!("{:#}", date_of(changelog, "0.2.0").unwrap_err());
            assert!(error.contains(expected), "{changelog:?}: {error}");
        }
    }
}
