//! Why there is no device to ask.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;

use crate::listing::State;

/// Why there is no device to ask. Each says what to do.
#[derive(Debug, Error)]
pub enum Unreachable {
    /// There is no adb.
    #[error(
        "there is no adb on the path or in the Android SDK that ANDROID_HOME names\n  Install \
         Android's platform tools (on Debian: apt-get install adb), or set ANDROID_HOME to an \
         Android SDK."
    )]
    NoAdb,
    /// adb is there and cannot be started.
    #[error(
        "{} cannot be started: {error}\n  See that it is a program for this computer and may be \
         run.",
        adb.display()
    )]
    NotStarted {
        /// Its path.
        adb: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// adb failed before it came to a device.
    #[error(
        "adb failed: {words}\n  `adb kill-server` stops what is left of an earlier adb. If \
         `adb devices` fails by itself as well, reinstall Android's platform tools."
    )]
    Failed {
        /// What it said.
        words: String,
    },
    /// adb sees no device at all.
    #[error(
        "adb sees no device\n  On the device, switch on USB debugging (Settings, About phone: tap \
         the build number seven times; then Developer options), plug it in with a cable that \
         carries data, and unlock it."
    )]
    NoDevice,
    /// adb sees devices, and not the one that was asked for.
    #[error(
        "adb sees no device {serial:?}, but {seen}\n  Name one of these with --serial, or plug \
         the other in."
    )]
    NotSeen {
        /// Which was asked for.
        serial: String,
        /// Which there are.
        seen: String,
    },
    /// adb sees several devices that may be meant.
    #[error("adb sees several devices: {seen}\n  Name one with --serial.")]
    Several {
        /// Which.
        seen: String,
    },
    /// The device cannot be asked yet.
    #[error("{serial} {}", why_not_ready(state))]
    NotReady {
        /// Which.
        serial: String,
        /// What adb says of it.
        state: State,
    },
    /// The device went away.
    #[error(
        "the connection to {serial} broke: {words}\n  Leave it plugged in and unlocked, and run \
         this again."
    )]
    Lost {
        /// Which.
        serial: String,
        /// What adb said.
        words: String,
    },
    /// A call said nothing for too long.
    #[error(
        "`{call}` said nothing for {} seconds, and was stopped\n  Run `adb kill-server`, unplug the \
         device, plug it in again and unlock it, and run this again. If that does not help, restart \
         the device.",
        patience.as_secs()
    )]
    Silent {
        /// The call, without the names of apps.
        call: String,
        /// For how long.
        patience: Duration,
    },
    /// A call printed more, or for longer, than any answer takes.
    #[error(
        "`{call}` did not stop printing, and was stopped\n  Run `adb kill-server`, restart the \
         device, and run this again. If that does not help, do not rely on what this device says."
    )]
    Endless {
        /// The call, without the names of apps.
        call: String,
    },
}

impl Unreachable {
    /// Returns whether the command line is what has to change.
    #[must_use]
    pub const fn is_usage(&self) -> bool {
        matches!(self, Self::Several { .. } | Self::NotSeen { .. })
    }
}

/// Says what a state means, and what to do.
fn why_not_ready(state: &State) -> String {
    let text = match state {
        State::Unauthorized => {
            "has not allowed this computer to ask it\n  Unlock it and confirm \"Allow USB \
             debugging?\". If it does not ask, choose \"Revoke USB debugging authorisations\" in \
             its developer options, and plug it in again."
        }
        State::Offline => {
            "is attached and does not answer (offline)\n  Unplug it, plug it in again and unlock \
             it; if that does not help, `adb kill-server` and restart it."
        }
        State::Connecting | State::Authorizing => {
            "is still connecting\n  Unlock it, wait a moment and run this again."
        }
        State::NoPermissions => {
            "may not be opened by this user of the computer (no permissions)\n  On Linux, install \
             udev rules for Android devices (on Debian: apt-get install \
             android-sdk-platform-tools-common) and plug it in again."
        }
        State::Ready | State::Other(_) => {
            return format!(
                "has not started Android ({state})\n  Restart it, unlock it and run this again."
            );
        }
    };
    text.to_owned()
}
