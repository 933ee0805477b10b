//! What the values of the formats mean that are no words of a language.

use appvagt_certificate::CertificateDigest;

use crate::{Format, Origin};

/// Returns where an app came from, by AMAPI's `applicationSource` and androidqf's `system`.
pub fn origin(source: &str) -> Origin {
    match source {
        "SYSTEM_APP_FACTORY_VERSION" | "true" => Origin::Preloaded,
        "SYSTEM_APP_UPDATED_VERSION" => Origin::PreloadedUpdated,
        _ => Origin::Installed,
    }
}

/// Returns whether a text could be a package name or bundle id: two parts or more between dots.
pub fn looks_like_id(text: &str) -> bool {
    let mut parts = 0;
    let fit = text.split('.').all(|part| {
        parts += 1;
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    });
    fit && parts > 1 && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Returns the device that an answer of Graph's is about, by its `@odata.context`:
/// `…#deviceManagement/managedDevices('ID')/detectedApps`.
pub fn device_of(context: &str) -> Option<&str> {
    let (_, after) = context.split_once("managedDevices('")?;
    let (id, of) = after.split_once("')/")?;
    of.starts_with("detectedApps").then_some(id)
}

/// Returns what a list is of that has a device of this name: AMAPI's devices are
/// `enterprises/ENTERPRISE/devices/DEVICE`. Empty if that is not known.
pub fn list_of(device: &str, format: Format) -> &str {
    let enterprise = device.split_once("/devices/").filter(|_| format == Format::Amapi);
    enterprise.map_or("", |(enterprise, _)| enterprise)
}

/// Returns the app whose devices an answer of Graph's lists, by its `@odata.context`:
/// `…#deviceManagement/detectedApps('ID')/managedDevices`.
pub fn app_key_of(context: &str) -> Option<&str> {
    let (_, after) = context.split_once("detectedApps('")?;
    let (id, of) = after.split_once("')/")?;
    of.starts_with("managedDevices").then_some(id)
}

/// Returns a digest of 32 bytes that is written in base64, of either alphabet.
pub fn base64_digest(text: &str) -> Option<CertificateDigest> {
    let digits = text.trim_end_matches('=');
    if digits.len() != 43 {
        return None;
    }
    base64(digits)?.try_into().ok().map(CertificateDigest)
}

/// Returns the bytes of a text in base64, of either alphabet, in which there may be line feeds.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_ascii().trim_end_matches('=');
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut pending, mut bits) = (0_u32, 0);
    for digit in text.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'\r' | b'\n' => continue,
            _ => return None,
        };
        pending = pending << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((pending >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

/// Returns a digest of 32 bytes that is written in hexadecimal digits, small or capital.
pub fn hex_digest(text: &str) -> Option<CertificateDigest> {
    text.to_ascii_lowercase().parse().ok()
}
