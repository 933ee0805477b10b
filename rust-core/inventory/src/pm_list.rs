//! What `pm list packages` prints, with any of its options.

use std::io::Read;

use memchr::memchr;

use crate::record::Assembler;
use crate::shape::{Role, Scope};
use crate::window::{LONGEST, Window};
use crate::{Place, Reason};

/// Reads a list; the stream is one device.
pub fn read<R: Read>(window: &mut Window<R>, assembler: &mut Assembler<'_>) {
    assembler.begin(Scope::Device);
    let (mut line, mut several_users) = (0, false);
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
        if window.is_at_end() {
            break;
        }
        let text = String::from_utf8_lossy(&window.held()[..end]).into_owned();
        window.pass(end);
        window.pass_line();
        match Listed::parse(text.trim()) {
            Ok(Some(listed)) => {
                several_users |= listed.several_users;
                assembler.begin(Scope::App);
                assembler.field(Role::AppId, listed.package.as_bytes());
                assembler.field(Role::Version, listed.version.as_bytes());
                assembler.end(Scope::App, false);
            }
            Ok(None) => {}
            Err(NotUnderstood) => {
                let shown: String = text.trim().chars().take(100).collect();
                assembler.not_read(Place::Line(line), Reason::Line(shown));
            }
        }
    }
    if let Some(error) = window.take_error() {
        assembler.not_read(Place::Line(line), Reason::Medium(error.to_string()));
    }
    if !several_users {
        assembler.one_user_only();
    }
    assembler.end(Scope::Device, false);
}

struct NotUnderstood;

struct Listed<'t> {
    package: &'t str,
    version: &'t str,
    /// Whether the list is of more users than one (Android 16 lists all, `uid:10271,1010271`).
    several_users: bool,
}

impl<'t> Listed<'t> {
    /// `package:[path=]name[ versionCode:N][ stopped=true][  installer=X][ uid:N,N]`; `None` for
    /// what adb says of itself.
    fn parse(line: &'t str) -> Result<Option<Self>, NotUnderstood> {
        const NOISE: [&str; 4] = ["* daemon ", "WARNING: ", "adb server ", "List of "];
        if line.is_empty() || NOISE.iter().any(|noise| line.starts_with(noise)) {
            return Ok(None);
        }
        let mut rest = line.strip_prefix("package:").ok_or(NotUnderstood)?;
        let (mut version, mut several_users) = ("", false);
        // From the end, because a path may hold anything.
        while let Some((before, last)) = rest.rsplit_once(' ') {
            if let Some(code) = last.strip_prefix("versionCode:") {
                version = code;
            } else if let Some(uids) = last.strip_prefix("uid:") {
                several_users |= uids.contains(',');
            } else if !["", "stopped=true", "stopped=false"].contains(&last)
                && !last.starts_with("installer=")
            {
                break;
            }
            rest = before;
        }
        // A path holds `=` as well: `/data/app/~~x==/name-y==/base.apk=name`.
        let package = rest.rsplit_once('=').map_or(rest, |(_, package)| package);
        let is_name = !package.is_empty()
            && package.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._".contains(&byte));
        is_name.then_some(Some(Self { package, version, several_users })).ok_or(NotUnderstood)
    }
}
