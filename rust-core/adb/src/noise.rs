//! Lines that adb and linkers put among the answers.

/// Returns whether a line is empty, or one that adb or a linker puts among what was asked for: adb
/// where it starts its server, the linkers of some makers whenever a program starts.
#[must_use]
pub fn is_noise(line: &str) -> bool {
    const BEGINNINGS: [&str; 6] = [
        "* daemon ",
        "adb server version (",
        "adb server is out of date",
        "List of devices attached",
        "- waiting for ",
        "warning:",
    ];
    let line = line.trim();
    let begins = |beginning: &&str| {
        let start = line.as_bytes().get(..beginning.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
    };
    line.is_empty() || BEGINNINGS.iter().any(begins)
}
