//! Reading a large stream in pieces, side by side.
//!
//! Where the stream is parted is but a guess: whoever reads a piece must get to its end exactly, and
//! must not have asked for anything beyond. As the first piece begins where it should, so does then
//! each that follows, and the result is the one of reading the stream from its beginning to its end.
//! A piece that fails this, and what comes after it, is given back to be read that way.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io::{self, Read};
use std::iter;
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder, Scope};

use crate::record::Assembler;
use crate::window::{LONGEST, Window};

/// How a stream is parted.
#[derive(Debug, Clone, Copy)]
pub struct Parting {
    /// How many threads read; with less than two, nothing is parted.
    pub threads: usize,
    /// How long a piece is, about, in bytes. A stream that is shorter is not parted.
    pub piece: usize,
}

impl Parting {
    /// Nothing is parted.
    pub const NONE: Self = Self { threads: 1, piece: usize::MAX };
    /// A piece of this length stays near the processor, and takes far longer to read than to hand on.
    const PIECE: usize = 256 * 1024;
    /// With more, all wait for the thread that hands on what they read.
    const MOST_THREADS: usize = 8;

    /// Returns how streams are parted among so many threads.
    pub fn among(threads: usize) -> Self {
        Self { threads: threads.min(Self::MOST_THREADS), piece: Self::PIECE }
    }
}

/// When to part a stream next.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// The stream is not parted before this place.
    place: u64,
    /// How far to read on where parting the stream failed: further each time.
    distance: u64,
}

impl Turn {
    /// Returns the first turn, which is not at the beginning of a stream: most are short.
    pub fn first(parting: Parting) -> Self {
        let distance = if parting.threads < 2 { u64::MAX } else { parting.piece as u64 };
        Self { place: distance, distance }
    }

    /// Returns whether the stream is to be parted here.
    #[inline]
    pub fn is_here(self, position: u64) -> bool {
        position >= self.place
    }

    /// Takes that the stream was parted up to here. `any` is whether any piece of it was read.
    pub fn ended(&mut self, position: u64, parting: Parting, any: bool) {
        self.distance = if any { parting.piece as u64 } else { self.distance.saturating_mul(2) };
        self.place = position.saturating_add(self.distance);
    }
}

/// So many bytes after a piece are there to be looked at: more than readers look ahead.
const BEYOND: usize = 80;

/// A window of a piece, as readers of whole streams have one.
pub type OfPiece<'p> = Window<&'p mut dyn Read>;

/// A stretch of a stream.
struct Stretch {
    bytes: Vec<u8>,
    /// It is `bytes[..end]`; what follows it, up to `seen`, is the beginning of the next.
    end: usize,
    seen: usize,
    /// Where in the stream it begins.
    begin: u64,
}

/// A stretch that was read, with what was made of it and what was found.
type Done<'a, T> = (Stretch, Assembler<'a>, Option<T>);

/// A further thread.
struct Worker<'a, T> {
    stretches: SyncSender<(Stretch, Assembler<'a>)>,
    done: Receiver<Done<'a, T>>,
    /// How many stretches it has.
    has: usize,
}

impl<'a, T: Send> Worker<'a, T> {
    /// So many stretches it has at most: one to read, and some to go on with while this thread reads.
    const MOST: usize = 3;

    /// Starts a thread; `None` if the system has none left.
    fn start<'scope>(
        scope: &'scope Scope<'scope, '_>,
        read: &'scope (impl Fn(Stretch, Assembler<'a>) -> Done<'a, T> + Sync),
    ) -> Option<Self>
    where
        'a: 'scope,
        T: 'scope,
    {
        let (stretches, given) = sync_channel(Self::MOST);
        let (giving, done) = sync_channel(Self::MOST);
        let work = move || {
            for (stretch, assembler) in given {
                if giving.send(read(stretch, assembler)).is_err() {
                    return;
                }
            }
        };
        Builder::new().spawn_scoped(scope, work).ok()?;
        Some(Self { stretches, done, has: 0 })
    }
}

/// A piece whose turn has not come.
enum Waiting<'a, T> {
    /// The worker of this index has it.
    With(usize),
    Read(Box<Done<'a, T>>),
}

