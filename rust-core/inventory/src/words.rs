//! What words mean that consoles, interfaces and spreadsheets write, in English, Danish, Finnish,
//! Swedish, Norwegian and German. A word that stands in none of these lists is not understood, and
//! is reported: it never means the nearest thing.

use crate::{Management, Owner, Platform, Presence};

/// Returns a word without what consoles write differently: capital letters, spaces, `_`, `-`, `.`, `/`.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.contains(&plain(text).as_str())
}

/// Truth values, as programs and spreadsheets write them.
const YES: &[&str] =
    &["true", "yes", "1", "ja", "sand", "sandt", "kyllä", "kylla", "tosi", "sant", "sann", "wahr"];
const NO: &[&str] = &[
    "false", "no", "0", "nej", "falsk", "ei", "epätosi", "epatosi", "falskt", "nei", "usann",
    "usant", "nein", "falsch",
];

/// Returns a truth value; `None` if it is none.
pub fn truth(value: &str) -> Option<bool> {
    // As nearly all are.
    match value {
        "true" => return Some(true),
        "false" => return Some(false),
        _ => {}
    }
    let word = plain(value);
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(YES) { Some(true) } else { is(NO).then_some(false) }
}

/// States of an app that is on the device. Apple's `Managed…` states are those of
/// `ManagedApplicationList`; in an update, the app is there.
const INSTALLED: &[&str] = &[
    "installed",
    "present",
    "managed",
    "unmanaged",
    "userinstalled",
    "userinstalledapp",
    "updating",
    "updateavailable",
    "updatepending",
    "pendingupdate",
    "updaterejected",
    "updatefailed",
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
    "pendinguninstall",
    "uninstallpending",
    "pendingremoval",
    "pendinguninstallation",
    "uninstallfailed",
    "uninstallationfailed",
    "faileduninstall",
    "removalfailed",
    "installedbyuser",
    "preinstalled",
    "detected",
    "found",
    // Danish, Norwegian, Swedish.
    "installeret",
    "erinstalleret",
    "tilstede",
    "findes",
    "fundet",
    "installert",
    "erinstallert",
    "finnes",
    "funnet",
    "installerad",
    "ärinstallerad",
    "finns",
    "hittad",
    "forudinstalleret",
    "forhåndsinstallert",
    "förinstallerad",
    // Finnish, German.
    "asennettu",
    "onasennettu",
    "löytyy",
    "löydetty",
    "esiasennettu",
    "installiert",
    "istinstalliert",
    "vorhanden",
    "gefunden",
    "vorinstalliert",
];

/// States of an app that is not on the device: removed, never there, waiting or on its way.
const ABSENT: &[&str] = &[
    "removed",
    "uninstalled",
    "managedbutuninstalled",
    "managedbutnotinstalled",
    "queued",
    "downloading",
    "downloaded",
    "installing",
    "notinstalled",
    "waiting",
    "pendinginstall",
    "pendinginstallation",
    "installpending",
    "installationpending",
    "installationfailed",
    "installfailed",
    "failedinstall",
    "installqueued",
    "available",
    "notavailable",
    "absent",
    "missing",
    "notpresent",
    "deleted",
    "notfound",
    "notdetected",
    "needsredemption",
    "redeeming",
    "prompting",
    "promptingforlogin",
    "validatingpurchase",
    "userrejected",
    "neverinstalled",
    // Danish.
    "afinstalleret",
    "erafinstalleret",
    "fjernet",
    "erfjernet",
    "ikkeinstalleret",
    "erikkeinstalleret",
    "ejinstalleret",
    "slettet",
    "mangler",
    "ikketilstede",
    "ikkefundet",
    "venterpåinstallation",
    "afventerinstallation",
    "installationmislykkedes",
    "downloades",
    "hentes",
    "installeres",
    "ikketilgængelig",
    "tilgængelig",
    // Norwegian.
    "avinstallert",
    "eravinstallert",
    "ikkeinstallert",
    "erikkeinstallert",
    "ikkefunnet",
    "venterpåinstallasjon",
    "installasjonmislyktes",
    "lastesned",
    "ikketilgjengelig",
    "tilgjengelig",
    // Swedish.
    "avinstallerad",
    "äravinstallerad",
    "borttagen",
    "ejinstallerad",
    "inteinstallerad",
    "ärinteinstallerad",
    "raderad",
    "saknas",
    "hittadesinte",
    "väntarpåinstallation",
    "installationmisslyckades",
    "laddasned",
    "installeras",
    "tillgänglig",
    "intetillgänglig",
    // Finnish.
    "poistettu",
    "asennuspoistettu",
    "onpoistettu",
    "eiasennettu",
    "eioleasennettu",
    "asentamatta",
    "asentamaton",
    "puuttuu",
    "eilöydy",
    "odottaaasennusta",
    "asennusepäonnistui",
    "ladataan",
    "asennetaan",
    "saatavilla",
    "eisaatavilla",
    // German.
    "deinstalliert",
    "istdeinstalliert",
    "entfernt",
    "nichtinstalliert",
    "istnichtinstalliert",
    "gelöscht",
    "fehlt",
    "nichtvorhanden",
    "nichtgefunden",
    "installationausstehend",
    "installationfehlgeschlagen",
    "wirdheruntergeladen",
    "wirdinstalliert",
    "verfügbar",
    "nichtverfügbar",
];

