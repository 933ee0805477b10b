//! All that the app keeps and sends. The tests of `xtask` hold this against the app's code.

/// A key that the app writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// The condition under which a policy has it written; empty if all do.
    pub when: &'static str,
}

/// A file that the app keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptFile {
    /// Its name.
    pub name: &'static str,
    /// The condition under which a policy has it kept; empty if all do.
    pub when: &'static str,
    /// What stands in it, beside the number of its format.
    pub keys: &'static [Key],
}

/// A state that the app sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentState {
    /// Its key.
    pub name: &'static str,
    /// What stands in its data.
    pub keys: &'static [Key],
}

/// Names a key that is written whatever the policy.
const fn always(name: &'static str) -> Key {
    Key { name, when: "" }
}

const fn when(when: &'static str, name: &'static str) -> Key {
    Key { name, when }
}

/// The number of a file's format, which stands in each.
pub const FORMAT: Key = always("version");

/// The files that the app keeps.
pub const FILES: [KeptFile; 8] = [
    KeptFile { name: "configuration.json", when: "", keys: &[always("configuration")] },
    KeptFile {
        name: "first-found.json",
        when: "",
        keys: &[
            always("found"),
            always("package"),
            always("profile"),
            always("day"),
            always("since"),
            always("anew"),
        ],
    },
    KeptFile {
        name: "latest-time.json",
        when: "",
        keys: &[always("at"), always("day"), always("ahead")],
    },
    KeptFile {
        name: "restrained.json",
        when: "restrain",
        keys: &[always("own"), always("unclaimed")],
    },
    KeptFile {
        name: "notified.json",
        when: "",
        keys: &[always("found"), always("on"), always("refusal")],
    },
    KeptFile {
        name: "acknowledgement.json",
        when: "acknowledge",
        keys: &[always("wording"), always("on")],
    },
    KeptFile {
        name: "last-check.json",
        when: "",
        keys: &[
            always("at"),
            always("reported"),
            always("states"),
            when("reports", "key"),
            when("reports", "severity"),
            when("reports", "message"),
            when("reports", "data"),
        ],
    },
    KeptFile {
        name: "sent-states.json",
        when: "reports",
        keys: &[
            always("receivers"),
            always("states"),
            always("key"),
            always("severity"),
            always("message"),
            always("data"),
            always("immediate_at"),
            always("delivered_at"),
            always("all_at"),
            always("waits"),
        ],
    },
];

/// The states that the app sends, unless the policy wants nothing reported.
pub const STATES: [SentState; 4] = [
    SentState {
        name: "compliance",
        keys: &[
            always("schema"),
            always("state"),
            when("report_families", "findings"),
            when("report_families", "rules"),
            when("report_families", "other_rules"),
            when("report_families", "own_rules"),
            when("report_families", "removal"),
        ],
    },
    SentState {
        name: "policy",
        keys: &[
            always("schema"),
            always("state"),
            always("version"),
            always("restrained"),
            always("unclaimed"),
            always("stuck"),
        ],
    },
    SentState {
        name: "coverage",
        keys: &[
            always("schema"),
            always("state"),
            always("gaps"),
            when("profiles", "profiles"),
            always("checked"),
            always("memory_since"),
            always("memory"),
        ],
    },
    SentState {
        name: "acknowledgement",
        keys: &[always("schema"), always("state"), when("acknowledge", "on")],
    },
];

/// The permissions that the app asks for.
pub const PERMISSIONS: [&str; 6] = [
    "android.permission.QUERY_ALL_PACKAGES",
    "com.android.permission.GET_INSTALLED_APPS",
    "android.permission.REQUEST_DELETE_PACKAGES",
    "android.permission.POST_NOTIFICATIONS",
    "android.permission.HIDE_OVERLAY_WINDOWS",
    "android.permission.RECEIVE_BOOT_COMPLETED",
];
