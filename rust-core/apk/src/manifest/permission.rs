//! Permissions an app asks for and defines.

/// A `<uses-permission>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedPermission {
    /// The permission.
    pub name: String,
    /// The last SDK level on which it is asked for.
    pub max_sdk: Option<i32>,
}

/// A `<permission>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredPermission {
    /// The permission.
    pub name: String,
    /// `protectionLevel` as Android's flags; 0 is normal, 1 dangerous, 2 signature.
    pub protection_level: u32,
}
