//! Further things that a decoy declares, to try detection on.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use appvagt_apk::Apk;
use serde::Deserialize;

use super::TEST_PACKAGE;
use super::manifest::own_activity;
use crate::toolchain::xml::quoted;

/// What a decoy declares besides classes and web app. None of it does anything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Marks {
    /// Intent actions that it takes.
    pub actions: Vec<String>,
    /// URI schemes that it opens.
    pub schemes: Vec<String>,
    /// Hosts whose links it opens.
    pub hosts: Vec<String>,
    /// Authorities of its providers.
    pub authorities: Vec<String>,
    /// Meta-data of the application: name and value.
    pub meta_data: BTreeMap<String, String>,
    /// Permissions that it defines; it asks for none.
    pub permissions: Vec<String>,
    /// Package names of other apps that it wants to see.
    pub queries: Vec<String>,
}

impl Marks {
    /// Adds these.
    pub fn add(&mut self, other: &Self) {
        self.actions.extend_from_slice(&other.actions);
        self.schemes.extend_from_slice(&other.schemes);
        self.hosts.extend_from_slice(&other.hosts);
        self.authorities.extend_from_slice(&other.authorities);
        self.meta_data.extend(other.meta_data.clone());
        self.permissions.extend_from_slice(&other.permissions);
        self.queries.extend_from_slice(&other.queries);
    }

    /// Returns elements of the manifest.
    pub fn in_manifest(&self) -> String {
        let permissions =
            elements(&self.permissions, |name| format!("<permission {} />", named(name)));
        let packages = elements(&self.queries, |name| format!("<package {} />", named(name)));
        let queries = around("<queries>", &packages, "</queries>\n");
        permissions + &queries
    }

    /// Returns elements of the application.
    pub fn in_application(&self) -> String {
        let meta_data = self.meta_data.iter().fold(String::new(), |text, (name, value)| {
            text + &format!("<meta-data {} android:value=\"{}\" />\n", named(name), quoted(value))
        });
        self.provider() + &self.requests() + &meta_data
    }

    fn provider(&self) -> String {
        let authorities = quoted(&self.authorities.join(";"));
        // Android makes all providers that are enabled when the app starts.
        let begin = format!(
            "<provider android:name=\"{TEST_PACKAGE}.NoProvider\" android:enabled=\"false\" \
             android:exported=\"false\" android:authorities=\""
        );
        around(&begin, &authorities, "\" />\n")
    }

    fn requests(&self) -> String {
        const VIEW: &str = "android.intent.action.VIEW";
        let filter = |action: &str, data: &str| {
            let action = named(action);
            format!("<intent-filter>\n<action {action} />\n{data}</intent-filter>")
        };
        let actions = elements(&self.actions, |action| filter(action, ""));
        let schemes = elements(&self.schemes, |scheme| {
            filter(VIEW, &format!("<data android:scheme=\"{}\" />\n", quoted(scheme)))
        });
        let hosts = elements(&self.hosts, |host| {
            let host = quoted(host);
            filter(VIEW, &format!("<data android:scheme=\"https\" android:host=\"{host}\" />\n"))
        });
        let begin = format!(
            "<activity-alias android:name=\"{TEST_PACKAGE}.Requests\" \
             android:targetActivity=\"{}\" android:exported=\"false\">\n",
            own_activity()
        );
        around(&begin, &(actions + &schemes + &hosts), "</activity-alias>\n")
    }

    /// Checks that `apk` has it all.
    ///
    /// # Errors
    /// It lacks something: what.
    pub fn check(&self, apk: &Apk) -> Result<()> {
        let declared = appvagt_facts::declared(apk)?;
        let queries = &apk.manifest()?.queries.packages;
        for (what, found, meant) in [
            ("actions", &declared.actions, &self.actions),
            ("schemes", &declared.schemes, &self.schemes),
            ("hosts", &declared.hosts, &self.hosts),
            ("authorities", &declared.authorities, &self.authorities),
            ("permissions", &declared.permissions, &self.permissions),
            ("queries", queries, &self.queries),
        ] {
            if let Some(missing) = meant.iter().find(|text| !found.contains(text)) {
                bail!("{what}: the APK has {found:?}, and lacks {missing}");
            }
        }
        let names: Vec<_> = declared.meta_data.iter().map(|(name, _)| name).collect();
        match self.meta_data.keys().find(|name| !names.contains(name)) {
            Some(missing) => bail!("meta-data: the APK has {names:?}, and lacks {missing}"),
            None => Ok(()),
        }
    }
}

fn elements(texts: &[String], element: impl Fn(&str) -> String) -> String {
    texts.iter().map(|text| element(text) + "\n").collect()
}

/// Returns `text` between these, if there is any.
fn around(begin: &str, text: &str, end: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{begin}{text}{end}") }
}

fn named(name: &str) -> String {
    format!("android:name=\"{}\"", quoted(name))
}
