//! That each promise in `docs/security.md` names tests, and each test that it names is there.

use std::path::Path;

use crate::tree::{files, read, root};

const DOCUMENT: &str = "docs/security.md";

/// What stands before the promises of a threat, and what ends them.
const PROMISED: &str = "Promised:";
const NOT_PROMISED: &str = "Not promised:";

/// A promise, in its first words, and the tests that hold it: file, from the repository's folder, and
/// name.
struct Promise {
    words: String,
    tests: Vec<(String, String)>,
}

/// Reads the promises of a document. Each is an item of a list, and its tests are items below it:
/// a link to the file, a colon, and the test's name as code.
fn promises(document: &str) -> Vec<Promise> {
    let mut promises: Vec<Promise> = Vec::new();
    let mut within = false;
    for line in document.lines() {
        if line == PROMISED || line == NOT_PROMISED || line.starts_with('#') {
            within = line == PROMISED;
        } else if let Some(words) = line.strip_prefix("- ").filter(|_| within) {
            promises.push(Promise { words: words.to_owned(), tests: Vec::new() });
        } else if let Some(test) = line.strip_prefix("  - [").filter(|_| within) {
            let (_, rest) = test.split_once("](../").unwrap_or_else(|| panic!("{line}: no link"));
            let (file, name) = rest.split_once("): `").unwrap_or_else(|| panic!("{line}: no name"));
            let name = name.strip_suffix('`').unwrap_or_else(|| panic!("{line}: ends elsewhere"));
            promises.last_mut().unwrap().tests.push((file.to_owned(), name.to_owned()));
        }
    }
    promises
}

/// Returns whether `source` has a test called `name` that is not left out. In the code of `xtask`,
/// whose commands are checks themselves, any function will do.
fn has_test(file: &str, source: &str, name: &str) -> bool {
    if Path::new(file).extension().is_some_and(|extension| extension == "kt") {
        let lines: Vec<&str> = source.lines().map(str::trim).collect();
        let declared = [format!("fun `{name}`("), format!("fun {name}(")];
        return lines.iter().enumerate().any(|(at, line)| {
            let marks = marks(&lines[..at], "@").chain([line]);
            let marked = |mark: &str| marks.clone().any(|line| line.contains(mark));
            declared.iter().any(|start| line.contains(start.as_str()))
                && marked("@Test")
                && !marked("@Ignore")
        });
    }
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let declared = format!("fn {name}(");
    lines.iter().enumerate().any(|(at, line)| {
        let marked = |start| marks(&lines[..at], "#[").any(|mark| mark.starts_with(start));
        let is_test = marked("#[test]") && !marked("#[ignore");
        line.contains(&declared) && (file.starts_with("xtask/src/") || is_test)
    })
}

/// Returns what marks the function below these lines: the lines right above it that begin so, or
/// are comments.
fn marks<'a>(above: &'a [&'a str], start: &'a str) -> impl Iterator<Item = &'a &'a str> + Clone {
    above.iter().rev().take_while(move |line| line.starts_with(start) || line.starts_with("//"))
}

#[test]
fn every_promise_names_a_test_and_every_test_is_there() {
    let promises = promises(&read(DOCUMENT));
    assert!(promises.len() > 20, "only {} promises were read", promises.len());
    let sources = files("", &[".rs", ".kt"]);
    let mut wrong = Vec::new();
    for Promise { words, tests } in &promises {
        if tests.is_empty() {
            wrong.push(format!("no test holds: {words}"));
        }
        for (file, name) in tests {
            if root().join(file).is_file() && has_test(file, &read(file), name) {
                continue;
            }
            // Files move with their names, and a common name such as `check` is in many.
            let its_name = Path::new(file).file_name();
            let elsewhere = sources
                .iter()
                .filter(|path| has_test(path, &read(path), name))
                .max_by_key(|path| Path::new(path).file_name() == its_name);
            let hint = elsewhere
                .map_or("nowhere else either: was it renamed?".to_owned(), |path| {
                    format!("it is in {path}")
                });
            wrong.push(format!("{file} has no test `{name}`; {hint}"));
        }
    }
    assert!(wrong.is_empty(), "{DOCUMENT}:\n{}", wrong.join("\n"));
}

#[test]
fn promises_are_read_with_their_tests() {
    let document = "### A\n\nPromised:\n\n- one\n  and on\n  - [a.rs](../x/a.rs): `holds`\n- two\n\n\
                    Not promised:\n\n- three\n";
    let read = promises(document);
    assert_eq!(read.iter().map(|p| p.words.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(read[0].tests, [("x/a.rs".to_owned(), "holds".to_owned())]);
    assert!(read[1].tests.is_empty());
    assert!(has_test("x/a.rs", "#[test]\nfn holds() {", "holds"));
    assert!(!has_test("x/a.rs", "fn holds() {", "holds"));
    assert!(!has_test("x/a.rs", "#[test]\nfn other() {}\n\nfn holds() {", "holds"));
    assert!(!has_test("x/a.rs", "#[test]\n#[ignore]\nfn holds() {", "holds"));
    assert!(has_test("x/A.kt", "@Test\nfun `it holds`() {", "it holds"));
    assert!(!has_test("x/A.kt", "fun `it holds`() {", "it holds"));
    assert!(!has_test("x/A.kt", "@Test\n@Ignore(\"later\")\nfun `it holds`() {", "it holds"));
}
