//! The decoy that somebody asks for on the command line.

use std::path::PathBuf;

use anyhow::{Result, bail};
use appvagt_scanner::Catalogue;

use super::{Decoy, TEST_PACKAGE, WebApp, WebAppKind, names};
use crate::organisation::Organisation;

/// Stands for the decoy that imitates no app.
const TEST: &str = "test";
/// The app itself and the app that tests it on a phone: a decoy would take their place there.
const OUR_OWN: [&str; 2] = ["org.appvagt", crate::commands::device_test::PACKAGE];
/// The longest name that is shown whole under an icon's details.
const LONGEST_LABEL: usize = 60;
/// The longest file name that every file system takes, without its ending.
const LONGEST_FILE_NAME: usize = 240;

/// What the decoy is to look like to a scan.
#[derive(clap::Args)]
pub struct Request {
    /// `test` (org.appvagt.decoy, which imitates no app, or ID.decoy for an organisation; what is
    /// built without a name), a family of the catalogue such as `tiktok` (its best-known package
    /// name), or any package name
    #[arg(value_name = "NAME", default_value = TEST)]
    name: String,
    /// Tries the app that this organisation's file describes (samples/organisations/README.md)
    #[arg(long, value_name = "FILE")]
    organisation: Option<PathBuf>,
    /// Declares an activity of this class, closed to other apps; may be repeated
    #[arg(long, value_name = "CLASS")]
    component: Vec<String>,
    /// Declares what an installed web app of this host declares
    #[arg(long, value_name = "HOST")]
    web_host: Option<String>,
    /// Which kind of web app
    #[arg(long, value_name = "KIND", default_value = "webapk", requires = "web_host")]
    web_kind: WebAppKind,
    /// Shown in the label, which is "Decoy (TEXT)"; without, the package name
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
}

impl Request {
    /// Returns whose own app it is to try, if it is one.
    pub fn organisation(&self) -> Result<Option<Organisation>> {
        self.organisation.as_deref().map(Organisation::read).transpose()
    }

    /// Returns the decoy, for the app of an organisation if one is named.
    ///
    /// # Errors
    /// Something asked for cannot be: what, and what can.
    pub fn decoy(&self, organisation: Option<&Organisation>) -> Result<Decoy> {
        let package = package(&self.name, organisation.map(|own| own.application_id.as_str()))?;
        let mut components: Vec<String> = Vec::new();
        for class in &self.component {
            components.push(component(class, &package, &components)?);
        }
        let web_app = self.web_host.as_deref().map(|host| web_app(self.web_kind, host));
        if let Some(label) = &self.label {
            check_label(label)?;
        }
        Ok(Decoy {
            package,
            name: self.label.clone(),
            components,
            web_app: web_app.transpose()?,
            ..Decoy::default()
        })
    }

    /// Returns the name of the file for it, which differs between decoys of one package.
    pub fn file_name(&self, decoy: &Decoy) -> String {
        let mut name = format!("decoy-{}", decoy.package);
        // A dollar sign would have to be quoted in every shell.
        let simple = |class: &String| class.rsplit('.').next().unwrap_or(class).replace('$', ".");
        let parts = decoy.components.iter().map(simple).chain(self.web_host.clone());
        for part in parts {
            if name.len() + 1 + part.len() <= LONGEST_FILE_NAME {
                name = format!("{name}-{part}");
            }
        }
        format!("{name}.apk")
    }
}

fn package(name: &str, own_id: Option<&str>) -> Result<String> {
    if name == TEST {
        // An app store takes each name from one organisation only.
        return Ok(own_id.map_or_else(|| TEST_PACKAGE.to_owned(), |id| format!("{id}.decoy")));
    }
    if OUR_OWN.contains(&name) || own_id == Some(name) {
        bail!("a decoy named {name} would take the place of Appvagt itself. Choose another name");
    }
    if name.contains('.') {
        if !names::is_package(name) {
            bail!(
                "{name:?} is not a package name. One has segments of letters, digits and \
                 underscores, each beginning with a letter, such as com.example.app"
            );
        }
        return Ok(name.to_owned());
    }
    let catalogue = Catalogue::embedded();
    let Some(package) = catalogue.family(name).and_then(|family| family.packages.first()) else {
        let families: Vec<_> = catalogue.families.iter().map(|family| family.id).collect();
        bail!(
            "there is no family {name:?}. Take {TEST}, {}, or a package name such as \
             com.example.app",
            families.join(", ")
        );
    };
    Ok(package.name.to_owned())
}

/// Returns the full name of a class, which may begin with a dot, as in a manifest.
fn component(class: &str, package: &str, others: &[String]) -> Result<String> {
    let full = if class.starts_with('.') { format!("{package}{class}") } else { class.to_owned() };
    if !names::is_class(&full) {
        bail!(
            "{class:?} is not the name of a class (--component). Give it in full, such as \
             com.example.MainActivity, or in the decoy's package, such as .MainActivity"
        );
    }
    if full == super::manifest::own_activity() {
        bail!("{full} is in every decoy. Leave out --component {class}");
    }
    if others.contains(&full) {
        bail!("--component {class} is given twice. Leave one out");
    }
    Ok(full)
}

fn web_app(kind: WebAppKind, host: &str) -> Result<WebApp> {
    if !names::is_host(host) {
        bail!(
            "{host:?} is not the name of a host (--web-host). Give it without https://, port and \
             path, such as www.tiktok.com"
        );
    }
    Ok(WebApp { kind, start_url: format!("https://{host}/") })
}

