//! The inner loop: literals and matches while there is plenty of input and room.

use crate::{
    Run, Status,
    bits::Bits,
    table::{self, EXCEPTIONAL, INVALID, LITERAL, Tables},
};

/// Bytes copied at once.
const WIDE: usize = 16;
/// Room that one turn of the loop may need: three literals, or two and the longest match copied
/// with wide copies.
pub(crate) const ROOM: usize = 2 + 258 + WIDE;
/// Input that one turn may load.
const LOAD: usize = 16;

/// Reads symbols until the block is at its end (which it leaves to the caller), or room or input
/// become scarce.
pub(crate) fn symbols(bits: &mut Bits, tables: &Tables, run: &mut Run<'_>) -> Result<(), Status> {
    let mut ahead = *bits;
    let Run { input, at, output, filled } = run;
    let (mut next, mut to) = (*at, *filled);
    let result = loop {
        if output.len().saturating_sub(to) < ROOM {
            break Ok(());
        }
        let Some(load) = input.get(next..).and_then(<[u8]>::first_chunk::<LOAD>) else {
            break Ok(());
        };
        let (first, _) = load.as_chunks::<8>();
        next += ahead.load_whole(first.first().copied().unwrap_or([0; 8]));
        let mut entry = tables.symbol_root(ahead.peek());
        if entry & LITERAL != 0 {
            put(output, &mut to, &mut ahead, entry);
            entry = tables.symbol_root(ahead.peek());
            if entry & LITERAL != 0 {
                put(output, &mut to, &mut ahead, entry);
                entry = tables.symbol_root(ahead.peek());
                if entry & LITERAL != 0 {
                    put(output, &mut to, &mut ahead, entry);
                    continue;
                }
            }
            let Some(load) = input.get(next..).and_then(<[u8]>::first_chunk) else { break Ok(()) };
            next += ahead.load_whole(*load);
        }
        if entry & EXCEPTIONAL != 0 {
            // A long code, seldom used.
            entry = tables.symbol(ahead.peek());
            if entry & LITERAL != 0 {
                put(output, &mut to, &mut ahead, entry);
                continue;
            }
            if entry & EXCEPTIONAL != 0 {
                break if entry & INVALID != 0 { Err(Status::Corrupt) } else { Ok(()) };
            }
        }
        let length = table::value(entry, ahead.peek());
        ahead.skip(table::bits_of(entry));
        let entry = tables.distance(ahead.peek());
        let distance = table::value(entry, ahead.peek());
        if entry & EXCEPTIONAL != 0 || distance > to {
            break Err(Status::Corrupt);
        }
        ahead.skip(table::bits_of(entry));
        copy(output, to, distance, length);
        to += length;
    };
    *bits = ahead;
    (*at, *filled) = (next, to);
    result
}

#[inline]
fn put(output: &mut [u8], to: &mut usize, bits: &mut Bits, entry: u32) {
    if let Some(place) = output.get_mut(*to) {
        *place = table::literal(entry);
    }
    *to += 1;
    bits.skip(table::bits_of(entry));
}

/// Copies `length` bytes from `distance` before `to`, and up to 15 more.
#[inline]
fn copy(output: &mut [u8], to: usize, distance: usize, length: usize) {
    let end = to + length;
    let (mut from, mut to, mut apart) = (to - distance, to, distance);
    while to < end {
        let Some(&bytes) = output.get(from..).and_then(<[u8]>::first_chunk::<WIDE>) else { return };
        let Some(place) = output.get_mut(to..).and_then(<[u8]>::first_chunk_mut::<WIDE>) else {
            return;
        };
        *place = bytes;
        // Of bytes that overlap their source, only the first `apart` are right; but that is a
        // whole number of repetitions, so that the source may from now on be twice as long.
        if apart < WIDE {
            to += apart;
            apart *= 2;
        } else {
            to += WIDE;
            from += WIDE;
        }
    }
}
