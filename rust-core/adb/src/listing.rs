//! What `adb devices -l` prints.

use std::fmt;

use crate::noise::is_noise;

/// How adb stands with a device. Source: `to_string(ConnectionState)` in its sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It can be asked.
    Ready,
    /// It does not answer; also what is left of a wireless connection that ended.
    Offline,
    /// It has not allowed this computer.
    Unauthorized,
    /// It is being asked whether it allows this computer.
    Authorizing,
    /// adb is connecting to it.
    Connecting,
    /// The user of this computer may not open it.
    NoPermissions,
    /// Something else, in adb's word: it has not started Android.
    Other(String),
}

/// The words for states.
const WORDS: [&str; 13] = [
    "device",
    "offline",
    "unauthorized",
    "authorizing",
    "connecting",
    // An explanation follows.
    "no permissions",
    "bootloader",
    "recovery",
    "rescue",
    "sideload",
    "host",
    "detached",
    "unknown",
];

impl State {
    fn of(word: &str) -> Self {
        match word {
            "device" => Self::Ready,
            "offline" => Self::Offline,
            "unauthorized" => Self::Unauthorized,
            "authorizing" => Self::Authorizing,
            "connecting" => Self::Connecting,
            "no permissions" => Self::NoPermissions,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Ready => "device",
            Self::Offline => "offline",
            Self::Unauthorized => "unauthorized",
            Self::Authorizing => "authorizing",
            Self::Connecting => "connecting",
            Self::NoPermissions => "no permissions",
            Self::Other(word) => word,
        })
    }
}

/// A device in the list of adb.
#[derive(Debug, PartialEq, Eq)]
pub struct ListedDevice {
    pub serial: String,
    pub state: State,
    /// Its model, as its maker calls it.
    pub model: Option<String>,
}

/// Reads a line such as `emulator-5554  device product:sdk model:Pixel_7`; `None` if it is about no
/// device.
pub fn read(line: &str) -> Option<ListedDevice> {
    if is_noise(line) {
        return None;
    }
    let parts = || {
        let spaces = line.match_indices(char::is_whitespace);
        spaces.map(|(at, _)| (line.split_at(at).0.trim_end(), line.split_at(at).1.trim_start()))
    };
    // A device that was found over Wi-Fi may have a space in its serial.
    let known = parts().find_map(|(serial, rest)| {
        let word = WORDS.iter().find(|word| {
            let after = rest.strip_prefix(**word);
            after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\r']))
        })?;
        Some((serial, *word, rest))
    });
    let (serial, word, rest) =
        known.or_else(|| parts().next().map(|(serial, rest)| (serial, rest.trim_end(), "")))?;
    let mut facts = rest.split_whitespace();
    let model = facts.find_map(|fact| fact.strip_prefix("model:"));
    let model = model.map(|model| model.replace('_', " "));
    Some(ListedDevice { serial: serial.to_owned(), state: State::of(word), model })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_read_of_old_and_new_adbs() {
        for (line, expected) in [
            ("R58M  device usb:1-2 product:a52q model:SM_A525F device:a52q transport_id:3", {
                Some(("R58M", "device", Some("SM A525F")))
            }),
            ("R58M\tdevice\r", Some(("R58M", "device", None))),
            ("emulator-5554          offline transport_id:2", {
                Some(("emulator-5554", "offline", None))
            }),
            (
                "0123  no permissions (user in plugdev group; are your udev rules wrong?); see \
                 [http://developer.android.com/tools/device.html] usb:1-1",
                Some(("0123", "no permissions", None)),
            ),
            ("adb-R58M-x (2)._adb-tls-connect._tcp device product:a", {
                Some(("adb-R58M-x (2)._adb-tls-connect._tcp", "device", None))
            }),
            ("R58M recovery", Some(("R58M", "recovery", None))),
            ("R58M\tdevice-to-come\n", Some(("R58M", "device-to-come", None))),
            ("R58M", None),
            ("List of devices attached", None),
            ("* daemon not running; starting now at tcp:5037", None),
            ("adb server is out of date.  killing...\r", None),
            ("adb server version (31) doesn't match this client (41); killing...", None),
            ("", None),
        ] {
            let read = read(line)
                .map(|ListedDevice { serial, state, model }| (serial, state.to_string(), model));
            let expected = expected.map(|(serial, state, model)| {
                (serial.to_owned(), state.to_owned(), model.map(str::to_owned))
            });
            assert_eq!(read, expected, "{line:?}");
        }
        let is_ready = |line| read(line).is_some_and(|listed| listed.state == State::Ready);
        assert!(is_ready("R58M device") && !is_ready("R58M device-to-come"));
    }
}
