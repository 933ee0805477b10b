//! An organisation's own app, as its file describes it (samples/organisations/README.md): what
//! differs in it from the app as it is published.

mod accent;
mod application_id;
mod mistakes;
mod resources;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use appvagt_scanner::{Catalogue, InstalledApp, Judge, JudgingContext, Policy, Ruling};
use serde::Deserialize;
use toml::Spanned;

use self::accent::Accent;
use self::mistakes::Mistakes;
use crate::toolchain::project::{self, Versions};

/// Languages of the app. English is what it speaks to everybody else.
pub const LANGUAGES: [&str; 6] = [ENGLISH, "da", "de", "fi", "nb", "sv"];
const ENGLISH: &str = "en";
/// The highest version code that Google Play takes.
const HIGHEST_VERSION_CODE: i64 = 2_100_000_000;
/// The longest name that is shown whole in Google Play, in characters.
const LONGEST_NAME: usize = 30;
const LONGEST_VERSION_NAME: usize = 50;

/// An organisation's own app.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// What Android knows it by.
    pub application_id: String,
    version_code: u32,
    /// Version that people read; without, that of Appvagt.
    version_name: Option<String>,
    /// The name under its icon, by language; English is among them.
    pub names: BTreeMap<String, String>,
    /// Colour of what can be tapped, and of the icon.
    accent: Option<Accent>,
    /// Languages that it speaks, English among them.
    pub languages: Vec<String>,
    /// What is in force until an MDM sends a policy; without, what Appvagt bans by itself.
    pub policy: Option<Policy>,
}

/// The file, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    application_id: Spanned<String>,
    version_code: Spanned<i64>,
    version_name: Option<Spanned<String>>,
    name: Spanned<BTreeMap<String, Spanned<String>>>,
    accent: Option<Spanned<String>>,
    languages: Option<Spanned<Vec<Spanned<String>>>>,
    policy: Option<Spanned<String>>,
}

impl Organisation {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// It cannot be read, or has mistakes: all of them, each with its line and what is allowed.
    pub fn read(file: &Path) -> Result<Self> {
        let shown = file.display();
        let text = fs::read(file).with_context(|| format!("organisation file {shown}"))?;
        let text = String::from_utf8(text).map_err(|error| {
            let line = mistakes::line(error.as_bytes(), error.utf8_error().valid_up_to());
            anyhow!("organisation file {shown}, line {line}: no UTF-8; save it in that encoding")
        })?;
        let folder = file.parent().unwrap_or(Path::new("."));
        Self::parse(&text, folder).with_context(|| format!("organisation file {shown}"))
    }

    /// Reads the text of a file in `folder`, in which its policy is looked for.
    fn parse(text: &str, folder: &Path) -> Result<Self> {
        // What Windows puts before a text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: File = toml::from_str(text).map_err(|error| anyhow!("{error}"))?;
        let mut mistakes = Mistakes::new(text);
        let organisation = file.check(folder, &mut mistakes);
        mistakes.none()?;
        Ok(organisation)
    }

    /// Reads all samples.
    pub fn samples() -> Result<Vec<(PathBuf, Self)>> {
        let folder = project::path("samples/organisations");
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let file = entry?.path().join("organisation.toml");
            if file.exists() {
                files.push(file);
            }
        }
        files.sort();
        if files.is_empty() {
            bail!("{} has no sample", folder.display());
        }
        files.into_iter().map(|file| Self::read(&file).map(|read| (file, read))).collect()
    }

    /// Returns the facts of the Android build, with its own in place of the `published` ones.
    pub fn versions(&self, published: &Versions) -> Versions {
        let mut own = Versions {
            application_id: self.application_id.clone(),
            version_code: self.version_code.to_string(),
            ..published.clone()
        };
        if let Some(name) = &self.version_name {
            own.version_name.clone_from(name);
        }
        own
    }

    /// Returns the colour of what can be tapped, by day, if it has one of its own.
    pub fn accent_by_day(&self) -> Option<String> {
        self.accent.as_ref().map(|accent| accent.day.to_string())
    }

    /// Returns the folder in which it is built.
    pub fn folder(&self) -> PathBuf {
        project::target("android/organisations").join(&self.application_id)
    }

    /// Returns whether an app of this name, of which nothing else is known, is banned where no MDM
    /// has sent a policy.
    pub fn bans(&self, package: &str) -> bool {
        let default = Policy::default();
        bans(self.policy.as_ref().unwrap_or(&default), package)
    }

    /// Describes what is in force until an MDM sends a policy.
    pub fn describe_policy(&self) -> String {
        self.policy.as_ref().map_or_else(
            || "built in: TikTok is banned".to_owned(),
            |policy| format!("built in: version {}", policy.version()),
        )
    }

    /// Returns the app that differs from the published one in its id and version code alone,
    /// for tests that presume the rest.
    pub fn by_id_alone(&self) -> Self {
        Self {
            version_name: None,
            // Pictures show the name.
            names: BTreeMap::new(),
            accent: None,
            languages: LANGUAGES.map(str::to_owned).to_vec(),
            policy: None,
            ..self.clone()
        }
    }
}

