//! What an app's manifest declares.

/// Meta-data of the application in what Google Play leaves of an app that it has archived, and the
/// beginning of all classes in it. Source: `ArchivedAndroidManifestUtils.java` in bundletool.
const ARCHIVED: &str = "com.android.vending.archive";
const OF_ARCHIVED: &str = "com.google.android.archive.";

/// What the manifest of an app declares about the app itself, each name as it stands there. What
/// the manifest says about other apps (`<queries>`) is no part of it. Order and repetitions do not
/// matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ManifestFacts {
    /// Full class names of activities, their aliases, services, receivers, providers, and of the
    /// application.
    pub classes: Vec<String>,
    /// Intent actions that its components take.
    pub actions: Vec<String>,
    /// Authorities of its providers, one an entry.
    pub authorities: Vec<String>,
    /// URI schemes that its components open.
    pub schemes: Vec<String>,
    /// Hosts whose links its components open; Android allows a `*` in front.
    pub hosts: Vec<String>,
    /// Meta-data of the application and of its components: name, and the value where it is text or
    /// refers to text, else an empty string.
    pub meta_data: Vec<(String, String)>,
    /// Permissions that it defines, not those it asks for.
    pub permissions: Vec<String>,
}

impl ManifestFacts {
    /// Returns whether this is what Google Play leaves of an app that it has archived: nothing but
    /// the means to bring it back. So it is before Android 15, which archives apps itself.
    pub(crate) fn is_archived(&self) -> bool {
        self.meta_data.iter().any(|(name, _)| name == ARCHIVED)
            && !self.classes.is_empty()
            && self.classes.iter().all(|class| class.starts_with(OF_ARCHIVED))
    }

    /// Adds what another APK of the same app declares.
    pub fn add(&mut self, mut other: Self) {
        self.classes.append(&mut other.classes);
        self.actions.append(&mut other.actions);
        self.authorities.append(&mut other.authorities);
        self.schemes.append(&mut other.schemes);
        self.hosts.append(&mut other.hosts);
        self.meta_data.append(&mut other.meta_data);
        self.permissions.append(&mut other.permissions);
    }
}
