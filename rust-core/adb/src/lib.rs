//! A client of `adb`, Android's debug bridge.
//!
//! [`Adb`] finds the program and the devices that it sees; a [`Device`] answers questions to its
//! shell, several in one call. A call ends however the device behaves: one that says nothing, or
//! that never stops printing, is stopped and named. What a device says is text of strangers: each
//! answer ends with a mark that is drawn anew for every call, so that no text in an answer can
//! forge its end or its exit status.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use appvagt_adb::{Adb, Unreachable};
//!
//! let chosen = Adb::find(Duration::from_mins(1))?.choose(None)?;
//! let asked = chosen.device.ask(&["getprop ro.product.model", "pm list users"])?;
//! for answer in asked.answers {
//!     println!("{:?} {}", answer.status, answer.text);
//! }
//! # Ok::<(), Unreachable>(())
//! ```

#![forbid(unsafe_code)]

mod adb;
mod device;
mod devices;
mod listing;
mod noise;
mod package_line;
mod process;
mod reason;
mod shell;
mod unreachable;

pub use adb::Adb;
pub use device::Device;
pub use devices::Chosen;
pub use listing::State;
pub use noise::is_noise;
pub use package_line::{ListedPackage, PackageLine, PackageLines};
pub use reason::reason;
pub use shell::{Answer, Asked, quoted};
pub use unreachable::Unreachable;
