//! Facts for people.

use std::io::{self, Write};

use appvagt_safe_text::clean;
use appvagt_scanner::Label;

use super::facts::{ComponentFacts, DamagedSignature, Facts};

/// Writes a paragraph about a file.
///
/// # Errors
/// It cannot be written.
pub fn write(facts: &Facts, output: &mut impl Write) -> io::Result<()> {
    match &facts.base {
        Some(base) => writeln!(output, "{} ({})", clean(&facts.path), clean(base))?,
        None => writeln!(output, "{}", clean(&facts.path))?,
    }
    if let Some(error) = &facts.error {
        line(output, "error", &error.message)?;
        if facts.package.is_some() {
            line(output, "", "recovered anyway, though Android refuses this file:")?;
        }
    }
    if let Some(package) = &facts.package {
        let version = facts.version_code.unwrap_or(0);
        let name = facts.version_name.as_deref().unwrap_or("no version name");
        line(output, "package", &format!("{package} {version} ({name})"))?;
        if let Some(split) = &facts.split {
            line(output, "split", split)?;
        }
        line(output, "label", facts.label.as_ref().map_or("unknown", Label::as_str))?;
        let sdk = |level: &Option<serde_json::Value>| match level {
            Some(level) => level.to_string().replace('"', ""),
            None => "not stated".to_owned(),
        };
        let levels =
            format!("{} or later, made for {}", sdk(&facts.min_sdk), sdk(&facts.target_sdk));
        line(output, "SDK", &levels)?;
        write_signers(facts, output)?;
        write_components(&facts.components, output)?;
    }
    for (name, meaning) in &facts.explained {
        line(output, "anomaly", &format!("{name}: {meaning}"))?;
    }
    Ok(())
}

fn write_signers(facts: &Facts, output: &mut impl Write) -> io::Result<()> {
    for DamagedSignature { scheme, error } in &facts.unread_signatures {
        line(output, "signature", &format!("{scheme} cannot be read: {}", error.message))?;
    }
    if facts.signers.is_empty() {
        return line(output, "signers", "none found");
    }
    for signer in &facts.signers {
        line(output, "signer", &format!("{} {} (not verified)", signer.sha256, signer.scheme))?;
        for earlier in &signer.history {
            line(output, "", &format!("{earlier} in its history"))?;
        }
    }
    Ok(())
}

fn write_components(components: &[ComponentFacts], output: &mut impl Write) -> io::Result<()> {
    let exported = components.iter().filter(|component| component.exported).count();
    let count = components.len();
    line(output, "components", &format!("{count}, {exported} of them open to other apps"))?;
    for component in components {
        let open = if component.exported { " (open)" } else { "" };
        writeln!(output, "    {:<14} {}{open}", component.kind, clean(&component.name))?;
    }
    Ok(())
}

fn line(output: &mut impl Write, what: &str, value: &str) -> io::Result<()> {
    writeln!(output, "  {what:<10} {}", clean(value))
}
