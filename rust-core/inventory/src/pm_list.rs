//! What `pm list packages` prints, with any of its options.

use std::io::Read;

use appvagt_adb::{PackageLine, PackageLines};
use memchr::memchr;

use crate::record::Assembler;
use crate::shape::{Role, Scope};
use crate::window::{LONGEST, Window};
use crate::{Place, Reason};

/// Reads a list; the stream is one device.
pub fn read<R: Read>(window: &mut Window<R>, assembler: &mut Assembler<'_>) {
    assembler.begin(Scope::Device);
    let (mut line, mut several_users) = (0, false);
    let mut lines = PackageLines::default();
    loop {
        line += 1;
        let mut seen = 0;
        let end = loop {
            if let Some(at) = memchr(b'\n', &window.held()[seen..]) {
                break Some(seen + at);
            }
            seen = window.held().len();
            if !window.more() {
                break (seen < LONGEST).then_some(seen);
            }
        };
        let Some(end) = end else {
            assembler.not_read(Place::Line(line), Reason::TooLong("a line"));
            if !window.pass_line() {
                break;
            }
            continue;
        };
        // A line that broke off may be anything.
        if window.is_at_end() || (window.is_cut() && end == window.held().len()) {
            break;
        }
        let text = String::from_utf8_lossy(&window.held()[..end]).into_owned();
        window.pass(end);
        window.pass_line();
        match lines.read(&text) {
            PackageLine::App(listed) => {
                several_users |= listed.several_users;
                assembler.begin(Scope::App);
                assembler.field(Role::AppId, listed.name.as_bytes());
                let version = listed.version_code.unwrap_or_default();
                assembler.field(Role::Version, version.as_bytes());
                assembler.end(Scope::App, false, false);
            }
            PackageLine::Nothing => {}
            PackageLine::Failure | PackageLine::Unknown => {
                let shown: String = text.trim().chars().take(100).collect();
                assembler.not_read(Place::Line(line), Reason::Line(shown));
            }
        }
    }
    if let Some(reason) = window.take_error() {
        assembler.not_read(Place::Line(line), reason);
    }
    if !several_users {
        assembler.one_user_only();
    }
    assembler.end(Scope::Device, false, false);
}
