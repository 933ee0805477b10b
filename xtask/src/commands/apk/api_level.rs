//! Calls that the oldest supported Android lacks.

use std::path::Path;

use anyhow::Result;

use super::Tools;
use crate::toolchain::command::run;
use crate::toolchain::project;

/// Whoever carries this annotation says that its callers look at the version first.
const GUARD: &str = "org.appvagt.platform.RequiresApi";
/// Not Android's, but in the app.
const OWN: &str = "kotlin.*,kotlin.jvm.*,kotlin.enums.*,kotlin.collections.*";

/// Checks that the classes in `jar` use nothing that the oldest supported Android lacks, outside of
/// classes that carry `RequiresApi`.
pub fn check(tools: &Tools, jar: &Path) -> Result<()> {
    let Tools { artifacts, jdk, versions } = tools;
    // As they run on a phone: what the shrinker replaces for older Android is no problem.
    let desugared = jar.with_file_name("desugared.jar");
    run(
        "d8",
        jdk.java()
            .args(["-Xmx1500m", "-cp"])
            .arg(artifacts.file("com.android.tools:r8")?)
            .args(["com.android.tools.r8.D8", "--classfile", "--min-api", &versions.min_sdk])
            .arg("--lib")
            .arg(artifacts.file("org.robolectric:android-all")?)
            .arg("--lib")
            .arg(jdk.home())
            .arg("--classpath")
            .arg(artifacts.file("org.jetbrains.kotlin:kotlin-stdlib")?)
            .arg("--output")
            .arg(&desugared)
            .arg(jar),
    )?;
    let signatures = format!("com.toasttab.android:gummy-bears-api-{}", versions.min_sdk);
    run(
        "api-check",
        jdk.java()
            .arg("-cp")
            .arg(crate::toolchain::kotlin::join(&artifacts.set("animal-sniffer")))
            .arg(project::path("xtask/java/ApiCheck.java"))
            .arg(artifacts.file(&signatures)?)
            .args([GUARD, OWN])
            .arg(&desugared),
    )
    .map(|_| ())
}
