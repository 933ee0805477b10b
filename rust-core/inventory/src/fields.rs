//! Fields that somebody names, of a format that is not known.

use crate::shape::{At, Role, Scope, Shape};

/// Which fields of a table, or of JSON or XML, say what: names of columns, or paths of names with
/// dots between them, past lists (`data.devices.items.info.applications.pkg`). A dot that is part of
/// a name has a backslash before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// What distinguishes devices; without, the file is one device.
    pub device: Option<String>,
    /// Package name or bundle id.
    pub app: Option<String>,
    /// Name of the app.
    pub name: Option<String>,
    /// Version of the app.
    pub version: Option<String>,
    /// Whether the app is there: `Installed`, `Uninstalled`, `Queued`, `false`.
    pub state: Option<String>,
    /// What runs on the device: `Android`, `iOS`.
    pub platform: Option<String>,
    /// Who uses the device.
    pub user: Option<String>,
    /// Whose the device is: `company`, `personal`.
    pub owner: Option<String>,
    /// When the device last reported.
    pub reported: Option<String>,
    /// Which version of the system runs on the device.
    pub os_version: Option<String>,
    /// Which part of the organisation has the device: its department, its group.
    pub group: Option<String>,
}

impl Fields {
    /// Returns those that are named.
    pub(crate) fn named(&self) -> impl Iterator<Item = (Role, &str)> {
        let Self {
            device,
            app,
            name,
            version,
            state,
            platform,
            user,
            owner,
            reported,
            os_version,
            group,
        } = self;
        [
            (Role::DeviceId, device),
            (Role::AppId, app),
            (Role::AppName, name),
            (Role::Version, version),
            (Role::State, state),
            (Role::Platform, platform),
            (Role::User, user),
            (Role::Ownership, owner),
            (Role::Reported, reported),
            (Role::OsVersion, os_version),
            (Role::Group, group),
        ]
        .into_iter()
        .filter_map(|(role, field)| Some((role, field.as_deref()?)))
    }

    /// Returns whether apps are named by what this names at all.
    #[must_use]
    pub fn name_apps(&self) -> bool {
        self.app.is_some() || self.name.is_some()
    }

    /// Returns whether devices are records within those of apps.
    pub(crate) fn apps_hold_devices(&self) -> bool {
        let app = above(self.app.as_deref().or(self.name.as_deref()).unwrap_or_default());
        let device = above(self.device.as_deref().unwrap_or_default());
        device.len() > app.len() && common(device, app) == app
    }

    /// Returns whether what distinguishes devices is but a name of theirs, which several may have: by
    /// what the field is called.
    pub(crate) fn device_ids_are_names(&self) -> bool {
        /// In English, Danish and Norwegian, Swedish, Finnish and German.
        const NAMES: [&str; 6] = ["name", "navn", "namn", "nimi", "nimet", "bezeichnung"];
        /// The thing itself, as people head a column of its names.
        const DEVICES: [&str; 12] = [
            "device", "devices", "enhed", "enheder", "enhet", "enheter", "laite", "laitteet",
            "gerät", "geräte", "ipad", "telefon",
        ];
        let Some(field) = &self.device else { return false };
        let field = field.rsplit('.').next().unwrap_or_default().to_lowercase();
        let field = field.trim();
        let is_account = field.contains("user") || field.contains("bruger");
        !is_account && (NAMES.iter().any(|name| field.ends_with(name)) || DEVICES.contains(&field))
    }

    /// Returns where these fields are in JSON. Apps are records within those of devices, devices within
    /// those of apps, or each record is an app on a device.
    pub(crate) fn shape(&self) -> Shape {
        let above = |path: &str| above(path).to_owned();
        let app = self.app.as_deref().or(self.name.as_deref()).map(above).unwrap_or_default();
        let device = self.device.as_deref().map(above);
        let mut places: Vec<(String, At)> = Vec::new();
        match device {
            // The file is one device.
            None => places.push((app, At::Record(Scope::App))),
            Some(device) if device == app => places.push((app, At::Record(Scope::Row))),
            Some(device) => {
                let whole = if self.apps_hold_devices() { device } else { common(&device, &app) };
                places.push((whole, At::Record(Scope::Device)));
                places.push((app, At::Record(Scope::App)));
            }
        }
        places.extend(self.named().map(|(role, path)| (path.to_owned(), At::Field(role))));
        Shape::of(self.device.is_none().then_some(Scope::Device), &places)
    }
}

/// Returns the names in a path, between dots that are no part of a name.
fn names(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let dot = path.match_indices('.').find(|(at, _)| !path[..*at].ends_with('\\'));
        let (name, after) =
            dot.map_or((path, None), |(at, _)| (&path[..at], Some(&path[at + 1..])));
        rest = after;
        Some(name)
    })
}

/// Returns a path without its last name.
fn above(path: &str) -> &str {
    let last = names(path).last().unwrap_or_default();
    path[..path.len() - last.len()].strip_suffix('.').unwrap_or_default()
}

/// Returns the names that two paths begin with.
fn common(one: &str, other: &str) -> String {
    let names = names(one).zip(names(other));
    let same: Vec<_> = names.take_while(|(a, b)| a == b).map(|(name, _)| name).collect();
    same.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_in_a_name_parts_no_path() {
        for (path, parted) in [
            ("a", &["a"][..]),
            ("a.b.c", &["a", "b", "c"]),
            ("a\\.b.c", &["a\\.b", "c"]),
            ("a.b\\.c\\.d", &["a", "b\\.c\\.d"]),
        ] {
            assert_eq!(names(path).collect::<Vec<_>>(), parted);
            let (_, last) = parted.split_at(parted.len() - 1);
            let meant = path.strip_suffix(last[0]).unwrap().trim_end_matches('.');
            assert_eq!(above(path), meant);
        }
        assert_eq!(common("a\\.b.x", "a\\.c.y"), "");
        assert_eq!(common("r.a\\.b.x", "r.a\\.b.y"), "r.a\\.b");
    }
}
