//! Simulated phones described in JSON files (`docs/phone-file.md`).

use std::collections::{BTreeMap, HashSet};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use anyhow::{Context, Result, anyhow, bail};
use appvagt_scanner::is_package_name;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// API levels that can be simulated: those the app supports.
const API_LEVELS: std::ops::RangeInclusive<u32> = 26..=37;
/// How large text can be: what Android's settings offer.
const FONT_SCALES: std::ops::RangeInclusive<f32> = 0.85..=2.0;
/// API level from which apps can be archived.
const ARCHIVING: u32 = 35;
/// API level from which there are private spaces.
const PRIVATE_SPACES: u32 = 35;
/// API level from which a phone knows which certificates an app rotated from.
const ROTATION: u32 = 28;

/// A simulated phone, checked and with all defaults filled in.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the file")]
pub struct PhoneFile {
    /// API level.
    #[serde(default = "default_sdk")]
    pub sdk: u32,
    /// Language of the phone, as a BCP 47 tag.
    #[serde(default = "default_locale")]
    pub locale: String,
    /// Screen, as Android resource qualifiers.
    #[serde(default = "default_qualifiers")]
    pub qualifiers: String,
    /// How large text is, of its usual size.
    #[serde(default = "usual_size")]
    pub font_scale: f32,
    /// Whether the package manager lists the app that scans.
    #[serde(default = "yes")]
    pub self_visible: bool,
    /// Whether a private space may be on the phone.
    #[serde(default)]
    pub private_space: bool,
    /// What the device's management has configured the app that scans with.
    #[serde(default)]
    pub managed_configuration: serde_json::Map<String, serde_json::Value>,
    /// Whether asking for that fails, and the check with it.
    #[serde(default)]
    pub configuration_fails: bool,
    /// Whether that management has delegated to the app that scans to suspend and hide apps.
    #[serde(default)]
    pub package_access: bool,
    /// Whether the app that scans may show notifications.
    #[serde(default = "yes")]
    pub notifications: bool,
    /// The profiles besides the one that is scanned.
    #[serde(default, deserialize_with = "objects")]
    pub profiles: Vec<Profile>,
    /// The apps, besides the platform and the app that scans.
    #[serde(default, deserialize_with = "objects")]
    pub apps: Vec<App>,
    /// What the person answers to the removal screens, by package name.
    #[serde(default, deserialize_with = "each_once")]
    pub prompts: BTreeMap<String, Answer>,
}

/// A profile besides the one that is scanned.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    kind: ProfileKind,
    #[serde(default, deserialize_with = "objects")]
    apps: Vec<App>,
}

/// What a profile is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ProfileKind {
    /// The work profile, seen from the personal side.
    Work,
    /// Second copies of apps.
    Clone,
    /// The personal side, which Android does not show to the work profile.
    Personal,
}

/// An app on a simulated phone.
#[expect(clippy::struct_excessive_bools, reason = "the file has them")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    package: String,
    label: Option<String>,
    #[serde(default = "one")]
    version_code: i64,
    #[serde(default = "one_point_zero")]
    version_name: String,
    #[serde(default)]
    system: bool,
    #[serde(default)]
    updated_system: bool,
    #[serde(default = "yes")]
    enabled: bool,
    #[serde(default)]
    hidden: bool,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    suspended: bool,
    #[serde(default)]
    instant: bool,
    #[serde(default)]
    data_kept: bool,
    #[serde(default)]
    uninstall_blocked: bool,
    #[serde(default)]
    device_admin: bool,
    certificate: Option<PathBuf>,
    former_certificate: Option<PathBuf>,
    apk: Option<PathBuf>,
    #[serde(default)]
    activities: Vec<String>,
    #[serde(default)]
    authorities: Vec<String>,
    #[serde(default)]
    meta_data: BTreeMap<String, String>,
    #[serde(default)]
    permissions: Vec<String>,
}

/// What the person does on a removal screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Agrees; the app goes, or takes the step that the screen is about.
    Accept,
    /// Goes back without agreeing.
    Cancel,
    /// Agrees, but the phone refuses.
    Blocked,
}

fn default_sdk() -> u32 {
    35
}

fn default_locale() -> String {
    "en".to_owned()
}

fn default_qualifiers() -> String {
    "w411dp-h891dp".to_owned()
}

