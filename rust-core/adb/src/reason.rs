//! The reason that a device gives where it refuses something.

use crate::noise::is_noise;

/// Returns the line of an answer that says why the device refused: of an exception, the one with
/// its class and message, which from Android 11 on stands below a heading.
#[must_use]
pub fn reason(answer: &str) -> Option<&str> {
    let lines = || {
        let lines = answer.lines().filter(|line| !is_noise(line) && !is_frame(line));
        lines.map(str::trim)
    };
    let ranked = [is_exception, is_refusal, |line: &str| !is_heading(line), |_: &str| true];
    ranked.into_iter().find_map(|is_useful| lines().find(|line| is_useful(line)))
}

/// Returns whether a line names the class of a Java exception, with or without a message.
fn is_exception(line: &str) -> bool {
    let mut words = line.split([' ', '\t']);
    words.any(|word| {
        let class = word.strip_suffix(':').unwrap_or(word);
        class.contains('.') && (class.ends_with("Exception") || class.ends_with("Error"))
    })
}

/// Returns whether a line says of itself that something went wrong.
fn is_refusal(line: &str) -> bool {
    let is_word = |word: &&str| line.starts_with(*word);
    ["Failure", "Error", "error:", "adb: ", "cmd: "].iter().any(is_word) && !is_heading(line)
}

/// Returns whether a line announces an exception that the lines below name.
fn is_heading(line: &str) -> bool {
    line.starts_with("Exception occurred while") || line == "Error:"
}

/// Returns whether a line belongs to a stack trace.
fn is_frame(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("at ") || (line.starts_with("... ") && line.ends_with(" more"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_says_why_is_the_one_shown() {
        let refused =
            "java.lang.SecurityException: Shell does not have permission to access user 1";
        let traced = format!(
            "\nException occurred while executing 'list':\n{refused}\n com.android.server.am:8\n\
             \tat com.android.server.am.UserController.handleIncomingUser(UserController.java:9)\n\
             Caused by: java.lang.IllegalStateException: x\n\t... 12 more\n"
        );
        for (answer, expected) in [
            (&*traced, Some(refused)),
            ("WARNING: linker: libx.so\nFailure [DELETE_FAILED_OWNER_BLOCKED]\n", {
                Some("Failure [DELETE_FAILED_OWNER_BLOCKED]")
            }),
            (
                "Exception occurred while executing 'x':\njava.lang.NullPointerException\n\tat a.B\n",
                { Some("java.lang.NullPointerException") },
            ),
            ("Exception occurred while executing 'x':\nandroid.os.ParcelableException: a: b\n", {
                Some("android.os.ParcelableException: a: b")
            }),
            ("java.lang.OutOfMemoryError: no\n", Some("java.lang.OutOfMemoryError: no")),
            ("usage: pm\nError: java.lang.SecurityException: no\n", {
                Some("Error: java.lang.SecurityException: no")
            }),
            ("Error: user 10 is not running\n", Some("Error: user 10 is not running")),
            ("Error:\n user is locked\n", Some("user is locked")),
            ("Exception occurred while executing 'list':\n", {
                Some("Exception occurred while executing 'list':")
            }),
            ("Can't find service: package\n", Some("Can't find service: package")),
            ("Success\n", Some("Success")),
            ("\r\n* daemon started successfully\n", None),
            ("\tat com.example.A.b(A.java:1)\n", None),
            ("at \n", Some("at")),
            ("", None),
        ] {
            assert_eq!(reason(answer), expected, "{answer:?}");
        }
    }
}
