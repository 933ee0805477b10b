//! Prints a paper, filled in from the policy in a file.

use std::env;
use std::error::Error;
use std::fs;

use appvagt_papers::{Paper, papers};
use appvagt_scanner::{Catalogue, Date, Language, Policy};

const USAGE: &str = "name a paper, a language and the file of a policy: letter en policy.json";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [paper, language, file] = &arguments[..] else { return Err(USAGE.into()) };
    let paper = Paper::ALL.into_iter().find(|one| one.name() == paper).ok_or(USAGE)?;
    let language = Language::of_code(language).ok_or(USAGE)?;
    let policy = Policy::read(&fs::read(file)?, Catalogue::embedded())?;
    let seconds = std::time::UNIX_EPOCH.elapsed()?.as_secs();
    let today = Date::of_unix_time(seconds).ok_or("the clock shows a day before 2000")?;
    let papers = papers(&policy, language, today);
    let page = papers.iter().find(|page| page.paper == paper).ok_or(USAGE)?;
    println!("{}", page.html);
    Ok(())
}
