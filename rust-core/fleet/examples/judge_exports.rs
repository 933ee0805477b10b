//! Judges exports by the default policy, which bans TikTok, and prints a table.
//!
//! ```text
//! cargo run -p appvagt-fleet --example judge_exports -- devices.json
//! ```

use std::fs::File;
use std::io;

use appvagt_fleet::{Fleet, FleetOutcome, Shown, Terms, write_table};
use appvagt_inventory::{Options, read};
use appvagt_scanner::{Catalogue, Judge, JudgingContext, Language, Policy};

fn main() -> io::Result<()> {
    let (policy, context) = (Policy::default(), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    // Without names of people; and devices may be private where files do not say whose they are.
    let mut fleet = Fleet::new(Catalogue::embedded(), &judge, false, false, context.today);
    for path in std::env::args().skip(1) {
        fleet.open(&path, None);
        read(&mut File::open(&path)?, &Options::default(), &mut |event| fleet.take(event));
    }
    let terms = Terms { policy: &policy, day: context.today, stale_days: 30, earlier: None };
    let outcome = FleetOutcome::new(fleet, &terms);
    for unread in outcome.list_unread() {
        eprintln!("{unread}");
    }
    let shown = Shown { names: false, all: true, language: Language::En };
    write_table(&outcome, shown, &mut io::stdout())
}
