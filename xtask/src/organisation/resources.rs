//! The resources of an organisation's own app, to lie over those of the published one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{ENGLISH, Organisation};
use crate::toolchain::android_resources::AndroidResources;
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::folder;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project::Versions;
use crate::toolchain::step::step;
use crate::toolchain::xml::quoted;

impl Organisation {
    /// Links them with the `published` ones, showing the step. Nothing else is compiled anew.
    pub fn resources(
        &self,
        artifacts: &Artifacts,
        jdk: &Jdk,
        published: &Versions,
        resources: &AndroidResources,
    ) -> Result<AndroidResources> {
        step(&format!("resources of {}", self.application_id), || {
            let folder = self.folder();
            self.write_resources(&folder.join("res"))?;
            resources.relink(artifacts, jdk, &self.versions(published), &self.languages, &folder)
        })
    }

    /// Writes them into a folder of their own, as Android's tools want them.
    pub fn write_resources(&self, res: &Path) -> Result<()> {
        folder::remove(res)?;
        let write = |name: &str, text: &str| {
            let file = res.join(name);
            let folder = file.parent().unwrap_or(res);
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            fs::write(&file, text).with_context(|| file.display().to_string())
        };
        let own_policy = format!("<bool name=\"own_policy\">{}</bool>", self.policy.is_some());
        let mut for_all = vec![own_policy];
        for (tag, name) in &self.names {
            // In quotation marks, blanks stay as they are and nothing is a reference.
            let name = format!("\"{}\"", quoted(name));
            let name = format!("<string name=\"app_name\" translatable=\"false\">{name}</string>");
            if tag == ENGLISH {
                for_all.push(name);
            } else {
                write(&format!("values-{tag}/organisation.xml"), &values_of(&[name]))?;
            }
        }
        write("values/organisation.xml", &values_of(&for_all))?;
        if let Some(accent) = &self.accent {
            let colour = |name, value| format!("<color name=\"{name}\">{value}</color>");
            let day = [
                colour("accent", accent.day),
                colour("on_accent", accent.on_day),
                colour("launcher_background", accent.day),
            ];
            let night = [colour("accent", accent.night), colour("on_accent", accent.on_night)];
            // From Android 12 on, the published app takes the colours of the system.
            for android in ["", "-v31"] {
                write(&format!("values{android}/organisation_colors.xml"), &values_of(&day))?;
                write(
                    &format!("values-night{android}/organisation_colors.xml"),
                    &values_of(&night),
                )?;
            }
        }
        if let Some(policy) = &self.policy {
            write("raw/built_in_policy.json", &serde_json::to_string(policy)?)?;
        }
        let locales = self.languages.iter().map(|tag| format!("<locale android:name=\"{tag}\" />"));
        let locales = locales.collect::<Vec<_>>().join("\n    ");
        write(
            "xml/locale_config.xml",
            &format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
                 <locale-config xmlns:android=\"http://schemas.android.com/apk/res/android\">\n    \
                 {locales}\n</locale-config>\n"
            ),
        )
    }
}

fn values_of(values: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<resources>\n    {}\n</resources>\n",
        values.join("\n    ")
    )
}
