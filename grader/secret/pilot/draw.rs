//! A small generator of numbers, the same on every machine: xoshiro256++, by Blackman and Vigna.

use std::ops::RangeInclusive;

/// Draws numbers, bytes and texts.
pub struct Draw([u64; 4]);

impl Draw {
    /// From 64 hexadecimal digits, not all zero.
    pub fn new(seed: &str) -> Option<Self> {
        let mut words = [0; 4];
        for (place, word) in words.iter_mut().enumerate() {
            *word = u64::from_str_radix(seed.get(16 * place..16 * (place + 1))?, 16).ok()?;
        }
        (words != [0; 4]).then_some(Self(words))
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let drawn = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        drawn
    }

    /// A number in `range`; the slight favour to small ones does not matter here.
    pub fn number(&mut self, range: RangeInclusive<u64>) -> u64 {
        let span = (range.end() - range.start()).wrapping_add(1);
        if span == 0 { self.next() } else { range.start() + self.next() % span }
    }

    /// A length or an index in `range`.
    pub fn size(&mut self, range: RangeInclusive<usize>) -> usize {
        self.number(*range.start() as u64..=*range.end() as u64) as usize
    }

    /// Heads or tails.
    pub fn flag(&mut self) -> bool {
        self.next() >> 63 == 1
    }

    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        (self.next() >> 56) as u8
    }

    /// `length` bytes.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.byte()).collect()
    }

    /// One of `choices`, which must not be empty.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.size(0..=choices.len() - 1)]
    }

    /// The same things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.size(0..=last));
        }
    }

    /// `length` characters of one byte, as in a client id.
    pub fn name(&mut self, length: usize) -> String {
        const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/";
        (0..length).map(|_| char::from(self.one_of(LETTERS))).collect()
    }

    /// `length` characters of one, two, three and four bytes, without the null character.
    pub fn text(&mut self, length: usize) -> String {
        const LETTERS: [char; 24] = [
            'a', 'b', 'e', 'm', 'z', 'A', 'Z', '0', '9', ' ', '/', '-', '_', '+', '#', '$', 'é', 'à', 'ç',
            '°', 'œ', '€', '水', '🙂',
        ];
        (0..length).map(|_| self.one_of(&LETTERS)).collect()
    }
}
