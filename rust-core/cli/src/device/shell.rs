//! Questions to the device's shell, several at a time: each call of adb costs tens of milliseconds.

use appvagt_inventory::is_noise;

use super::adb::{Device, Unreachable};

/// Stands behind each answer, with the exit status. Without shell protocol adb tells no status, and
/// an answer that is cut short looks like a shorter one.
const END: &str = "appvagt-end ";

/// What the device answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Output and errors of the command, in lines that end in `\n`.
    pub text: String,
    /// Its exit status; `None` if the answer was cut short.
    pub status: Option<i32>,
}

impl Answer {
    /// The first line, of a command that succeeded and said something.
    pub fn line(&self) -> Option<&str> {
        let line = self.text.lines().map(str::trim).find(|line| !is_noise(line));
        line.filter(|_| self.status == Some(0))
    }
}

/// What came of asking.
#[derive(Debug)]
pub struct Asked {
    /// An answer for each command. What was said before a connection broke counts.
    pub answers: Vec<Answer>,
    /// Why not all of them were answered, if so.
    pub broke: Option<Unreachable>,
}

/// Runs each command in the device's shell.
///
/// # Errors
/// None of them was answered.
pub fn ask(device: &Device, commands: &[&str]) -> Result<Asked, Unreachable> {
    let ask = |command: &&str| format!("{{ {command}; }} 2>&1; s=$?; echo; echo {END}$s\n");
    let script: String = commands.iter().map(ask).collect();
    let mut printed = Vec::new();
    let asked = |printed: &[u8]| {
        let answering = commands.get(answered(&split(printed))).or(commands.last());
        answering.copied().unwrap_or_default()
    };
    let ended = device.shell(&script, &mut printed, asked);
    let mut answers = split(&printed);
    let broke = match ended {
        _ if answered(&answers) >= commands.len() => None,
        Ok(ended) => Some(device.lost(&ended)),
        Err(unreachable) => Some(unreachable),
    };
    match broke {
        Some(broke) if answers.is_empty() => Err(broke),
        broke => {
            answers.resize(commands.len(), Answer::default());
            Ok(Asked { answers, broke })
        }
    }
}

/// A word for the device's shell.
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// How many of these answers are whole.
fn answered(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| answer.status.is_some()).count()
}

/// The answers in what adb printed. Older devices end lines in `\r\n`.
fn split(printed: &[u8]) -> Vec<Answer> {
    let mut answers = vec![Answer::default()];
    for line in String::from_utf8_lossy(printed).split_inclusive('\n') {
        let whole = line.ends_with('\n');
        let line = line.trim_end_matches(['\r', '\n']);
        let status = line.strip_prefix(END).and_then(|status| status.parse().ok());
        if let (Some(last), Some(status), true) = (answers.last_mut(), status, whole) {
            last.status = Some(status);
            answers.push(Answer::default());
        } else if let Some(last) = answers.last_mut() {
            last.text.push_str(line);
            last.text.push('\n');
        }
    }
    if answers.last().is_some_and(|last| last.text.trim().is_empty()) {
        answers.pop();
    }
    answers
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn answer(text: &str, status: Option<i32>) -> Answer {
        Answer { text: text.to_owned(), status }
    }

    #[test]
    fn a_word_stays_a_word() {
        let word = "it's $HOME; `reboot` \"x\"";
        let script = format!("printf %s {}", quoted(word));
        let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        assert_eq!(output.stdout, word.as_bytes());
    }

    #[test]
    fn each_answer_ends_where_its_status_stands() {
        let cases: [(&str, Vec<Answer>); 5] = [
            ("", vec![]),
            ("36\n\nappvagt-end 0\n\nappvagt-end 1\n", {
                vec![answer("36\n\n", Some(0)), answer("\n", Some(1))]
            }),
            ("36\r\r\n\r\nappvagt-end 0\r\n", vec![answer("36\n\n", Some(0))]),
            ("36\n\nappvagt-end 0\npackage:a", {
                vec![answer("36\n\n", Some(0)), answer("package:a\n", None)]
            }),
            ("36\n\nappvagt-end 0", vec![answer("36\n\nappvagt-end 0\n", None)]),
        ];
        for (printed, expected) in cases {
            assert_eq!(split(printed.as_bytes()), expected, "{printed:?}");
        }
    }
}