/// Reads what follows in pieces as far as possible, and has the `assembler` take what is in them.
/// Returns whether any was.
///
/// `cut` returns where to part some bytes. `read` reads up to the end of a piece, or returns `None`
/// if it cannot. `take` takes what that gave, and returns how many lines came before it; `None` if
/// that is not what the piece gives after what came before.
pub fn read<'a, R: Read, T: Send>(
    window: &mut Window<R>,
    parting: Parting,
    assembler: &mut Assembler<'a>,
    cut: impl Fn(&[u8]) -> Option<usize>,
    read: impl Fn(&mut OfPiece<'_>, u64, &mut Assembler<'a>) -> Option<T> + Sync,
    mut take: impl FnMut(T) -> Option<u64>,
) -> bool {
    let read = |mut stretch: Stretch, mut assembler: Assembler<'a>| {
        let end = stretch.begin + stretch.end as u64;
        let mut nothing = io::empty();
        let bytes = mem::take(&mut stretch.bytes);
        let mut window: OfPiece =
            Window::of_piece(&mut nothing, bytes, stretch.seen, stretch.begin);
        let found = read(&mut window, end, &mut assembler)
            .filter(|_| window.position() == end && !window.overran());
        stretch.bytes = window.into_piece();
        (stretch, assembler, found)
    };
    thread::scope(|scope| {
        let start = |_| Worker::start(scope, &read);
        let mut workers: Vec<Worker<'a, T>> = (1..parting.threads).map_while(start).collect();
        // This thread reads as well while the others are busy, but not too far ahead of them: it is
        // to have one of its own in hand whenever it has to wait for theirs.
        let most = (Worker::<T>::MOST + 2) * workers.len();
        let mut waiting = VecDeque::new();
        let mut ahead = Ahead::new(window, parting.piece);
        let (mut buffers, mut assemblers) = (Vec::new(), Vec::new());
        let (mut goes_on, mut any) = (!workers.is_empty(), false);
        while goes_on || !waiting.is_empty() {
            let is_due = !goes_on || waiting.len() >= most;
            if let Some(done) = first_done(&mut waiting, &mut workers, is_due) {
                let (stretch, piece, found) = done;
                let found = found.filter(|_| assembler.is_followed_by(&piece));
                if let Some(lines) = found.and_then(&mut take) {
                    assemblers.push(assembler.join(piece, lines));
                    buffers.push(stretch.bytes);
                    #[cfg(test)]
                    tests::JOINED.set(tests::JOINED.get() + 1);
                    any = true;
                    continue;
                }
                let later = || first_done(&mut waiting, &mut workers, true);
                ahead.take_back(stretch, iter::from_fn(later).map(|(stretch, ..)| stretch));
                break;
            }
            if is_due {
                // A thread panicked, which ends all.
                break;
            }
            let Some(stretch) = ahead.next(&cut, &mut buffers) else {
                goes_on = false;
                continue;
            };
            let piece = assembler.of_piece(assemblers.pop());
            let free = workers.iter().position(|worker| worker.has < Worker::<T>::MOST);
            waiting.push_back(match free {
                Some(free) => {
                    workers[free].has += 1;
                    if workers[free].stretches.send((stretch, piece)).is_err() {
                        break;
                    }
                    Waiting::With(free)
                }
                None => Waiting::Read(Box::new(read(stretch, piece))),
            });
        }
        ahead.end();
        any
    })
}

/// Returns the first of these pieces if it was read; if it `is_due`, as soon as it was.
fn first_done<'a, T>(
    waiting: &mut VecDeque<Waiting<'a, T>>,
    workers: &mut [Worker<'a, T>],
    is_due: bool,
) -> Option<Done<'a, T>> {
    let with = match waiting.pop_front()? {
        Waiting::Read(done) => return Some(*done),
        Waiting::With(worker) => worker,
    };
    let Worker { done, has, .. } = &mut workers[with];
    if let Some(done) = if is_due { done.recv().ok() } else { done.try_recv().ok() } {
        *has -= 1;
        return Some(done);
    }
    waiting.push_front(Waiting::With(with));
    None
}

/// What is read of a stream before its turn comes.
struct Ahead<'w, R> {
    window: &'w mut Window<R>,
    /// How long a piece is.
    piece: usize,
    /// What was read is `bytes[..filled]`.
    bytes: Vec<u8>,
    filled: usize,
    /// Where in the stream that begins.
    begin: u64,
}

impl<'w, R: Read> Ahead<'w, R> {
    fn new(window: &'w mut Window<R>, piece: usize) -> Self {
        let begin = window.position();
        let bytes = window.take_held();
        Self { window, piece, filled: bytes.len(), bytes, begin }
    }

    /// Returns the next piece of the stream; `None` if there is none that `cut` ends.
    fn next(
        &mut self,
        cut: impl Fn(&[u8]) -> Option<usize>,
        buffers: &mut Vec<Vec<u8>>,
    ) -> Option<Stretch> {
        let mut length = self.piece.min(LONGEST);
        loop {
            if self.filled < length {
                self.bytes.resize(self.bytes.len().max(length), 0);
                self.filled += self.window.read_ahead(&mut self.bytes[self.filled..length]);
            }
            let searched = self.filled.min(length).checked_sub(BEYOND)?;
            if let Some(end @ 1..) = cut(&self.bytes[..searched]) {
                let next = &self.bytes[end..self.filled];
                let mut buffer = buffers.pop().unwrap_or_default();
                if buffer.len() < next.len() {
                    buffer.resize(next.len().max(self.piece), 0);
                }
                buffer[..next.len()].copy_from_slice(next);
                self.filled = next.len();
                let (bytes, begin) = (mem::replace(&mut self.bytes, buffer), self.begin);
                self.begin += end as u64;
                return Some(Stretch { bytes, end, seen: end + BEYOND, begin });
            }
            if self.filled < length || length == LONGEST {
                return None;
            }
            length = LONGEST.min(length * 2);
        }
    }

    /// Takes back what cannot be read as a piece.
    fn take_back(&mut self, first: Stretch, later: impl Iterator<Item = Stretch>) {
        let mut bytes = first.bytes;
        bytes.truncate(first.end);
        for Stretch { bytes: next, end, .. } in later {
            bytes.extend_from_slice(&next[..end]);
        }
        bytes.extend_from_slice(&self.bytes[..self.filled]);
        self.filled = bytes.len();
        self.bytes = bytes;
        self.begin = first.begin;
    }

    /// Gives the window back what nobody has read.
    fn end(mut self) {
        self.bytes.truncate(self.filled);
        self.window.give_back(self.bytes, self.begin);
    }
}
