//! Whose apps are looked at.

use std::str::FromStr;

/// Whose apps are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChosenUsers {
    /// Those of the user in the foreground and of all profiles.
    #[default]
    WithProfiles,
    /// Those of all users.
    All,
    /// Those of one user.
    One(u32),
}

impl FromStr for ChosenUsers {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self::All),
            id => id.parse().map(Self::One).map_err(|_| "expected the number of a user, or all"),
        }
    }
}
