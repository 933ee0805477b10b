//! Google's bundletool.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use zip::ZipArchive;

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::run;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::kotlin::join;

const SET: &str = "bundletool";
const MAIN_CLASS: &str = "com.android.tools.build.bundletool.BundleToolMain";

/// bundletool, downloaded.
pub struct Bundletool<'a> {
    jdk: &'a Jdk,
    class_path: String,
}

impl<'a> Bundletool<'a> {
    /// Downloads what is missing.
    pub fn ensure(jdk: &'a Jdk) -> Result<Self> {
        let class_path = join(&Artifacts::ensure(&[SET])?.set(SET));
        Ok(Self { jdk, class_path })
    }

    /// Builds a bundle from one module. `metadata` are files for the store, each with the path by
    /// which it looks for them; phones do not get them.
    pub fn build(
        &self,
        module: &Path,
        configuration: &Path,
        metadata: &[(&str, &Path)],
        bundle: &Path,
    ) -> Result<()> {
        let mut build = self.command("build-bundle");
        build.arg("--overwrite");
        option(&mut build, "modules", module);
        option(&mut build, "config", configuration);
        for (name, file) in metadata {
            build.arg(format!("--metadata-file={name}:{}", file.display()));
        }
        option(&mut build, "output", bundle);
        run("bundletool-build", &mut build).map(|_| ())
    }

    /// Checks that the bundle is whole.
    pub fn validate(&self, bundle: &Path) -> Result<String> {
        let mut validate = self.command("validate");
        option(&mut validate, "bundle", bundle);
        run("bundletool-validate", &mut validate)?;
        Ok("validated by bundletool".to_owned())
    }

    /// Makes one APK of the bundle that fits all phones.
    pub fn universal_apk(&self, bundle: &Path, aapt2: &Path, folder: &Path) -> Result<PathBuf> {
        const ENTRY: &str = "universal.apk";
        let apks = folder.join("universal.apks");
        let mut build = self.build_apks(bundle, aapt2, &apks);
        run("bundletool-universal", build.arg("--mode=universal"))?;
        let mut zip = open(&apks)?;
        let mut entry = zip.by_name(ENTRY).with_context(|| apks.display().to_string())?;
        let universal = folder.join(ENTRY);
        let mut file = File::create(&universal).with_context(|| universal.display().to_string())?;
        std::io::copy(&mut entry, &mut file).with_context(|| universal.display().to_string())?;
        Ok(universal)
    }

    /// Makes the APKs of the bundle that phones get a choice of, and returns their names.
    pub fn splits(&self, bundle: &Path, aapt2: &Path, folder: &Path) -> Result<Vec<String>> {
        let apks = folder.join("splits.apks");
        run("bundletool-splits", &mut self.build_apks(bundle, aapt2, &apks))?;
        let zip = open(&apks)?;
        let mut splits = Vec::new();
        for name in zip.file_names() {
            let name = name?.into_owned();
            match name.strip_prefix("splits/") {
                Some(split) => splits.push(split.to_owned()),
                None if name == "toc.pb" => (),
                None => bail!("bundletool makes {name} of the bundle, which is no split"),
            }
        }
        Ok(splits)
    }

    fn build_apks(&self, bundle: &Path, aapt2: &Path, apks: &Path) -> Command {
        let mut build = self.command("build-apks");
        build.arg("--overwrite");
        option(&mut build, "bundle", bundle);
        option(&mut build, "aapt2", aapt2);
        option(&mut build, "output", apks);
        build
    }

    fn command(&self, task: &str) -> Command {
        let mut java = self.jdk.java();
        java.args(["-cp", &self.class_path, MAIN_CLASS, task]);
        java
    }
}

fn option(command: &mut Command, name: &str, file: &Path) {
    command.arg(format!("--{name}={}", file.display()));
}

fn open(apks: &Path) -> Result<ZipArchive<File>> {
    let file = File::open(apks).with_context(|| apks.display().to_string())?;
    ZipArchive::new(file).with_context(|| apks.display().to_string())
}
