//! What a device dumps of administrators, by itself and behind what is known.

use crate::device_admins::DeviceAdmins;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = DeviceAdmins::read(&text);
    let known = "  Enabled Device Admins (User 0):\n    a.b/.C:\n";
    assert!(DeviceAdmins::read(&format!("{known}{text}")).has(0, "a.b"));
}
