//! What other hands deflated comes out as it was, whatever the level and however it arrives; and
//! of damaged data zlib and this crate think the same.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small numbers, and bytes of random ones"
)]

mod support;

use appvagt_inflate::{Inflater, Status};
use proptest::{collection::vec, prelude::*};
use support::{Random, deflate_miniz, deflate_zlib, inflate, inflate_in_pieces, samples, zlib};

/// Damaged streams compared with zlib.
const MUTANTS: usize = 100_000;

fn deflated(data: &[u8]) -> Vec<Vec<u8>> {
    let by_zlib = (0..=9).map(|level| deflate_zlib(data, level));
    by_zlib.chain((0..=10).map(|level| deflate_miniz(data, level))).collect()
}

#[test]
fn every_level_of_every_hand_comes_out_as_it_was() {
    let mut random = Random(11);
    for data in samples() {
        for packed in deflated(&data) {
            assert!(inflate(&packed, data.len()) == (Status::Done, data.clone()));
            assert!(inflate(&packed, data.len() + 400) == (Status::Done, data.clone()));
            for most in [2, 40, 5_000, 100_000] {
                let whole = inflate_in_pieces(&packed, || 1 + random.below(most));
                assert!(whole == (Status::Done, data.clone()), "pieces of at most {most}");
            }
        }
    }
}

#[test]
fn every_beginning_needs_more_and_gives_the_beginning() {
    for data in [b"abcabcabcabc, and more of abcabcabc".to_vec(), vec![9; 3_000]] {
        for packed in deflated(&data) {
            for cut in 0..packed.len() {
                let (status, output) = inflate(&packed[..cut], data.len());
                assert_eq!(status, Status::NeedsInput, "{cut} of {}", packed.len());
                assert!(data.starts_with(&output));
                assert_eq!(zlib(&packed[..cut], data.len() + 1), (status, output));
            }
            for room in 0..data.len() {
                assert_eq!(inflate(&packed, room), (Status::NeedsRoom, data[..room].to_vec()));
            }
        }
    }
}

#[test]
fn what_the_format_does_not_allow_is_refused() {
    for (what, input) in [
        ("a block of type 3", &[0b111][..]),
        ("a stored length without its inverse", &[1, 1, 0, 0, 0, 9]),
        ("a match before the first byte", &[0x03, 0x02, 0x00]),
        ("the length symbol 286", &[0b0001_1011, 0b0000_0011, 0, 0]),
        ("287 literals and lengths", &[0b1111_0101, 0, 0, 0, 0]),
        ("31 distances", &[0b0000_0101, 0b1111_1110, 0, 0, 0]),
        ("code lengths that are not a complete code", &[0b0000_0101, 0, 0b10, 0, 0, 0]),
        ("a block without an end", &[&[0b0000_0101][..], &[0; 40]].concat()),
    ] {
        assert_eq!(inflate(input, 100), (Status::Corrupt, Vec::new()), "{what}");
        assert_eq!(zlib(input, 100).0, Status::Corrupt, "{what}, to zlib");
    }
}

/// Found by fuzzing: zlib reads on where code lengths have no code, and then misses an end.
#[test]
fn code_lengths_without_a_code_need_input_until_they_are_refused() {
    let input = [&[0b0000_0101][..], &[0; 40]].concat();
    for length in 0..input.len() {
        assert_eq!(inflate(&input[..length], 9), zlib(&input[..length], 9), "{length} bytes");
    }
}

#[test]
fn an_inflater_can_be_used_again() {
    let mut inflater = Inflater::new();
    let mut output = vec![0; 400_000];
    for data in samples() {
        let packed = deflate_zlib(&data, 6);
        inflater.inflate(&packed[..packed.len() / 2], &mut output, 0);
        inflater.restart();
        let progress = inflater.inflate(&packed, &mut output, 0);
        assert_eq!((progress.status, progress.filled), (Status::Done, data.len()));
        assert!(output[..data.len()] == data);
        inflater.restart();
    }
}

#[test]
fn of_damaged_data_zlib_and_this_crate_think_the_same() {
    let mut random = Random(3);
    let texts: Vec<_> = samples().into_iter().filter(|data| data.len() > 2).collect();
    let mut seen = [0; 4];
    for _ in 0..MUTANTS {
        let data = &texts[random.below(texts.len())];
        let data = &data[..data.len().min(1 + random.below(2_000))];
        let mut packed = match random.below(3) {
            0 => deflate_zlib(data, random.below(10) as i32),
            1 => deflate_miniz(data, random.below(11) as u8),
            // A block of its own, mostly dynamic, of noise.
            _ => {
                let mut noise: Vec<u8> =
                    (0..random.below(200) + 2).map(|_| random.next() as u8).collect();
                noise[0] = noise[0] & !7 | [1, 3, 4, 5, 5, 5][random.below(6)];
                noise
            }
        };
        for _ in 0..random.below(4) {
            // Half of the damage is done to the header, which is a small part of the whole.
            let within = if random.below(2) == 0 { packed.len() } else { packed.len().min(60) };
            packed[random.below(within)] ^= 1 << random.below(8);
        }
        let room = 300 + random.below(3_000);
        let (ours, theirs) = (inflate(&packed, room), zlib(&packed, room));
        assert!(ours == theirs, "{:?} against {:?}: {packed:?}", ours.0, theirs.0);
        let pieces = inflate_in_pieces(&packed, || 1 + random.below(90));
        assert!(pieces.1.starts_with(&ours.1));
        assert!(pieces.0 == ours.0 || ours.0 == Status::NeedsRoom);
        seen[ours.0 as usize] += 1;
    }
    assert!(seen.iter().all(|&times| times > MUTANTS / 1_000), "{seen:?}");
}

proptest! {
    #[test]
    fn whatever_is_deflated_comes_out(
        data in vec(vec(any::<u8>(), 1..40), 0..40),
        picks in vec(0_usize..40, 0..400),
        level in 0..10,
        pieces in vec(1_usize..600, 1..20),
    ) {
        // Pieces again and again, at all distances.
        let data: Vec<u8> = picks.iter().filter_map(|pick| data.get(*pick)).flatten().copied().collect();
        let mut at = 0;
        for packed in [deflate_zlib(&data, level), deflate_miniz(&data, level as u8)] {
            prop_assert_eq!(&inflate(&packed, data.len()), &(Status::Done, data.clone()));
            let whole = inflate_in_pieces(&packed, || { at += 1; pieces[at % pieces.len()] });
            prop_assert_eq!(&whole, &(Status::Done, data.clone()));
        }
    }

    #[test]
    fn noise_is_taken_as_zlib_takes_it(noise in vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(inflate(&noise, 5_000), zlib(&noise, 5_000));
    }
}
