//! What the app says to employees, for the page that shows it to the IT office.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{between, read};
use crate::toolchain::xml::plain;

/// The folders of the app's texts, in the order of languages of the page.
const FOLDERS: [&str; 6] =
    ["values", "values-da", "values-de", "values-fi", "values-nb", "values-sv"];

/// Returns the texts that a script has the app say, each in every language, by their names.
///
/// # Errors
/// The app lacks one.
pub fn used_by(script: &str) -> Result<BTreeMap<String, Value>> {
    let strings = |folder| read(&format!("android-app/src/main/res/{folder}/strings.xml"));
    let languages = FOLDERS.into_iter().map(strings).collect::<Result<Vec<_>>>()?;
    let in_each = |element: &str, name: &str| {
        let found = |(language, folder): (&String, &str)| {
            let start = format!("<{element} name=\"{name}\"");
            let (_, rest) = language
                .split_once(&start)
                .with_context(|| format!("{folder}/strings.xml has no {element} {name:?}"))?;
            let (_, rest) = rest.split_once('>').context("an element without an end")?;
            let (text, _) =
                rest.split_once(&format!("</{element}>")).context("a text without an end")?;
            Ok(text.to_owned())
        };
        languages.iter().zip(FOLDERS).map(found).collect::<Result<Vec<_>>>()
    };
    let mut texts = BTreeMap::new();
    for name in between(script, "say(\"") {
        let said: Vec<_> = in_each("string", &name)?.iter().map(|text| plain(text)).collect();
        texts.insert(name, json!(said));
    }
    for name in between(script, "count(\"") {
        let plurals = in_each("plurals", &name)?;
        let quantity = |quantity: &str| {
            let item = |plural: &String| {
                let (_, rest) = plural.split_once(&format!("<item quantity=\"{quantity}\">"))?;
                Some(plain(rest.split_once("</item>")?.0))
            };
            let said: Option<Vec<_>> = plurals.iter().map(item).collect();
            said.with_context(|| format!("{name:?} is not there for {quantity:?}"))
        };
        texts.insert(name.clone(), json!({"one": quantity("one")?, "other": quantity("other")?}));
    }
    Ok(texts)
}

/// Returns which families keep what people want to save first, by what that is.
///
/// # Errors
/// The app does not say that any more where it did.
pub fn keepsakes() -> Result<BTreeMap<&'static str, Vec<String>>> {
    let path = "android-app/src/main/kotlin/org/appvagt/wording/Keepsake.kt";
    let code = read(path)?;
    let families = |kind: &'static str| {
        let (_, rest) = code
            .split_once(&format!("{kind}(setOf("))
            .with_context(|| format!("{path} has no {kind}"))?;
        let (list, _) = rest.split_once(')').context("a list without an end")?;
        Ok((kind, list.split('"').skip(1).step_by(2).map(str::to_owned).collect()))
    };
    ["CHATS", "FILES"].into_iter().map(families).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_that_is_said_is_there_in_every_language() {
        let texts = used_by(r#"say("remove") count("action_title", 2)"#).unwrap();
        let expected = json!(["Remove", "Fjern", "Entfernen", "Poista", "Fjern", "Ta bort"]);
        assert_eq!(texts["remove"], expected);
        assert_eq!(texts["action_title"]["one"][0], "Remove one app");
        assert_eq!(texts["action_title"]["other"][0], "Remove %d apps");
        let missing = used_by(r#"say("nothing of the kind")"#).unwrap_err();
        assert!(missing.to_string().contains("nothing of the kind"), "{missing}");
    }

    #[test]
    fn what_people_keep_in_an_app_is_what_the_app_asks_them_to_save() {
        let keepsakes = keepsakes().unwrap();
        for (kind, family) in [("CHATS", "whatsapp"), ("CHATS", "wechat"), ("FILES", "capcut")] {
            assert!(keepsakes[kind].iter().any(|kept| kept == family), "{family}: {keepsakes:?}");
        }
    }
}
