//! Prints the model and the users of the attached device: `cargo run -p appvagt-adb --example ask`.

use std::process::ExitCode;
use std::time::Duration;

use appvagt_adb::{Adb, Unreachable};

fn main() -> ExitCode {
    match ask() {
        Ok(()) => ExitCode::SUCCESS,
        Err(unreachable) => {
            eprintln!("{unreachable}");
            ExitCode::FAILURE
        }
    }
}

fn ask() -> Result<(), Unreachable> {
    let serial = std::env::args().nth(1);
    let chosen = Adb::find(Duration::from_mins(1))?.choose(serial.as_deref())?;
    println!("{}", chosen.device);
    for device in chosen.passed_over {
        println!("{device} is {} and was passed over", device.state);
    }
    let commands = ["getprop ro.product.model", "pm list users"];
    let asked = chosen.device.ask(&commands)?;
    for (command, answer) in commands.iter().zip(asked.answers) {
        println!("$ {command}\n{}", answer.text.trim());
    }
    Ok(())
}
