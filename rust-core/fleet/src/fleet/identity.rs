//! What distinguishes devices.

use std::borrow::Cow;

use appvagt_inventory::Device;

/// Returns the key of a device: its id, or its name with that of its user.
pub fn key<'d>(id: &'d str, device: &Device<'d>) -> Cow<'d, str> {
    if device.by_name_only && device.id.is_some() {
        // No id has a line feed at its beginning.
        let user = device.user.unwrap_or_default();
        return Cow::Owned(format!("\n{id}\n{user}"));
    }
    comparable(id)
}

/// Returns an id as it is compared: those that are hexadecimal, such as GUIDs, are the same in
/// capital letters and in braces.
pub fn comparable(id: &str) -> Cow<'_, str> {
    /// Digits of the shortest that is long enough not to be a name.
    const SHORTEST: usize = 24;
    let inner = id.strip_prefix('{').and_then(|id| id.strip_suffix('}')).unwrap_or(id);
    let digits = inner.bytes().filter(u8::is_ascii_hexdigit).count();
    let hexadecimal = inner.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let capital = inner.bytes().any(|byte| byte.is_ascii_uppercase());
    match (hexadecimal && digits >= SHORTEST, capital || inner.len() < id.len()) {
        (true, true) => Cow::Owned(inner.to_ascii_lowercase()),
        _ => Cow::Borrowed(id),
    }
}

/// Returns the name in a key that is one of a name, and whether there is a user with it.
pub fn name_in(key: &str) -> Option<(&str, bool)> {
    let (name, user) = key.strip_prefix('\n')?.rsplit_once('\n')?;
    Some((name, !user.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_mean_the_same_are_one() {
        let id = "7f0c5a52-1111-4222-8333-00000000000a";
        for written in
            ["7F0C5A52-1111-4222-8333-00000000000A", "{7f0c5a52-1111-4222-8333-00000000000a}"]
        {
            assert_eq!(comparable(written), id);
        }
        for id in ["DMPX12", "FACE", "enterprises/LC1/devices/A1", "{x}"] {
            assert_eq!(comparable(id), id);
        }
    }
}
