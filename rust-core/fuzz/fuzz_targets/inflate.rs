#![no_main]

use appvagt_inflate::{Inflater, Status, WINDOW};
use libfuzzer_sys::fuzz_target;
use zlib_rs::{Inflate, InflateError, InflateFlush};

const ROOM: usize = 100_000;

// In one call and in pieces, with what zlib makes of it: the first bytes say how large the pieces
// are.
fuzz_target!(|data: &[u8]| {
    let Some((&[input, output], data)) = data.split_first_chunk() else { return };
    let mut whole = vec![0; ROOM];
    let progress = Inflater::new().inflate(data, &mut whole, 0);
    whole.truncate(progress.filled);

    let mut theirs = vec![0; ROOM];
    let mut stream = Inflate::new(false, 15);
    let result = stream.decompress(data, &mut theirs, InflateFlush::NoFlush);
    theirs.truncate(stream.total_out() as usize);
    let status = match result {
        Ok(zlib_rs::Status::StreamEnd) => Status::Done,
        Ok(_) if theirs.len() == ROOM => Status::NeedsRoom,
        Ok(_) => Status::NeedsInput,
        Err(InflateError::DataError) => Status::Corrupt,
        Err(error) => panic!("{error:?}"),
    };
    assert!((progress.status, &whole) == (status, &theirs));

    let pieces = pieces(data, usize::from(input) + 1, usize::from(output) * 16 + 1);
    assert!(pieces.1.starts_with(&whole));
    assert!(pieces.0 == progress.status || progress.status == Status::NeedsRoom);
});

/// Inflates up to `ROOM` in pieces of input and output, with no more history than is needed.
fn pieces(data: &[u8], input: usize, output: usize) -> (Status, Vec<u8>) {
    let mut inflater = Inflater::new();
    let (mut whole, mut window) = (Vec::new(), Vec::new());
    let (mut start, mut end) = (0, 0);
    loop {
        let kept = window.len();
        window.resize(kept + output, 0xee);
        let progress = inflater.inflate(&data[start..end], &mut window, kept);
        start += progress.consumed;
        whole.extend_from_slice(&window[kept..progress.filled]);
        window.truncate(progress.filled);
        window.drain(..progress.filled.saturating_sub(WINDOW));
        match progress.status {
            Status::NeedsRoom if whole.len() < ROOM => {}
            Status::NeedsInput if end < data.len() => end = data.len().min(end + input),
            status => return (status, whole),
        }
    }
}
