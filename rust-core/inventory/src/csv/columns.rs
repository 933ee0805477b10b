//! Which columns of a table say what.

use memchr::memchr_iter;

use super::encoding::Encoding;
use super::{split, unquoted};
use crate::shape::{Role, Scope};
use crate::{Fields, Reason};

/// What columns of a table say, in their order.
pub type Columns = Vec<Option<Role>>;

/// What the columns of a table say, and what a row is about.
pub struct Layout {
    pub columns: Columns,
    pub scope: Scope,
}

impl Layout {
    /// Returns the layout of columns that say this. Without `names`, nobody asks for those of users
    /// and of devices, but where a name is all that distinguishes devices.
    fn new(mut columns: Columns, names: bool) -> Self {
        let has = |columns: &Columns, role| columns.contains(&Some(role));
        let by_id = has(&columns, Role::DeviceId) || has(&columns, Role::Serial);
        if !names && by_id {
            for column in &mut columns {
                column.take_if(|role| matches!(role, Role::User | Role::DeviceName));
            }
        }
        let several = [Role::DeviceId, Role::DeviceName, Role::Serial, Role::DeviceCount];
        // Without any of them, the file is one device.
        let several = several.iter().any(|role| has(&columns, *role));
        Self { columns, scope: if several { Scope::Row } else { Scope::App } }
    }

    /// Returns the layout of a table of Intune's with columns of these names.
    pub fn of_intune(headings: &[String], names: bool) -> Result<Self, Reason> {
        let columns = intune_columns(headings);
        refuse_twins(&columns, headings)?;
        Ok(Self::new(columns, names))
    }

    /// Returns the layout of a table of which somebody named columns.
    pub fn named(fields: &Fields, headings: &[String], names: bool) -> Result<Self, Reason> {
        let names = names || fields.device_ids_are_names();
        let columns = named_columns(fields, headings)?;
        refuse_twins(&columns, headings)?;
        Ok(Self::new(columns, names))
    }
}

/// The first line of a table.
pub struct Header {
    pub names: Vec<String>,
    pub delimiter: u8,
}

impl Header {
    /// Returns whether a line is one: not empty, no `sep=;`, which Excel writes before it, and no
    /// `#TYPE …`, which Windows PowerShell does.
    pub fn is_in(line: &[u8]) -> bool {
        let line = line.trim_ascii();
        let separator = line.strip_prefix(b"sep=").is_some_and(|by| by.len() <= 1);
        let kind = line.strip_prefix(b"\"").unwrap_or(line).starts_with(b"#TYPE ");
        !line.is_empty() && !separator && !kind
    }

    /// Reads the names in this line, by whichever delimiter parts it most.
    pub fn of(line: &[u8]) -> Self {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let parts = |by: &u8| (memchr_iter(*by, line).count(), *by == b',');
        let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(parts).unwrap_or(b',');
        let (mut names, mut scratch) = (Vec::new(), Vec::new());
        split(line, delimiter, |field| {
            let field = unquoted(&line[field], &mut scratch);
            names.push(Encoding::text(field).trim().to_owned());
        });
        Self { names, delimiter }
    }
}

/// What Intune's exports call their columns, as [`plain`] has them:
/// `AppInvRawData`, `AppInvByDevice`, `AppInvAggregate`, and lists of devices.
const INTUNE: [(&str, Role); 32] = [
    ("applicationkey", Role::AppKey),
    ("applicationid", Role::AppId),
    ("applicationname", Role::AppName),
    ("applicationversion", Role::Version),
    ("applicationshortversion", Role::OtherVersion),
    ("installstate", Role::State),
    ("appinstallstate", Role::State),
    ("installstatus", Role::State),
    ("deviceid", Role::DeviceId),
    ("devicename", Role::DeviceName),
    ("devicecount", Role::DeviceCount),
    ("serialnumber", Role::Serial),
    ("platform", Role::Platform),
    ("os", Role::Platform),
    ("osversion", Role::OsVersion),
    ("ownership", Role::Ownership),
    ("ownertype", Role::Ownership),
    ("manageddeviceownertype", Role::Ownership),
    ("devicestate", Role::DeviceState),
    ("managementstate", Role::DeviceState),
    ("lastcheckin", Role::Reported),
    ("lastcontact", Role::Reported),
    ("lastsyncdatetime", Role::Reported),
    ("username", Role::User),
    ("emailaddress", Role::User),
    ("userprincipalname", Role::User),
    ("primaryuserupn", Role::User),
    ("primaryuseremailaddress", Role::User),
    ("upn", Role::User),
    ("department", Role::Group),
    ("devicecategory", Role::OtherGroup),
    ("category", Role::OtherGroup),
];

/// Returns a name in lower case, without what is no letter or digit.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns what columns of these names say in exports of Intune's.
fn intune_columns(names: &[String]) -> Columns {
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

/// Returns whether these are columns of an export of Intune's: of apps, or of devices; or why they
/// are another list, which says nothing of the apps on devices.
pub fn is_intune(names: &[String]) -> Result<bool, Reason> {
    let columns = intune_columns(names);
    let has = |role| columns.contains(&Some(role));
    let device = has(Role::DeviceId) || has(Role::DeviceName);
    if device && has(Role::State) && !has(Role::AppName) {
        return Err(Reason::InstallationReport);
    }
    Ok(has(Role::AppName) && (device || has(Role::DeviceCount))
        || has(Role::DeviceId) && has(Role::Ownership))
}

/// Refuses a table in which a column that matters is there twice: which counts is not known.
fn refuse_twins(columns: &Columns, names: &[String]) -> Result<(), Reason> {
    let twin = (0..names.len()).find(|&index| {
        columns[index].is_some()
            && names[..index].iter().any(|name| plain(name) == plain(&names[index]))
    });
    twin.map_or(Ok(()), |index| Err(Reason::TwoColumns(names[index].clone())))
}

/// Returns what columns of these names say, of which somebody named some.
fn named_columns(fields: &Fields, names: &[String]) -> Result<Columns, Reason> {
    let mut columns = vec![None; names.len()];
    for (role, wanted) in fields.named() {
        let exact = |name: &&String| *name == wanted;
        let similar = |name: &&String| name.to_lowercase() == wanted.to_lowercase();
        let same: fn(&str, &str) -> bool = if names.iter().any(|name| exact(&name)) {
            |name, wanted| name == wanted
        } else if names.iter().any(|name| similar(&name)) {
            |name, wanted| name.to_lowercase() == wanted.to_lowercase()
        } else {
            let there: Vec<_> = names.iter().map(|name| format!("{name:?}")).collect();
            return Err(Reason::NoColumn { wanted: wanted.to_owned(), there: there.join(", ") });
        };
        let mut found = (0..names.len()).filter(|&index| same(&names[index], wanted));
        let (first, second) = (found.next(), found.next());
        if second.is_some() {
            return Err(Reason::TwoColumns(wanted.to_owned()));
        }
        if let Some(first) = first {
            columns[first] = Some(role);
        }
    }
    Ok(columns)
}
