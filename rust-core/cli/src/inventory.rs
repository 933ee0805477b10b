//! `appvagt inventory`: which devices of a fleet have banned apps, by what an MDM exports.

mod reading;

use std::fmt::Display;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use appvagt_fleet::{Earlier, Fleet, FleetOutcome, Page, Shown, Terms, write_csv, write_table};
use appvagt_inventory::{Fields, Format, Options};
use appvagt_safe_text::{clean, json};
use appvagt_scanner::{Catalogue, Judge, Language};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use reading::read_all;

use crate::choice::languages;
use crate::exit_status::{Judged, USAGE};
use crate::judged_by::JudgedBy;
use crate::terminal::complain;
use crate::text_file;

/// Find the devices of a fleet that have banned apps, by what an MDM exports.
///
/// The format is recognised by what a file holds: Android Management API, Intune and Microsoft
/// Graph, Jamf, Apple's lists of installed applications, Google Directory, Workspace ONE, SOTI, Knox
/// Manage, Meraki, Simple MDM, Fleet, Headwind MDM, and what `pm list packages` prints; plain, in gzip
/// or in ZIP. Any other CSV, JSON, JSON Lines or XML is read by naming its fields. Apps are recognised
/// by package name or bundle id. Where a file has names only, apps are recognised by these: that is
/// likely, and marked so. What a file cannot show is unknown, never clean.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
                  appvagt inventory devices.json\n  \
                  appvagt inventory AppInvRawData.zip devices.csv --policy policy.json --html report.html\n  \
                  adb shell pm list packages -f | appvagt inventory -\n  \
                  appvagt inventory apps.csv --device Serial --app Package --state Status --csv > report.csv\n  \
                  appvagt inventory devices.json --json --since last-month.json > this-month.json\n\n\
                  Exit status: 0 if everything was seen and nothing is banned, 1 if a banned app \
                  was found, 3 if none was found but not everything could be seen, 2 for wrong \
                  usage or a policy with a mistake.")]
#[expect(clippy::struct_excessive_bools, reason = "options that do not depend on each other")]
pub struct Arguments {
    /// Files that an MDM exported; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Their format, where it is not recognised.
    #[arg(long, value_name = "NAME", value_parser = formats())]
    format: Option<Format>,
    #[command(flatten)]
    judged_by: JudgedBy,
    /// Print one JSON object.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV for a spreadsheet: a row for each app on each device, and for each other device.
    #[arg(long)]
    csv: bool,
    /// Write a page for people as well: one file of HTML, to be sorted, filtered and printed.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Show the names of devices and users, where the files have them.
    #[arg(long)]
    names: bool,
    /// List all devices, also those on which nothing was found.
    #[arg(long, conflicts_with_all = ["json", "csv"])]
    all: bool,
    /// Take a report that is older than so many days for unknown.
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    stale: u16,
    /// Compare with an earlier result (--json): what is new, still there and gone.
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
    /// Who made the page, to be named on it.
    #[arg(long, value_name = "TEXT", requires = "html")]
    made_by: Option<String>,
    /// After how many days the page is to be deleted.
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    keep: u16,
    /// The language of what people read: the printed result and the page.
    #[arg(long, value_name = "CODE", value_parser = languages(), default_value = "en")]
    language: Language,
    /// Say that all devices are the organisation's own, where the files do not say whose they are.
    #[arg(long)]
    company_owned: bool,
    #[command(flatten)]
    fields: FieldArguments,
}

/// Lists the formats by their names, which shells complete.
fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::names()).try_map(|name| name.parse::<Format>())
}

/// Fields of files whose format is not known.
#[derive(Debug, clap::Args)]
#[command(
    next_help_heading = "Fields of another format (columns of CSV, or paths a.b.c of JSON or XML)"
)]
struct FieldArguments {
    /// What distinguishes devices; without, a file is one device.
    #[arg(long, value_name = "FIELD", conflicts_with = "format")]
    device: Option<String>,
    /// Package name or bundle id.
    #[arg(long, value_name = "FIELD", conflicts_with = "format")]
    app: Option<String>,
    /// Name of the app.
    #[arg(long, value_name = "FIELD", conflicts_with = "format")]
    name: Option<String>,
    /// Version of the app.
    #[arg(long, value_name = "FIELD")]
    version: Option<String>,
    /// Whether the app is there: Installed, Uninstalled, Queued, false.
    #[arg(long, value_name = "FIELD")]
    state: Option<String>,
    /// What runs on the device: Android, iOS.
    #[arg(long, value_name = "FIELD")]
    platform: Option<String>,
    /// Who uses the device.
    #[arg(long, value_name = "FIELD")]
    user: Option<String>,
    /// Whose the device is: company, personal.
    #[arg(long, value_name = "FIELD")]
    owner: Option<String>,
    /// When the device last reported.
    #[arg(long, value_name = "FIELD")]
    reported: Option<String>,
    /// Which version of the system runs on the device.
    #[arg(long, value_name = "FIELD")]
    os_version: Option<String>,
    /// Which part of the organisation has the device: its department, its group.
    #[arg(long, value_name = "FIELD")]
    department: Option<String>,
}

