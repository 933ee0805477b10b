//! The key the APK is signed with.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::command::run;
use crate::jdk::Jdk;

/// Where a signing key is, as environment variables for `SignApk.java`. Never an argument: those
/// are seen by everybody on the machine.
pub struct Key {
    name: String,
    variables: Vec<(&'static str, OsString)>,
}

const KEYSTORE: &str = "APPVAGT_KEYSTORE";
const PASSWORD: &str = "APPVAGT_KEYSTORE_PASSWORD";
const ALIAS: &str = "APPVAGT_KEY_ALIAS";
const KEY_PASSWORD: &str = "APPVAGT_KEY_PASSWORD";

impl Key {
    /// What to call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The environment that `SignApk.java` reads.
    pub fn variables(&self) -> impl Iterator<Item = (&'static str, &OsString)> {
        self.variables.iter().map(|(name, value)| (*name, value))
    }
}

/// The key that the environment names, or else the debug key of this user, the one that Android
/// Studio signs with too. That is made if there is none.
pub fn find(jdk: &Jdk) -> Result<Key> {
    let Some(keystore) = env::var_os(KEYSTORE) else { return debug_key(jdk) };
    let mut variables = vec![(KEYSTORE, keystore)];
    for name in [PASSWORD, ALIAS] {
        match env::var_os(name) {
            Some(value) => variables.push((name, value)),
            None => bail!("{KEYSTORE} is set, so {name} must be set as well"),
        }
    }
    variables.extend(env::var_os(KEY_PASSWORD).map(|value| (KEY_PASSWORD, value)));
    Ok(Key { name: "the key of APPVAGT_KEYSTORE".to_owned(), variables })
}

fn debug_key(jdk: &Jdk) -> Result<Key> {
    const ALIAS_OF_DEBUG_KEY: &str = "androiddebugkey";
    const PASSWORD_OF_DEBUG_KEY: &str = "android";
    let home = env::home_dir().context("there is no home folder for a debug key")?;
    let keystore: PathBuf = home.join(".android/debug.keystore");
    if !keystore.exists() {
        std::fs::create_dir_all(home.join(".android"))?;
        run(
            "debug-key",
            jdk.command("keytool")
                .args(["-genkeypair", "-storetype", "PKCS12", "-keyalg", "RSA", "-keysize", "2048"])
                .args(["-validity", "10950", "-dname", "CN=Android Debug,O=Android,C=US"])
                .args(["-alias", ALIAS_OF_DEBUG_KEY, "-storepass", PASSWORD_OF_DEBUG_KEY])
                .arg("-keystore")
                .arg(&keystore),
        )?;
    }
    let variables = vec![
        (KEYSTORE, keystore.into_os_string()),
        (PASSWORD, PASSWORD_OF_DEBUG_KEY.into()),
        (ALIAS, ALIAS_OF_DEBUG_KEY.into()),
    ];
    Ok(Key { name: "debug key".to_owned(), variables })
}
