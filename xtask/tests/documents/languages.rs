//! That the app, decoys and the catalogue speak the same languages, and say everything in each.

use std::collections::BTreeMap;

use crate::tree::{files, read};

/// Where a language begins: the app speaks what stands here.
const LANGUAGES: &str = "android-app/src/main/res/xml/locale_config.xml";
const RESOURCES: [&str; 2] = ["android-app/src/main/res", "samples/decoy/src/main/res"];

/// Returns what stands between `start` and the next `end`, for each `start` in `text`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}

/// Returns the languages of the app, but English.
fn languages() -> Vec<String> {
    let config = read(LANGUAGES);
    let names = between(&config, "<locale android:name=\"", "\"");
    assert!(names.len() >= 4 && names.contains(&"en"), "{LANGUAGES}: read {names:?} only");
    names.into_iter().filter(|name| *name != "en").map(str::to_owned).collect()
}

/// Returns all texts of a file by name; those of plurals and arrays as `name.one` and `name.0`.
fn texts(path: &str) -> BTreeMap<String, String> {
    let file = read(path);
    let mut texts = BTreeMap::new();
    let mut add = |name: String, text: &str| {
        assert!(
            texts.insert(name.clone(), text.to_owned()).is_none(),
            "{path}: {name} is there twice"
        );
    };
    let translated =
        |element: &str| !element.split('>').next().unwrap().contains("translatable=\"false\"");
    for element in between(&file, "<string name=\"", "</string>") {
        if translated(element) {
            let (name, text) =
                (element.split('"').next().unwrap(), element.split_once('>').unwrap().1);
            add(name.to_owned(), text);
        }
    }
    for element in between(&file, "<plurals name=\"", "</plurals>") {
        let name = element.split('"').next().unwrap();
        for item in between(element, "<item quantity=\"", "</item>") {
            let (quantity, text) = item.split_once("\">").unwrap();
            add(format!("{name}.{quantity}"), text);
        }
    }
    for element in between(&file, "<string-array name=\"", "</string-array>") {
        let name = element.split('"').next().unwrap();
        if translated(element) {
            for (index, text) in between(element, "<item>", "</item>").into_iter().enumerate() {
                add(format!("{name}.{index}"), text);
            }
        }
    }
    texts
}

/// Returns the placeholders of a text, such as `%1$s`, in order.
fn placeholders(text: &str) -> Vec<String> {
    let mut found: Vec<_> = text
        .split('%')
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest.len());
            format!("%{}", rest.get(..=end).unwrap_or(rest))
        })
        .collect();
    found.sort();
    found
}

/// Returns the texts of other languages: each file, and the language of its folder.
fn translations(resources: &str) -> Vec<(String, String)> {
    let start = format!("{resources}/values-");
    let strings = files(resources, &["strings.xml"]).into_iter();
    strings
        .filter_map(|path| {
            let language = path.strip_prefix(&start)?.split('/').next()?.to_owned();
            Some((path, language))
        })
        .collect()
}

#[test]
fn every_text_is_there_in_every_language_with_its_placeholders() {
    let mut wrong = Vec::new();
    for resources in RESOURCES {
        let original = format!("{resources}/values/strings.xml");
        let english = texts(&original);
        assert!(!english.is_empty(), "{original}: no texts were read");
        for language in languages() {
            let path = format!("{resources}/values-{language}/strings.xml");
            if !files(resources, &["strings.xml"]).contains(&path) {
                wrong.push(format!("{LANGUAGES} has {language}: add {path}, like {original}"));
                continue;
            }
            let translated = texts(&path);
            for name in english.keys().filter(|name| !translated.contains_key(*name)) {
                wrong.push(format!("{path}: add {name}, which {original} has"));
            }
            if let Some(code) = translated.get("language").filter(|code| **code != language) {
                wrong.push(format!("{path}: language is {code:?}: make it {language:?}"));
            }
        }
        for (path, _) in translations(resources) {
            for (name, text) in texts(&path) {
                match english
                    .get(&name)
                    .map(|original| (placeholders(original), placeholders(&text)))
                {
                    None => wrong.push(format!("{path}: {name} is not in {original}: remove it")),
                    Some((expected, found))
                        if expected != found && name.strip_suffix(".one").is_none() =>
                    {
                        wrong
                            .push(format!("{path}: {name} has {found:?} in place of {expected:?}"));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_language_that_has_texts_is_one_that_the_app_speaks() {
    let languages = languages();
    for (path, folder) in RESOURCES.into_iter().flat_map(translations) {
        // `sv-rFI` is Swedish where it is written otherwise in Finland.
        let language = folder.split('-').next().unwrap();
        let spoken = languages.iter().any(|other| other == language);
        assert!(spoken, "{path}: add <locale android:name=\"{language}\" /> to {LANGUAGES}");
    }
}

#[test]
fn each_language_has_names_of_families_papers_and_pictures() {
    let mut wrong = Vec::new();
    for language in languages() {
        for (path, words) in [
            ("rust-core/scanner/src/catalogue/names.rs", format!("pub {language}: ")),
            ("rust-core/scanner/build.rs", format!("\"{language}\"")),
            ("rust-core/papers/src/paper.rs", format!("texts!(\"{language}\")")),
            (
                "android-app/src/demo/kotlin/org/appvagt/demo/Picture.kt",
                format!("\"{language}\" to "),
            ),
        ] {
            if !read(path).contains(&words) {
                wrong.push(format!("{LANGUAGES} has {language}: add `{words}` to {path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn placeholders_are_found() {
    for (text, found) in [
        ("none", &[][..]),
        ("%2$s of %1$d", &["%1$d", "%2$s"]),
        ("%d apps", &["%d"]),
        ("half a percent sign %", &["%"]),
    ] {
        assert_eq!(placeholders(text), found, "{text}");
    }
}
