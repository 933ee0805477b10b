//! The steps a person watches.

use std::io::{IsTerminal, Write, stdout};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

/// How often the line of a step is drawn anew on a terminal.
const TICK: Duration = Duration::from_secs(1);
/// How often a step that says how far it is does so elsewhere, such as in a log.
const LOGGED: Duration = Duration::from_secs(15);

/// How far the step under way is.
static NOTE: Mutex<Option<String>> = Mutex::new(None);

/// Runs `work`, shows its name while it runs, with how long and how far, and its time when it is
/// done. Its error names the step.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let on_terminal = stdout().is_terminal();
    print!("  {name} … ");
    // A line that does not show does no harm.
    let _ = stdout().flush();
    let start = Instant::now();
    let result = thread::scope(|scope| {
        let (done, wait) = mpsc::channel::<()>();
        scope.spawn(move || {
            let interval = if on_terminal { TICK } else { LOGGED };
            let mut said = None;
            // It ends when the other end goes, however `work` ends.
            while wait.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
                draw(name, start.elapsed(), on_terminal, &mut said);
            }
        });
        let result = work();
        drop(done);
        result
    });
    let result = result.with_context(|| format!("{name} failed"));
    if on_terminal {
        print!("\r\x1b[K  {name} … ");
    }
    match &result {
        Ok(_) => println!("{:.1} s", start.elapsed().as_secs_f64()),
        Err(_) => println!("failed"),
    }
    result
}

/// Notes how far the step under way is, to be shown beside its name.
pub fn note(text: String) {
    *note_now() = Some(text);
}

/// Does work that notes how far it is. What it noted ends with it.
pub fn noting<T>(work: impl FnOnce() -> T) -> T {
    let result = work();
    *note_now() = None;
    result
}

fn note_now() -> MutexGuard<'static, Option<String>> {
    NOTE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Draws the line of a step. Where lines cannot be overwritten, there is one more if there is
/// something to say that was not `said` last.
fn draw(name: &str, elapsed: Duration, on_terminal: bool, said: &mut Option<String>) {
    let note = note_now().clone();
    let seconds = elapsed.as_secs();
    match &note {
        Some(text) if on_terminal => print!("\r\x1b[K  {name} … {seconds} s: {text}"),
        None if on_terminal => print!("\r\x1b[K  {name} … {seconds} s"),
        Some(text) if note != *said => print!("{text} … "),
        _ => {}
    }
    *said = note;
    let _ = stdout().flush();
}

/// Adds to an error what mends it.
pub fn or_fix<T>(result: Result<T>, fix: &str) -> Result<T> {
    result.map_err(|error| anyhow!("{error:#}\n\nFix: {fix}"))
}
