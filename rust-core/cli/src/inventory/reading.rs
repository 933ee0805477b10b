//! Reading the files of a fleet, several side by side.

use std::fs::{self, File};
use std::io::{self, Seek};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder, Scope};

use appvagt_fleet::Fleet;
use appvagt_inventory::{Options, Place, Problem, Reason};
use appvagt_scanner::Date;

use super::clean_path;
use crate::today::day_of;

/// What stands for standard input.
const STDIN: &str = "-";

/// Reads files into a fleet. What comes of it does not depend on how many threads there are.
pub fn read_all(paths: &[PathBuf], options: &Options, fleet: &mut Fleet) {
    let size = |path| fs::metadata(path).map_or(0, |file| file.len());
    let all = paths.iter().map(size).sum();
    thread::scope(|scope| {
        let workers: Vec<_> = match options.threads.min(paths.len()) {
            0 | 1 => Vec::new(),
            threads => (0..threads).map_while(|_| Worker::start(scope, options)).collect(),
        };
        let (mut sent, mut joined) = (0, 0);
        let receive = |index: usize| workers[index % workers.len()].read.recv();
        for path in paths {
            let mut of_file = fleet.fork();
            let file = OpenFile::open(path, options.threads, all);
            if workers.is_empty() {
                file.read(options, &mut of_file);
                fleet.join(of_file);
                continue;
            }
            if sent - joined == 2 * workers.len() {
                if let Ok(of_file) = receive(joined) {
                    fleet.join(of_file);
                }
                joined += 1;
            }
            // A thread that panicked ends all.
            if workers[sent % workers.len()].files.send((file, of_file)).is_err() {
                return;
            }
            sent += 1;
        }
        (joined..sent)
            .filter_map(|index| receive(index).ok())
            .for_each(|of_file| fleet.join(of_file));
    });
}

/// A thread that reads each file into a fleet of its own.
struct Worker<'a> {
    files: SyncSender<(OpenFile, Fleet<'a>)>,
    read: Receiver<Fleet<'a>>,
}

impl<'a> Worker<'a> {
    /// Starts a thread; `None` if the system has none left.
    fn start<'scope>(scope: &'scope Scope<'scope, '_>, options: &'scope Options) -> Option<Self>
    where
        'a: 'scope,
    {
        let (files, given) = sync_channel::<(OpenFile, Fleet<'a>)>(1);
        let (giving, read) = sync_channel(1);
        let work = move || {
            for (file, mut fleet) in given {
                file.read(options, &mut fleet);
                if giving.send(fleet).is_err() {
                    return;
                }
            }
        };
        Builder::new().spawn_scoped(scope, work).ok()?;
        Some(Self { files, read })
    }
}

/// A file to be read.
struct OpenFile {
    shown: String,
    /// The day on which it was last written.
    modified: Option<Date>,
    file: io::Result<File>,
    /// How many threads read it.
    threads: usize,
}

impl OpenFile {
    /// Opens one of the files that have `all` bytes together.
    fn open(path: &Path, threads: usize, all: u64) -> Self {
        let shown =
            if path.as_os_str() == STDIN { "standard input".to_owned() } else { clean_path(path) };
        let modified = fs::metadata(path).and_then(|file| file.modified()).ok().and_then(day_of);
        let file = open(path);
        let metadata = file.as_ref().ok().and_then(|file| file.metadata().ok());
        let length = metadata.map_or(0, |metadata| metadata.len());
        // While one is read, the others keep the other threads busy, unless it is large.
        let is_large = length.saturating_mul(threads as u64) > all;
        Self { shown, modified, file, threads: if is_large { threads } else { 1 } }
    }

    fn read(self, options: &Options, fleet: &mut Fleet) {
        fleet.open(&self.shown, self.modified);
        let clearing = fleet.clearing();
        let options =
            Options { threads: self.threads, counting: Some(&clearing), ..options.clone() };
        match self.file {
            Ok(mut file) => {
                appvagt_inventory::read(&mut file, &options, &mut |event| fleet.take(event));
            }
            Err(error) => {
                let reason = Reason::Medium(error.to_string());
                fleet.problem(None, None, Problem { place: Place::Whole, record: 0, reason });
            }
        }
    }
}

/// Opens a file. Standard input that is no file is stored first, since ZIP files are read from
/// their end.
fn open(path: &Path) -> io::Result<File> {
    if path.as_os_str() != STDIN {
        if fs::metadata(path)?.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder; name files"));
        }
        return File::open(path);
    }
    let mut file = tempfile::tempfile()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    file.rewind()?;
    Ok(file)
}
