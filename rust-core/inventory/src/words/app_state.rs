//! Whether an app is on a device, by the words for it.

use super::{NO, YES, action, plain};
use crate::Presence;

/// That an app is there, and nothing else.
const THERE: &[&str] = &[
    "installed",
    "present",
    "detected",
    "found",
    "preinstalled",
    // Danish, Norwegian, Swedish.
    "installeret",
    "tilstede",
    "findes",
    "fundet",
    "forudinstalleret",
    "installert",
    "finnes",
    "funnet",
    "forhåndsinstallert",
    "installerad",
    "finns",
    "hittad",
    "hittades",
    "förinstallerad",
    // Finnish, German.
    "asennettu",
    "asennettuna",
    "asentama",
    "löytyy",
    "löydetty",
    "esiasennettu",
    "installiert",
    "vorhanden",
    "gefunden",
    "vorinstalliert",
];

/// What is only said of an app that is there. Apple's `Managed…` states are those of
/// `ManagedApplicationList`; in an update, the app is there.
const STILL_THERE: &[&str] = &[
    "managed",
    "unmanaged",
    "userinstalledapp",
    "updating",
    "validatingupdate",
    "promptingforupdate",
    "promptingforupdatelogin",
    "promptingformanagement",
    "installedoutdated",
    "outdated",
    "uptodate",
    "enabled",
    "disabled",
    "uninstalling",
    "removing",
    "afinstalleres",
    "fjernes",
    "opdateres",
    "opdateret",
    "avinstalleras",
    "tasbort",
    "uppdateras",
    "uppdaterad",
    "avinstalleres",
    "oppdateres",
    "oppdatert",
    "poistetaan",
    "päivitetään",
    "päivitetty",
    "wirddeinstalliert",
    "wirdentfernt",
    "wirdaktualisiert",
    "aktualisiert",
];

/// That an app is not there: removed, never there, waiting or on its way.
const ABSENT: &[&str] = &[
    "removed",
    "uninstalled",
    "managedbutuninstalled",
    "managedbutnotinstalled",
    "queued",
    "downloading",
    "downloaded",
    "installing",
    "waiting",
    "available",
    "notavailable",
    "notapplicable",
    "absent",
    "missing",
    "deleted",
    "needsredemption",
    "redeeming",
    "prompting",
    "promptingforlogin",
    "validatingpurchase",
    "userrejected",
    "neverinstalled",
    // Danish.
    "afinstalleret",
    "fjernet",
    "slettet",
    "mangler",
    "downloades",
    "hentes",
    "installeres",
    "ikketilgængelig",
    "tilgængelig",
    "ikø",
    "ikkerelevant",
    // Norwegian.
    "avinstallert",
    "lastesned",
    "ikketilgjengelig",
    "tilgjengelig",
    // Swedish.
    "avinstallerad",
    "borttagen",
    "raderad",
    "saknas",
    "laddasned",
    "laddasner",
    "hämtas",
    "installeras",
    "tillgänglig",
    "intetillgänglig",
    "ejtillgänglig",
    "köad",
    "ejrelevant",
    // Finnish.
    "poistettu",
    "poistama",
    "asennuspoistettu",
    "eioleasennettu",
    "eilöydy",
    "asentamatta",
    "asentamaton",
    "puuttuu",
    "ladataan",
    "asennetaan",
    "saatavilla",
    "eisaatavilla",
    "jonossa",
    // German.
    "deinstalliert",
    "entfernt",
    "gelöscht",
    "fehlt",
    "wirdheruntergeladen",
    "wirdinstalliert",
    "verfügbar",
    "nichtverfügbar",
    "inwarteschlange",
];

/// What comes before the word for being there, or after it, and denies it.
const NOT: &[&str] = &["not", "ikke", "ej", "inte", "icke", "ei", "nicht"];

