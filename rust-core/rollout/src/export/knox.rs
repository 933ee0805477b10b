//! Samsung: Knox Manage and the Knox Service Plugin.

use super::app::App;
use super::blocked::Blocked;
use super::generic;
use super::step::{Paste, Step};

pub fn steps(app: &App, blocked: &Blocked) -> Vec<Step> {
    let mut steps = generic::configuration(app);
    if !blocked.packages.is_empty() {
        steps.push(Step::pasting(
            "To have Samsung's phones and tablets block the same apps, paste this line where a list \
             of package names is asked for: in Knox Manage under the applications to block, in the \
             Knox Service Plugin under Application management policies. Package names are \
             separated by commas; the plug-in takes no space between them.",
            Paste::Plain(blocked.package_line()),
        ));
        steps.push(blocked.limits());
    }
    steps
}