/// Returns whether an app is there, by its state.
pub fn presence(state: &str) -> Presence {
    // As nearly all are.
    if state.eq_ignore_ascii_case("installed") {
        return Presence::Installed;
    }
    let word = plain(state);
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(INSTALLED) || is(YES) {
        Presence::Installed
    } else if is(ABSENT) || is(NO) {
        Presence::Absent
    } else {
        Presence::Unclear
    }
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

/// What runs on devices that are no phones and tablets, by the first word of their names.
const COMPUTERS: &[&str] = &[
    "windows",
    "win",
    "mac",
    "macos",
    "macosx",
    "macmdm",
    "macbook",
    "imac",
    "macintosh",
    "osx",
    "darwin",
    "linux",
    "ubuntu",
    "debian",
    "rhel",
    "redhat",
    "fedora",
    "centos",
    "suse",
    "sles",
    "opensuse",
    "arch",
    "amzn",
    "kali",
    "gentoo",
    "nixos",
    "manjaro",
    "linuxmint",
    "pop",
    "void",
    "zorin",
    "neon",
    "tuxedo",
    "endeavouros",
    "chrome",
    "chromeos",
    "chromebook",
    "cros",
    "tvos",
    "appletv",
    "watchos",
];

/// Returns what runs on a device, by what MDMs call it: `ANDROID`, `iOS_SYNC`, `iPadOS`,
/// `androidWorkProfile`; `None` if that is not understood.
pub fn platform(name: &str) -> Option<Platform> {
    let word = plain(name);
    let begins = |with: &[&str]| with.iter().any(|with| word.starts_with(with));
    if begins(&["android", "aosp", "samsungknox", "fireos"]) {
        return Some(Platform::Android);
    }
    if begins(&["ios", "ipad", "iphone", "ipod", "appleios", "appleipad", "appleiphone"]) {
        return Some(Platform::Apple);
    }
    // Exchange devices, whose apps Google does not know.
    if word == "googlesync" {
        return Some(Platform::Unknown);
    }
    if begins(&["windowsphone", "windowsmobile", "windows10mobile", "windowsce"]) {
        return None;
    }
    let mut words = name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?.to_lowercase(), words.next().unwrap_or_default());
    let apple_computer = first == "apple" && is_one_of(second, &["mac", "macos", "tv", "tvos"])
        || first == "os" && second.eq_ignore_ascii_case("x");
    let computer = apple_computer || COMPUTERS.contains(&first.as_str());
    computer.then_some(Platform::Other)
}

