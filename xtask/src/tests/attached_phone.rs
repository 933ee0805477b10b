//! A phone on a stand-in for adb.

use anyhow::Result;

use crate::adb::Device;
use crate::adb::tests::StandIn;
use crate::commands::run::target;

/// The phone in the list of devices.
pub const PHONE: &str =
    "R58M device usb:1-2 product:panther model:Pixel_7 device:panther transport_id:1";

/// Returns an answer to `adb devices -l`.
pub fn lists(devices: &[&str]) -> String {
    let lines = [&["* daemon started successfully", "List of devices attached"], devices].concat();
    format!("'devices -l') printf '%s\\n' '{}' ;;", lines.join("' '"))
}

/// Returns a phone that answers like this, and nothing to `adb devices` but that it is there.
pub fn phone(name: &str, answers: &str) -> (StandIn, Device) {
    let stand_in = StandIn::new(name, &format!("{}\n{answers}", lists(&[PHONE])));
    let device = target::choose(stand_in.adb().devices().unwrap(), None).unwrap();
    (stand_in, device)
}

/// Returns the words of the error that this must be.
#[track_caller]
pub fn error<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("it worked"),
        Err(error) => format!("{error:#}"),
    }
}
