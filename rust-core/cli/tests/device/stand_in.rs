//! A phone that answers through a stand-in for `adb`.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use serde_json::Value;
use tempfile::TempDir;

/// An app of a user.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct App {
    name: String,
    files: Vec<String>,
    flags: &'static str,
    version: String,
    standing: Vec<&'static str>,
    archived: bool,
    disabled: bool,
    listed: bool,
    dumped: bool,
}

impl App {
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            files: Vec::new(),
            flags: "HAS_CODE",
            version: "1.2".to_owned(),
            standing: Vec::new(),
            archived: false,
            disabled: false,
            listed: true,
            dumped: true,
        }
    }

    pub fn system(self) -> Self {
        Self { flags: "SYSTEM HAS_CODE", ..self }
    }

    pub fn updated(self) -> Self {
        Self { flags: "SYSTEM HAS_CODE UPDATED_SYSTEM_APP", ..self }
    }

    /// With this version name, line breaks and all.
    pub fn version(self, name: &str) -> Self {
        Self { version: name.to_owned(), ..self }
    }

    /// As its own user has turned it off.
    pub fn disabled(self) -> Self {
        Self { disabled: true, ..self }
    }

    /// As its maker has turned it off, which the dump calls a default.
    pub fn off_by_default(self) -> Self {
        Self { disabled: true, standing: vec!["enabled=0"], ..self }
    }

    /// With this in the line of its user in the dump.
    pub fn says(mut self, standing: &'static str) -> Self {
        // What is not there or hidden, no list has; nor instant apps.
        self.listed &= standing == "suspended=true";
        self.standing.push(standing);
        self
    }

    pub fn archived(self) -> Self {
        Self { archived: true, ..self.says("installed=false") }
    }

    pub fn not_listed(self) -> Self {
        Self { listed: false, ..self }
    }

    pub fn not_dumped(self) -> Self {
        Self { dumped: false, ..self }
    }

    /// With these APKs, the base APK first.
    pub fn files(self, files: &[&str]) -> Self {
        Self { files: files.iter().map(|file| (*file).to_owned()).collect(), ..self }
    }

    /// Where it stands in letters, for the dump for checks.
    fn letters(&self, user: u32) -> String {
        let standing = self.standing(user);
        let is = |fact: &str| standing.contains(&format!("{fact}=true"));
        let letter = |fact: &str, word: &str| {
            if is(fact) { word.to_owned() } else { word.to_lowercase() }
        };
        let words = [("installed", "I"), ("hidden", "B"), ("suspended", "SU")];
        let letters: String = words.map(|(fact, word)| letter(fact, word)).concat();
        let enabled = if standing.contains("enabled=3") { 3 } else { 0 };
        format!("pkg-usr,{user},{letters}sL{}vpiha,{enabled},?,\n", letter("instant", "IA"))
    }

    fn base(&self) -> String {
        let Self { name, flags, .. } = self;
        match self.files.first() {
            Some(file) => file.clone(),
            None if *flags == "SYSTEM HAS_CODE" => format!("/system/app/{name}/{name}.apk"),
            None => format!("/data/app/~~Ab==/{name}-c3Q==/base.apk"),
        }
    }

    fn standing(&self, user: u32) -> String {
        let mut facts = BTreeMap::from([
            ("installed", "true"),
            ("hidden", "false"),
            ("suspended", "false"),
            ("instant", "false"),
            ("enabled", if self.disabled { "3" } else { "0" }),
        ]);
        facts.extend(self.standing.iter().filter_map(|fact| fact.split_once('=')));
        let facts: Vec<_> = facts.iter().map(|(fact, value)| format!("{fact}={value}")).collect();
        let archived = if self.archived { "      archiveTime=2026-01-02 03:04:05\n" } else { "" };
        format!("    User {user}: ceDataInode=1 {}\n{archived}", facts.join(" "))
    }
}

/// A phone.
pub struct Phone {
    folder: TempDir,
    users: Vec<(u32, String)>,
    apps: Vec<(u32, App)>,
    change: fn(&str) -> String,
    noise: String,
    dump: Option<String>,
    undumped: Option<u32>,
    /// What comes instead of the answers that follow from the rest, and what status with it.
    answers: Vec<(String, String, i32)>,
    cut: Option<String>,
    /// A command after which the phone has other apps.
    then: Option<(String, Vec<(u32, App)>)>,
    /// What it answers then instead.
    then_answers: Vec<(String, String)>,
    adb: bool,
    checks_in: bool,
    unlisted: Option<u32>,
}

