//! The outcome for people.

use std::io::{self, Write};

use appvagt_safe_text::clean;
use appvagt_scanner::{Due, Finding};

use super::outcome::{Files, FilesOutcome, FoundInFiles};
use super::wording::{self, Signatures};

/// Writes a paragraph for each finding, and what it all comes to.
///
/// # Errors
/// It cannot be written.
pub fn write(outcome: &FilesOutcome, output: &mut impl Write) -> io::Result<()> {
    for found in &outcome.report.findings {
        write_finding(found, output)?;
        writeln!(output)?;
    }
    for note in &outcome.report.notes {
        if let Some(sentence) = wording::note(note) {
            writeln!(output, "{}\n", clean(&sentence))?;
        }
    }
    let FilesOutcome { report, files, unread } = outcome;
    let banned = match report.findings.len() {
        0 => "none".to_owned(),
        count => count.to_string(),
    };
    let (apps, files) = (counted(report.scanned, "app"), counted(*files, "file"));
    writeln!(output, "Read {apps} in {files}. Banned: {banned}.")?;
    if !unread.is_empty() {
        let places = counted(unread.len(), "path");
        writeln!(
            output,
            "The scan is incomplete: {places} could not be read; standard error names each."
        )?;
    }
    Ok(())
}

fn write_finding(found: &FoundInFiles, output: &mut impl Write) -> io::Result<()> {
    let FoundInFiles { finding, subject: Files { paths, entries, recovered } } = found;
    for path in paths {
        let within = match entries.as_slice() {
            [] => String::new(),
            [entry] => format!(" ({entry})"),
            [entry, more @ ..] => format!(" ({entry} and {} more)", more.len()),
        };
        writeln!(output, "{}{}", clean(path), clean(&within))?;
    }
    if *recovered {
        line(output, "recovered", "Android refuses this file; this was recovered from it anyway.")?;
    }
    write_facts(finding, Signatures::Unchecked, output)
}

/// Writes what is known of a banned app, and why it is one.
///
/// # Errors
/// It cannot be written.
pub fn write_facts(
    finding: &Finding,
    signatures: Signatures,
    output: &mut impl Write,
) -> io::Result<()> {
    let identity = &finding.identity;
    if identity.test {
        let what = "is only there to try this check, and does nothing.";
        line(output, "test app", &format!("{} {what}", identity.name))?;
    } else {
        line(output, "banned", &identity.name)?;
    }
    let version = finding.version.as_deref().map(|version| format!(" {version}"));
    let label = finding.label.as_ref().map(|label| format!(", called \"{label}\""));
    let (version, label) = (version.unwrap_or_default(), label.unwrap_or_default());
    line(output, "app", &format!("{}{version}{label}", finding.package))?;
    line(output, "certainty", wording::certainty(identity.certainty))?;
    for (index, evidence) in identity.evidence.iter().enumerate() {
        let sentence = wording::evidence(evidence, identity, signatures);
        line(output, if index == 0 { "because" } else { "" }, &sentence)?;
    }
    if let Some(reason) = &finding.reason {
        line(output, "reason", wording::text(reason))?;
    }
    if let Some(Due { day, over }) = finding.due {
        let over = if over { ", which is over" } else { "" };
        line(output, "due", &format!("by the end of {day}{over}"))?;
    }
    Ok(())
}

/// Writes one fact.
///
/// # Errors
/// It cannot be written.
pub fn line(output: &mut impl Write, what: &str, value: &str) -> io::Result<()> {
    writeln!(output, "  {what:<10} {}", clean(value))
}

/// Says how many there are.
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
