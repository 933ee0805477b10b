//! What runs on a device, by the names for it.

use super::plain;
use crate::Platform;

/// What runs on devices that are no phones and tablets, by the first word of their names.
const COMPUTERS: &[&str] = &[
    "windows",
    "win",
    "mac",
    "macos",
    "macosx",
    "macmdm",
    "macbook",
    "imac",
    "macintosh",
    "osx",
    "darwin",
    "linux",
    "ubuntu",
    "debian",
    "rhel",
    "redhat",
    "fedora",
    "centos",
    "suse",
    "sles",
    "opensuse",
    "arch",
    "amzn",
    "kali",
    "gentoo",
    "nixos",
    "manjaro",
    "linuxmint",
    "pop",
    "void",
    "zorin",
    "neon",
    "tuxedo",
    "endeavouros",
    "chrome",
    "chromeos",
    "chromebook",
    "cros",
    "tvos",
    "appletv",
    "watchos",
];

/// Returns what runs on a device, by what MDMs call it: `ANDROID`, `iOS_SYNC`, `iPadOS`,
/// `androidWorkProfile`; `None` if that is not understood.
pub fn platform(name: &str) -> Option<Platform> {
    let word = plain(name);
    let begins = |with: &[&str]| with.iter().any(|with| word.starts_with(with));
    if begins(&["android", "aosp", "samsungknox", "fireos"]) {
        return Some(Platform::Android);
    }
    if begins(&["ios", "ipad", "iphone", "ipod", "appleios", "appleipad", "appleiphone"]) {
        return Some(Platform::Apple);
    }
    // Exchange devices, whose apps Google does not know.
    if word == "googlesync" {
        return Some(Platform::Unknown);
    }
    // What runs on phones too is none of a computer's, whatever else its name says.
    let phones = ["phone", "mobile", "android", "windowsce"];
    if phones.iter().any(|phone| word.contains(phone)) {
        return None;
    }
    let mut words = name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?.to_lowercase(), words.next().unwrap_or_default());
    let apple_computer = first == "apple"
        && ["mac", "macos", "tv", "tvos"].contains(&plain(second).as_str())
        || first == "os" && second.eq_ignore_ascii_case("x");
    let computer = apple_computer || COMPUTERS.contains(&first.as_str());
    computer.then_some(Platform::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_a_computer_is_one() {
        for (name, expected) in [
            ("ANDROID", Some(Platform::Android)),
            ("AndroidWorkProfile", Some(Platform::Android)),
            ("AOSP", Some(Platform::Android)),
            ("iOS/iPadOS", Some(Platform::Apple)),
            ("Apple iOS", Some(Platform::Apple)),
            ("IOS_SYNC", Some(Platform::Apple)),
            ("Windows 11", Some(Platform::Other)),
            ("Windows10", Some(Platform::Other)),
            ("macOS 15.1", Some(Platform::Other)),
            ("MacMDM", Some(Platform::Other)),
            ("Mac OS X", Some(Platform::Other)),
            ("OS X", Some(Platform::Other)),
            ("Apple TV", Some(Platform::Other)),
            ("Chrome OS", Some(Platform::Other)),
            ("ubuntu", Some(Platform::Other)),
            ("opensuse-leap", Some(Platform::Other)),
            ("Windows Phone 8.1", None),
            ("WindowsMobile", None),
            ("Windows 8.1 Phone", None),
            ("Windows Subsystem for Android", None),
            ("Linux (Android)", None),
            ("Apple", None),
            ("visionOS", None),
            ("HarmonyOS", None),
            ("Machine", None),
            ("Ukendt", None),
            ("Ei tiedossa", None),
            ("Tablet", None),
            ("N/A", None),
            ("8", None),
        ] {
            assert_eq!(platform(name), expected, "{name}");
        }
    }
}