impl FieldArguments {
    fn fields(&self) -> Option<Fields> {
        let Self {
            device,
            app,
            name,
            version,
            state,
            platform,
            user,
            owner,
            reported,
            os_version,
            department,
        } = self;
        let fields = Fields {
            device: device.clone(),
            app: app.clone(),
            name: name.clone(),
            version: version.clone(),
            state: state.clone(),
            platform: platform.clone(),
            user: user.clone(),
            owner: owner.clone(),
            reported: reported.clone(),
            os_version: os_version.clone(),
            group: department.clone(),
        };
        (fields != Fields::default()).then_some(fields)
    }
}

/// Reads, judges and prints.
pub fn run(arguments: &Arguments) -> ExitCode {
    let fields = arguments.fields.fields();
    if fields.as_ref().is_some_and(|fields| !fields.name_apps()) {
        complain("name the field of the app: --app FIELD has its id, or --name FIELD its name");
        return ExitCode::from(USAGE);
    }
    if let Some(html) = &arguments.html
        && arguments.files.iter().any(|file| is_same(file, html))
    {
        complain(&format!("--html {} would overwrite what is read", clean_path(html)));
        return ExitCode::from(USAGE);
    }
    let catalogue = Catalogue::embedded();
    let (policy, context) = match arguments.judged_by.read(", and nothing was judged") {
        Ok(read) => read,
        Err(status) => return status,
    };
    let earlier = match arguments.since.as_deref().map(read_earlier).transpose() {
        Ok(earlier) => earlier,
        Err(problem) => {
            complain(&clean(&problem));
            return ExitCode::from(USAGE);
        }
    };
    let judge = Judge::new(catalogue, &policy, &context);
    let (names, today) = (arguments.names, context.today);
    let mut fleet = Fleet::new(catalogue, &judge, names, arguments.company_owned, today);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let options = Options {
        format: arguments.format,
        fields,
        names: arguments.names,
        counting: None,
        threads,
    };
    read_all(&arguments.files, &options, &mut fleet);
    let terms = Terms {
        policy: &policy,
        day: context.today,
        stale_days: arguments.stale,
        earlier: earlier.as_ref(),
    };
    let outcome = FleetOutcome::new(fleet, &terms);
    for unread in outcome.list_unread() {
        complain(&unread);
    }
    let mut judged = Judged { found: outcome.found_any(), complete: outcome.complete };
    if let Some(html) = &arguments.html {
        let page = Page {
            policy: &policy,
            names: arguments.names,
            made_by: arguments.made_by.as_deref(),
            keep_days: arguments.keep,
            language: arguments.language,
        };
        if let Err(error) = write_page(html, &outcome, &page) {
            complain(&format!("cannot write {}: {error}", clean_path(html)));
            judged.complete = false;
        }
    }
    judged.written(print(&outcome, arguments, &mut BufWriter::new(io::stdout().lock()))).into()
}

fn read_earlier(path: &Path) -> Result<Earlier, String> {
    let problem =
        |error: &dyn Display| format!("cannot read the earlier result {}: {error}", path.display());
    let json = text_file::read(path).map_err(|error| problem(&error))?;
    Earlier::read(&json).map_err(|error| problem(&error))
}

fn print(outcome: &FleetOutcome, arguments: &Arguments, output: &mut impl Write) -> io::Result<()> {
    if arguments.json {
        json::write_line(outcome, output)?;
    } else if arguments.csv {
        write_csv(outcome, arguments.names, output)?;
    } else {
        let Arguments { names, all, language, .. } = *arguments;
        let shown = Shown { names, all, language };
        write_table(outcome, shown, output)?;
    }
    output.flush()
}

/// Writes the page beside its place first, so that there is never half a page.
fn write_page(path: &Path, outcome: &FleetOutcome, page: &Page) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    let mut output = BufWriter::new(file.as_file_mut());
    page.write(outcome, &mut output)?;
    output.flush()?;
    drop(output);
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

fn clean_path(path: &Path) -> String {
    clean(&path.display().to_string())
}
