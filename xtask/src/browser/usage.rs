//! What a browser takes of the machine.

use std::fs;
use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use super::chromium::Chromium;

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
    /// Returns what a browser takes just now.
    pub fn of(chromium: &mut Chromium) -> Result<Self> {
        let mut usage = Self::default();
        let answer = chromium.ask(None, "SystemInfo.getProcessInfo", json!({}))?;
        for process in answer["processInfo"].as_array().into_iter().flatten() {
            usage.processor += Duration::from_secs_f64(process["cpuTime"].as_f64().unwrap_or(0.0));
            if process["type"] == "renderer" {
                // One that ended meanwhile holds nothing.
                usage.memory = usage.memory.max(own_memory(&process["id"]).unwrap_or(0));
            }
        }
        Ok(usage)
    }
}

/// Returns the bytes that a process has for itself.
fn own_memory(process: &Value) -> Option<u64> {
    let maps = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let own = maps.lines().filter_map(|line| {
        let (name, amount) = line.split_once(':')?;
        let kilobytes = amount.trim().strip_suffix(" kB")?.parse::<u64>().ok()?;
        name.starts_with("Private_").then_some(kilobytes)
    });
    Some(own.sum::<u64>() * 1024)
}