fn usual_size() -> f32 {
    1.0
}

fn yes() -> bool {
    true
}

fn one() -> i64 {
    1
}

fn one_point_zero() -> String {
    "1.0".to_owned()
}

/// What stands for a struct: an object with its fields, and not, as serde would allow, a list of
/// their values.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_map(Fields(PhantomData)).map(Self)
    }
}

fn objects<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let objects = Vec::<Object<T>>::deserialize(deserializer)?;
    Ok(objects.into_iter().map(|Object(object)| object).collect())
}

/// Reads a map in which no key may stand twice.
fn each_once<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Answer>, D::Error> {
    struct EachOnce;
    impl<'de> Visitor<'de> for EachOnce {
        type Value = BTreeMap<String, Answer>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a map of package names to \"accept\", \"cancel\" or \"blocked\"")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut answers = BTreeMap::new();
            while let Some((package, answer)) = map.next_entry::<String, Answer>()? {
                if answers.insert(package.clone(), answer).is_some() {
                    return Err(A::Error::custom(format!("{package} stands here twice")));
                }
            }
            Ok(answers)
        }
    }
    deserializer.deserialize_map(EachOnce)
}

impl PhoneFile {
    /// Reads and checks a phone file, for the app with this id. Paths in it are taken from its folder,
    /// and come out absolute.
    ///
    /// # Errors
    /// The file cannot be read, or has a mistake: the error names the file and the place in it.
    pub fn read(file: &Path, own_id: &str) -> Result<Self> {
        Self::read_unnamed(file, own_id).with_context(|| format!("phone file {}", file.display()))
    }

    fn read_unnamed(file: &Path, own_id: &str) -> Result<Self> {
        let text = fs::read(file)?;
        let json = &mut serde_json::Deserializer::from_slice(&text);
        let Object(mut phone) = serde_path_to_error::deserialize::<_, Object<Self>>(&mut *json)
            .map_err(|error| {
                let path = error.path().to_string();
                match path.as_str() {
                    "." if !error.inner().is_data() => anyhow!("not JSON: {}", error.inner()),
                    "." => anyhow!("{}", error.inner()),
                    _ => anyhow!("{path}: {}", error.inner()),
                }
            })?;
        json.end().context("after the phone")?;
        let folder = file.parent().unwrap_or(Path::new(".")).canonicalize()?;
        phone.check(&folder, own_id)?;
        Ok(phone)
    }

    fn check(&mut self, folder: &Path, own_id: &str) -> Result<()> {
        if !API_LEVELS.contains(&self.sdk) {
            let (first, last) = (API_LEVELS.start(), API_LEVELS.end());
            bail!("sdk: {} cannot be simulated, {first} to {last} can", self.sdk);
        }
        let subtag =
            |s: &str| !s.is_empty() && s.len() <= 8 && s.bytes().all(|b| b.is_ascii_alphanumeric());
        let mut subtags = self.locale.split('-');
        let language =
            |s: &str| (2..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_lowercase());
        if !subtags.next().is_some_and(language) || !subtags.all(subtag) {
            bail!("locale: {:?} is not a language tag such as \"da\" or \"sv-FI\"", self.locale);
        }
        if !FONT_SCALES.contains(&self.font_scale) {
            let (least, most) = (FONT_SCALES.start(), FONT_SCALES.end());
            bail!("font_scale: {} is none that phones have: {least} to {most}", self.font_scale);
        }
        let mut packages = check_apps(&mut self.apps, self.sdk, folder, own_id)?;
        let mut kinds = HashSet::new();
        for (index, profile) in self.profiles.iter_mut().enumerate() {
            let place = || format!("profiles[{index}]");
            if !kinds.insert(profile.kind) {
                bail!("{}.kind: there is such a profile already", place());
            }
            let apps = check_apps(&mut profile.apps, self.sdk, folder, own_id);
            packages.extend(apps.with_context(place)?);
        }
        if kinds.contains(&ProfileKind::Personal) && kinds.len() > 1 {
            bail!("profiles: a work profile, which has a personal side, has no other profile");
        }
        if self.private_space && self.sdk < PRIVATE_SPACES {
            bail!("private_space: there are private spaces from sdk {PRIVATE_SPACES}");
        }
        if let Some(stranger) = self.prompts.keys().find(|name| !packages.contains(*name)) {
            bail!("prompts: {stranger} is not among the apps");
        }
        Ok(())
    }
}

