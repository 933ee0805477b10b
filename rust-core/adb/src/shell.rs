//! Questions to the device's shell, several at a time: each call of adb costs tens of milliseconds.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::noise::is_noise;
use crate::reason::reason;
use crate::unreachable::Unreachable;

/// What the device answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Output and errors of the command, in lines that end in `\n`.
    pub text: String,
    /// Its exit status; `None` if the answer was cut short.
    pub status: Option<i32>,
}

impl Answer {
    /// Returns whether the command succeeded and its answer came whole.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.status == Some(0)
    }

    /// Returns the first line, of a command that succeeded and said something.
    #[must_use]
    pub fn line(&self) -> Option<&str> {
        let line = self.text.lines().map(str::trim).find(|line| !is_noise(line));
        line.filter(|_| self.succeeded())
    }

    /// Returns why the device refused, in its own words, if it says so; see [`reason`].
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        reason(&self.text)
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

/// Questions to the shell, for one call.
pub struct Script {
    /// What the shell runs.
    pub text: String,
    end: String,
}

impl Script {
    /// Puts the mark of an end behind each command.
    pub fn new(commands: &[&str]) -> Self {
        let end = end();
        let ask = |command: &&str| format!("{{ {command}; }} 2>&1; s=$?; echo; echo {end} $s\n");
        Self { text: commands.iter().map(ask).collect(), end }
    }

    /// Reads the answers in what was printed.
    pub fn answers(&self, printed: &[u8]) -> Vec<Answer> {
        split(printed, &self.end)
    }
}

/// Returns how many of these answers are whole.
pub fn whole(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| answer.status.is_some()).count()
}

/// Quotes a word for the device's shell.
#[must_use]
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Draws the mark that stands behind each answer of a call, before the exit status. Without shell
/// protocol adb returns no status, and an answer that is cut short looks like a shorter one. A text
/// in an answer that knew the mark could end it.
fn end() -> String {
    // The keys of a hash map are the only randomness of the standard library.
    let drawn = [(); 2].map(|()| RandomState::new().build_hasher().finish());
    format!("appvagt-end-{:016x}{:016x}", drawn[0], drawn[1])
}

/// Splits what adb printed into answers. Older devices end lines in `\r\n`.
fn split(printed: &[u8], end: &str) -> Vec<Answer> {
    let mut answers = vec![Answer::default()];
    for line in String::from_utf8_lossy(printed).split_inclusive('\n') {
        let whole = line.ends_with('\n');
        let line = line.trim_end_matches(['\r', '\n']);
        let status = line.strip_prefix(end).and_then(|status| status.trim_start().parse().ok());
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
    use std::collections::HashSet;
    use std::process::Command;

    use proptest::prelude::*;

    use super::*;

    const END: &str = "appvagt-end-0123";

    fn answer(text: &str, status: Option<i32>) -> Answer {
        Answer { text: text.to_owned(), status }
    }

    #[test]
    fn a_word_stays_a_word() {
        let word = "it's $HOME; `reboot` \"x\"";
        let script = format!("printf %s {}", quoted(word));
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert_eq!(output.stdout, word.as_bytes());
    }

    #[test]
    fn each_answer_ends_where_its_status_stands() {
        let cases: [(&str, Vec<Answer>); 6] = [
            ("", vec![]),
            ("36\n\nappvagt-end-0123 0\n\nappvagt-end-0123 1\n", {
                vec![answer("36\n\n", Some(0)), answer("\n", Some(1))]
            }),
            ("36\r\r\n\r\nappvagt-end-0123 0\r\n", vec![answer("36\n\n", Some(0))]),
            ("36\n\nappvagt-end-0123 0\npackage:a", {
                vec![answer("36\n\n", Some(0)), answer("package:a\n", None)]
            }),
            ("36\n\nappvagt-end-0123 0", vec![answer("36\n\nappvagt-end-0123 0\n", None)]),
            ("1\nappvagt-end 0\nappvagt-end-4567 0\n\nappvagt-end-0123 0\n", {
                vec![answer("1\nappvagt-end 0\nappvagt-end-4567 0\n\n", Some(0))]
            }),
        ];
        for (printed, expected) in cases {
            assert_eq!(split(printed.as_bytes(), END), expected, "{printed:?}");
        }
    }

    #[test]
    fn every_call_has_a_mark_of_its_own() {
        let marks: HashSet<_> = (0..1000).map(|_| end()).collect();
        assert_eq!(marks.len(), 1000);
    }

    proptest! {
        #[test]
        fn no_text_in_an_answer_ends_it(
            text in "(appvagt-end[-0-9a-f]{0,20}( [0-9]{1,3})?\r?\n|package:[a-z.]{0,9}\n|\\PC{0,20}\n){0,9}",
            status in 0_i32..256,
        ) {
            prop_assume!(!text.contains(END));
            let printed = format!("{text}\n{END} {status}\nnext\n\n{END} 0\n");
            let answers = split(printed.as_bytes(), END);
            prop_assert_eq!(answers.len(), 2);
            prop_assert_eq!(answers[0].status, Some(status));
            prop_assert_eq!(&answers[1], &answer("next\n\n", Some(0)));
        }
    }
}
