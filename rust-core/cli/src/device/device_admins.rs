//! The active device administrators, from `dumpsys device_policy`, of Android 8 to 16. Source:
//! `DevicePolicyData.dump` in AOSP.

use std::collections::HashSet;

/// Prints the lines of the dump that are read here.
pub const COMMAND: &str = "dumpsys device_policy | grep -E 'Enabled Device Admins|\
                           ^ +[^ ]+/[^ ]+:$|^ +admin=ComponentInfo'";

/// Users, and package names of active administrators there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DeviceAdmins(HashSet<(u32, String)>);

impl DeviceAdmins {
    /// Reads a dump. Who is not in it may be one all the same.
    pub fn read(text: &str) -> Self {
        let (mut admins, mut user) = (HashSet::new(), None);
        for line in text.lines() {
            if !line.starts_with(' ') {
                user = None;
            } else if let Some((_, of)) = line.split_once("Enabled Device Admins (User ") {
                user = of.split([',', ')']).next().and_then(|id| id.parse().ok());
            } else if let (Some(user), Some(component)) = (user, component(line.trim())) {
                admins.insert((user, component.to_owned()));
            }
        }
        Self(admins)
    }

    /// Returns whether an app is known to be one.
    pub fn has(&self, user: u32, package: &str) -> bool {
        self.0.iter().any(|(of, admin)| *of == user && admin == package)
    }
}

/// Returns the package of a component such as `com.example/.Admin:`.
fn component(line: &str) -> Option<&str> {
    let component = match line.strip_prefix("admin=ComponentInfo{") {
        Some(component) => component.strip_suffix('}')?,
        None => line.strip_suffix(':')?,
    };
    let (package, class) = component.split_once('/')?;
    (!class.contains([' ', '/']) && !package.contains(' ')).then_some(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_are_those_of_each_user() {
        let dump = "\
Current Device Policy Manager state:
  Device Owner:
    admin=ComponentInfo{com.example.owner/com.example.owner.Admin}
  Enabled Device Admins (User 0, provisioningState: 3):
    com.example.owner/.Admin:
      uid=10123
      policies: wipe-data, reset-password
    com.example.other/com.example.Receiver:
  Enabled Device Admins (User 10):
    admin=ComponentInfo{com.example.work/com.example.work.Admin}

Encryption Status: per-user
  12: com.example.listed/x:
";
        let admins = DeviceAdmins::read(dump);
        let expected =
            [(0, "com.example.owner"), (0, "com.example.other"), (10, "com.example.work")];
        let expected = expected.map(|(user, name)| (user, name.to_owned()));
        assert_eq!(admins, DeviceAdmins(HashSet::from(expected)));
        assert!(admins.has(10, "com.example.work") && !admins.has(0, "com.example.work"));
        assert_eq!(
            DeviceAdmins::read("Can't find service: device_policy\n"),
            DeviceAdmins::default()
        );
    }
}
