//! Prints what an APK says about itself.
//!
//! ```text
//! cargo run -p appvagt-apk --example show_apk -- app.apk
//! ```

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use appvagt_apk::{Apk, Options, Text};

/// Shows the APK that is named.
///
/// # Errors
/// None is named, or as [`show`].
pub fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name an APK")?;
    show(Path::new(&path), &mut io::stdout().lock())
}

/// Shows the APK at `path`.
///
/// # Errors
/// The APK cannot be read, or the output not written.
pub fn show(path: &Path, output: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let apk = Apk::open(path, Options::default())?;
    // No locale is asked for: that gives the label for everybody.
    let label = apk.label(&[])?;
    let manifest = apk.resolved_manifest()?;
    let version = manifest.version_name.as_ref().map(Text::to_string).unwrap_or_default();
    writeln!(output, "{}, version {} ({version})", manifest.package, manifest.version_code)?;
    writeln!(output, "  called {}", label.as_deref().unwrap_or("nothing"))?;
    for component in &manifest.components {
        writeln!(output, "  {} {}", component.kind.name(), component.name)?;
    }
    let signatures = apk.extract_signers()?;
    for signer in signatures.signers {
        let (scheme, certificate) = (signer.scheme.name(), signer.certificate);
        writeln!(output, "  signed {scheme} by {certificate} (not verified)")?;
    }
    for unread in signatures.unread {
        writeln!(output, "  a signature {} that cannot be read", unread.scheme.name())?;
    }
    for anomaly in apk.anomalies().iter() {
        writeln!(output, "  odd: {}", anomaly.description())?;
    }
    Ok(())
}