const PERSONAL: &[&str] = &[
    "personallyowned",
    "personal",
    "personaldevice",
    "personaldeviceprofile",
    "userenrollment",
    "accountdrivenuserenrollment",
    "employeeowned",
    "employee",
    "byod",
    "userowned",
    "private",
    // Danish, Norwegian, Swedish, Finnish, German.
    "personlig",
    "personligt",
    "personligtejet",
    "privat",
    "privatejet",
    "privatenhed",
    "medarbejder",
    "medarbejderejet",
    "brugerejet",
    "privateid",
    "personligeid",
    "ansatteid",
    "brukereid",
    "privatägd",
    "personligtägd",
    "personligägd",
    "användarägd",
    "henkilökohtainen",
    "henkilökohtaisessaomistuksessa",
    "yksityinen",
    "oma",
    "omalaite",
    "työntekijä",
    "työntekijänomistama",
    "persönlich",
    "mitarbeiter",
    "mitarbeitereigen",
    "persönlichesgerät",
    "inpersönlichembesitz",
];
const COMPANY: &[&str] = &[
    "companyowned",
    "company",
    "corporate",
    "corporatededicated",
    "corporateshared",
    "institutional",
    "institution",
    "accountdrivendeviceenrollment",
    "corporateowned",
    "shared",
    "organization",
    "organisation",
    "organizationowned",
    "organisationowned",
    "business",
    "work",
    "enterprise",
    "cope",
    "cobo",
    "cosu",
    // Danish, Norwegian, Swedish, Finnish, German.
    "virksomhed",
    "virksomheden",
    "virksomhedsejet",
    "firma",
    "firmaejet",
    "firmaenhed",
    "organisationsejet",
    "organisationen",
    "arbejdsgiver",
    "arbejdspladsen",
    "kommune",
    "kommunen",
    "kommunal",
    "tjenstlig",
    "bedrift",
    "bedriften",
    "bedriftseid",
    "firmaeid",
    "virksomhet",
    "virksomheten",
    "organisasjon",
    "organisasjonen",
    "organisasjonseid",
    "företag",
    "företaget",
    "företagsägd",
    "organisationsägd",
    "arbetsgivare",
    "kommunägd",
    "yritys",
    "yrityksen",
    "yrityksenomistama",
    "yrityksenomistuksessa",
    "organisaatio",
    "organisaation",
    "organisaationomistama",
    "työnantaja",
    "työnantajan",
    "kunta",
    "kunnan",
    "unternehmen",
    "unternehmenseigen",
    "firmeneigen",
    "firmeneigentum",
    "imunternehmensbesitz",
];
/// That it is not known, in so many words.
const UNKNOWN: &[&str] = &[
    "unknown",
    "undefined",
    "unspecified",
    "ownershipunspecified",
    "notset",
    "ukendt",
    "ukjent",
    "okänd",
    "okänt",
    "tuntematon",
    "eitiedossa",
    "unbekannt",
];

/// Returns whose a device is, by what MDMs call that; `None` if it is not understood. Intune's
/// reports have numbers for it.
pub fn owner(ownership: &str, in_intune: bool) -> Option<Owner> {
    let word = plain(ownership);
    let is = |words: &[&str]| words.contains(&word.as_str());
    match word.as_str() {
        "1" if in_intune => Some(Owner::Company),
        "2" if in_intune => Some(Owner::Person),
        "0" if in_intune => Some(Owner::Unsaid),
        _ if is(PERSONAL) => Some(Owner::Person),
        _ if is(COMPANY) => Some(Owner::Company),
        _ if is(UNKNOWN) => Some(Owner::Unsaid),
        _ => None,
    }
}

/// Returns whose a device is, by Fleet's `enrollment_status`: `On (manual)`, `On (automatic)`,
/// `On (personal)`, `Off`, `Pending`; and whether it is managed.
pub fn enrolment(status: &str) -> Option<(Owner, Management)> {
    let word = plain(status);
    match word.as_str() {
        "pending" => Some((Owner::Unsaid, Management::Unsaid)),
        "off" => Some((Owner::Unsaid, Management::Ended)),
        _ if word.starts_with("on") => {
            let owner = match word {
                word if word.contains("personal") => Owner::Person,
                word if word.contains("company") => Owner::Company,
                _ => Owner::Unsaid,
            };
            Some((owner, Management::Managed))
        }
        _ => None,
    }
}

