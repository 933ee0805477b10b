//! `cargo xtask screens`: the pictures of the documentation, drawn anew by the app and by the page of
//! the IT office.

mod page;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::commands::test::phones::API_LEVELS;
use crate::simulator::Simulator;
use crate::toolchain::folder;
use crate::toolchain::step::step;
use crate::toolchain::{junit, project};

/// What draws pictures.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Pictures {
    /// The app, into docs/screens, with the page that shows them
    App,
    /// The page of the IT office, into docs/page
    Page,
}

/// Draws the pictures of these.
pub fn run(pictures: &[Pictures]) -> Result<()> {
    for drawn in pictures {
        match drawn {
            Pictures::App => app()?,
            Pictures::Page => page::run()?,
        }
    }
    Ok(())
}

/// Draws all pictures into `docs/screens`, and the page that shows them.
fn app() -> Result<()> {
    println!("Setting up");
    let simulator = Simulator::build("dev")?;
    let folder = project::path("docs/screens");
    folder::make_empty(&folder)?;
    let app = simulator.app(None)?;
    for level in API_LEVELS {
        let jdk = simulator.jdk_for(level).context("no JDK for this API level")?;
        let options = [
            format!("-Dappvagt.root={}", project::path("").display()),
            "-Dappvagt.screens=rewrite".to_owned(),
        ];
        let mut junit = simulator.junit(&jdk, level, &app, &options)?;
        junit.args(["--select-class", "org.appvagt.demo.ScreensTest"]);
        // The page comes last, when all pictures are there.
        if level == API_LEVELS[API_LEVELS.len() - 1] {
            junit.args(["--select-class", "org.appvagt.demo.ScreensPageTest"]);
        }
        let name = format!("screens-{level}");
        let tests = step(&format!("pictures on API {level}"), || junit::run(&name, &mut junit))?;
        if tests.failed > 0 || !tests.success {
            bail!("not every picture could be drawn:\n{}", tests.problems);
        }
    }
    println!("\ndocs/screens is new; `git diff --stat docs/screens` says what has changed.");
    Ok(())
}
