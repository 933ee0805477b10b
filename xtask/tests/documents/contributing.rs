//! That `CONTRIBUTING.md` names the files that a change touches.
//!
//! Each "To add ..." follows an example that is there already, by the words that it goes by in the
//! code. All files that have one of these words are named, with `*` for part of a path; of tests,
//! only that those named have it is checked, since nobody has to touch them all.

use std::collections::BTreeSet;

use crate::tree::{files, read, root};

const DOCUMENT: &str = "CONTRIBUTING.md";
const START: &str = "### To add ";

struct Recipe {
    title: String,
    words: Vec<String>,
    files: BTreeSet<String>,
}

/// Returns what stands as code in `line`.
fn code(line: &str) -> impl Iterator<Item = String> {
    line.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// Returns the files that a row stands for: `*` is any part of a name.
fn named(path: &str) -> Vec<String> {
    let Some((start, end)) = path.split_once('*') else { return vec![path.to_owned()] };
    let found: Vec<_> = written()
        .into_iter()
        .filter(|path| {
            let middle = path.strip_prefix(start).and_then(|path| path.strip_suffix(end));
            middle.is_some_and(|middle| !middle.is_empty() && !middle.contains('/'))
        })
        .collect();
    // Without any, the row is refused as a file that is not there.
    if found.is_empty() { vec![path.to_owned()] } else { found }
}

fn recipes(document: &str) -> Vec<Recipe> {
    let start = format!("\n{START}");
    let sections = document.split(&start).skip(1);
    let recipe = |section: &str| {
        let section = section.split("\n#").next().unwrap();
        let follow = section.lines().find(|line| line.starts_with("Follow "));
        let rows = section.lines().filter(|line| line.starts_with("| `"));
        Recipe {
            title: section.lines().next().unwrap().to_owned(),
            words: follow.into_iter().flat_map(code).collect(),
            files: rows.filter_map(|row| code(row).next()).flat_map(|path| named(&path)).collect(),
        }
    };
    sections.map(recipe).collect()
}

/// Returns whether `word` is in `text`, and not within a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let whole = |c: Option<char>| !c.is_some_and(joins);
        (whole(before) || !word.starts_with(joins)) && (whole(after) || !word.ends_with(joins))
    })
}

fn is_test(path: &str) -> bool {
    let folders = ["/tests/", "/test/", "/benches/", "/fuzz/", "/demo/", "/testFixtures/"];
    folders.iter().any(|folder| path.contains(folder))
        || path.starts_with("samples/")
        || path.ends_with("tests.rs")
}

/// The files that people write, or that a test writes from them, but what only recounts changes.
fn written() -> Vec<String> {
    let endings = [".rs", ".kt", ".xml", ".json", ".md", ".toml", ".gradle"];
    let mut written = files("", &endings);
    written.retain(|path| {
        path != DOCUMENT && path != "CHANGELOG.md" && !path.starts_with("docs/screens/")
    });
    written
}

#[test]
fn every_recipe_names_the_files_that_its_example_stands_in() {
    let texts: Vec<_> = written().into_iter().map(|path| (read(&path), path)).collect();
    let recipes = recipes(&read(DOCUMENT));
    assert!(recipes.len() >= 6, "only {} recipes were read", recipes.len());
    let mut wrong = Vec::new();
    for Recipe { title, words, files } in &recipes {
        assert!(!words.is_empty(), "{DOCUMENT}, {title}: no line \"Follow `example`\"");
        let example = |text: &str| words.iter().any(|word| has_word(text, word));
        let found: BTreeSet<_> =
            texts.iter().filter(|(text, _)| example(text)).map(|(_, path)| path).collect();
        for path in &found {
            if !is_test(path) && !files.contains(*path) {
                wrong.push(format!("{START}{title}: {path} has {words:?} and is not named"));
            }
        }
        for path in files {
            if !root().join(path).is_file() {
                wrong.push(format!("{START}{title}: there is no {path}"));
            } else if !found.contains(path) {
                wrong.push(format!("{START}{title}: {path} has none of {words:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{DOCUMENT}:\n{}", wrong.join("\n"));
}

#[test]
fn words_are_found_whole() {
    for (text, word, found) in [
        ("web_host: 1", "web_host", true),
        ("web_hosts", "web_host", false),
        ("a_web_host", "web_host", false),
        ("values-fi/x", "values-fi", true),
        ("[\"fi\"]", "\"fi\"", true),
        ("fine", "fi", false),
    ] {
        assert_eq!(has_word(text, word), found, "{word} in {text}");
    }
}

/// The Kotlin library refuses a report with a gap that it does not know, so it must know them all.
#[test]
fn every_gap_of_the_core_crosses_into_kotlin() {
    let core = "rust-core/scanner/src/phone/gap.rs";
    let kotlin = "android-scanner/src/main/kotlin/org/appvagt/scanner/CoreJson.kt";
    let (core_text, kotlin_text) = (read(core), read(kotlin));
    let gaps = core_text.split("pub enum Gap {").nth(1).unwrap();
    let variants = gaps.lines().filter_map(|line| line.strip_prefix("    "));
    let variants = variants.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let mut count = 0;
    for variant in variants {
        let name = variant.trim_end_matches([',', ' ', '{']);
        let mut word = String::new();
        for letter in name.chars() {
            if letter.is_ascii_uppercase() && !word.is_empty() {
                word.push('_');
            }
            word.push(letter.to_ascii_lowercase());
        }
        let reads = format!("\"{word}\" ->");
        assert!(kotlin_text.contains(&reads), "{core} has {name}: add `{reads}` to {kotlin}");
        count += 1;
    }
    assert!(count >= 8, "only {count} gaps were read in {core}");
}

/// The file that the demo writes is for other programs, which have only its description.
#[test]
fn every_gap_of_kotlin_is_described_for_the_report_file() {
    let kotlin = "android-scanner/src/main/kotlin/org/appvagt/scanner/Gap.kt";
    let description = read("docs/demo.md");
    let source = read(kotlin);
    let words = source.split(": Gap(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut count = 0;
    for word in words {
        let described = description.contains(&format!("\"{word}\""));
        assert!(described, "{kotlin} has {word}: describe it among the gaps in docs/demo.md");
        count += 1;
    }
    assert!(count >= 10, "only {count} gaps were read in {kotlin}");
}
