//! Prints the apps of each device in an inventory, and all that the inventory does not show.
//!
//! `cargo run -p appvagt-inventory --example list_apps -- devices.json`

use std::env;
use std::fs::File;
use std::process::ExitCode;

use appvagt_inventory::{Event, Options, Presence, read};

fn main() -> ExitCode {
    let Some(path) = env::args_os().nth(1) else {
        eprintln!("usage: list_apps FILE");
        return ExitCode::from(2);
    };
    let mut file = match File::open(&path) {
        Ok(file) => file,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    };
    let mut apps = Vec::new();
    let mut complete = true;
    read(&mut file, &Options::default(), &mut |event| match event {
        Event::App(app) if app.presence != Presence::Absent => {
            apps.push(app.id.or(app.name).unwrap_or("an app without a name").to_owned());
        }
        Event::Device(device) => {
            println!("{}", device.id.unwrap_or("a device"));
            apps.drain(..).for_each(|app| println!("  {app}"));
            for unseen in device.coverage.unseen() {
                complete = false;
                println!("  not shown: {unseen:?}");
            }
        }
        Event::NotUnderstood { subject, value } => {
            complete = false;
            println!("not understood: {subject:?} {value:?}");
        }
        Event::Page { goes_on: true, .. } => {
            complete = false;
            println!("the list goes on in another page");
        }
        Event::NotRead { problem, .. } => {
            complete = false;
            println!("not read: {:?}: {problem}", problem.place);
        }
        _ => {}
    });
    if complete { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
