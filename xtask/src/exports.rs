//! What a device management exports of a large fleet, made up: to measure with, and to try with.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};

/// What a phone has, those that came with it included.
pub const APPS: usize = 150;
/// So many apps there are altogether.
const KINDS: usize = 4_000;
/// One device of so many has TikTok.
const EVERY: usize = 50;

/// Returns how many of so many devices have TikTok.
pub fn banned(devices: usize) -> String {
    devices.div_ceil(EVERY).to_string()
}

/// Writes a file of an export.
pub fn write(
    path: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<()> {
    let file = File::create(path).with_context(|| path.display().to_string())?;
    let mut output = BufWriter::with_capacity(1 << 20, file);
    content(&mut output).and_then(|()| output.flush()).with_context(|| path.display().to_string())
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap_or(0)
    }
}

/// Returns the apps of a device: some that all have, others by chance, and on some TikTok.
fn apps(device: usize) -> impl Iterator<Item = Option<usize>> {
    let mut chance = Chance(device as u64 + 1);
    let tiktok = device.is_multiple_of(EVERY);
    (0..APPS).map(move |index| match index {
        100 if tiktok => None,
        0..60 => Some(index),
        _ => Some(60 + chance.below(KINDS - 60)),
    })
}

const NAMES: [&str; 12] = [
    "Kalender",
    "Camera",
    "My Notes",
    "Maps and Navigation",
    "Bank ID",
    "Rejseplanen",
    "Musik",
    "Weather Live",
    "Team Chat",
    "Photo Editor Pro",
    "Sudoku",
    "Authenticator",
];

/// Writes what `enterprises.devices.list` answers, without spaces.
pub fn amapi(devices: Range<usize>, output: &mut impl Write) -> std::io::Result<()> {
    output.write_all(b"{\"devices\":[")?;
    for device in devices.clone() {
        let comma = if device > devices.start { "," } else { "" };
        write!(
            output,
            "{comma}{{\"name\":\"enterprises/LC00abcdef/devices/{device:016x}\",\
             \"userName\":\"enterprises/LC00abcdef/users/{device}\",\
             \"managementMode\":\"DEVICE_OWNER\",\"state\":\"ACTIVE\",\"appliedState\":\"ACTIVE\",\
             \"policyCompliant\":true,\"lastStatusReportTime\":\"2026-11-20T10:00:00.000Z\",\
             \"ownership\":\"COMPANY_OWNED\",\
             \"hardwareInfo\":{{\"brand\":\"samsung\",\"serialNumber\":\"R58N{device:07}\"}},\
             \"applicationReports\":["
        )?;
        for (index, app) in apps(device).enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let (package, name) = match app {
                None => ("com.zhiliaoapp.musically".to_owned(), "TikTok"),
                Some(app) => (format!("com.example.vendor{}.app{app}", app % 97), NAMES[app % 12]),
            };
            let code = index * 7919 + 100_000;
            write!(
                output,
                "{comma}{{\"packageName\":\"{package}\",\"versionName\":\"{}.{}.1\",\
                 \"versionCode\":{code},\"displayName\":\"{name}\",\"state\":\"INSTALLED\",\
                 \"applicationSource\":\"INSTALLED_FROM_PLAY_STORE\",\
                 \"installerPackageName\":\"com.android.vending\"}}",
                code % 37,
                code % 11
            )?;
        }
        output.write_all(b"]}")?;
    }
    output.write_all(b"]}\n")
}

/// Writes what Intune exports as `AppInvRawData`.
pub fn intune(devices: Range<usize>, output: &mut impl Write) -> std::io::Result<()> {
    output.write_all(
        b"\xef\xbb\xbfApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,\
          ApplicationVersion,DeviceId,DeviceName,EmailAddress,OSDescription,OSVersion,Platform,UserId,\
          UserName\r\n",
    )?;
    for device in devices {
        for (index, app) in apps(device).enumerate() {
            let (key, name) = app.map_or((0, "TikTok"), |app| (app, NAMES[app % 12]));
            let quote = if key % 12 == 3 { "\"" } else { "" };
            write!(
                output,
                "{key:040x},{quote}{name}{quote},Example Vendor {},{}.{},{}.{}.1,\
                 {device:08x}-0000-4000-8000-{device:012x},iPad-{device:06},user{device}@example.com,\
                 iOS,18.{},iOS,{device:08x}-1111-4111-8111-{device:012x},User Number {device}\r\n",
                key % 97,
                index % 37,
                index % 11,
                index % 37,
                index % 11,
                device % 6
            )?;
        }
    }
    Ok(())
}
