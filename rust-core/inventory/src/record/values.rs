//! What the words of the formats mean.

use crate::{Format, Origin, Platform};

/// Whether a state says that the app is not on the device: AMAPI's REMOVED, SOTI's Uninstalled,
/// `ManagedButUninstalled` and Queued, and their like. Words that are not known do not.
pub fn is_absent(state: &str) -> bool {
    const ABSENT: [&str; 26] = [
        "removed",
        "uninstalled",
        "managedbutuninstalled",
        "managedbutnotinstalled",
        "queued",
        "downloading",
        "downloaded",
        "installing",
        "notinstalled",
        "waiting",
        "pending",
        "pendinginstall",
        "pendinginstallation",
        "installpending",
        "installationfailed",
        "installfailed",
        "failed",
        "available",
        "absent",
        "missing",
        "notpresent",
        "deleted",
        "false",
        "no",
        "nej",
        "ei",
    ];
    // As nearly all are.
    if state.eq_ignore_ascii_case("installed") {
        return false;
    }
    ABSENT.iter().any(|word| is_word(state, word)) || state == "0"
}

/// Whether a state of Workspace ONE's says that the app is not on the device: 1 is waiting to be
/// installed, 2 installed, 3 waiting to be removed, 4 removed, 5 unknown.
pub fn is_absent_code(state: &str) -> bool {
    matches!(state, "1" | "4") || is_absent(state)
}

/// Whether a text is this word, whatever the case of its letters, and with `_`, `-` or spaces in
/// between or not.
fn is_word(text: &str, word: &str) -> bool {
    let letters = text.bytes().filter(|byte| !b"_- ".contains(byte));
    letters.map(|byte| byte.to_ascii_lowercase()).eq(word.bytes())
}

pub fn is_no(value: &str) -> bool {
    ["false", "no", "0"].iter().any(|no| value.eq_ignore_ascii_case(no))
}

pub fn is_yes(value: &str) -> bool {
    ["true", "yes", "1"].iter().any(|yes| value.eq_ignore_ascii_case(yes))
}

/// Whether Fleet's kind of software is a phone's or tablet's.
pub fn is_mobile_software(source: &str) -> bool {
    ["ios_apps", "ipados_apps", "android_apps"].contains(&source)
}

/// AMAPI's `applicationSource`, and androidqf's `system`.
pub fn origin(source: &str) -> Origin {
    match source {
        "SYSTEM_APP_FACTORY_VERSION" | "true" => Origin::Preloaded,
        "SYSTEM_APP_UPDATED_VERSION" => Origin::PreloadedUpdated,
        _ => Origin::Installed,
    }
}

/// What runs on a device, by what MDMs call it: `ANDROID`, `iOS_SYNC`, `iPadOS`, `androidWorkProfile`.
pub fn platform(name: &str, format: Format) -> Platform {
    /// How systems are called that are none of phones and tablets.
    const OTHERS: [&str; 11] = [
        "windows", "mac", "os x", "darwin", "linux", "ubuntu", "debian", "chrome", "tvos",
        "apple tv", "watchos",
    ];
    let begins = |with: &str| {
        name.len() >= with.len()
            && name.is_char_boundary(with.len())
            && name[..with.len()].eq_ignore_ascii_case(with)
    };
    if begins("android") {
        Platform::Android
    } else if ["ios", "ipad", "iphone", "ipod", "apple ios"].into_iter().any(begins) {
        Platform::Apple
    } else if is_word(name, "unknown")
        || is_word(name, "googlesync")
        // Whatever stands in a field that somebody named, a device is not left out for it.
        || format == Format::Fields && !OTHERS.into_iter().any(begins)
    {
        Platform::Unknown
    } else {
        Platform::Other
    }
}

/// Whether a device is a person's own, by what MDMs call that; `None` if it is not said.
///
/// AMAPI `ownership`, Graph `managedDeviceOwnerType`, Jamf `deviceOwnershipType`.
pub fn is_personal(ownership: &str) -> Option<bool> {
    const PERSONAL: [&str; 7] = [
        "personallyowned",
        "personal",
        "personaldeviceprofile",
        "userenrollment",
        "accountdrivenuserenrollment",
        "employeeowned",
        "byod",
    ];
    const COMPANY: [&str; 8] = [
        "companyowned",
        "company",
        "corporate",
        "corporatededicated",
        "institutional",
        "accountdrivendeviceenrollment",
        "corporateowned",
        "shared",
    ];
    if PERSONAL.iter().any(|word| is_word(ownership, word)) {
        Some(true)
    } else if COMPANY.iter().any(|word| is_word(ownership, word)) {
        Some(false)
    } else {
        None
    }
}

/// Whether a device was enrolled as a person's own, by Fleet's `enrollment_status`: `On (manual)`,
/// `On (automatic)`, `On (personal)`.
pub fn is_personal_enrolment(status: &str) -> bool {
    status.to_ascii_lowercase().contains("personal")
}

/// Whether a text could be a package name or bundle id: two parts or more between dots.
pub fn looks_like_id(text: &str) -> bool {
    let mut parts = 0;
    let fit = text.split('.').all(|part| {
        parts += 1;
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    });
    fit && parts > 1 && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// The device that an answer of Graph's is about, by its `@odata.context`:
/// `…#deviceManagement/managedDevices('ID')/detectedApps`.
pub fn device_of(context: &str) -> Option<&str> {
    let (_, after) = context.split_once("managedDevices('")?;
    let (id, of) = after.split_once("')/")?;
    of.starts_with("detectedApps").then_some(id)
}

/// What a list is of that has a device of this name: AMAPI's devices are
/// `enterprises/ENTERPRISE/devices/DEVICE`. Empty if that is not known.
pub fn list_of(device: &str, format: Format) -> &str {
    let enterprise = device.split_once("/devices/").filter(|_| format == Format::Amapi);
    enterprise.map_or("", |(enterprise, _)| enterprise)
}

/// A digest of 32 bytes in base64, of either alphabet.
pub fn base64_digest(text: &str) -> Option<[u8; 32]> {
    let digits = text.trim_end_matches('=').as_bytes();
    if digits.len() != 43 {
        return None;
    }
    let mut digest = [0; 32];
    let mut bytes = digest.iter_mut();
    let (mut pending, mut bits) = (0_u32, 0);
    for &digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        pending = pending << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            *bytes.next()? = (pending >> bits & 0xff) as u8;
        }
    }
    Some(digest)
}

/// A digest of 32 bytes in hexadecimal digits.
pub fn hex_digest(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut digest = [0; 32];
    for (byte, at) in digest.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(digest)
}
