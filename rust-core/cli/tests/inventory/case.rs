//! Files, and what `appvagt inventory` makes of them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

pub const COMPLIANT: Option<i32> = Some(0);
pub const FOUND: Option<i32> = Some(1);
pub const USAGE: Option<i32> = Some(2);
pub const INCOMPLETE: Option<i32> = Some(3);

/// Files in a folder of their own, and what `appvagt inventory` makes of them.
pub struct Case {
    folder: TempDir,
}

impl Case {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        Self { folder }
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_on("2026-11-22", arguments)
    }

    /// Judges as on this day.
    pub fn run_on(&self, day: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_appvagt"))
            .current_dir(self.folder.path())
            .args(["inventory", "--day", day])
            .args(arguments)
            .output()
            .unwrap()
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_slice(&self.run(&[arguments, &["--json"]].concat()).stdout).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An AMAPI device that is wholly seen, with these apps.
pub fn device(id: &str, packages: &[&str]) -> Value {
    let reports: Vec<_> = packages
        .iter()
        .map(|package| json!({"packageName": package, "state": "INSTALLED"}))
        .collect();
    json!({
        "name": format!("enterprises/x/devices/{id}"),
        "ownership": "COMPANY_OWNED",
        "managementMode": "DEVICE_OWNER",
        "applicationReports": reports,
    })
}

pub fn devices(devices: &[Value]) -> String {
    json!({"devices": devices}).to_string()
}

pub const RAW_DATA: &str = "DeviceId,DeviceName,ApplicationName,Platform,UserName\n\
                        d1,Anna's iPad,TikTok,iOS,Anna\n\
                        d2,Bo's iPad,Video Downloader for TikTok,iOS,Bo\n\
                        d3,PC,TikTok,Windows,Bo\n";
