//! The drivers' own library: the same cases on every machine, and results that differ when they should.

#[allow(dead_code, unused_imports, reason = "drivers use the rest")]
#[path = "../../../grader/secret/pilot/lib.rs"]
mod pilot;

use pilot::{Draw, bytes, maybe_bytes};

fn draw(digit: char) -> Draw {
    let seed: String = (0..64).map(|place| if place == 7 { digit } else { '3' }).collect();
    Draw::new(&seed).expect("64 digits")
}

/// As another implementation of xoshiro256++ does.
#[test]
fn a_seed_always_draws_the_same() {
    assert_eq!(draw('a').bytes(8), [105, 208, 51, 4, 0, 10, 9, 56]);
}

#[test]
fn seeds_that_differ_by_one_digit_draw_otherwise() {
    assert_ne!(draw('a').bytes(64), draw('b').bytes(64));
}

#[test]
fn what_is_no_seed_is_refused() {
    for seed in ["", "12", &"0".repeat(64), &"g".repeat(64), &"é".repeat(32)] {
        assert!(Draw::new(seed).is_none(), "{seed:?}");
    }
}

#[test]
fn numbers_keep_within_their_range_and_reach_its_ends() {
    let mut draw = draw('c');
    let drawn: Vec<u64> = (0..200).map(|_| draw.number(5..=8)).collect();
    assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&5), Some(&8)));
    draw.number(0..=u64::MAX);
}

#[test]
fn a_shuffle_keeps_every_thing() {
    let mut things: Vec<u8> = (0..=255).collect();
    draw('d').shuffle(&mut things);
    assert_ne!(things, (0..=255).collect::<Vec<u8>>());
    things.sort_unstable();
    assert_eq!(things, (0..=255).collect::<Vec<u8>>());
}

#[test]
fn texts_have_their_length_and_no_null_character() {
    let text = draw('e').text(500);
    assert_eq!(text.chars().count(), 500);
    assert!(!text.contains('\0') && text.len() > 500, "{text}");
}

#[test]
fn bytes_are_shown_short_and_told_apart() {
    assert_eq!(bytes(&[]), "[]");
    assert_eq!(maybe_bytes(Some(&[0x80, 1])), "Some([80 01])");
    assert_eq!(maybe_bytes(None), "None");
    let (mut a, b) = (vec![0; 60_000], vec![0; 60_000]);
    a[59_999] = 1;
    assert_ne!(bytes(&a), bytes(&b));
    assert!(bytes(&a).len() < 200, "{}", bytes(&a));
}