/// States of devices that are managed, whatever is the matter with them or about to happen.
const MANAGED: &[&str] = &[
    "managed",
    "active",
    "enrolled",
    "registered",
    "approved",
    "blocked",
    "pending",
    "disabled",
    "lost",
    "provisioning",
    "preparingformigration",
    "deactivatedbydevicefinance",
    "unhealthy",
    "retirepending",
    "retirefailed",
    "retireissued",
    "retirecanceled",
    "retirecancelled",
    "wipepending",
    "wipefailed",
    "wipeissued",
    "wipecanceled",
    "wipecancelled",
    "deletepending",
    "wiping",
    "accountwiping",
    "devicewiping",
    "compliant",
    "noncompliant",
    "administreret",
    "administreres",
    "aktiv",
    "tilmeldt",
    "administrert",
    "registrert",
    "hanterad",
    "registrerad",
    "hallittu",
    "aktiivinen",
    "rekisteröity",
    "verwaltet",
    "registriert",
];
const ENDED: &[&str] = &[
    "deleted",
    "wiped",
    "retired",
    "unmanaged",
    "notmanaged",
    "unenrolled",
    "unregistered",
    "accountwiped",
    "devicewiped",
    "unprovisioned",
    "discovered",
    "removed",
    "retiredevice",
    "notenrolled",
    "enterprisewiped",
    "decommissioned",
    "slettet",
    "nulstillet",
    "udgået",
    "ikkeadministreret",
    "afmeldt",
    "fjernet",
    "utgått",
    "tilbakestilt",
    "ikkeadministrert",
    "avregistrert",
    "raderad",
    "rensad",
    "pensionerad",
    "utfasad",
    "ohanterad",
    "intehanterad",
    "ejhanterad",
    "avregistrerad",
    "borttagen",
    "poistettu",
    "tyhjennetty",
    "käytöstäpoistettu",
    "eihallittu",
    "hallitsematon",
    "gelöscht",
    "zurückgesetzt",
    "außerbetrieb",
    "nichtverwaltet",
    "abgemeldet",
    "entfernt",
    "ausgemustert",
];

/// Returns whether a device is still managed, by its state; `None` if that is not understood.
/// Intune's reports have numbers for it, of which 11 is a device that is only discovered.
pub fn management(state: &str, in_intune: bool) -> Option<Management> {
    let word = plain(state);
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(MANAGED) || in_intune && word.parse().is_ok_and(|code: u8| code <= 10) {
        Some(Management::Managed)
    } else if is(ENDED) || in_intune && word == "11" {
        Some(Management::Ended)
    } else {
        None
    }
}

/// Returns whether a text stands where nothing is known: `N/A`, `null`, `-`, `Unknown`, the GUID
/// of zeros, an error of a spreadsheet's.
pub fn is_placeholder(text: &str) -> bool {
    const PLACEHOLDERS: &[&str] = &["na", "null", "none", "nil", "undefined", "notavailable"];
    let word = plain(text);
    let zeros = word.len() >= 8 && word.bytes().all(|byte| byte == b'0');
    let dashes = text.chars().all(|c| "-–—.?_".contains(c));
    zeros || dashes || PLACEHOLDERS.contains(&word.as_str()) || UNKNOWN.contains(&word.as_str())
}

