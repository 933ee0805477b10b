//! What a browser takes of the machine.

use std::fs;
use std::time::Duration;

use anyhow::Result;

/// How often a second Linux counts the time that a process takes.
const TICKS: u64 = 100;
/// What stands in the command of a process that shows pages: in Chromium, and at its end in Firefox.
const SHOWS_PAGES: [&str; 2] = ["--type=renderer", " tab\0"];

/// What a browser takes of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    /// The bytes of memory that the largest process of a page has for itself: without those of the
    /// browser's own program, which all pages share.
    pub memory: u64,
    /// The processor time that all of its processes have taken.
    pub processor: Duration,
}

impl Usage {
    /// Returns what a browser takes just now that was started as this process.
    pub fn of(browser: u32) -> Result<Self> {
        let mut usage = Self::default();
        let mut ticks = 0;
        for process in family(browser)? {
            ticks += process.ticks;
            // One that ended meanwhile holds nothing.
            if shows_pages(process.id).unwrap_or(false) {
                usage.memory = usage.memory.max(own_memory(process.id).unwrap_or(0));
            }
        }
        usage.processor = Duration::from_millis(ticks * 1000 / TICKS);
        Ok(usage)
    }
}

struct Process {
    id: u32,
    parent: u32,
    /// How much processor time it has taken.
    ticks: u64,
}

impl Process {
    /// Returns what the system says of a process, if it is still there.
    fn read(id: u32) -> Option<Self> {
        let said = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // Its name, in brackets, may have any signs in it.
        let fields: Vec<_> = said.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |field: usize| fields.get(field)?.parse::<u64>().ok();
        Some(Self { id, parent: fields.get(1)?.parse().ok()?, ticks: ticks(11)? + ticks(12)? })
    }
}

/// Returns a process and those that descend from it.
fn family(first: u32) -> Result<Vec<Process>> {
    let mut others = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let id = entry?.file_name().to_str().and_then(|name| name.parse().ok());
        others.extend(id.and_then(Process::read));
    }
    let (mut family, mut more) = (Vec::new(), vec![first]);
    while !more.is_empty() {
        let is_more =
            |process: &Process| more.contains(&process.id) || more.contains(&process.parent);
        let (found, rest): (Vec<_>, _) = others.into_iter().partition(is_more);
        others = rest;
        more = found.iter().map(|process| process.id).collect();
        family.extend(found);
    }
    Ok(family)
}

fn shows_pages(process: u32) -> Option<bool> {
    let words = fs::read_to_string(format!("/proc/{process}/cmdline")).ok()?;
    Some(SHOWS_PAGES.iter().any(|word| words.contains(word)))
}

/// Returns the bytes that a process has for itself.
fn own_memory(process: u32) -> Option<u64> {
    let maps = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let own = maps.lines().filter_map(|line| {
        let (name, amount) = line.split_once(':')?;
        let kilobytes = amount.trim().strip_suffix(" kB")?.parse::<u64>().ok()?;
        name.starts_with("Private_").then_some(kilobytes)
    });
    Some(own.sum::<u64>() * 1024)
}
