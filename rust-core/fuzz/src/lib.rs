//! What is fuzzed: the readers of APKs, of inventories and of what devices say over adb. Each target
//! reads any bytes, and panics where they break what must hold.
#![allow(clippy::panic, clippy::unwrap_used)]

mod everything;
mod inventory;
mod targets;

// What makes the files that honest bytes are around, in the tests of the reader.
#[path = "../../apk/tests/support/chunk.rs"]
mod chunk;
#[path = "../../apk/tests/support/xml.rs"]
mod xml;
#[path = "../../apk/tests/support/zip.rs"]
mod zip;

// The command is a program, and nothing else can ask for its modules.
#[allow(dead_code)]
#[path = "../../cli/src/device/device_admins.rs"]
mod device_admins;
#[allow(dead_code)]
#[path = "../../cli/src/device/package_dump.rs"]
mod package_dump;
#[allow(dead_code)]
#[path = "../../cli/src/device/package_list.rs"]
mod package_list;
#[allow(dead_code)]
#[path = "../../cli/src/device/standings.rs"]
mod standings;
#[allow(dead_code)]
#[path = "../../cli/src/device/user.rs"]
mod user;

pub use targets::{TARGETS, Target};
