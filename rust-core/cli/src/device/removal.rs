//! Removing what was found. What the device says of it is not believed: it is asked again what is
//! there.

use std::io::{self, BufRead, Write};

use appvagt_adb::{Answer, Asked, Device, Unreachable, quoted};
use appvagt_safe_text::clean;

use super::found::{FoundOnDevice, Holder, came_with_device};
use super::text;

/// Asks the person at the terminal whether to remove an app.
pub fn agreed(found: &FoundOnDevice) -> io::Result<bool> {
    let FoundOnDevice { finding, subject: Holder { user, .. } } = found;
    let mut terminal = io::stderr().lock();
    text::write_finding(found, &mut terminal)?;
    if came_with_device(found) {
        writeln!(
            terminal,
            "It came with the device: it is uninstalled for user {user}, or else disabled, and \
             resetting the device brings it back."
        )?;
    }
    write!(
        terminal,
        "Uninstall {} with its data for user {user}? [y/N] ",
        clean(&format!("{} ({})", finding.identity.name, finding.package))
    )?;
    terminal.flush()?;
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer)? == 0 {
        // Nobody ended the line.
        writeln!(terminal)?;
    }
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// Uninstalls an app for its user. Returns what the device says to that.
pub fn uninstall(device: &Device, found: &FoundOnDevice) -> Result<String, Unreachable> {
    run(device, "uninstall", found)
}

/// Disables an app that came with the device, for its user. Returns what the device says to that.
pub fn disable(device: &Device, found: &FoundOnDevice) -> Result<String, Unreachable> {
    run(device, "disable-user", found)
}

fn run(device: &Device, what: &str, found: &FoundOnDevice) -> Result<String, Unreachable> {
    let package = quoted(&found.finding.package);
    let command = format!("pm {what} --user {} {package}", found.subject.user);
    let Asked { answers, broke } = device.ask(&[&command])?;
    if let Some(broke) = broke {
        return Err(broke);
    }
    Ok(answers.iter().find_map(Answer::reason).unwrap_or("nothing").to_owned())
}
