//! The own apps of organisations: built as their documentation says, and run on a simulated phone
//! under their id, name and policy.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use appvagt_scanner::{Ban, Catalogue, Policy};
use serde_json::json;
use zip::ZipArchive;

use super::appvagt;
use super::selection::Selection;
use super::shipped::{Shipped, run_own_app};
use crate::commands::apk;
use crate::organisation::{LANGUAGES, Organisation};
use crate::toolchain::command::{command, run as run_logged};
use crate::toolchain::junit::Tests;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::step::step;

/// Builds the app that this file describes and tests it. Beside a sample stands its documentation,
/// whose commands are run to the letter.
pub fn run(
    shipped: &Shipped,
    file: &Path,
    organisation: &Organisation,
    selection: &Selection,
) -> Result<Tests> {
    let id = &organisation.application_id;
    let published = shipped.built;
    let versions = organisation.versions(&published.tools.versions);
    let apk = apk::finished(&versions, Some(organisation));
    let documentation = file.with_file_name("README.md");
    if selection.is_all() && documentation.exists() {
        if apk.exists() {
            fs::remove_file(&apk).with_context(|| apk.display().to_string())?;
        }
        step(&format!("{id}, as documented"), || follow(&documentation, id))?;
    } else {
        apk::build(Some(organisation))?;
    }
    ensure!(code(&apk)? == code(&published.apk)?, "{} has other code", apk.display());

    let known = organisation.folder().join("known.json");
    fs::write(&known, known_of(organisation, &versions)?.to_string())
        .with_context(|| known.display().to_string())?;
    let options = [format!("-Dappvagt.own={}", known.display())];
    let manifest = organisation.folder().join("resources/AndroidManifest.xml");
    step(&format!("{id}, on a simulated phone"), || {
        run_own_app(shipped, &apk, &manifest, id, &options, selection)
    })
}

fn code(apk: &Path) -> Result<Vec<u8>> {
    let mut zip = ZipArchive::new(File::open(apk).with_context(|| apk.display().to_string())?)?;
    let mut code = Vec::new();
    zip.by_name("classes.dex")?.read_to_end(&mut code)?;
    Ok(code)
}

/// Returns what the app is to be like, for its tests.
fn known_of(organisation: &Organisation, versions: &Versions) -> Result<serde_json::Value> {
    let default = Policy::default();
    let policy = organisation.policy.as_ref().unwrap_or(&default);
    let families = Catalogue::embedded().families;
    let banned: BTreeSet<_> = policy
        .banned
        .iter()
        .filter_map(|banned| match &banned.what {
            Ban::Family(id) => Some(id.as_str()),
            Ban::Mark(..) => None,
        })
        .collect();
    let package = |id: &str| {
        let family = families.iter().find(|family| family.id == id);
        family.and_then(|family| family.packages.first()).map(|package| package.name)
    };
    let other = families
        .iter()
        .find(|family| !banned.contains(family.id) && !family.test && !family.packages.is_empty());
    let other = other.context("the policy bans every family there is")?;
    Ok(json!({
        "application_id": organisation.application_id,
        "version_name": versions.version_name,
        "names": organisation.names,
        "languages": organisation.languages,
        "all_languages": LANGUAGES,
        "accent": organisation.accent_by_day(),
        "policy": policy,
        "has_own_policy": organisation.policy.is_some(),
        "banned": banned.into_iter().filter_map(package).collect::<Vec<_>>(),
        "not_banned": other.packages[0].name,
    }))
}

/// Runs the commands on a page, in order.
fn follow(page: &Path, application_id: &str) -> Result<()> {
    appvagt::build()?;
    let mut path = OsString::from(project::target("debug"));
    path.push(":");
    path.push(env::var_os("PATH").unwrap_or_default());
    let text = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let commands = commands(&text);
    for needed in [
        "cargo xtask apk --organisation ",
        "appvagt policy check ",
        "appvagt policy export --mdm ",
        "appvagt policy export --mdm apple ",
    ] {
        if !commands.iter().any(|command| command.starts_with(needed)) {
            bail!("{} has no command that begins with {needed:?}", page.display());
        }
    }
    for (index, line) in commands.iter().enumerate() {
        let mut shell = command("/bin/sh");
        shell.args(["-e", "-u", "-c", line]).env("PATH", &path);
        let output = run_logged(&format!("documented-{application_id}-{index}"), &mut shell)?;
        if line.contains(" policy export ") && !output.contains(application_id) {
            bail!("{}: what {line:?} prints is not for {application_id}", page.display());
        }
    }
    Ok(())
}

/// Returns the commands in the blocks of code of a page. A line that ends with a backslash goes on.
fn commands(page: &str) -> Vec<String> {
    let mut commands = Vec::new();
    for block in page.split("```").skip(1).step_by(2) {
        // What stands behind the marks is the language of the block.
        let (language, block) = block.split_once('\n').unwrap_or_default();
        if !["", "sh"].contains(&language.trim()) {
            continue;
        }
        let block = block.replace("\\\n", " ");
        let lines = block.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        commands.extend(lines.filter(|line| !line.is_empty() && !line.starts_with('#')));
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_the_lines_of_code_that_are_in_no_other_language() {
        let page = "# A\n\n```\ncargo a \\\n    --b\n# what follows\nc d\n```\nText `e`\n\n\
                    ```json\n{}\n```\n```sh\nf\n\n```\n";
        assert_eq!(commands(page), ["cargo a --b", "c d", "f"]);
        assert!(commands("no code").is_empty());
    }
}
