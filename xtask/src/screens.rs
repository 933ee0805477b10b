//! `cargo xtask screens`: the pictures of the documentation, drawn anew by the app.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::junit;
use crate::project;
use crate::simulator::Simulator;
use crate::step::step;
use crate::test::phones::API_LEVELS;

/// Draws all pictures into `docs/screens`, and the page that shows them.
pub fn run() -> Result<()> {
    println!("Setting up");
    let simulator = Simulator::build("dev")?;
    let folder = project::path("docs/screens");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    for level in API_LEVELS {
        let jdk = simulator.jdk_for(level).context("no JDK for this API level")?;
        let options = [
            format!("-Dappvagt.root={}", project::path("").display()),
            "-Dappvagt.screens=rewrite".to_owned(),
        ];
        let mut junit = simulator.junit(&jdk, level, &options)?;
        junit.args(["--select-class", "org.appvagt.demo.ScreensTest"]);
        let name = format!("screens-{level}");
        let tests = step(&format!("pictures on API {level}"), || junit::run(&name, &mut junit))?;
        if tests.failed > 0 || !tests.success {
            bail!("not every picture could be drawn:\n{}", tests.problems);
        }
    }
    fs::write(folder.join("README.md"), page()?)?;
    println!("\ndocs/screens is new; `git diff --stat docs/screens` says what has changed.");
    Ok(())
}

/// A page with all pictures of `docs/screens`, a row a scene.
fn page() -> Result<String> {
    let folder = project::path("docs/screens");
    let mut pictures = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|extension| extension == "png") {
            pictures.push(name);
        }
    }
    pictures.sort();
    let mut page = "# What the app looks like\n\nDrawn by the app itself on simulated phones (`cargo xtask screens`), in \
        each language with another look; the tests\ncompare each of them.\n"
        .to_owned();
    for scene in scenes(&pictures) {
        write!(page, "\n## {}\n\n", scene.replace('-', " "))?;
        for name in pictures.iter().filter(|name| scene_of(name) == scene) {
            writeln!(
                page,
                "<img src=\"{name}\" width=\"200\" alt=\"{}\">",
                name.trim_end_matches(".png")
            )?;
        }
    }
    Ok(page)
}

fn scenes(pictures: &[String]) -> Vec<String> {
    let mut scenes: Vec<_> = pictures.iter().map(|name| scene_of(name).to_owned()).collect();
    scenes.sort();
    scenes.dedup();
    scenes
}

/// What a picture is of: its name without the API level and the language.
fn scene_of(name: &str) -> &str {
    let name = name.strip_prefix("api26-").unwrap_or(name);
    name.rsplit_once('-').map_or(name, |(scene, _)| scene)
}
