//! How long `appvagt device` takes beyond what adb takes, for a recorded phone.

#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

#[cfg(unix)]
fn main() {
    unix::main();
}

#[cfg(not(unix))]
fn main() {
    println!("bench> no figure: the stand-in for adb is a shell script");
}

#[cfg(unix)]
mod unix {
    use std::fmt::Write;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    use std::{env, fs};

    const APPS: usize = 400;
    const ROUNDS: usize = 41;
    /// Replays what was recorded for each of the three calls that a look takes, with the mark of the
    /// call at the end of each answer.
    const ADB: &str = "#!/bin/sh\n\
        case \"$*\" in devices*) answer=devices ;; *dumpsys*) answer=apps ;; *) answer=phone ;; esac\n\
        asked=\"$*\"; end=\"${asked#*appvagt-end-}\"\n\
        exec sed \"s/^appvagt-end-/&${end%% *}/\" \"${0%/*}/$answer\"\n";

    pub fn main() {
        let folder = tempfile::tempdir().unwrap();
        record(folder.path());
        let path = env::var_os("PATH").unwrap();
        let folders = env::split_paths(&path).collect::<Vec<_>>();
        let path = env::join_paths([folder.path().to_owned()].into_iter().chain(folders)).unwrap();
        let appvagt = || {
            let mut appvagt = Command::new(env!("CARGO_BIN_EXE_appvagt"));
            appvagt.args(["device", "--json", "--user", "0"]).env("PATH", &path);
            let output = appvagt.env_remove("ANDROID_SERIAL").output().unwrap();
            let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(report["scanned"], APPS, "{report}");
            assert_eq!(report["findings"].as_array().unwrap().len(), 2, "{report}");
            assert_eq!(report["gaps"], serde_json::json!([]));
        };
        let adb_alone = || {
            for question in ["devices", "phone", "dumpsys"] {
                let mut adb = Command::new(folder.path().join("adb"));
                let output = adb.arg(question).stdin(Stdio::null()).output().unwrap();
                assert!(!output.stdout.is_empty());
            }
        };
        let (mut all, mut adb) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            all.push(timed(appvagt));
            adb.push(timed(adb_alone));
        }
        let (all, adb) = (median(all), median(adb));
        println!(
            "bench> a phone of {APPS} apps: {:.1} ms, of which {:.1} ms are the same calls of the \
             stand-in for adb by themselves: own time {:.1} ms",
            milliseconds(all),
            milliseconds(adb),
            milliseconds(all.saturating_sub(adb)),
        );
    }

    fn timed(work: impl Fn()) -> Duration {
        let start = Instant::now();
        work();
        start.elapsed()
    }

    fn median(mut times: Vec<Duration>) -> Duration {
        times.sort_unstable();
        times[times.len() / 2]
    }

    fn milliseconds(time: Duration) -> f64 {
        time.as_secs_f64() * 1000.0
    }

    /// A phone with two banned apps among the others.
    fn record(folder: &Path) {
        let adb = folder.join("adb");
        fs::write(&adb, ADB).unwrap();
        fs::set_permissions(&adb, fs::Permissions::from_mode(0o755)).unwrap();
        let end = "\nappvagt-end- 0\n";
        fs::write(folder.join("devices"), "List of devices attached\nR58M\tdevice\n\n").unwrap();
        let phone = ["34", "14", "SM-A525F", "0"].map(|line| format!("{line}\n{end}")).concat();
        let users = "Users:\n\tUserInfo{0:Ann:4c13} running\n";
        let types = "1 users:\n\n0: id=0, name=Ann, type=full.SYSTEM, flags=FULL|SYSTEM\n";
        fs::write(folder.join("phone"), format!("{phone}{users}{end}{types}{end}")).unwrap();
        let (mut list, mut off, mut dump) =
            (String::new(), String::new(), "Packages:\n".to_owned());
        let (mut preloaded, mut standings) = (String::new(), String::new());
        for n in 0..APPS {
            let name = match n {
                0 => "android".to_owned(),
                100 => "com.zhiliaoapp.musically".to_owned(),
                200 => "org.appvagt.decoy".to_owned(),
                n => format!("com.example.vendor.team{}.app{n}", n % 97),
            };
            let system = n % 2 == 0;
            let path = if system {
                format!("/system/app/App{n}/App{n}.apk")
            } else {
                format!("/data/app/~~{n:022}==/{name}-{n:022}==/base.apk")
            };
            writeln!(list, "package:{path}={name}").unwrap();
            if n % 40 == 8 {
                writeln!(off, "package:{name}").unwrap();
            }
            if system {
                writeln!(preloaded, "package:{name}").unwrap();
            }
            writeln!(standings, "pkg,{name},10{n},{n},1700000000000,1700000000000,?").unwrap();
            writeln!(standings, "pkg-usr,0,IbsusLiavpiha,0,?,1700000000000,").unwrap();
            let flags = if system { "SYSTEM HAS_CODE" } else { "HAS_CODE ALLOW_BACKUP" };
            write!(
                dump,
                "  Package [{name}] (6b7d559):\n    versionCode={n} minSdk=26 targetSdk=34\n    \
                 versionName=1.{n}\n    flags=[ {flags} ]\n    pkgFlags=[ {flags} ]\n    User 0: \
                 ceDataInode=1 deDataInode=2 installed=true hidden=false suspended=false \
                 distractionFlags=0 stopped=false notLaunched=false enabled=0 instant=false \
                 virtual=false quarantined=false\n"
            )
            .unwrap();
        }
        let admins = "  Enabled Device Admins (User 0):\n    com.example.mdm/.Admin:\n";
        let answers = [list, off, preloaded, standings, dump, admins.to_owned()];
        let answers = answers.map(|answer| answer + end);
        fs::write(folder.join("apps"), answers.concat()).unwrap();
    }
}