impl Phone {
    /// One with a user and three apps.
    pub fn typical() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("devices"), "R58M\tdevice usb:1-2 model:SM_A525F\n\n")
            .unwrap();
        let apps = [
            App::named("android").system(),
            App::named("com.android.settings").system(),
            App::named("com.android.chrome").system(),
        ];
        Self {
            folder,
            users: vec![(0, "Ann: the {owner}:4c13".to_owned())],
            apps: apps.map(|app| (0, app)).into(),
            change: str::to_owned,
            noise: String::new(),
            dump: Some(String::new()),
            undumped: None,
            answers: Vec::new(),
            cut: None,
            then: None,
            then_answers: Vec::new(),
            adb: true,
            checks_in: false,
            unlisted: None,
        }
    }

    /// With another user, who has Android itself.
    pub fn user(mut self, id: u32, info: &str) -> Self {
        self.users.push((id, info.to_owned()));
        self.with(id, App::named("android").system())
    }

    pub fn with(mut self, user: u32, app: App) -> Self {
        self.apps.push((user, app));
        self
    }

    /// With this line at the end of each list.
    pub fn noise(mut self, line: &str) -> Self {
        line.clone_into(&mut self.noise);
        self
    }

    /// With each list changed.
    pub fn lists(self, change: fn(&str) -> String) -> Self {
        Self { change, ..self }
    }

    /// With a dump for checks, as Android has it.
    pub fn checks_in(self) -> Self {
        Self { checks_in: true, ..self }
    }

    /// With a user who has Android itself and is in no list of users.
    pub fn unlisted(self, id: u32) -> Self {
        Self { unlisted: Some(id), ..self }.with(id, App::named("android").system())
    }

    pub fn without_dump(self) -> Self {
        Self { dump: None, ..self }
    }

    /// With a dump that leaves out a user.
    pub fn dumps_without(self, user: u32) -> Self {
        Self { undumped: Some(user), ..self }
    }

    pub fn dump_also(self, text: &str) -> Self {
        Self { dump: Some(text.to_owned()), ..self }
    }

    /// With another answer to this command.
    pub fn answers(mut self, command: &str, text: &str, status: i32) -> Self {
        self.answers.push((command.to_owned(), text.to_owned(), status));
        self
    }

    /// With this answer of a program, whatever its arguments.
    pub fn answers_any(self, program: &str, text: &str, status: i32) -> Self {
        self.answers(program, text, status)
    }

    /// With a connection that breaks at this answer.
    pub fn cut(self, command: &str) -> Self {
        Self { cut: Some(command.to_owned()), ..self }
    }

    /// With a command that takes an app away.
    pub fn removes(self, command: &str, package: &str, said: &str) -> Self {
        let left = self.apps.iter().filter(|(_, app)| app.name != package).cloned().collect();
        let phone = self.answers(command, said, 0);
        Self { then: Some((command.to_owned(), left)), ..phone }
    }

    /// With another answer to this command after the one that takes an app away.
    pub fn answers_then(mut self, command: &str, text: &str) -> Self {
        self.then_answers.push((command.to_owned(), text.to_owned()));
        self
    }

    /// With a command that turns an app off.
    pub fn disables(self, command: &str, package: &str) -> Self {
        let change = |(user, app): &(u32, App)| {
            let is_it = app.name == package;
            (*user, if is_it { app.clone().disabled() } else { app.clone() })
        };
        let apps = self.apps.iter().map(change).collect();
        let phone = self.answers(command, "Package new state: disabled-user\n", 0);
        Self { then: Some((command.to_owned(), apps)), ..phone }
    }

    /// With this list of devices.
    pub fn devices(self, devices: &str) -> Self {
        fs::write(self.folder.path().join("devices"), devices).unwrap();
        self
    }

    pub fn without_adb(self) -> Self {
        Self { adb: false, ..self }
    }

    /// With an adb that fails with these words.
    pub fn broken_adb(self, words: &str) -> Self {
        fs::write(self.folder.path().join("broken"), words).unwrap();
        self
    }

    /// With a device whose shell never stops printing.
    pub fn endless(self) -> Self {
        fs::write(self.folder.path().join("endless"), "").unwrap();
        self
    }

    /// With a device that goes away with these words.
    pub fn lost(self, words: &str) -> Self {
        fs::write(self.folder.path().join("lost"), words).unwrap();
        self
    }

    /// With a device that goes away with these words when it is asked this, and stays away.
    pub fn lost_at(self, command: &str, words: &str) -> Self {
        fs::write(self.folder.path().join("lost_at"), command).unwrap();
        fs::write(self.folder.path().join("words"), words).unwrap();
        self
    }

    /// With a linker that warns whenever a program starts.
    pub fn warns(self, warning: &str) -> Self {
        fs::write(self.folder.path().join("warning"), warning).unwrap();
        self
    }

    /// Whether the device's shell was led to make this file.
    pub fn has_made(&self, file: &str) -> bool {
        self.folder.path().join(file).exists()
    }

    /// What the device's shell was asked.
    pub fn calls(&self) -> Vec<String> {
        let calls = fs::read_to_string(self.folder.path().join("calls")).unwrap_or_default();
        calls.lines().map(str::to_owned).collect()
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    pub fn run_with_policy(&self, policy: &Value, arguments: &[&str]) -> Output {
        self.run(&[&["--policy", &self.write_policy(policy)], arguments].concat())
    }

    /// Path of a file with this policy.
    pub fn write_policy(&self, policy: &Value) -> String {
        let file = self.folder.path().join("policy.json");
        fs::write(&file, policy.to_string()).unwrap();
        file.to_str().unwrap().to_owned()
    }

    /// What stands on the terminal in the end, where this was typed.
    pub fn run_on_terminal(&self, arguments: &[&str], typed: &str) -> String {
        let input = self.folder.path().join("typed");
        fs::write(&input, typed).unwrap();
        let command = self.command(arguments);
        let words = command.get_args().map(|word| word.to_str().unwrap());
        let line =
            format!("{} {}", env!("CARGO_BIN_EXE_appvagt"), words.collect::<Vec<_>>().join(" "));
        let mut terminal = Command::new("script");
        terminal.args(["-qec", &line, "/dev/null"]).stdin(fs::File::open(input).unwrap());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => terminal.env(name, value),
                None => terminal.env_remove(name),
            };
        }
        stdout(&terminal.output().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        self.record();
        let folder = self.folder.path();
        let path = if self.adb {
            let path = env::var_os("PATH").unwrap();
            let path = env::split_paths(&path).collect::<Vec<_>>();
            env::join_paths([folder.to_owned()].into_iter().chain(path)).unwrap()
        } else {
            "/nowhere".into()
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_appvagt"));
        command.arg("device").args(arguments).env("PATH", path);
        for variable in ["ANDROID_SERIAL", "ANDROID_HOME", "ANDROID_SDK_ROOT"] {
            command.env_remove(variable);
        }
        command
    }

    /// Writes down all answers.
    fn record(&self) {
        let folder = self.folder.path();
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/device");
        let (answers, device) = (folder.join("answers"), folder.join("device"));
        for folder in [&answers, &device] {
            let _ = fs::remove_dir_all(folder);
            fs::create_dir(folder).unwrap();
        }
        // Linked: a script cannot be run that a process which another test started holds open for
        // writing.
        let _ = symlink(scripts.join("adb.sh"), folder.join("adb"));
        let programs = ["pm", "am", "cmd", "getprop", "dumpsys"].into_iter();
        let own = self.answers.iter().map(|(command, ..)| command.split(' ').next().unwrap());
        for program in programs.chain(own) {
            let _ = symlink(scripts.join("answer.sh"), device.join(program));
        }
        for (property, value) in [
            ("ro.build.version.sdk", "34"),
            ("ro.build.version.release", "14"),
            ("ro.product.model", "SM-A525F"),
        ] {
            fs::write(answers.join(format!("getprop {property}")), format!("{value}\n")).unwrap();
        }
        fs::write(answers.join("am get-current-user"), "0\n").unwrap();
        let users =
            self.users.iter().map(|(id, info)| format!("\tUserInfo{{{id}:{info}}} running\n"));
        let users: String = users.collect();
        fs::write(answers.join("pm list users"), format!("Users:\n{users}")).unwrap();
        self.record_apps(&self.apps, &answers);
        if let Some((command, apps)) = &self.then {
            let then = answers.join(format!("{command}.then"));
            fs::create_dir(&then).unwrap();
            self.record_apps(apps, &then);
            for (command, text) in &self.then_answers {
                fs::write(then.join(command), text).unwrap();
            }
        }
        for (command, text, status) in &self.answers {
            fs::write(answers.join(command), text).unwrap();
            fs::write(answers.join(format!("{command}.status")), status.to_string()).unwrap();
        }
        if let Some(command) = &self.cut {
            fs::write(answers.join(format!("{command}.cut")), "").unwrap();
        }
    }

    fn record_apps(&self, apps: &[(u32, App)], answers: &Path) {
        let mut packages = BTreeMap::<_, (String, BTreeMap<u32, String>)>::new();
        for (id, _) in &self.users {
            let (mut all, mut disabled) = (String::new(), String::new());
            for (_, app) in apps.iter().filter(|(user, _)| user == id) {
                let App { name, flags, .. } = app;
                if app.listed {
                    let line = format!("package:{}={name}\n", app.base());
                    all.push_str(&line);
                    if app.disabled {
                        disabled.extend(["package:", name, "\n"]);
                    }
                    let paths = app.files.iter().map(|file| format!("package:{file}\n"));
                    let file = answers.join(format!("pm path --user {id} {name}"));
                    fs::write(file, paths.collect::<String>()).unwrap();
                }
                if app.dumped {
                    let package = packages.entry(name).or_insert_with(|| {
                        // Nothing is left of an archived app that could say anything.
                        let said = if app.archived {
                            String::new()
                        } else {
                            format!("    versionName={}\n    flags=[ {flags} ]\n", app.version)
                        };
                        let head = format!(
                            "  Package [{name}] (6b7d559):\n    appId=10267\n    versionCode=3 \
                             minSdk=26 targetSdk=34\n{said}    pkgFlags=[ {flags} ]\n"
                        );
                        (head, BTreeMap::new())
                    });
                    package.1.insert(*id, app.standing(*id));
                }
            }
            let system = apps.iter().filter(|(_, app)| app.flags.contains("SYSTEM"));
            let system: BTreeSet<_> = system.map(|(_, app)| app.name.as_str()).collect();
            let system = system.iter().map(|name| format!("package:{name}\n"));
            let file = answers.join(format!("pm list packages -s -u --user {id}"));
            fs::write(file, system.collect::<String>()).unwrap();
            all.push_str(&self.noise);
            let list = |which| answers.join(format!("pm list packages {which} --user {id}"));
            fs::write(list("-f"), (self.change)(&all)).unwrap();
            fs::write(list("-d"), disabled).unwrap();
        }
        if let Some(also) = &self.dump {
            let mut dump = "Packages:\n".to_owned();
            for (head, users) in packages.values() {
                dump.push_str(head);
                for (id, _) in self.users.iter().filter(|(id, _)| Some(*id) != self.undumped) {
                    let elsewhere = App::named("").says("installed=false").standing(*id);
                    dump.push_str(users.get(id).unwrap_or(&elsewhere));
                }
            }
            dump.push_str("\nHidden system packages:\n  Package [android] (1):\n");
            dump.push_str(also);
            fs::write(answers.join("dumpsys package packages"), dump).unwrap();
        }
        if self.checks_in {
            let names: BTreeSet<_> = apps.iter().map(|(_, app)| app.name.as_str()).collect();
            let mut dump = "vers,1\n\n".to_owned();
            for name in names {
                dump.extend(["pkg,", name, ",10267,3,0,0,?\npkg-splt,base,0\n"]);
                for id in self.users.iter().map(|(id, _)| id).chain(&self.unlisted) {
                    let app = apps.iter().find(|(user, app)| user == id && app.name == name);
                    let elsewhere = || App::named(name).says("installed=false");
                    let app = app.map_or_else(elsewhere, |(_, app)| app.clone());
                    dump.push_str(&app.letters(*id));
                }
            }
            fs::write(answers.join("dumpsys package --checkin packages"), dump).unwrap();
        }
    }
}

/// `appvagt scan` of a file, as JSON.
pub fn scan(policy: &Value, file: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("policy.json");
    fs::write(&path, policy.to_string()).unwrap();
    let mut scan = Command::new(env!("CARGO_BIN_EXE_appvagt"));
    scan.args(["scan", "--json", "--policy"]).arg(&path).arg(file).output().unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
