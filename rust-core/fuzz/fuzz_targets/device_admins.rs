#![no_main]

#[path = "../../cli/src/device/device_admins.rs"]
mod device_admins;

use device_admins::DeviceAdmins;
use libfuzzer_sys::fuzz_target;

// What a device dumps of administrators, by itself and behind what is known.
fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = DeviceAdmins::read(&text);
    let known = "  Enabled Device Admins (User 0):\n    a.b/.C:\n";
    assert!(DeviceAdmins::read(&format!("{known}{text}")).has(0, "a.b"));
    let _ = device_admins::COMMAND;
});
