//! Commands whose output goes to a log, shown only when they fail.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

use crate::toolchain::project;

/// Has cargo build what it is asked for with the dependencies that xtask was built with: built for
/// another package alone, these would have other features, and be built once more.
pub const SHARE_DEPENDENCIES: [&str; 2] = ["--package", "xtask"];

/// How many of its last lines a failed command shows.
const LINES_SHOWN: usize = 40;

/// How the variables begin that name the key of a release and have its passwords.
const KEY_VARIABLES: [&str; 2] = ["APPVAGT_KEY_", "APPVAGT_KEYSTORE"];

/// Returns a command that runs in the top folder of the checkout. It does not see the key of a
/// release: compilers run code of many people.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root()).stdin(Stdio::null());
    hide_key(&mut command, env::vars_os().map(|(name, _)| name));
    command
}

/// Takes from a command those of these variables that are about the key of a release.
fn hide_key(command: &mut Command, variables: impl Iterator<Item = OsString>) {
    for name in variables {
        let text = name.to_string_lossy();
        if KEY_VARIABLES.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
}

/// Runs `command` with its output in `target/logs/<name>.log`, and returns that output.
///
/// # Errors
/// It cannot be started, or does not end with 0: the error has the command, where its log is and
/// how that ends.
pub fn run(name: &str, command: &mut Command) -> Result<String> {
    let (output, status) = run_unchecked(name, command)?;
    if !status.success() {
        bail!(failure(name, command, &output));
    }
    Ok(output)
}

/// Does as [`run`], but leaves to the caller what a failure means. Returns the output and how the
/// command ended.
pub fn run_unchecked(name: &str, command: &mut Command) -> Result<(String, ExitStatus)> {
    let log = log_file(name)?;
    let file = fs::File::create(&log).with_context(|| log.display().to_string())?;
    let status = command
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("{} could not be started", shown(command)))?;
    let output = fs::read(&log).with_context(|| log.display().to_string())?;
    Ok((String::from_utf8_lossy(&output).into_owned(), status))
}

/// Describes a failed command: what it was, how its output ends, and where all of that is.
pub fn failure(name: &str, command: &Command, output: &str) -> String {
    let lines: Vec<_> = output.lines().collect();
    let end = lines[lines.len().saturating_sub(LINES_SHOWN)..].join("\n");
    format!("{}\n\n{end}\n\nThe whole log is in target/logs/{name}.log.", shown(command))
}

fn log_file(name: &str) -> Result<PathBuf> {
    let folder = project::target("logs");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder.join(format!("{name}.log")))
}

/// Returns the command as one would type it, with long words (class paths) cut short.
fn shown(command: &Command) -> String {
    const LONGEST_WORD: usize = 100;
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| {
            let word = word.to_string_lossy();
            match word.char_indices().nth(LONGEST_WORD) {
                Some((end, _)) => format!("{}…", &word[..end]),
                None => word.into_owned(),
            }
        })
        .collect();
    words.join(" ")
}

/// Does as [`run`], but also shows each line of the command's output that begins with `mark`, as it
/// comes and without the mark. A marked line that begins with `error: ` is the error.
pub fn run_shown(name: &str, command: &mut Command, mark: &str) -> Result<()> {
    let mut reported = None;
    let ended = run_watched(name, command, |line| {
        let Some(text) = line.strip_prefix(mark) else { return true };
        match text.strip_prefix("error: ") {
            Some(error) => reported = Some(error.to_owned()),
            None => println!("{text}"),
        }
        false
    });
    match reported {
        Some(error) => bail!(error),
        None => ended,
    }
}

/// Does as [`run`], and hands `see` each line as it comes, also one that the next overwrites. Those
/// for which it returns false do not go to the log.
pub fn run_watched(
    name: &str,
    command: &mut Command,
    mut see: impl FnMut(&str) -> bool,
) -> Result<()> {
    let log = log_file(name)?;
    let mut file = fs::File::create(&log).with_context(|| log.display().to_string())?;
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(file.try_clone()?)
        .spawn()
        .with_context(|| format!("{} could not be started", shown(command)))?;
    let stdout = child.stdout.take().context("a child without output")?;
    each_line(
        BufReader::new(stdout),
        |line| {
            if see(line) { writeln!(file, "{line}") } else { Ok(()) }
        },
    )?;
    if child.wait()?.success() {
        return Ok(());
    }
    let output = fs::read(&log).with_context(|| log.display().to_string())?;
    bail!(failure(name, command, &String::from_utf8_lossy(&output)));
}

/// Hands each line to `see` once it has ended, be it that the next is to overwrite it. Empty ones are
/// left out.
fn each_line(
    mut output: impl BufRead,
    mut see: impl FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        let read = output.fill_buf()?;
        let end = read.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        line.extend_from_slice(&read[..end.unwrap_or(read.len())]);
        let (at_end, used) = (read.is_empty(), end.map_or(read.len(), |end| end + 1));
        output.consume(used);
        if (end.is_some() || at_end) && !line.is_empty() {
            see(&String::from_utf8_lossy(&line))?;
            line.clear();
        }
        if at_end {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_seen_when_it_ends_also_by_being_overwritten() {
        // Read in pieces of three bytes, so that lines end within them and at their ends.
        let output = BufReader::with_capacity(3, &b"1/9 MB\r2/9 MB\r\n\ndone\nrest"[..]);
        let mut lines = Vec::new();
        each_line(output, |line| {
            lines.push(line.to_owned());
            Ok(())
        })
        .unwrap();
        assert_eq!(lines, ["1/9 MB", "2/9 MB", "done", "rest"]);
    }

    #[test]
    fn a_command_does_not_see_the_key_of_a_release() {
        let mut command = Command::new("rustc");
        let names = [
            "APPVAGT_KEYSTORE",
            "APPVAGT_KEYSTORE_PASSWORD",
            "APPVAGT_KEY_ALIAS",
            "APPVAGT_KEY_PASSWORD",
            "APPVAGT_CHROMIUM",
            "PATH",
        ];
        hide_key(&mut command, names.iter().map(OsString::from));
        let mut removed: Vec<_> = command.get_envs().collect();
        removed.sort();
        let mut hidden: Vec<_> = names[..4].iter().map(|name| (OsStr::new(name), None)).collect();
        hidden.sort();
        assert_eq!(removed, hidden);
    }
}
