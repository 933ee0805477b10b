//! Prints the apps of each device in an inventory, and all that the inventory does not show.
//!
//! ```text
//! cargo run -p appvagt-inventory --example list_apps -- devices.json
//! ```

use std::error::Error;
use std::fmt::Write;
use std::fs::File;
use std::path::Path;

use appvagt_inventory::{Event, Options, Presence, read};

/// Lists the inventory that is named.
///
/// # Errors
/// None is named, or it is not there.
pub fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name an inventory")?;
    print!("{}", list(Path::new(&path))?);
    Ok(())
}

/// Lists the inventory at `path`.
///
/// # Errors
/// It is not there.
pub fn list(path: &Path) -> Result<String, Box<dyn Error>> {
    let (mut lines, mut apps) = (String::new(), Vec::new());
    let mut written = Ok(());
    read(&mut File::open(path)?, &Options::default(), &mut |event| {
        written = written.and_then(|()| match event {
            Event::App(app) if app.presence != Presence::Absent => {
                apps.push(app.id.or(app.name).unwrap_or("an app without a name").to_owned());
                Ok(())
            }
            Event::Device(device) => {
                let unseen =
                    device.coverage.unseen().map(|unseen| format!("not shown: {unseen:?}"));
                let device = device.id.unwrap_or("a device");
                let below: Vec<_> = apps.drain(..).chain(unseen).collect();
                writeln!(lines, "{device}\n  {}", below.join("\n  "))
            }
            Event::NotUnderstood { subject, value } => {
                writeln!(lines, "not understood: {subject:?} {value:?}")
            }
            Event::Page { goes_on: true, .. } => {
                writeln!(lines, "the list goes on in another page")
            }
            Event::NotRead { problem, .. } => {
                writeln!(lines, "not read: {:?}: {problem}", problem.place)
            }
            _ => Ok(()),
        });
    });
    written?;
    Ok(lines)
}