impl File {
    fn check(self, folder: &Path, mistakes: &mut Mistakes) -> Organisation {
        let id = self.application_id;
        if let Err(mistake) = application_id::check(id.get_ref()) {
            mistakes.add(&id, "application_id", &mistake);
        }
        let code = &self.version_code;
        if !(1..=HIGHEST_VERSION_CODE).contains(code.get_ref()) {
            mistakes.add(
                code,
                "version_code",
                &format!(
                    "{} is none; allowed: a whole number from 1 to {HIGHEST_VERSION_CODE}, higher \
                     than in the last upload",
                    code.get_ref()
                ),
            );
        }
        if let Some(name) = &self.version_name
            && !is_version_name(name.get_ref())
        {
            mistakes.add(
                name,
                "version_name",
                &format!(
                    "{:?} is none; allowed: up to {LONGEST_VERSION_NAME} of a to z, digits, dots, \
                     hyphens, plus signs and underscores, beginning with a letter or digit, such \
                     as 1.2.0 or 2026.12-1, as it is in the name of the file",
                    name.get_ref()
                ),
            );
        }
        let languages = languages(self.languages, mistakes);
        let names = names(self.name, &languages, mistakes);
        let accent = self.accent.and_then(|accent| match Accent::read(accent.get_ref()) {
            Ok(read) => Some(read),
            Err(error) => {
                mistakes.add(&accent, "accent", &format!("{error:#}"));
                None
            }
        });
        let policy = self.policy.and_then(|path| {
            let read = policy(&folder.join(path.get_ref()), id.get_ref());
            read.map_err(|error| mistakes.add(&path, "policy", &format!("{error:#}"))).ok()
        });
        Organisation {
            version_code: u32::try_from(*code.get_ref()).unwrap_or_default(),
            application_id: id.into_inner(),
            version_name: self.version_name.map(Spanned::into_inner),
            names,
            accent,
            languages,
            policy,
        }
    }
}

/// Returns whether this can be a version name, and part of the name of a file on any system.
fn is_version_name(name: &str) -> bool {
    name.len() <= LONGEST_VERSION_NAME
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-+_".contains(c))
}

fn languages(
    listed: Option<Spanned<Vec<Spanned<String>>>>,
    mistakes: &mut Mistakes,
) -> Vec<String> {
    let Some(listed) = listed else { return LANGUAGES.map(str::to_owned).to_vec() };
    let allowed = LANGUAGES.join(", ");
    let mut languages: Vec<String> = Vec::new();
    for language in listed.get_ref() {
        let tag = language.get_ref();
        if !LANGUAGES.contains(&tag.as_str()) {
            let mistake = format!("the app does not speak {tag:?}; allowed: {allowed}");
            mistakes.add(language, "languages", &mistake);
        } else if languages.contains(tag) {
            mistakes.add(language, "languages", &format!("{tag:?} stands here twice"));
        } else {
            languages.push(tag.clone());
        }
    }
    if !languages.iter().any(|tag| tag == ENGLISH) {
        mistakes.add(
            &listed,
            "languages",
            &format!(
                "{ENGLISH:?} is missing: people with any other language read English. Allowed: \
                 {ENGLISH}, and any of {allowed}"
            ),
        );
    }
    languages
}

fn names(
    names: Spanned<BTreeMap<String, Spanned<String>>>,
    languages: &[String],
    mistakes: &mut Mistakes,
) -> BTreeMap<String, String> {
    if !names.get_ref().contains_key(ENGLISH) {
        let mistake = format!(
            "{ENGLISH} is missing: it is the name for everybody whose language has none of its own"
        );
        mistakes.add(&names, "name", &mistake);
    }
    for (tag, name) in names.get_ref() {
        let place = format!("name.{tag}");
        if !languages.contains(tag) {
            let mistake = format!(
                "{tag:?} is not among the app's languages; allowed: {}",
                languages.join(", ")
            );
            mistakes.add(name, &place, &mistake);
        }
        mistakes.check_text(name, &place, LONGEST_NAME);
    }
    names.into_inner().into_iter().map(|(tag, name)| (tag, name.into_inner())).collect()
}