/// Checks apps that are in one profile, and returns their names.
fn check_apps(apps: &mut [App], sdk: u32, folder: &Path, own_id: &str) -> Result<HashSet<String>> {
    let mut packages = HashSet::new();
    for (index, app) in apps.iter_mut().enumerate() {
        app.check(sdk, folder, own_id).with_context(|| format!("apps[{index}]"))?;
        if !packages.insert(app.package.clone()) {
            bail!("apps[{index}].package: {} stands here twice", app.package);
        }
    }
    Ok(packages)
}

impl App {
    fn check(&mut self, sdk: u32, folder: &Path, own_id: &str) -> Result<()> {
        let package = &self.package;
        if !is_package_name(package) {
            bail!("package: {package:?} is not a package name");
        }
        if package == own_id {
            bail!("package: {package} is the app that scans; it is always on the phone");
        }
        if self.archived && sdk < ARCHIVING {
            bail!("archived: apps can be archived from sdk {ARCHIVING}, this phone has {sdk}");
        }
        if self.archived && (self.hidden || self.system || self.updated_system) {
            bail!("archived: an archived app is neither hidden nor part of the system");
        }
        // The updated version of a system app is one.
        self.system |= self.updated_system;
        if self.data_kept && (self.archived || self.hidden || self.system || self.apk.is_some()) {
            bail!("data_kept: an app of which only the data are left is nothing else");
        }
        if self.former_certificate.is_some() && sdk < ROTATION {
            bail!("former_certificate: keys rotate from sdk {ROTATION}, this phone has {sdk}");
        }
        let names = [&self.activities, &self.authorities, &self.permissions];
        let declares = names.iter().any(|names| !names.is_empty()) || !self.meta_data.is_empty();
        if declares && self.apk.is_some() {
            bail!("apk: its own manifest says what the app declares, so nothing else may");
        }
        let certificates = [&mut self.certificate, &mut self.former_certificate];
        for (file, key) in certificates.into_iter().zip(["certificate", "former_certificate"]) {
            let Some(file) = file else { continue };
            *file = folder.join(&*file);
            let content = fs::read(&*file).with_context(|| format!("{key}: {}", file.display()))?;
            if !is_der_sequence(&content) {
                bail!(
                    "{key}: {} is not a certificate in DER form (openssl x509 -outform der makes \
                     one from PEM)",
                    file.display()
                );
            }
        }
        if let Some(file) = &mut self.apk {
            *file = folder.join(&*file);
            let content = fs::read(&*file).with_context(|| format!("apk: {}", file.display()))?;
            if !content.starts_with(b"PK\x03\x04") {
                bail!("apk: {} is not an APK file", file.display());
            }
        }
        Ok(())
    }
}