/// What comes before a word and does not change it: that it is so, and by whom.
const BEFORE: &[&str] = &[
    "is",
    "hasbeen",
    "successfully",
    "er",
    "erblevet",
    "är",
    "harblivit",
    "on",
    "ist",
    "wurde",
    "user",
    "bruger",
    "bruker",
    "användar",
    "käyttäjän",
    "benutzer",
    "vombenutzer",
];

/// What comes after a word and does not change it: by whom.
const AFTER: &[&str] = &[
    "byuser",
    "bytheuser",
    "byadmin",
    "manually",
    "afbruger",
    "afbrugeren",
    "afadministrator",
    "manuelt",
    "avanvändare",
    "avanvändaren",
    "avadministratör",
    "manuellt",
    "avbruker",
    "avbrukeren",
    "vombenutzer",
    "durchbenutzer",
    "manuell",
];

/// Putting an app on a device.
const INSTALLATION: &[&str] = &[
    "install",
    "installation",
    "installationen",
    "installasjon",
    "installasjonen",
    "installering",
    "asennus",
    "asennusta",
];
/// Taking it off.
const REMOVAL: &[&str] = &[
    "uninstall",
    "uninstallation",
    "removal",
    "deletion",
    "afinstallation",
    "afinstallationen",
    "afinstallering",
    "sletning",
    "fjernelse",
    "avinstallation",
    "avinstallationen",
    "avinstallering",
    "borttagning",
    "avinstallasjon",
    "avinstallasjonen",
    "fjerning",
    "poisto",
    "poistoa",
    "asennuksenpoisto",
    "asennuksenpoistoa",
    "deinstallation",
    "entfernung",
];
/// Changing it: it is there, however that goes.
const UPDATE: &[&str] = &[
    "update",
    "opdatering",
    "uppdatering",
    "oppdatering",
    "päivitys",
    "päivitystä",
    "aktualisierung",
];

/// Returns whether an app is there, by its state.
pub fn presence(state: &str) -> Presence {
    // As nearly all are.
    if state.eq_ignore_ascii_case("installed") {
        return Presence::Installed;
    }
    let word = plain(state);
    by_word(&word).or_else(|| by_words(&word)).unwrap_or(Presence::Unclear)
}

/// Returns whether an app is there, by one word for it.
fn by_word(word: &str) -> Option<Presence> {
    let is = |words: &[&str]| words.contains(&word);
    if is(THERE) || is(STILL_THERE) || is(YES) {
        Some(Presence::Installed)
    } else if is(ABSENT) || is(NO) {
        Some(Presence::Absent)
    } else {
        None
    }
}

/// Returns whether an app is there, by several words, each of which is understood.
fn by_words(words: &str) -> Option<Presence> {
    let presence = |there: bool| if there { Presence::Installed } else { Presence::Absent };
    if let Some(done) = action::is_done(words, INSTALLATION) {
        return Some(presence(done));
    }
    if let Some(done) = action::is_done(words, REMOVAL) {
        return Some(presence(!done));
    }
    if action::is_done(words, UPDATE).is_some() {
        return Some(Presence::Installed);
    }
    let denied = NOT.iter().flat_map(|not| [words.strip_prefix(not), words.strip_suffix(not)]);
    if denied.flatten().any(|there| THERE.contains(&there)) {
        return Some(Presence::Absent);
    }
    let before = BEFORE.iter().filter_map(|before| words.strip_prefix(before));
    let after = AFTER.iter().filter_map(|after| words.strip_suffix(after));
    before.chain(after).filter(|rest| !rest.is_empty()).find_map(|rest| {
        let truth = YES.contains(&rest) || NO.contains(&rest);
        by_word(rest).filter(|_| !truth).or_else(|| by_words(rest))
    })
}

/// Returns whether an app is there, by a state of Workspace ONE's: 1 is waiting to be installed, 2
/// installed, 3 waiting to be removed, 4 removed.
pub fn presence_by_code(state: &str) -> Presence {
    match state {
        "1" | "4" => Presence::Absent,
        "2" | "3" => Presence::Installed,
        _ if state.bytes().all(|byte| byte.is_ascii_digit()) => Presence::Unclear,
        _ => presence(state),
    }
}

