//! Where each app stands for each user, from `dumpsys package --checkin packages`, of Android 8 to
//! 16. Source: `Settings.dumpPackageLPr` in AOSP.
//!
//! Of this dump no app writes a word: it has names that Android has checked, and letters. It does
//! not say which apps are archived.

use std::collections::{BTreeMap, BTreeSet};

use appvagt_adb::Answer;

use super::package_dump::{Standing, is_off};

/// Prints the lines of the dump that are read here. A device that does not know it prints none.
pub const COMMAND: &str = "dumpsys package --checkin packages | grep -E '^pkg(-usr)?,'";

/// Where apps stand, by package name and user. Without what stands there twice.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Standings(pub BTreeMap<String, BTreeMap<u32, Standing>>);

impl Standings {
    /// Reads a dump; `None` if it failed, or holds anything that cannot be read.
    pub fn read(answer: &Answer) -> Option<Self> {
        if answer.succeeded() { Self::parse(&answer.text) } else { None }
    }

    fn parse(text: &str) -> Option<Self> {
        let (mut packages, mut twice) = (BTreeMap::<_, BTreeMap<_, _>>::new(), BTreeSet::new());
        let mut name = None;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let mut fields = line.split(',');
            match (fields.next()?, fields.next()?) {
                ("pkg", package) => {
                    if packages.insert(package.to_owned(), BTreeMap::new()).is_some() {
                        twice.insert(package.to_owned());
                    }
                    name = Some(package);
                }
                ("pkg-usr", id) => {
                    let name = name?;
                    let standing = standing(fields.next()?, fields.next()?)?;
                    let users = packages.get_mut(name)?;
                    if users.insert(id.parse().ok()?, standing).is_some() {
                        twice.insert(name.to_owned());
                    }
                }
                _ => return None,
            }
        }
        packages.retain(|name, _| !twice.contains(name));
        Some(Self(packages))
    }
}

/// Reads letters such as `IbsuSLiavpi`: small ones say that it is not so.
fn standing(letters: &str, enabled: &str) -> Option<Standing> {
    let mut rest = letters;
    let mut is = |word: &str| {
        let is = rest.starts_with(word);
        rest = rest.strip_prefix(word).or_else(|| rest.strip_prefix(&*word.to_lowercase()))?;
        Some(is)
    };
    let (installed, hidden, suspended) = (is("I")?, is("B")?, is("SU")?);
    // Stopped, and not launched: `l` says that it is so.
    let _ = (is("S")?, is("L")?);
    let instant = is("IA")?;
    let disabled = is_off(enabled);
    Some(Standing { installed, hidden, suspended, instant, archived: false, disabled })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apps_stand_where_their_letters_say() {
        let text = "\
pkg,com.example.one,10089,7,1700000000000,1700000000000,com.android.vending
pkg-usr,0,IbsuSLiavpiha,0,?,1700000000000,
pkg-usr,10,ibsuSliavpi,0,?
pkg,com.example.two,10090,8,0,0,?

pkg-usr,0,IBSUslIA,3,com.android.settings,
pkg,com.example.twice,1,1,1,1,?
pkg-usr,0,ibsuSLia,0,?
pkg,com.example.twice,1,1,1,1,?
";
        let there = Standing { installed: true, ..Standing::default() };
        let all = Standing {
            installed: true,
            hidden: true,
            suspended: true,
            instant: true,
            archived: false,
            disabled: true,
        };
        let expected = [
            ("com.example.one", BTreeMap::from([(0, there), (10, Standing::default())])),
            ("com.example.two", BTreeMap::from([(0, all)])),
        ];
        let expected = expected.map(|(name, users)| (name.to_owned(), users));
        assert_eq!(Standings::parse(text), Some(Standings(BTreeMap::from(expected))));
        assert_eq!(Standings::parse(""), Some(Standings::default()));
    }

    #[test]
    fn what_cannot_be_read_is_not_guessed() {
        for text in [
            "pkg",
            "pkg-usr,0,IbsuSLia,0,?",
            "pkg,a.b,1\npkg-usr,0,installed,0,?",
            "pkg,a.b,1\npkg-usr,x,IbsuSLia,0,?",
            "pkg,a.b,1\npkg-usr,0,Ibsu",
            "Unknown option: --checkin",
        ] {
            assert_eq!(Standings::parse(text), None, "{text}");
        }
    }
}
