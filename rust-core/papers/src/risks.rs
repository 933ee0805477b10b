//! The risks that the impact assessment names, and which tests hold the measures against them.

/// A test: the file, from the repository's folder, and its name.
pub type Test = (&'static str, &'static str);

/// A risk for the people whose phones are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Risk {
    /// What its texts are found by.
    pub id: &'static str,
    /// The condition under which a policy has it; empty if all do.
    pub when: &'static str,
    /// The tests of Appvagt that hold the measure. None: the measure is the organisation's own.
    pub tests: &'static [Test],
}

const STATES: &str = "android-app/src/test/kotlin/org/appvagt/feedback/ComplianceStatesTest.kt";
const SENDER: &str = "android-app/src/test/kotlin/org/appvagt/feedback/StateSenderTest.kt";
const TAMPERING: &str = "android-app/src/test/kotlin/org/appvagt/TamperingTest.kt";
const ENFORCEMENT: &str = "android-app/src/test/kotlin/org/appvagt/EnforcementTest.kt";
const MAIN: &str = "android-app/src/test/kotlin/org/appvagt/MainActivityTest.kt";
const PRIVACY: &str = "xtask/tests/documents/privacy.rs";
const BADGING: &str = "xtask/src/commands/apk/badging.rs";
const CATALOGUE: &str = "rust-core/scanner/tests/catalogue.rs";

/// The risks, in the order of the impact assessment.
pub const RISKS: [Risk; 13] = [
    Risk {
        id: "apps",
        when: "",
        tests: &[
            (
                STATES,
                "no state names an app, a version or a certificate, or counts the apps on the phone",
            ),
            (PRIVACY, "the_app_keeps_nothing_in_other_places_and_opens_no_connection"),
            (BADGING, "check"),
        ],
    },
    Risk {
        id: "families",
        when: "report_families",
        tests: &[(STATES, "no more is sent than the policy has reported")],
    },
    Risk {
        id: "others",
        when: "reports",
        tests: &[
            (
                SENDER,
                "the owner of the device or profile and the Play Store get states, other administrators and apps do not",
            ),
            (TAMPERING, "a Play Store that did not come with the device gets no state"),
        ],
    },
    Risk { id: "google", when: "reports", tests: &[] },
    Risk { id: "lists", when: "reports", tests: &[] },
    Risk {
        id: "nothing",
        when: "report_nothing",
        tests: &[
            (STATES, "no more is sent than the policy has reported"),
            (
                SENDER,
                "who wants nothing reported any more gets nothing more, and what was sent is forgotten",
            ),
        ],
    },
    Risk {
        id: "wrong",
        when: "",
        tests: &[
            ("rust-core/scanner/tests/identification.rs", "families_do_not_leak_into_each_other"),
            (CATALOGUE, "every_fact_has_a_known_source_and_every_source_a_fact"),
            (CATALOGUE, "what_is_known_from_weak_sources_alone_is_not_certain"),
        ],
    },
    Risk {
        id: "restrained",
        when: "restrain",
        tests: &[
            (
                ENFORCEMENT,
                "what a phone cannot do without is never suspended or hidden, whatever is banned",
            ),
            (
                ENFORCEMENT,
                "without a delegation, or without a policy that allows it, nothing is done",
            ),
            (
                ENFORCEMENT,
                "it is undone when the app is exempt, not banned any more, or the policy wants it no more",
            ),
        ],
    },
    Risk {
        id: "removal",
        when: "prompt",
        tests: &[
            (MAIN, "no tap through another app's window removes or confirms anything"),
            (
                "android-scanner/src/test/kotlin/org/appvagt/scanner/OpenRemovalTest.kt",
                "only what the last report names can be removed",
            ),
        ],
    },
    Risk { id: "purpose", when: "", tests: &[] },
    Risk {
        id: "secret",
        when: "",
        tests: &[(
            MAIN,
            "the report is copied to the word, and diagnostics are shared without a list of apps",
        )],
    },
    Risk {
        id: "exports",
        when: "",
        tests: &[(
            "rust-core/cli/tests/inventory/output.rs",
            "names_of_devices_and_users_are_shown_only_when_asked_for",
        )],
    },
    Risk { id: "stolen", when: "", tests: &[(BADGING, "check")] },
];
