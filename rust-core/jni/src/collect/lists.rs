//! The package manager's lists of apps, merged.

use std::collections::HashSet;

use appvagt_scanner::{Gap, PackageList, Presence};
use jni::Env;
use jni::errors::Result;
use jni::objects::JList;

use crate::android::PackageInfo;
use crate::call::{in_frame, text};
use crate::collect::listed_app::ListedApp;
use crate::exception::ExceptionClass;
use crate::package_manager::{AppSet, PackageManager, read};

/// What the lists hold together.
#[derive(Default)]
pub struct Lists {
    /// The apps, each once.
    pub apps: Vec<ListedApp>,
    /// Whether the phone gave any list at all.
    pub listed: bool,
    /// Entries that could not be used.
    pub unread: usize,
    /// A gap for each list that the phone refused.
    pub failed: Vec<Gap>,
    /// How many of the visible apps the second list leaves out, though they are there: it may leave
    /// out hidden ones as well.
    pub left_out: usize,
}

impl Lists {
    /// Asks for the visible apps, then for the hidden and archived ones as well: whatever only the
    /// second list holds is not visible.
    pub fn ask(env: &mut Env, packages: &PackageManager) -> Result<Self> {
        let mut lists = Self::default();
        let visible = in_frame(env, |env| lists.add(env, packages, AppSet::Installed))?;
        let visible_apps = lists.apps.len();
        let everything = in_frame(env, |env| lists.add(env, packages, AppSet::Everything))?;
        if let Some(again) = everything {
            for ListedApp { app, .. } in &lists.apps[..visible_apps] {
                let left_out = !again.contains(&app.package);
                lists.left_out += usize::from(left_out && !packages.lacks(env, &app.package)?);
            }
        }
        if visible.is_none() {
            // Nothing distinguishes the visible from the hidden now, and most are visible.
            for ListedApp { app, .. } in &mut lists.apps {
                if app.presence == Presence::Hidden {
                    app.presence = Presence::Installed;
                }
            }
        }
        Ok(lists)
    }

    /// Adds what one list holds. Returns the apps in it that an earlier one held; `None` if the phone
    /// refused it.
    fn add(
        &mut self,
        env: &mut Env,
        packages: &PackageManager,
        set: AppSet,
    ) -> Result<Option<HashSet<String>>> {
        let list = match packages.list(env, set)? {
            Ok(list) => list,
            Err(ExceptionClass(exception)) => {
                let list = match set {
                    AppSet::Installed => PackageList::Installed,
                    AppSet::Everything => PackageList::Hidden,
                };
                self.failed.push(Gap::ListFailed { list, exception });
                return Ok(None);
            }
        };
        self.listed = true;
        let known: HashSet<_> =
            self.apps.iter().map(|listed| listed.app.package.as_str()).collect();
        let (mut new, mut again) = (Vec::new(), HashSet::new());
        for index in 0..list.size(env)? {
            match in_frame(env, |env| entry(env, &list, index, set, &known))? {
                Entry::Known(name) => {
                    again.insert(name);
                }
                Entry::New(listed) => new.push(listed),
                Entry::Unusable => self.unread += 1,
            }
        }
        self.apps.append(&mut new);
        Ok(Some(again))
    }
}

/// What an entry of a list is.
enum Entry {
    /// An app that an earlier list held, by its name.
    Known(String),
    New(ListedApp),
    /// It lacks what every entry has.
    Unusable,
}

fn entry(
    env: &mut Env,
    list: &JList,
    index: i32,
    set: AppSet,
    known: &HashSet<&str>,
) -> Result<Entry> {
    let info = list.get(env, index)?;
    if info.is_null() {
        return Ok(Entry::Unusable);
    }
    let info = env.cast_local::<PackageInfo>(info)?;
    let name = info.package_name(env)?;
    let Some(name) = text(env, &name)? else { return Ok(Entry::Unusable) };
    if known.contains(name.as_str()) {
        return Ok(Entry::Known(name));
    }
    Ok(read(env, &info, name, set)?.map_or(Entry::Unusable, Entry::New))
}
