//! The Gradle files, as far as they can be checked without Gradle.

use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::run;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;

const CATALOG: &str = "gradle/libs.versions.toml";
const WRAPPER: &str = "gradle/wrapper/gradle-wrapper.properties";

/// Sees that all plugins and libraries that the catalogue names exist, and that Gradle and NDK are
/// those that the Android plugin is made for.
pub fn check(jdk: &Jdk) -> Result<()> {
    #[derive(Deserialize)]
    struct Catalog {
        versions: Versions,
    }
    #[derive(Deserialize)]
    struct Versions {
        ndk: String,
    }
    // Lint comes with the Android plugin, and shares this class with it.
    let artifacts = Artifacts::ensure(&["gradle", "lint"])?;
    let mut javap = jdk.command("javap");
    javap.arg("-constants").arg("-cp").arg(artifacts.file("com.android.tools:common")?);
    let constants = run("android-plugin", javap.arg("com.android.SdkConstants"))?;

    let gradle = constant(&constants, "GRADLE_LATEST_VERSION")?;
    if !read(WRAPPER)?.contains(&format!("/gradle-{gradle}-bin.zip\n")) {
        bail!("the Android plugin is made for Gradle {gradle}; {WRAPPER} names another");
    }
    let ndk = constant(&constants, "NDK_DEFAULT_VERSION")?;
    if toml::from_str::<Catalog>(&read(CATALOG)?)?.versions.ndk != ndk {
        bail!("the Android plugin is made for NDK {ndk}; {CATALOG} names another");
    }
    Ok(())
}