/// Kinds of software of Fleet's that are none of phones and tablets.
const COMPUTER_SOFTWARE: &[&str] = &[
    "apps",
    "programs",
    "deb_packages",
    "rpm_packages",
    "homebrew_packages",
    "chrome_extensions",
    "firefox_addons",
    "safari_extensions",
    "ie_extensions",
    "atom_packages",
    "python_packages",
    "npm_packages",
    "vscode_extensions",
    "jetbrains_plugins",
    "portage_packages",
    "pkg_packages",
    "chocolatey_packages",
    "tgz_packages",
    "go_binaries",
    "windows_program",
];

/// Returns whether software of this kind of Fleet's is on a phone or tablet.
pub fn presence_by_kind(source: &str) -> Presence {
    match source {
        "ios_apps" | "ipados_apps" | "android_apps" => Presence::Installed,
        _ if COMPUTER_SOFTWARE.contains(&source) => Presence::Absent,
        _ => Presence::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_understood_in_each_language_or_not_at_all() {
        for (expected, states) in [
            (
                Presence::Installed,
                [
                    &["INSTALLED", "Successfully installed", "Installed by user", "Uninstalling"][..],
                    &[
                        "Install succeeded",
                        "Update available",
                        "Uninstall failed",
                        "Pending removal",
                    ],
                    &[
                        "Installeret",
                        "Er installeret",
                        "Installeret af bruger",
                        "Afinstalleres",
                        "SAND",
                    ],
                    &[
                        "Installation gennemført",
                        "Afventer afinstallation",
                        "Opdatering tilgængelig",
                    ],
                    &[
                        "Installerad",
                        "Installationen lyckades",
                        "Avinstallationen misslyckades",
                        "SANT",
                    ],
                    &["Installert", "Installasjon vellykket", "Brukerinstallert", "SANN"],
                    &[
                        "Asennettu",
                        "On asennettu",
                        "Käyttäjän asentama",
                        "Asennus onnistui",
                        "TOSI",
                    ],
                    &["Installiert", "Ist installiert", "Vom Benutzer installiert", "WAHR"],
                ],
            ),
            (
                Presence::Absent,
                [
                    &["REMOVED", "Managed But Uninstalled", "Not present", "Removed by user"][..],
                    &["Install pending", "Installation failed", "Uninstall succeeded"],
                    &["Afinstalleret", "Er ikke installeret", "Ikke fundet", "I kø", "FALSK"],
                    &[
                        "Afventer installation",
                        "Installation mislykkedes",
                        "Afinstallation lykkedes",
                    ],
                    &["Ej installerad", "Är inte installerad", "Väntar på installation", "FALSKT"],
                    &["Avinstallert", "Er ikke installert", "Installasjon mislyktes", "USANN"],
                    &["Asennus poistettu", "Ei ole asennettu", "Odottaa asennusta", "EPÄTOSI"],
                    &["Nicht installiert", "Installation steht aus", "Ist deinstalliert", "FALSCH"],
                ],
            ),
            (
                Presence::Unclear,
                [
                    &["Désinstallé", "Pending", "Unknown", "2", "-", ""][..],
                    &["Not removed", "Not managed", "Not yet installed", "Failed"],
                    &["Ikke fjernet", "Ikke afinstalleret", "Er ja"],
                    &["Installation", "Afinstallation", "Installation installation"],
                    &["Inte borttagen", "Okänd"],
                    &["Ukjent"],
                    &["Tuntematon", "Ei poistettu"],
                    &["Nicht entfernt", "Unbekannt"],
                ],
            ),
        ] {
            for state in states.iter().copied().flatten() {
                assert_eq!(presence(state), expected, "{state}");
            }
        }
    }
}
