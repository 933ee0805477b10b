//! What others can call of the library: written down in the repository, so that a change of it is
//! seen before it breaks their apps.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::android_app;
use crate::commands::aar::documentation::kotlin_library;
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::run as run_logged;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::kotlin;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::step::step;

/// Where it is written down.
const FILE: &str = "android-scanner/api/appvagt-scanner.api";
const SET: &str = "abi-tools";

/// Writes it down.
///
/// # Errors
/// The library does not compile, or the file cannot be written.
pub fn run() -> Result<()> {
    let versions = Versions::read()?;
    let jdk = Jdk::default()?;
    let sets = [kotlin::SET, kotlin::OLDEST_LIBRARY_SET, "framework"];
    let artifacts = step("tools and libraries", || Artifacts::ensure(&sets))?;
    let library =
        step("scanner library (Kotlin)", || android_app::library(&artifacts, &jdk, &versions))?;
    let api = of_classes(&library, &jdk)?;
    fs::write(project::path(FILE), api).context(FILE)
}

/// Sees that what is written down is what others can call of these classes.
///
/// # Errors
/// It is not; each line that differs is named.
pub fn check(library: &Path, jdk: &Jdk) -> Result<()> {
    let now = of_classes(library, jdk)?;
    let written = fs::read_to_string(project::path(FILE)).context(FILE)?;
    let changes = changes(&written, &now);
    if changes.is_empty() {
        return Ok(());
    }
    bail!(
        "what others can call of the library is not what {FILE} says:\n{}\nAn app that was compiled \
         against the library breaks by what is gone (-), not by what is new (+).",
        changes.join("\n")
    )
}

fn of_classes(library: &Path, jdk: &Jdk) -> Result<String> {
    let artifacts = Artifacts::ensure(&[SET, kotlin::SET])?;
    let class_path = [artifacts.set(SET), kotlin_library(&artifacts)?].concat();
    let file = project::target("android/public.api");
    let mut java = jdk.java();
    java.arg("-cp").arg(kotlin::join(&class_path));
    java.arg(project::path("xtask/java/PublicApi.java")).arg(library).arg(&file);
    run_logged("public-api", &mut java)?;
    fs::read_to_string(&file).with_context(|| file.display().to_string())
}

/// Returns what is gone and what is new, a line each, with its class.
fn changes(written: &str, now: &str) -> Vec<String> {
    let (written, now) = (members(written), members(now));
    let gone = written.difference(&now).map(|line| format!("  - {line}"));
    gone.chain(now.difference(&written).map(|line| format!("  + {line}"))).collect()
}

/// Returns the classes of a list, and each member after the name of its class.
fn members(list: &str) -> BTreeSet<String> {
    let mut class = "";
    let lines = list.lines().filter(|line| !line.is_empty() && *line != "}");
    lines
        .map(|line| {
            if let Some(member) = line.strip_prefix('\t') {
                return format!("{class}: {member}");
            }
            let declared = line.trim_end_matches(" {");
            class = declared.split(" : ").next().unwrap_or(declared);
            class = class.rsplit(' ').next().unwrap_or(class);
            declared.to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "public final class org/a/Scanner {\n\tpublic fun label ()I\n\
                           \tpublic fun scan ()V\n}\n\n\
                           public final class org/a/Gone : java/lang/Enum {\n}\n";

    #[test]
    fn each_line_that_changed_is_named_with_its_class() {
        let now = "public final class org/a/Scanner {\n\tpublic fun scan (I)V\n\
                   \tpublic fun label ()I\n}\n";
        let expected = [
            "  - org/a/Scanner: public fun scan ()V",
            "  - public final class org/a/Gone : java/lang/Enum",
            "  + org/a/Scanner: public fun scan (I)V",
        ];
        assert_eq!(changes(WRITTEN, now), expected);
        assert!(changes(WRITTEN, WRITTEN).is_empty());
    }

    #[test]
    fn the_list_of_the_library_has_what_apps_begin_with() {
        let written = members(&fs::read_to_string(project::path(FILE)).unwrap());
        for member in ["scan (", "removalIntent (", "openRemoval ("] {
            let begun = format!("org/appvagt/scanner/Scanner: public final fun {member}");
            assert!(written.iter().any(|line| line.starts_with(&begun)), "{FILE} lacks {begun}");
        }
        assert!(!written.iter().any(|line| line.contains("NativeCore")), "{written:?}");
    }
}
