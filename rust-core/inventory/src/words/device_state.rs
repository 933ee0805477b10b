//! Whether a device is still managed, by the words for it.

use super::{action, plain};
use crate::{Management, Owner};

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
    "wiping",
    "accountwiping",
    "devicewiping",
    "compliant",
    "noncompliant",
    "administreret",
    "administreres",
    "aktiv",
    "tilmeldt",
    "enrollmentinprogress",
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
    "udmeldt",
    "ikketilmeldt",
    "kasseret",
    "fabriksnulstillet",
    "ikkeregistreret",
    "ikkeregistrert",
    "ejregistrerad",
    "interegistrerad",
    "återställd",
    "palautettu",
    "rekisteröintipoistettu",
    "eirekisteröity",
    "nichtregistriert",
    "factoryreset",
    "removedfrommanagement",
    "enrollmentremoved",
];

/// What ends the management of a device, once it is done.
const ENDING: &[&str] = &[
    "wipe",
    "devicewipe",
    "accountwipe",
    "enterprisewipe",
    "corporatewipe",
    "factoryreset",
    "reset",
    "retire",
    "retirement",
    "delete",
    "deletion",
    "erase",
    "unenroll",
    "unenrollment",
    "unenrolment",
    "removal",
    "nulstilling",
    "fabriksnulstilling",
    "sletning",
    "afmelding",
    "udmelding",
    "fjernelse",
    "tilbakestilling",
    "sletting",
    "avregistrering",
    "fabriksåterställning",
    "återställning",
    "rensning",
    "borttagning",
    "tyhjennys",
    "poisto",
    "palautus",
    "zurücksetzung",
    "löschung",
    "abmeldung",
];

/// Returns whether a device is still managed, by its state; `None` if that is not understood.
/// Intune's reports have numbers for it, of which 11 is a device that is only discovered.
pub fn management(state: &str, in_intune: bool) -> Option<Management> {
    let word = plain(state);
    let is = |words: &[&str]| words.contains(&word.as_str());
    if let Some(done) = action::is_done(&word, ENDING) {
        Some(if done { Management::Ended } else { Management::Managed })
    } else if is(MANAGED) || in_intune && word.parse().is_ok_and(|code: u8| code <= 10) {
        Some(Management::Managed)
    } else if is(ENDED) || in_intune && word == "11" {
        Some(Management::Ended)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_that_says_so_ends_the_management_of_a_device() {
        for (state, expected) in [
            ("ACTIVE", Some(Management::Managed)),
            ("retirePending", Some(Management::Managed)),
            ("Wipe issued", Some(Management::Managed)),
            ("EnterpriseWipePending", Some(Management::Managed)),
            ("Afventer nulstilling", Some(Management::Managed)),
            ("Unenroll failed", Some(Management::Managed)),
            ("DELETED", Some(Management::Ended)),
            ("Wipe completed", Some(Management::Ended)),
            ("Udmeldt", Some(Management::Ended)),
            ("Nulstilling gennemført", Some(Management::Ended)),
            ("Rekisteröinti poistettu", Some(Management::Ended)),
            ("Inaktiv", None),
            ("Wipe", None),
            ("DEVICE_WIPED", Some(Management::Ended)),
            ("Ikke administreret", Some(Management::Ended)),
            ("11", None),
            ("Mystery", None),
        ] {
            assert_eq!(management(state, false), expected, "{state}");
        }
        assert_eq!(management("11", true), Some(Management::Ended));
    }
}