/// Reads the policy in a file, for the app with this id.
fn policy(file: &Path, application_id: &str) -> Result<Policy> {
    let shown = file.display();
    let json = fs::read(file).with_context(|| format!("cannot read {shown}"))?;
    let policy = Policy::read(&json, Catalogue::embedded()).map_err(|error| {
        let lines = error.mistakes.iter().map(|mistake| format!("\n    {mistake}"));
        anyhow!("{shown} is no policy:{}", lines.collect::<String>())
    })?;
    if bans(&policy, application_id) {
        bail!(
            "{shown} bans {application_id}, which is the app itself; allowed: a policy whose bans \
             do not meet it"
        );
    }
    Ok(policy)
}

/// Returns whether an app of this name is banned, or will be, or is exempt from that.
fn bans(policy: &Policy, package: &str) -> bool {
    let context = JudgingContext::default();
    let judge = Judge::new(Catalogue::embedded(), policy, &context);
    judge.rule(&InstalledApp::named(package)) != Ruling::Clear
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const GOOD: &str = "application_id = \"dk.hvidsund.appvagt\"\nversion_code = 1\n";
    const NAME: &str = "[name]\nen = \"A\"\n";

    /// Reads a file with this text; beside it stand a policy and what is none.
    fn read(text: &str) -> Result<Organisation, String> {
        let folder = TempDir::new().unwrap();
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::write(&file, text).unwrap();
            file
        };
        write("policy.json", r#"{"schema": 1, "banned": [{"family": "whatsapp"}]}"#);
        write("bad.json", r#"{"schema": 1, "banned": [{"family": "tik tok"}, {}]}"#);
        let own = r#"{"schema": 1, "banned": [{"package_prefix": "dk.hvidsund."}]}"#;
        write("itself.json", own);
        let file = write("organisation.toml", text);
        Organisation::read(&file).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn little_is_needed_and_the_rest_is_as_published() {
        let organisation = read(&format!("{GOOD}{NAME}")).unwrap();
        assert_eq!(organisation.languages, LANGUAGES);
        assert_eq!(organisation.policy, None);
        assert!(organisation.bans("com.zhiliaoapp.musically"));
        let published = Versions::read().unwrap();
        let versions = organisation.versions(&published);
        assert_eq!(versions.application_id, "dk.hvidsund.appvagt");
        assert_eq!(
            (versions.version_name, versions.namespace),
            (published.version_name, published.namespace)
        );
        // As Notepad saves it.
        read(&format!("\u{feff}{GOOD}{NAME}").replace('\n', "\r\n")).unwrap();
    }

    #[test]
    fn everything_can_be_said() {
        let text = format!(
            "{GOOD}version_name = \"2.0-spring\"\naccent = \"#00694B\"\n\
             languages = [\"en\", \"sv\"]\npolicy = \"policy.json\"\n[name]\nen = \"'A' & \\\"B\\\"\"\nsv = \"@Å\"\n"
        );
        let organisation = read(&text).unwrap();
        let versions = organisation.versions(&Versions::read().unwrap());
        assert_eq!((&*versions.version_name, &*versions.version_code), ("2.0-spring", "1"));
        assert!(
            organisation.bans("com.whatsapp") && !organisation.bans("com.zhiliaoapp.musically")
        );

        let res = TempDir::new().unwrap();
        organisation.write_resources(res.path()).unwrap();
        let read = |name: &str| fs::read_to_string(res.path().join(name)).unwrap();
        assert!(
            read("values/organisation.xml")
                .contains("\"\\&apos;A\\&apos; &amp; \\&quot;B\\&quot;\"")
        );
        assert!(read("values-sv/organisation.xml").contains("\"@Å\""));
        assert!(read("values/organisation.xml").contains("\"own_policy\">true<"));
        assert!(read("raw/built_in_policy.json").contains("whatsapp"));
        assert_eq!(read("xml/locale_config.xml").matches("<locale ").count(), 2);
        assert!(read("values-night/organisation_colors.xml").contains("\"accent\""));
        // What an earlier file said is gone.
        organisation.by_id_alone().write_resources(res.path()).unwrap();
        assert!(!res.path().join("raw").exists() && !res.path().join("values-night").exists());
        assert!(read("values/organisation.xml").contains("\"own_policy\">false<"));
    }

    #[test]
    fn languages_are_those_that_the_app_offers() {
        let file = project::path("android-app/src/main/res/xml/locale_config.xml");
        let offered = fs::read_to_string(file).unwrap();
        let offered: Vec<_> = offered
            .split("<locale android:name=\"")
            .skip(1)
            .filter_map(|l| l.split('"').next())
            .collect();
        assert_eq!(offered, LANGUAGES);
    }

    #[test]
    fn every_mistake_is_named_with_its_line_and_what_is_allowed() {
        for (text, expected) in [
            (GOOD.to_owned(), &["missing field `name`"][..]),
            (NAME.to_owned(), &["missing field `application_id`"]),
            (
                format!("{GOOD}colour = 1\n{NAME}"),
                &["line 3", "unknown field `colour`", "`accent`"],
            ),
            (format!("{GOOD}{GOOD}{NAME}"), &["line 3", "duplicate key"]),
            (
                GOOD.replace('1', "\"1\"") + NAME,
                &["line 2", "invalid type: string \"1\", expected i64"],
            ),
            (
                GOOD.replace('1', "0") + NAME,
                &["line 2, version_code: 0 is none; allowed: a whole number"],
            ),
            (GOOD.replace('1', "2100000001") + NAME, &["line 2, version_code: 2100000001 is none"]),
            (GOOD.replace('1', "-1") + NAME, &["line 2, version_code: -1 is none"]),
            (
                GOOD.replace("dk.hvidsund.appvagt", "appvagt") + NAME,
                &["line 1, application_id: \"appvagt\" is no application id; allowed: two or more"],
            ),
            (
                format!("{GOOD}version_name = \"\"\n{NAME}"),
                &["line 3, version_name: \"\" is none; allowed: "],
            ),
            (
                format!("{GOOD}accent = \"blue\"\n{NAME}"),
                &["line 3, accent: \"blue\" is no colour; allowed"],
            ),
            (
                format!("{GOOD}languages = [\"en\",\n \"no\"]\n{NAME}"),
                &["line 4, languages: the app does not speak \"no\"; allowed: en, da, de, "],
            ),
            (
                format!("{GOOD}languages = [\"da\"]\n{NAME}"),
                &["line 3, languages: \"en\" is missing", "name.en: \"en\" is not among"],
            ),
            (
                format!("{GOOD}languages = [\"en\", \"en\"]\n{NAME}"),
                &["languages: \"en\" stands here twice"],
            ),
            (format!("{GOOD}[name]\nda = \"A\"\n"), &["line 3, name: en is missing"]),
            (format!("{GOOD}{NAME}no = \"A\"\n"), &["line 5, name.no: \"no\" is not among"]),
            (
                format!("{GOOD}[name]\nen = \"{}\"\n", "x".repeat(31)),
                &["line 4, name.en: ", "has 31 characters; allowed: one line of 1 to 30"],
            ),
            (format!("{GOOD}[name]\nen = \"a\\u202Eb\"\n"), &["line 4, name.en: "]),
            (format!("{GOOD}[name]\nen = \"a\\nb\"\n"), &["line 4, name.en: "]),
            (format!("{GOOD}[name]\nen = \" a\"\n"), &["line 4, name.en: "]),
            (
                format!("{GOOD}policy = \"none.json\"\n{NAME}"),
                &["line 3, policy: cannot read", "none.json"],
            ),
            (
                format!("{GOOD}policy = \"bad.json\"\n{NAME}"),
                &[
                    "line 3, policy: ",
                    "bad.json is no policy:",
                    "banned[0].family: no family \"tik tok\"",
                    "banned[1]",
                ],
            ),
            (
                format!("{GOOD}policy = \"itself.json\"\n{NAME}"),
                &["line 3, policy: ", "bans dk.hvidsund.appvagt, which is the app itself; allowed"],
            ),
            (
                format!("{GOOD}version_name = \"1/../2\"\n{NAME}"),
                &["line 3, version_name: \"1/../2\" is none; allowed: "],
            ),
            // All at once.
            (
                format!("{}accent = \"#FFFFFF\"\n{NAME}", GOOD.replace('1', "0")),
                &["line 2, version_code", "line 3, accent: #FFFFFF has a contrast of 1.0"],
            ),
        ] {
            let error = read(&text).unwrap_err();
            assert!(error.starts_with("organisation file /"), "{error}");
            for words in expected {
                assert!(error.contains(words), "{text}\n{error}\nhas no {words}");
            }
        }
        let missing = Organisation::read(Path::new("/nowhere/a.toml")).unwrap_err();
        assert!(format!("{missing:#}").contains("/nowhere/a.toml"), "{missing:#}");
    }

    #[test]
    fn a_file_in_another_encoding_is_named_with_the_line() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("latin1.toml");
        fs::write(&file, [GOOD.as_bytes(), b"[name]\nen = \"\xe5\"\n"].concat()).unwrap();
        let error = format!("{:#}", Organisation::read(&file).unwrap_err());
        assert!(
            error.contains("latin1.toml, line 4: no UTF-8; save it in that encoding"),
            "{error}"
        );
    }

    #[test]
    fn samples_differ_in_all_that_distinguishes_organisations() {
        let samples = Organisation::samples().unwrap();
        assert!(samples.len() >= 2);
        for (index, (_, one)) in samples.iter().enumerate() {
            assert!(one.policy.is_some() && one.accent.is_some(), "{}", one.application_id);
            for (_, other) in &samples[..index] {
                assert_ne!(one.application_id, other.application_id);
                assert_ne!(one.names, other.names);
                assert_ne!(one.policy, other.policy);
            }
        }
    }
}
