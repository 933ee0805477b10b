//! An app that there is something to say of.

use crate::judge::recognition::Recognition;

/// What an app that is banned, or will be, was recognised as. More can be asked about the app before
/// it is ruled on, as [`Judge::rule_on`](crate::Judge::rule_on) does.
#[derive(Debug)]
pub struct Suspect<'a> {
    pub(super) recognition: Recognition<'a>,
    pub(super) in_force: bool,
}
