//! Of which apps the number is enough.

use appvagt_inventory::{Counted, Counting, Format, Presence};

use super::parts::OneApp;
use crate::appraisal::Appraiser;

/// Decides that the number is enough of the apps that are installed, and nothing else.
pub struct Clearing<'a>(pub(super) Appraiser<'a>);

impl Counting for Clearing<'_> {
    fn counted(&self, format: Format) -> Counted<'_> {
        if format == Format::GraphApps {
            // What its apps are is kept by their keys.
            return Box::new(|_| false);
        }
        let (mut appraiser, mut one_app) = (self.0.fork(), OneApp::of(format));
        Box::new(move |app| {
            let of_several = one_app.is_no();
            one_app.take(app);
            of_several
                && app.listed
                && app.presence == Presence::Installed
                && (app.id.is_some() || app.name.is_some())
                && appraiser.case(app).is_none()
        })
    }
}
