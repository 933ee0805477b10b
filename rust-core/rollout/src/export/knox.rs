//! Samsung: Knox Manage and the Knox Service Plugin.

use super::app::App;
use super::blocked::Blocked;
use super::generic;
use super::step::{Paste, Steps};

pub fn write(steps: &mut Steps, app: &App, blocked: &Blocked) {
    generic::configure(steps, app);
    if !blocked.packages.is_empty() {
        steps.paste("knox.line", Paste::Plain(blocked.package_line()));
        blocked.say_limits(steps);
    }
}
