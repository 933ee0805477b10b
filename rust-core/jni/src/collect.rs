//! Everything one scan learns about the phone.

mod identities;
pub mod listed_app;
mod lists;
mod permissions;
pub mod profiles;
mod removal_facts;

use std::collections::{HashMap, HashSet};

use appvagt_scanner::{
    AppPlace, Gap, InstalledApp, Judge, PhoneApps, Presence, Ruling, Suspect, list_gaps,
};
use jni::Env;
use jni::errors::Result;

use self::lists::Lists;
use self::profiles::Others;
use crate::android::Context;
use crate::call::text;
use crate::collect::listed_app::ListedApp;
use crate::kotlin::ScanProgress;
use crate::package_manager::{AppSet, PackageManager};

/// The facts about a phone, and what of its apps is suspected.
pub struct Collected<'a> {
    pub phone: PhoneApps,
    /// By the place of the app among those of the phone.
    suspects: HashMap<usize, Suspect<'a>>,
}

impl<'a> Collected<'a> {
    /// Has each app ruled on.
    pub fn ruled(&self, judge: &Judge<'a>) -> impl Iterator<Item = ((), &InstalledApp, Ruling)> {
        self.phone.apps.iter().enumerate().map(|(index, app)| {
            let suspect = self.suspects.get(&index);
            ((), app, suspect.map_or(Ruling::Clear, |suspect| judge.rule_on(app, suspect)))
        })
    }
}

/// Collects the facts about all apps of the phone. `judge` says of which of them more is asked, and
/// which are asked for by name, whatever the lists say. `progress` may be null.
///
/// # Errors
/// JNI failed, or `progress` threw. What the phone does not answer is a gap, not an error.
pub fn collect<'a>(
    env: &mut Env,
    context: &Context,
    judge: &Judge<'a>,
    progress: &ScanProgress,
) -> Result<Collected<'a>> {
    let packages = PackageManager(context.get_package_manager(env)?);
    let own_package = context.get_package_name(env)?;
    let own_package = text(env, &own_package)?;
    let own_package = own_package.unwrap_or_default();

    let mut gaps = permissions::missing(env, context, &packages)?;
    let Lists { mut apps, listed, unread, failed, left_out } = Lists::ask(env, &packages)?;
    if listed {
        gaps.extend(list_gaps(apps.iter().map(|listed| &listed.app), &own_package));
    }
    gaps.extend(failed);

    let ByName { apps: mut unlisted, mut unanswered } = ByName::ask(env, &packages, judge, &apps)?;
    let contradicted = left_out + if listed { unlisted.len() } else { 0 };
    if contradicted > 0 {
        gaps.push(Gap::ListContradicted { apps: contradicted });
    }
    apps.append(&mut unlisted);
    // Without a list, an exception says no more than the failed list did.
    let silent = if listed { unanswered.len() } else { 0 };

    let mut others = Others::ask(env, context, judge)?;
    apps.append(&mut others.apps);
    unanswered.append(&mut others.unanswered);

    let suspects = identities::read(env, &packages, judge, &mut apps, progress)?;
    let unread = unread + silent + apps.iter().filter(|listed| listed.app.unread).count();
    if unread > 0 {
        gaps.push(Gap::AppsUnread { apps: unread, of: apps.len() + silent });
    }
    removal_facts::ask(env, context, &packages, &suspects, &mut apps)?;
    let apps = apps.into_iter().map(|listed| listed.app).collect();
    let phone = PhoneApps { apps, gaps, unseen: others.unseen, unanswered };
    Ok(Collected { phone, suspects })
}

/// What a phone answers when it is asked for apps by name that its lists do not hold.
#[derive(Default)]
struct ByName {
    /// Those that are there after all.
    apps: Vec<ListedApp>,
    /// Those of which it does not say whether they are there.
    unanswered: Vec<AppPlace>,
}

impl ByName {
    /// Asks for each banned package name and each known app that is not among those `listed`.
    fn ask(
        env: &mut Env,
        packages: &PackageManager,
        judge: &Judge,
        listed: &[ListedApp],
    ) -> Result<Self> {
        let listed: HashSet<_> = listed.iter().map(|listed| listed.app.package.as_str()).collect();
        let mut by_name = Self::default();
        for name in judge.packages_to_ask().filter(|name| !listed.contains(name)) {
            // Whatever is there is in this set. What is not hidden is in the other one as well.
            let everything = packages.app(env, name, AppSet::Everything)?;
            let installed = match &everything {
                Ok(None) => Ok(None),
                _ => packages.app(env, name, AppSet::Installed)?,
            };
            match (installed, everything) {
                (Ok(Some(app)), _) | (_, Ok(Some(app))) => {
                    if app.app.presence != Presence::NotInstalled {
                        by_name.apps.push(app);
                    }
                }
                (_, Ok(None)) => (),
                (_, Err(_)) => {
                    by_name.unanswered.push(AppPlace { package: name.to_owned(), profile: None });
                }
            }
        }
        Ok(by_name)
    }
}