/// Returns whether a spreadsheet has made another thing of an id: `3,56E+14`, `#NAVN?`, `########`.
pub fn is_damaged_id(text: &str) -> bool {
    let number = text.split_once(['E', 'e']).is_some_and(|(digits, power)| {
        let digits_fit = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.contains([',', '.'])
            && digits.bytes().all(|byte| byte.is_ascii_digit() || b",.".contains(&byte));
        let power = power.strip_prefix('+');
        digits_fit && power.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    });
    let error = text.len() > 2
        && text.starts_with('#')
        && (text.ends_with(['!', '?']) || text.bytes().all(|byte| byte == b'#'));
    // `#N/A` in English, Danish, Norwegian and Swedish.
    number || error || ["#N/A", "#I/T", "#SAKNAS"].iter().any(|e| text.eq_ignore_ascii_case(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_understood_in_each_language_or_not_at_all() {
        for (state, expected) in [
            ("INSTALLED", Presence::Installed),
            ("Installeret", Presence::Installed),
            ("Asennettu", Presence::Installed),
            ("SAND", Presence::Installed),
            ("TOSI", Presence::Installed),
            ("SANT", Presence::Installed),
            ("SANN", Presence::Installed),
            ("WAHR", Presence::Installed),
            ("Uninstalling", Presence::Installed),
            ("REMOVED", Presence::Absent),
            ("Managed But Uninstalled", Presence::Absent),
            ("Afinstalleret", Presence::Absent),
            ("Ikke installeret", Presence::Absent),
            ("Avinstallert", Presence::Absent),
            ("Ej installerad", Presence::Absent),
            ("Asennus poistettu", Presence::Absent),
            ("Nicht installiert", Presence::Absent),
            ("FALSK", Presence::Absent),
            ("EPÄTOSI", Presence::Absent),
            ("FALSKT", Presence::Absent),
            ("USANN", Presence::Absent),
            ("FALSCH", Presence::Absent),
            ("Désinstallé", Presence::Unclear),
            ("Pending", Presence::Unclear),
            ("Unknown", Presence::Unclear),
            ("2", Presence::Unclear),
            ("-", Presence::Unclear),
        ] {
            assert_eq!(presence(state), expected, "{state}");
        }
    }

    #[test]
    fn only_what_is_surely_a_computer_is_one() {
        for (name, expected) in [
            ("ANDROID", Some(Platform::Android)),
            ("AndroidWorkProfile", Some(Platform::Android)),
            ("AOSP", Some(Platform::Android)),
            ("iOS/iPadOS", Some(Platform::Apple)),
            ("Apple iOS", Some(Platform::Apple)),
            ("IOS_SYNC", Some(Platform::Apple)),
            ("Windows 11", Some(Platform::Other)),
            ("Windows10", Some(Platform::Other)),
            ("macOS 15.1", Some(Platform::Other)),
            ("MacMDM", Some(Platform::Other)),
            ("Mac OS X", Some(Platform::Other)),
            ("OS X", Some(Platform::Other)),
            ("Apple TV", Some(Platform::Other)),
            ("Chrome OS", Some(Platform::Other)),
            ("ubuntu", Some(Platform::Other)),
            ("opensuse-leap", Some(Platform::Other)),
            ("Windows Phone 8.1", None),
            ("WindowsMobile", None),
            ("Apple", None),
            ("visionOS", None),
            ("HarmonyOS", None),
            ("Machine", None),
            ("Ukendt", None),
            ("Ei tiedossa", None),
            ("Tablet", None),
            ("N/A", None),
            ("8", None),
        ] {
            assert_eq!(platform(name), expected, "{name}");
        }
    }

    #[test]
    fn owners_are_understood_in_each_language_or_not_at_all() {
        for (ownership, expected) in [
            ("COMPANY_OWNED", Some(Owner::Company)),
            ("Virksomhed", Some(Owner::Company)),
            ("Yritys", Some(Owner::Company)),
            ("Företag", Some(Owner::Company)),
            ("Bedrift", Some(Owner::Company)),
            ("Unternehmen", Some(Owner::Company)),
            ("Personal", Some(Owner::Person)),
            ("Personlig", Some(Owner::Person)),
            ("Henkilökohtainen", Some(Owner::Person)),
            ("Persönlich", Some(Owner::Person)),
            ("Okänd", Some(Owner::Unsaid)),
            ("1", None),
            ("Skolen", None),
        ] {
            assert_eq!(owner(ownership, false), expected, "{ownership}");
        }
        assert_eq!(owner("1", true), Some(Owner::Company));
        assert_eq!(owner("2", true), Some(Owner::Person));
    }

    #[test]
    fn only_a_word_that_says_so_ends_the_management_of_a_device() {
        for (state, expected) in [
            ("ACTIVE", Some(Management::Managed)),
            ("retirePending", Some(Management::Managed)),
            ("DELETED", Some(Management::Ended)),
            ("DEVICE_WIPED", Some(Management::Ended)),
            ("Ikke administreret", Some(Management::Ended)),
            ("11", None),
            ("Mystery", None),
        ] {
            assert_eq!(management(state, false), expected, "{state}");
        }
        assert_eq!(management("11", true), Some(Management::Ended));
    }

    #[test]
    fn what_spreadsheets_make_of_ids_is_seen() {
        for id in
            ["3,56E+14", "3.5693E+14", "1,2e+5", "#NAVN?", "#REF!", "#N/A", "#I/T", "########"]
        {
            assert!(is_damaged_id(id), "{id}");
        }
        for id in ["35E14", "356938035643809", "DMPX12E+", "1E+5", "#12", "ABC,E+1", "0x1E+14"] {
            assert!(!is_damaged_id(id), "{id}");
        }
        for text in ["N/A", "null", "-", "Ukendt", "00000000-0000-0000-0000-000000000000"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["0", "1", "#", "S-1", "DMPX12", "a0000000"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
