//! Running a program that may hang, or never end.

use std::io::{self, ErrorKind, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

/// How much is taken from the program at once, in bytes.
const PORTION: usize = 64 << 10;
/// How many portions may wait for a slower receiver.
const WAITING: usize = 16;

/// Bounds of a run.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the program may write nothing: one that writes is alive.
    pub silence: Duration,
    /// How long it may take, whatever it writes.
    pub time: Duration,
    /// How much it may write in all, in bytes.
    pub bytes: u64,
}

/// How a program ended by itself.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    /// What it wrote to standard error.
    pub errors: Vec<u8>,
}

/// Why a program did not end by itself.
#[derive(Debug)]
pub enum Halt {
    NotStarted(io::Error),
    /// It wrote nothing for too long, and was stopped.
    Silent,
    /// It wrote too much or for too long, and was stopped.
    Endless,
    /// What it wrote could not be read or kept, and it was stopped.
    Io(io::Error),
}

/// Runs a program to its end, and has `keep` take what it writes to standard output as it comes.
pub fn run(
    command: &mut Command,
    limits: Limits,
    keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<Ended, Halt> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let started = Instant::now();
    let mut child = command.spawn().map_err(Halt::NotStarted)?;
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let forwarded = forward(child.stdout.take(), Written::Output, sender.clone())
        .and_then(|()| forward(child.stderr.take(), Written::Errors, sender));
    let (mut errors, mut has_ended, mut left) = (Vec::new(), false, limits.bytes);
    let halt = loop {
        if let Err(error) = forwarded {
            break Some(Halt::Io(error));
        }
        let written = receiver.recv_timeout(limits.silence);
        if let Ok(Written::Output(bytes) | Written::Errors(bytes)) = &written {
            match left.checked_sub(bytes.len() as u64) {
                Some(rest) if started.elapsed() < limits.time => left = rest,
                _ => break Some(Halt::Endless),
            }
        }
        match written {
            Ok(Written::Output(bytes)) => {
                if let Err(error) = keep(&bytes) {
                    break Some(Halt::Io(error));
                }
            }
            Ok(Written::Errors(bytes)) => errors.extend(bytes),
            Ok(Written::Lost(error)) => break Some(Halt::Io(error)),
            Err(RecvTimeoutError::Disconnected) => break None,
            Err(RecvTimeoutError::Timeout) if has_ended => break None,
            Err(RecvTimeoutError::Timeout) => {
                // A server that it started may hold on to what it wrote into. Its last words may be
                // on their way.
                has_ended = matches!(child.try_wait(), Ok(Some(_)));
                if !has_ended {
                    break Some(Halt::Silent);
                }
            }
        }
    };
    if halt.is_some() {
        // It may have ended in this moment.
        let _ = child.kill();
    }
    let status = child.wait().map_err(Halt::Io)?;
    halt.map_or(Ok(Ended { status, errors }), Err)
}

/// A portion of what a program wrote.
enum Written {
    Output(Vec<u8>),
    Errors(Vec<u8>),
    Lost(io::Error),
}

/// Sends on what can be read, until that ends or nobody listens.
fn forward(
    from: Option<impl Read + Send + 'static>,
    portion: fn(Vec<u8>) -> Written,
    to: SyncSender<Written>,
) -> io::Result<()> {
    let Some(mut from) = from else { return Ok(()) };
    let forward = move || {
        let mut buffer = vec![0; PORTION];
        loop {
            let written = match from.read(&mut buffer) {
                Ok(0) => return,
                Ok(length) => portion(buffer.get(..length).unwrap_or_default().to_vec()),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => Written::Lost(error),
            };
            if to.send(written).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().spawn(forward).map(drop)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Long enough for any program to start, and more than any of these writes.
    const LONG: Limits = Limits {
        silence: Duration::from_mins(1),
        time: Duration::from_mins(10),
        bytes: 10_000_000,
    };

    fn shell(script: &str) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        shell
    }

    fn kept(script: &str, limits: Limits) -> (Vec<u8>, Result<Ended, Halt>) {
        let mut kept = Vec::new();
        let mut keep = |bytes: &[u8]| {
            kept.extend_from_slice(bytes);
            Ok(())
        };
        let ended = run(&mut shell(script), limits, &mut keep);
        (kept, ended)
    }

    #[test]
    fn all_that_a_program_writes_is_kept_to_its_end() {
        let (kept, ended) = kept("yes | head -c 3000000; echo no >&2; exit 3", LONG);
        assert_eq!(kept.len(), 3_000_000);
        let Ended { status, errors } = ended.unwrap();
        assert_eq!((status.code(), errors), (Some(3), b"no\n".to_vec()));
    }

    #[test]
    fn one_that_falls_silent_is_stopped_and_what_it_wrote_is_kept() {
        // It would never end.
        let limits = Limits { silence: Duration::from_secs(2), ..LONG };
        let (kept, ended) = kept("echo begun; exec tail -f /dev/null", limits);
        assert_eq!(kept, b"begun\n");
        assert!(matches!(ended, Err(Halt::Silent)), "{ended:?}");
    }

    #[test]
    fn one_that_goes_on_writing_is_not_silent() {
        let script = "for n in 1 2 3 4 5 6 7 8; do echo $n; sleep 0.5; done";
        let (kept, ended) = kept(script, Limits { silence: Duration::from_secs(3), ..LONG });
        assert_eq!((kept.len(), ended.unwrap().status.code()), (16, Some(0)));
    }

    #[test]
    fn one_that_ended_is_not_silent_because_of_what_it_left_behind() {
        let limits = Limits { silence: Duration::from_secs(2), ..LONG };
        let (kept, ended) = kept("echo done; sleep 8 & exit 0", limits);
        assert_eq!(kept, b"done\n");
        assert!(ended.unwrap().status.success());
    }

    #[test]
    fn one_that_never_stops_writing_is_stopped_by_amount_and_by_time() {
        for script in ["exec yes", "exec yes >&2"] {
            let (kept, ended) = kept(script, Limits { bytes: 1_000_000, ..LONG });
            assert!(kept.len() <= 1_000_000, "{}", kept.len());
            assert!(matches!(ended, Err(Halt::Endless)), "{ended:?}");
        }
        // What it may just write is not too much.
        let (all, ended) = kept("yes | head -c 3000", Limits { bytes: 3000, ..LONG });
        assert!(ended.is_ok() && all.len() == 3000);
        let slow = "while :; do echo x; sleep 0.2; done";
        let (_, ended) = kept(slow, Limits { time: Duration::from_secs(1), ..LONG });
        assert!(matches!(ended, Err(Halt::Endless)), "{ended:?}");
    }

    #[test]
    fn what_cannot_be_kept_stops_it() {
        let mut keep = |_: &[u8]| Err(ErrorKind::StorageFull.into());
        let halt = run(&mut shell("yes"), LONG, &mut keep).unwrap_err();
        assert!(matches!(&halt, Halt::Io(e) if e.kind() == ErrorKind::StorageFull), "{halt:?}");
        let halt = run(&mut Command::new("/nowhere"), LONG, &mut keep).unwrap_err();
        assert!(matches!(halt, Halt::NotStarted(_)), "{halt:?}");
    }
}