/// Returns the value of a constant in javap's listing.
fn constant<'a>(listing: &'a str, name: &str) -> Result<&'a str> {
    let (_, rest) = listing
        .split_once(&format!("String {name} = \""))
        .with_context(|| format!("the Android plugin has no {name}"))?;
    Ok(rest.split('"').next().unwrap_or(rest))
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(project::path(file)).with_context(|| file.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;
    use crate::commands::apk::{dex, key, lint, native_library};
    use crate::commands::test::phones::API_LEVELS;
    use crate::commands::{aab, aar, gradle_facts};
    use crate::organisation::Organisation;

    const APP: &str = "android-app/build.gradle";
    const SCANNER: &str = "android-scanner/build.gradle";
    const SAMPLE: &str = "samples/embed/build.gradle";

    #[derive(Deserialize)]
    struct Catalog {
        versions: BTreeMap<String, String>,
        libraries: BTreeMap<String, Entry>,
        plugins: BTreeMap<String, Entry>,
    }

    #[derive(Deserialize)]
    struct Entry {
        #[serde(alias = "module")]
        id: String,
        version: Reference,
    }

    #[derive(Deserialize)]
    struct Reference {
        #[serde(rename = "ref")]
        name: String,
    }

    fn catalog() -> Catalog {
        toml::from_str(&read(CATALOG).unwrap()).unwrap()
    }

    /// Returns the coordinates in a set of `artifacts.toml`.
    fn downloads(set: &str) -> BTreeSet<String> {
        let table = read("xtask/artifacts.toml").unwrap();
        let mut table: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&table).unwrap();
        table.remove(set).unwrap().into_keys().collect()
    }

    /// Returns the version of the one artifact in a set that begins with `group:artifact`.
    fn version(set: &str, artifact: &str) -> String {
        let coordinates = downloads(set);
        let rest =
            coordinates.iter().find_map(|c| c.strip_prefix(&format!("{artifact}:"))).unwrap();
        rest.split(':').next().unwrap().to_owned()
    }

    #[test]
    fn what_gradle_would_download_is_what_the_catalogue_names() {
        let Catalog { versions, libraries, plugins } = catalog();
        let libraries = libraries.values().map(|Entry { id, version }| (id.clone(), version));
        let plugins = plugins
            .values()
            .map(|Entry { id, version }| (format!("{id}:{id}.gradle.plugin"), version));
        let named: BTreeSet<_> = libraries
            .chain(plugins)
            .map(|(module, version)| format!("{module}:{}:pom", versions[&version.name]))
            .collect();
        assert_eq!(named, downloads("gradle"));
    }

    #[test]
    fn facts_of_the_app_are_read_where_xtask_reads_them() {
        for (file, facts) in [
            (APP, &["applicationId", "minSdk", "compileSdk", "targetSdk", "versionCode"][..]),
            (SCANNER, &["minSdk", "compileSdk"][..]),
        ] {
            let text = read(file).unwrap();
            for fact in facts {
                let line = text.lines().find(|l| l.trim_start().starts_with(&format!("{fact} = ")));
                let read = format!("libs.versions.{fact}.get()");
                assert!(line.is_some_and(|line| line.contains(&read)), "{file}: {line:?}");
            }
        }
        let app = read(APP).unwrap();
        assert!(app.contains("namespace = libs.versions.namespace.get()"), "{app}");
        let scanner = read(SCANNER).unwrap();
        assert!(scanner.contains("abis = libs.versions.abis.get()"), "{scanner}");
    }

    #[test]
    fn gradle_takes_of_an_organisation_all_that_xtask_hands_over() {
        let app = read(APP).unwrap();
        let (file, _) = Organisation::samples().unwrap().remove(0);
        let facts = gradle_facts::facts(&file).unwrap();
        let handed: BTreeSet<_> = facts.as_object().unwrap().keys().map(String::as_str).collect();
        let of_organisation = ["organisation.", "organisation?."];
        let taken = of_organisation.iter().flat_map(|start| app.split(start).skip(1));
        let taken = taken.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
        // Of the file itself, nothing but its name.
        assert_eq!(taken.collect::<BTreeSet<_>>(), handed);
        assert!(app.contains("'cargo', 'xtask', 'gradle-facts', '--organisation', "), "{app}");
        let resources = Path::new(facts["resources"].as_str().unwrap());
        assert!(resources.join("values/organisation.xml").exists(), "{facts}");
        for build_type in ["debug", "release"] {
            let line = format!("{build_type}.res.directories.add(organisation.resources)");
            assert!(app.contains(&line), "{APP} has no {line}");
        }
    }

    #[test]
    fn both_builds_compile_against_the_same_android() {
        let versions = catalog().versions;
        assert_eq!(versions["compileSdk"], versions["targetSdk"], "xtask knows one of them");
        let compiled_against = version("framework", "org.robolectric:android-all");
        let set = format!("android-{}", versions["compileSdk"]);
        let simulated = version(&set, "org.robolectric:android-all-instrumented");
        assert!(simulated.starts_with(&compiled_against), "{simulated} {compiled_against}");
    }

    #[test]
    fn xtask_builds_for_all_processors_but_32_bit_arm() {
        let versions = catalog().versions;
        let (built, left): (Vec<_>, Vec<_>) =
            versions["abis"].split(' ').partition(|abi| native_library(abi).is_ok());
        assert_eq!(built, ["arm64-v8a", "x86_64"]);
        assert_eq!(left, ["armeabi-v7a"]);
    }

    #[test]
    fn shrinker_signer_and_lint_are_those_of_the_android_plugin() {
        let plugin = &catalog().versions["agp"];
        let (major, rest) = plugin.split_once('.').unwrap();
        let minor = rest.split('.').next().unwrap();
        assert_eq!(&version("apksig", "com.android.tools.build:apksig"), plugin);
        assert_eq!(&version("lint", "com.android.tools.build:builder-model"), plugin);
        let r8 = version("r8", "com.android.tools:r8");
        assert!(r8.starts_with(&format!("{major}.{minor}.")), "R8 is {r8}");
        // Tools are numbered 23 ahead of the plugin they come with.
        let tools = format!("{}.{rest}", major.parse::<u32>().unwrap() + 23);
        assert_eq!(version("lint", "com.android.tools.lint:lint"), tools);
    }

    #[test]
    fn both_builds_shrink_and_lint_by_the_same_rules() {
        for rules in dex::RULES.into_iter().chain([lint::CONFIGURATION]) {
            let (module, name) = rules.split_once('/').unwrap();
            assert!(project::path(rules).exists(), "there is no {rules}");
            let gradle = read(&format!("{module}/build.gradle")).unwrap();
            assert!(gradle.contains(&format!("'{name}'")), "Gradle does not know {rules}");
        }
        assert!(read(SCANNER).unwrap().contains(lint::CONFIGURATION));
    }

    #[test]
    fn both_builds_sign_with_the_key_that_the_environment_names() {
        let app = read(APP).unwrap();
        let (_, signing) =
            app.split_once("if (environment('APPVAGT_KEYSTORE').present) {").unwrap();
        let (signing, _) = signing.split_once("    buildTypes {").unwrap();
        for variable in key::VARIABLES {
            assert!(signing.contains(&format!("('{variable}')")), "{APP} does not read {variable}");
        }
        assert!(signing.contains("buildTypes.release.signingConfig = signingConfigs.release"));
    }

    #[test]
    fn both_builds_keep_languages_and_screens_together_in_a_bundle() {
        let gradle = read(APP).unwrap();
        for (dimension, name) in [("LANGUAGE", "language"), ("SCREEN_DENSITY", "density")] {
            let ours = format!("{{ \"value\": \"{dimension}\", \"negate\": true }}");
            assert!(aab::CONFIGURATION.contains(&ours), "no {ours}");
            let its = format!("{name} {{ enableSplit = false }}");
            assert!(gradle.contains(&its), "{APP} has no {its}");
        }
    }

    #[test]
    fn both_builds_publish_the_library_under_one_name() {
        let name = format!("artifactId = '{}'", aar::ARTIFACT);
        assert!(read(SCANNER).unwrap().contains(&name), "no {name}");
        let group = format!("group = '{}'", aar::GROUP);
        assert!(read("build.gradle").unwrap().contains(&group), "no {group}");
        let used = format!("'{}:{}:{}'", aar::GROUP, aar::ARTIFACT, project::VERSION);
        for user in [SAMPLE, "docs/library.md"] {
            assert!(read(user).unwrap().contains(&used), "{user} does not use {used}");
        }
    }

    #[test]
    fn both_builds_say_the_same_of_the_library() {
        let gradle = read(SCANNER).unwrap();
        let (_, gradle) = gradle.split_once("            pom {").unwrap();
        let pom = aar::pom::pom("1.2.3").unwrap();
        let (about, library) = pom.split_once("<dependencies>").unwrap();
        for field in ["name", "description", "url"] {
            let its: Vec<_> = gradle
                .lines()
                .filter_map(|line| line.trim().strip_prefix(&format!("{field} = '")))
                .map(|rest| rest.trim_end_matches('\''))
                .collect();
            let ours: Vec<_> = about
                .split(&format!("<{field}>"))
                .skip(1)
                .map(|rest| rest.split('<').next().unwrap())
                .collect();
            assert_eq!(ours, its, "{field}");
            assert!(!ours.is_empty(), "{field}");
        }
        // What the library asks for: Kotlin's library, which the plugin of this version adds.
        let plugin = &catalog().plugins["kotlin-android"];
        assert_eq!(plugin.version.name, "kotlin");
        assert_eq!(library.matches("<artifactId>").count(), 1, "{library}");
        assert!(library.contains("<artifactId>kotlin-stdlib</artifactId>"), "{library}");
        let scanner = read(SCANNER).unwrap();
        assert!(!scanner.contains("    implementation") && !scanner.contains("    api "));
        for line in [
            "name = 'The Appvagt developers'",
            "url = rootProject.ext.repository",
            "connection = \"scm:git:${rootProject.ext.repository}\"",
            "withJavadocJar()",
        ] {
            assert!(scanner.contains(line), "{SCANNER} has no {line:?}");
        }
        let address = r#"(?m)^repository = "(.+)"$"#;
        assert!(read("build.gradle").unwrap().contains(address), "build.gradle has no {address}");
    }

    #[test]
    fn both_builds_make_the_library_for_the_same_oldest_kotlin() {
        let scanner = read(SCANNER).unwrap();
        for line in [
            "def oldestKotlin = libs.versions.oldestKotlin.get()",
            "coreLibrariesVersion = oldestKotlin",
            r"languageVersion = KotlinVersion.fromVersion(oldestKotlin.replaceFirst(/\.\d+$/, ''))",
            "apiVersion = languageVersion",
            "freeCompilerArgs.add('-Xsuppress-version-warnings')",
        ] {
            assert!(scanner.contains(line), "{SCANNER} has no {line:?}");
        }
    }

    #[test]
    fn both_builds_read_the_version_where_it_stands() {
        let gradle = read("build.gradle").unwrap();
        for line in [
            "providers.fileContents(layout.projectDirectory.file('Cargo.toml')).asText",
            r#"(it =~ /(?m)^version = "(.+)"$/)[0][1]"#,
            "    version = projectVersion.get()",
        ] {
            assert!(gradle.contains(line), "build.gradle has no {line:?}");
        }
        // The first line of that form is what Gradle takes.
        let manifest = read("Cargo.toml").unwrap();
        let mut lines = manifest.lines().filter_map(|line| line.strip_prefix("version = \""));
        let version = lines.next().unwrap().trim_end_matches('"');
        assert_eq!(version, project::VERSION);
        let app = read(APP).unwrap();
        let name = app.lines().find(|line| line.starts_with("        versionName = ")).unwrap();
        assert!(name.ends_with("project.version"), "{name}");
    }

    #[test]
    fn gradle_runs_the_tests_on_the_newest_phone_of_the_default_jdk() {
        let level = API_LEVELS.iter().max().unwrap();
        let property = format!("'robolectric.enabledSdks', '{level}'");
        assert!(read("build.gradle").unwrap().contains(&property), "no {property}");
    }

    #[test]
    fn gradle_runs_the_tests_again_when_the_core_they_load_has_changed() {
        for file in ["build.gradle", SAMPLE] {
            let gradle = read(file).unwrap();
            let (_, tests) = gradle.split_once("tasks.withType(Test).configureEach {").unwrap();
            for (text, line) in [
                (gradle.as_str(), "file(\"target/debug/${System.mapLibraryName('appvagt')}\")"),
                (
                    gradle.as_str(),
                    "    outputs.file(hostCore)\n    outputs.upToDateWhen { false }\n",
                ),
                (tests, "    inputs.file(hostCore)"),
            ] {
                assert!(text.contains(line), "{file} has no {line:?}, or not where it belongs");
            }
        }
        let metadata: toml::Table =
            toml::from_str(&read("rust-core/jni/Cargo.toml").unwrap()).unwrap();
        assert_eq!(metadata["lib"]["name"].as_str(), Some("appvagt"), "the core has another name");
    }

    #[test]
    fn gradle_has_what_the_tests_of_the_sample_need() {
        let sample = read(SAMPLE).unwrap();
        let folder = project::path(SAMPLE).with_file_name("");
        for kind in ["kotlin", "resources"] {
            let fixtures = format!("../../android-scanner/src/testFixtures/{kind}");
            assert!(folder.join(&fixtures).is_dir(), "there is no {fixtures} beside the sample");
            let line = format!("{kind}.directories.add('{fixtures}')");
            assert!(sample.contains(&line), "{SAMPLE} has no {line}");
        }
        for library in ["junit", "robolectric"] {
            assert!(catalog().libraries.contains_key(library), "{CATALOG} has no {library}");
            let line = format!("testImplementation libs.{library}");
            assert!(sample.contains(&line), "{SAMPLE} has no {line}");
        }
    }

    #[test]
    fn gradle_takes_no_folder_for_sources_that_only_xtask_builds() {
        for (module, folders) in [
            (APP, &["demo", "shippedTest"][..]),
            (SCANNER, &["arm64Test", "deviceTest", "testFixtures"][..]),
        ] {
            let text = read(module).unwrap();
            for folder in folders {
                let path = Path::new(module).with_file_name("src").join(folder);
                assert!(project::root().join(&path).is_dir(), "there is no {}", path.display());
                // A build type or product flavour of this name would take it.
                assert!(!text.contains(&format!(" {folder} {{")), "{module} has a {folder}");
            }
        }
    }

    #[test]
    fn instructions_and_workflow_name_the_versions_in_use() {
        let versions = catalog().versions;
        let gradle = read(WRAPPER).unwrap();
        let gradle = gradle.split_once("/gradle-").unwrap().1.split_once("-bin").unwrap().0;
        let instructions = read("docs/android-studio.md").unwrap();
        for word in [
            format!("Gradle {gradle}"),
            format!("ndk;{}", versions["ndk"]),
            format!("platforms;android-{}.0", versions["compileSdk"]),
        ] {
            assert!(instructions.contains(&word), "docs/android-studio.md has no {word:?}");
        }
        let install = "cargo install cargo-ndk --locked --version ";
        let pinned =
            |text: &str| text.split_once(install).unwrap().1.lines().next().unwrap().to_owned();
        let workflow = read(".github/workflows/ci.yml").unwrap();
        assert_eq!(pinned(&instructions), pinned(&workflow));
    }
}
