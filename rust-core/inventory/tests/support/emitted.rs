//! What reading an inventory emits, a line for each thing.

use std::io::{Cursor, Read, Seek, SeekFrom};

use appvagt_inventory::{
    App, Event, Management, Options, Origin, Owner, Place, Platform, Presence, read,
};

/// Names are wanted.
pub const NAMED: Options =
    Options { format: None, fields: None, names: true, counting: None, threads: 1 };

/// Returns what reading a file emits, a line for each thing, but for where it begins and ends.
pub fn emitted(file: &[u8], options: &Options) -> Vec<String> {
    lines(&mut Cursor::new(file), options)
}

/// Does as [`emitted`], of what comes in portions of these lengths.
#[allow(dead_code, reason = "not all tests split")]
pub fn emitted_in_portions(file: &[u8], portions: &[usize], options: &Options) -> Vec<String> {
    lines(&mut Portions { file: Cursor::new(file), lengths: portions.to_vec(), next: 0 }, options)
}

fn lines(file: &mut (impl Read + Seek), options: &Options) -> Vec<String> {
    let mut lines = Vec::new();
    read(file, options, &mut |event| lines.push(line(&event)));
    lines.retain(|line| !line.is_empty());
    lines
}

fn line(event: &Event) -> String {
    match event {
        Event::Begin { entry, format } => {
            let entry = entry.map(|entry| format!(" {entry}")).unwrap_or_default();
            format!("begin {}{entry}", format.name())
        }
        Event::End { .. } => String::new(),
        Event::Page { goes_on, total, pages, .. } => {
            let goes_on = if *goes_on { " goes on" } else { "" };
            let total = total.map(|total| format!(" of {total}")).unwrap_or_default();
            let pages = pages.map(|pages| format!(" in {pages}")).unwrap_or_default();
            if goes_on.is_empty() && total.is_empty() && pages.is_empty() {
                return String::new();
            }
            format!("page{goes_on}{total}{pages}")
        }
        Event::NotUnderstood { subject, value } => format!("{subject:?} {value:?}?"),
        Event::App(app) => format!("app {}", shown(app)),
        Event::Apps(apps) => format!("{apps} apps"),
        Event::Unattributed(app, platform, devices) => {
            format!("somewhere {} {devices}x {}", name(*platform), shown(app))
        }
        Event::Device(device) => {
            let mut line = format!("device {}", device.id.unwrap_or("?"));
            for (what, text) in [
                (" serial", device.serial),
                (" name", device.name),
                (" user", device.user),
                (" reported", device.reported),
                (" os", device.os_version),
                (" group", device.group),
            ] {
                line.extend(text.map(|text| format!("{what}={text}")));
            }
            line.push(' ');
            line.push_str(name(device.platform));
            if device.by_name_only && device.id.is_some() {
                line.push_str(" by-name");
            }
            if device.owner == Owner::Company {
                line.push_str(" company");
            }
            match device.management {
                Management::Ended => line.push_str(" ended"),
                Management::Managed | Management::Unsaid => {}
            }
            for unseen in device.coverage.unseen() {
                line.extend([format!(" -{unseen:?}")]);
            }
            line
        }
        Event::NotRead { entry, problem } => {
            let entry = entry.map(|entry| format!(" {entry}")).unwrap_or_default();
            let place = match problem.place {
                Place::Whole => String::new(),
                Place::Byte(byte) => format!(" byte {byte}"),
                Place::Line(line) => format!(" line {line}"),
            };
            format!("not read{entry}{place}: {problem}")
        }
    }
}

fn name(platform: Platform) -> &'static str {
    match platform {
        Platform::Unknown => "any",
        Platform::Android => "android",
        Platform::Apple => "ios",
        Platform::Other => "other",
    }
}

fn shown(app: &App) -> String {
    let mut line = app.id.unwrap_or("?").to_owned();
    line.extend(app.name.map(|name| format!(" {name:?}")));
    line.extend(app.version.map(|version| format!(" {version}")));
    match app.origin {
        Origin::Installed => {}
        Origin::Preloaded => line.push_str(" preloaded"),
        Origin::PreloadedUpdated => line.push_str(" updated"),
    }
    for digest in app.certificates {
        line.extend([format!(" signed:{:02x}{:02x}", digest.0[0], digest.0[31])]);
    }
    line.extend(app.key.map(|key| format!(" key:{key}")));
    for (is, word) in [
        (app.presence == Presence::Absent, " absent"),
        (app.presence == Presence::Unclear, " unclear"),
        (!app.listed, " unlisted"),
        (app.by_name, " by-name"),
    ] {
        if is {
            line.push_str(word);
        }
    }
    line
}

/// A file that is read in portions of given lengths, over and over.
struct Portions<'f> {
    file: Cursor<&'f [u8]>,
    lengths: Vec<usize>,
    next: usize,
}

impl Read for Portions<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let portion = self.lengths.get(self.next % self.lengths.len().max(1)).copied();
        self.next += 1;
        let length = into.len().min(portion.unwrap_or(1).max(1));
        self.file.read(&mut into[..length])
    }
}

impl Seek for Portions<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}
