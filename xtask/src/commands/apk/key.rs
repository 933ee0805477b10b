//! The key the APK is signed with.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::toolchain::command::run;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;

/// Where a signing key is, as environment variables for `SignApk.java`. Never an argument: those
/// are seen by everybody on the machine.
pub struct Key {
    name: String,
    variables: Vec<(&'static str, OsString)>,
}

/// The variable that names a keystore.
pub const KEYSTORE: &str = "APPVAGT_KEYSTORE";
/// All that may be set.
#[cfg(test)]
pub const VARIABLES: [&str; 4] = [KEYSTORE, PASSWORD, ALIAS, KEY_PASSWORD];
const PASSWORD: &str = "APPVAGT_KEYSTORE_PASSWORD";
const ALIAS: &str = "APPVAGT_KEY_ALIAS";
const KEY_PASSWORD: &str = "APPVAGT_KEY_PASSWORD";

impl Key {
    /// Returns what people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Makes this key one that has taken over from `former`.
    pub fn after(mut self, former: Self) -> Self {
        let names = [
            (KEYSTORE, "APPVAGT_FORMER_KEYSTORE"),
            (PASSWORD, "APPVAGT_FORMER_KEYSTORE_PASSWORD"),
            (ALIAS, "APPVAGT_FORMER_KEY_ALIAS"),
            (KEY_PASSWORD, "APPVAGT_FORMER_KEY_PASSWORD"),
        ];
        for (name, value) in former.variables {
            let formers = names.iter().find(|(own, _)| *own == name);
            self.variables.extend(formers.map(|(_, formers)| (*formers, value)));
        }
        self
    }

    /// Returns its name in the keystore.
    pub fn alias(&self) -> Result<&OsStr> {
        self.variable(ALIAS).context("the key has no name in its keystore")
    }

    /// Has one of the JDK's tools, such as `jarsigner`, look for the key where it is.
    pub fn name_to_java_tool(&self, tool: &mut Command) -> Result<()> {
        let keystore = self.variable(KEYSTORE).context("the key has no keystore")?;
        tool.arg("-keystore").arg(keystore).args(["-storepass:env", PASSWORD]);
        tool.envs(self.variables());
        Ok(())
    }

    /// Returns the variable that has the key's own password, if it has one.
    pub fn own_password(&self) -> Option<&'static str> {
        self.variable(KEY_PASSWORD).map(|_| KEY_PASSWORD)
    }

    /// Returns whom its certificate names as the owner.
    pub fn owner(&self, jdk: &Jdk) -> Result<String> {
        let mut keytool = jdk.command("keytool");
        keytool.args(["-J-Duser.language=en", "-list", "-v"]);
        self.name_to_java_tool(&mut keytool)?;
        let listing = run("keytool-list", keytool.arg("-alias").arg(self.alias()?))?;
        let owner = listing.lines().find_map(|line| line.strip_prefix("Owner: "));
        owner.map(str::to_owned).context("keytool does not say whose the key is")
    }

    fn variable(&self, name: &str) -> Option<&OsStr> {
        self.variables.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_os_str())
    }

    /// Returns the environment that `SignApk.java` reads.
    pub fn variables(&self) -> impl Iterator<Item = (&'static str, &OsString)> {
        self.variables.iter().map(|(name, value)| (*name, value))
    }
}

/// Returns the key that the environment names, or else the debug key of this user, the one that
/// Android Studio signs with too. That is made if there is none.
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
    let keystore = home.join(".android/debug.keystore");
    let dname = "CN=Android Debug,O=Android,C=US";
    ensure_keystore(jdk, &keystore, dname, ALIAS_OF_DEBUG_KEY, PASSWORD_OF_DEBUG_KEY)?;
    let variables = vec![
        (KEYSTORE, keystore.into_os_string()),
        (PASSWORD, PASSWORD_OF_DEBUG_KEY.into()),
        (ALIAS, ALIAS_OF_DEBUG_KEY.into()),
    ];
    Ok(Key { name: "debug key".to_owned(), variables })
}

/// Returns the key of a stranger called `name`, worth nothing, to sign what is not from us. It is
/// made if there is none, and is another in each checkout.
pub fn of_stranger(jdk: &Jdk, name: &str) -> Result<Key> {
    const ALIAS_OF_KEY: &str = "key";
    const PASSWORD_OF_KEY: &str = "worthless";
    let keystore = project::target("android/keys").join(name).with_extension("p12");
    ensure_keystore(jdk, &keystore, &format!("CN={name}"), ALIAS_OF_KEY, PASSWORD_OF_KEY)?;
    let variables = vec![
        (KEYSTORE, keystore.into_os_string()),
        (PASSWORD, PASSWORD_OF_KEY.into()),
        (ALIAS, ALIAS_OF_KEY.into()),
    ];
    Ok(Key { name: format!("key of {name}"), variables })
}

fn ensure_keystore(
    jdk: &Jdk,
    keystore: &Path,
    dname: &str,
    alias: &str,
    password: &str,
) -> Result<()> {
    if keystore.exists() {
        return Ok(());
    }
    let folder = keystore.parent().context("a keystore without a folder")?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    run(
        "keytool",
        jdk.command("keytool")
            .args(["-genkeypair", "-storetype", "PKCS12", "-keyalg", "RSA", "-keysize", "2048"])
            .args(["-validity", "10950", "-dname", dname, "-alias", alias, "-storepass", password])
            .arg("-keystore")
            .arg(keystore),
    )
    .map(|_| ())
}
