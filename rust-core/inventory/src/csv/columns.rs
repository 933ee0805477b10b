//! Which columns of a table say what.

use memchr::memchr_iter;

use super::{split, unquoted};
use crate::shape::Role;
use crate::{Fields, Reason};

/// What columns of a table say, in their order.
pub type Columns = Vec<Option<Role>>;

/// The first line of a table.
pub struct Header {
    pub names: Vec<String>,
    pub delimiter: u8,
}

impl Header {
    /// Whether a line is one: not empty, and no `sep=;`, which Excel writes before it.
    pub fn is_in(line: &[u8]) -> bool {
        let line = line.trim_ascii();
        let separator = line.strip_prefix(b"sep=").is_some_and(|by| by.len() <= 1);
        !line.is_empty() && !separator
    }

    /// The names in this line, by whichever delimiter parts it most.
    pub fn of(line: &[u8]) -> Self {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let parts = |by: &u8| (memchr_iter(*by, line).count(), *by == b',');
        let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(parts).unwrap_or(b',');
        let (mut names, mut scratch) = (Vec::new(), Vec::new());
        split(line, delimiter, |field| {
            let field = unquoted(&line[field], &mut scratch);
            names.push(String::from_utf8_lossy(field).trim().to_owned());
        });
        Self { names, delimiter }
    }
}

/// What Intune's exports call their columns, as [`plain`] has them:
/// `AppInvRawData`, `AppInvByDevice`, `AppInvAggregate`, and lists of devices.
const INTUNE: [(&str, Role); 19] = [
    ("applicationid", Role::AppId),
    ("applicationname", Role::AppName),
    ("applicationversion", Role::Version),
    ("applicationshortversion", Role::OtherVersion),
    ("deviceid", Role::DeviceId),
    ("devicename", Role::DeviceName),
    ("devicecount", Role::DeviceCount),
    ("serialnumber", Role::Serial),
    ("platform", Role::Platform),
    ("os", Role::Platform),
    ("ownership", Role::Ownership),
    ("manageddeviceownertype", Role::Ownership),
    ("lastcheckin", Role::Reported),
    ("username", Role::User),
    ("emailaddress", Role::User),
    ("userprincipalname", Role::User),
    ("primaryuserupn", Role::User),
    ("primaryuseremailaddress", Role::User),
    ("upn", Role::User),
];

/// A name in lower case, without what is no letter or digit.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What columns of these names say in exports of Intune's.
pub fn intune_columns(names: &[String]) -> Columns {
    let known = |name: &str| {
        let plain = plain(name);
        INTUNE.iter().find(|(known, _)| *known == plain).map(|(_, role)| *role)
    };
    let mut columns: Columns = names.iter().map(|name| known(name)).collect();
    // Texts for people beside codes: only where there is no code.
    for (index, name) in names.iter().enumerate() {
        if let Some(role) = name.strip_suffix("_loc").and_then(known)
            && !columns.contains(&Some(role))
        {
            columns[index] = Some(role);
        }
    }
    columns
}

/// Whether these are columns of an export of Intune's: of apps, or of devices.
pub fn is_intune(names: &[String]) -> bool {
    let columns = intune_columns(names);
    let has = |role| columns.contains(&Some(role));
    let device = has(Role::DeviceId) || has(Role::DeviceName);
    has(Role::AppName) && (device || has(Role::DeviceCount))
        || has(Role::DeviceId) && has(Role::Ownership)
}

/// What columns of these names say, of which somebody named some.
pub fn named_columns(fields: &Fields, names: &[String]) -> Result<Columns, Reason> {
    let mut columns = vec![None; names.len()];
    for (role, wanted) in fields.named() {
        let exact = names.iter().position(|name| name == wanted);
        let column =
            exact.or_else(|| names.iter().position(|name| name.eq_ignore_ascii_case(wanted)));
        let Some(column) = column else {
            let there: Vec<_> = names.iter().map(|name| format!("{name:?}")).collect();
            return Err(Reason::NoColumn { wanted: wanted.to_owned(), there: there.join(", ") });
        };
        columns[column] = Some(role);
    }
    Ok(columns)
}
