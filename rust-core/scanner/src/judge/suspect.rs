//! An app that there is something to say of.

use crate::judge::recognition::Recognition;

/// What an app that is banned, or will be, was recognised as. More can be asked about the app before
/// it is ruled on, as [`Judge::rule_on`](crate::Judge::rule_on) does.
#[derive(Debug)]
pub struct Suspect<'a> {
    pub(super) recognition: Recognition<'a>,
    pub(super) in_force: bool,
}

impl Suspect<'_> {
    /// Returns whether a ban of it is in force, so that it may have to be removed.
    #[must_use]
    pub fn is_banned(&self) -> bool {
        self.in_force
    }
}
