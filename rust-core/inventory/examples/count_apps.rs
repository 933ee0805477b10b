//! Counts how many devices of an inventory have each app.
//!
//! ```text
//! cargo run -p appvagt-inventory --example count_apps -- devices.json
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::path::Path;

use appvagt_inventory::{Event, Options, Presence, read};

/// Counts in the inventory that is named.
///
/// # Errors
/// None is named, or as [`count`].
pub fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name an inventory")?;
    for (app, devices) in count(Path::new(&path))? {
        println!("{devices:6} {app}");
    }
    Ok(())
}

/// Counts in the inventory at `path`.
///
/// # Errors
/// It is not there, or a part of it cannot be read: a count would be too low.
pub fn count(path: &Path) -> Result<BTreeMap<String, usize>, Box<dyn Error>> {
    let mut counts = BTreeMap::new();
    // Events say what is on a device before they say which device it is.
    let mut apps = BTreeSet::new();
    let mut problems = Vec::new();
    read(&mut File::open(path)?, &Options::default(), &mut |event| match event {
        Event::App(app) if app.presence != Presence::Absent => {
            apps.extend(app.id.or(app.name).map(str::to_owned));
        }
        Event::Device(_) => {
            for app in std::mem::take(&mut apps) {
                *counts.entry(app).or_default() += 1;
            }
        }
        Event::NotRead { problem, .. } => problems.push(format!("{:?}: {problem}", problem.place)),
        _ => {}
    });
    if problems.is_empty() { Ok(counts) } else { Err(problems.join("\n").into()) }
}