fn check_label(label: &str) -> Result<()> {
    if label.trim().is_empty() || label.chars().any(char::is_control) {
        bail!("{label:?} cannot be shown (--label). Give a text of one line");
    }
    let length = label.chars().count();
    if length > LONGEST_LABEL {
        bail!("--label has {length} characters. Give at most {LONGEST_LABEL}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        request: Request,
    }

    fn request(words: &[&str]) -> Request {
        Cli::try_parse_from([&["decoy"], words].concat()).unwrap().request
    }

    fn error(words: &[&str]) -> String {
        request(words).decoy(None).unwrap_err().to_string()
    }

    #[test]
    fn names_stand_for_packages() {
        for (words, package) in [
            (&[][..], "org.appvagt.decoy"),
            (&["test"], "org.appvagt.decoy"),
            (&["tiktok"], "com.zhiliaoapp.musically"),
            (&["whatsapp"], "com.whatsapp"),
            (&["com.example.app"], "com.example.app"),
        ] {
            assert_eq!(request(words).decoy(None).unwrap().package, package);
        }
    }

    #[test]
    fn an_organisation_has_a_decoy_of_its_own_and_its_app_is_no_decoy() {
        let (file, sample) = Organisation::samples().unwrap().remove(0);
        let id = &sample.application_id;
        let file = file.to_str().unwrap();
        for (name, package) in [
            (None, Ok(format!("{id}.decoy"))),
            (Some("test"), Ok(format!("{id}.decoy"))),
            (Some("tiktok"), Ok("com.zhiliaoapp.musically".to_owned())),
            (Some(id), Err(format!("a decoy named {id} would take the place of Appvagt itself"))),
        ] {
            let words: Vec<_> = ["--organisation", file].into_iter().chain(name).collect();
            let request = request(&words);
            let organisation = request.organisation().unwrap();
            assert_eq!(organisation.as_ref(), Some(&sample));
            let built = request.decoy(organisation.as_ref()).map(|decoy| decoy.package);
            match (built, package) {
                (Err(error), Err(expected)) => {
                    assert!(error.to_string().starts_with(&expected), "{error}");
                }
                (built, expected) => assert_eq!(built.ok(), expected.ok(), "{name:?}"),
            }
        }
    }

    #[test]
    fn files_of_one_package_are_distinguished() {
        for (words, name) in [
            (&[][..], "decoy-org.appvagt.decoy.apk"),
            (&["a.b", "--component", "c.D", "--component", ".e.F$G"], "decoy-a.b-D-F.G.apk"),
            (&["a.b", "--web-host", "www.tiktok.com"], "decoy-a.b-www.tiktok.com.apk"),
        ] {
            let request = request(words);
            assert_eq!(request.file_name(&request.decoy(None).unwrap()), name);
        }
        let long = format!("a.{}", "b".repeat(200));
        let request = request(&[&long, "--web-host", &format!("{}.example", "c".repeat(60))]);
        assert!(request.file_name(&request.decoy(None).unwrap()).len() < 255);
    }

    #[test]
    fn classes_may_be_named_as_in_a_manifest() {
        let decoy =
            request(&["a.b", "--component", ".c.D", "--component", "e.F"]).decoy(None).unwrap();
        assert_eq!(decoy.components, ["a.b.c.D", "e.F"]);
    }

    #[test]
    fn a_label_always_says_that_it_is_a_decoy() {
        assert_eq!(request(&[]).decoy(None).unwrap().label(), "Decoy (org.appvagt.decoy)");
        let named = request(&["--label", "Pilot in Hals"]).decoy(None).unwrap();
        assert_eq!(named.label(), "Decoy (Pilot in Hals)");
    }

    #[test]
    fn what_cannot_be_is_named_with_what_can() {
        let families = "there is no family \"tiktk\". Take test, tiktok, ";
        assert!(error(&["tiktk"]).starts_with(families), "{}", error(&["tiktk"]));
        for (words, expected) in [
            (
                &["com.9x"][..],
                "\"com.9x\" is not a package name. One has segments of letters, digits and \
                 underscores, each beginning with a letter, such as com.example.app",
            ),
            (
                &["org.appvagt"],
                "a decoy named org.appvagt would take the place of Appvagt itself. Choose another \
                 name",
            ),
            (
                &["--component", "Main"],
                "\"Main\" is not the name of a class (--component). Give it in full, such as \
                 com.example.MainActivity, or in the decoy's package, such as .MainActivity",
            ),
            (
                &["--component", ".DecoyActivity"],
                "org.appvagt.decoy.DecoyActivity is in every decoy. Leave out --component \
                 .DecoyActivity",
            ),
            (
                &["a.b", "--component", ".C", "--component", "a.b.C"],
                "--component a.b.C is given twice. Leave one out",
            ),
            (
                &["--web-host", "https://tiktok.com/"],
                "\"https://tiktok.com/\" is not the name of a host (--web-host). Give it without \
                 https://, port and path, such as www.tiktok.com",
            ),
            (&["--label", " "], "\" \" cannot be shown (--label). Give a text of one line"),
            (&["--label", "a\nb"], "\"a\\nb\" cannot be shown (--label). Give a text of one line"),
        ] {
            assert_eq!(error(words), expected);
        }
        assert_eq!(
            error(&["--label", &"x".repeat(61)]),
            "--label has 61 characters. Give at most 60"
        );
    }
}