/// Returns whether this is one DER sequence and nothing else, as every certificate is.
fn is_der_sequence(content: &[u8]) -> bool {
    let (header, length) = match content {
        [0x30, short @ 0..=0x7f, ..] => (2, usize::from(*short)),
        [0x30, 0x81, a, ..] => (3, usize::from(*a)),
        [0x30, 0x82, a, b, ..] => (4, usize::from(*a) << 8 | usize::from(*b)),
        _ => return false,
    };
    content.len() == header + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::project;

    fn read(json: &str) -> Result<PhoneFile, String> {
        let folder =
            std::env::temp_dir().join(format!("phone-file-{:?}", std::thread::current().id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("cert.pem"), "-----BEGIN CERTIFICATE-----").unwrap();
        fs::write(folder.join("phone.json"), json).unwrap();
        PhoneFile::read(&folder.join("phone.json"), "org.appvagt")
            .map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn the_shipped_phones_are_valid() {
        let folder = project::path("samples/phones");
        let phones: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "json"))
            .collect();
        assert!(phones.len() >= 3);
        for phone in phones {
            PhoneFile::read(&phone, "org.appvagt").unwrap();
        }
    }

    #[test]
    fn everything_but_the_package_name_is_optional() {
        let phone = read(r#"{"apps": [{"package": "com.example"}]}"#).unwrap();
        assert_eq!((phone.sdk, phone.self_visible, phone.apps.len()), (35, true, 1));
        assert!(read("{}").is_ok());
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let cases = [
            ("", "not JSON: EOF while parsing"),
            ("[]", "invalid type: sequence, expected an object"),
            (r#"{"apps": [["a"]]}"#, "apps[0]: invalid type: sequence, expected an object"),
            (r#"{"apps": {}}"#, "apps: invalid type: map, expected a sequence"),
            (r#"{"sdk": 35} x"#, "after the phone: trailing characters"),
            (r#"{"colour": 1}"#, "unknown field `colour`"),
            (r#"{"sdk": 25}"#, "sdk: 25 cannot be simulated, 26 to 37 can"),
            (r#"{"sdk": "35"}"#, "sdk: invalid type: string \"35\""),
            (r#"{"sdk": 35, "sdk": 36}"#, "duplicate field `sdk`"),
            (r#"{"locale": "dansk!"}"#, "locale: \"dansk!\" is not a language tag"),
            (r#"{"font_scale": 3}"#, "font_scale: 3 is none that phones have: 0.85 to 2"),
            (r#"{"font_scale": "2"}"#, "font_scale: invalid type: string \"2\""),
            (r#"{"apps": [{"label": "x"}]}"#, "apps[0]: missing field `package`"),
            (r#"{"apps": [{"package": "a", "x": 1}]}"#, "apps[0].x: unknown field `x`"),
            (
                r#"{"apps": [{"package": "a b"}]}"#,
                "apps[0]: package: \"a b\" is not a package name",
            ),
            (r#"{"apps": [{"package": "a", "enabled": "no"}]}"#, "apps[0].enabled: invalid type"),
            (
                r#"{"apps": [{"package": "a"}, {"package": "a"}]}"#,
                "apps[1].package: a stands here twice",
            ),
            (r#"{"apps": [{"package": "org.appvagt"}]}"#, "it is always on the phone"),
            (r#"{"sdk": 34, "apps": [{"package": "a", "archived": true}]}"#, "from sdk 35"),
            (
                r#"{"apps": [{"package": "a", "certificate": "none.der"}]}"#,
                "none.der: No such file",
            ),
            (
                r#"{"apps": [{"package": "a", "certificate": "cert.pem"}]}"#,
                "not a certificate in DER",
            ),
            (r#"{"apps": [{"package": "a", "apk": "cert.pem"}]}"#, "is not an APK file"),
            (
                r#"{"apps": [{"package": "a", "apk": "x", "activities": ["a.B"]}]}"#,
                "its own manifest says",
            ),
            (
                r#"{"sdk": 27, "apps": [{"package": "a", "former_certificate": "x"}]}"#,
                "keys rotate from sdk 28",
            ),
            (
                r#"{"apps": [{"package": "a", "data_kept": true, "hidden": true}]}"#,
                "only the data are left",
            ),
            (r#"{"apps": [{"package": "a", "meta_data": {"a": 1}}]}"#, "apps[0].meta_data.a: "),
            (r#"{"sdk": 34, "private_space": true}"#, "private spaces from sdk 35"),
            (r#"{"profiles": [{"kind": "guest"}]}"#, "profiles[0].kind: unknown variant `guest`"),
            (
                r#"{"profiles": [{"kind": "work"}, {"kind": "work"}]}"#,
                "profiles[1].kind: there is such a profile already",
            ),
            (r#"{"profiles": [{"kind": "work"}, {"kind": "personal"}]}"#, "has no other profile"),
            (
                r#"{"profiles": [{"kind": "work", "apps": [{"package": "a b"}]}]}"#,
                "profiles[0]: apps[0]: package: \"a b\"",
            ),
            (r#"{"prompts": {"a": "accept"}}"#, "prompts: a is not among the apps"),
            (r#"{"prompts": {"a": "maybe"}}"#, "prompts.a: unknown variant `maybe`"),
            (r#"{"prompts": {"a": "cancel", "a": "cancel"}}"#, "prompts: a stands here twice"),
        ];
        for (json, problem) in cases {
            let error = read(json).unwrap_err();
            assert!(error.contains(problem), "{json}\n  says: {error}\n  not:  {problem}");
            assert!(error.contains("phone.json"), "{error}");
        }
    }
}
