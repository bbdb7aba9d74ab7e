//! Numbers drawn from the teacher's seed.

use sha2::{Digest, Sha256};

/// Draws numbers, the same on every machine and in every version of the kit: each is a hash of the seed, the
/// sheet, the pair and a counter. A hash, so that what a pair sees tells nothing of the seed.
#[derive(Debug)]
pub struct Draw {
    prefix: Vec<u8>,
    counter: u64,
}

impl Draw {
    /// The draw of a sheet for a pair.
    #[must_use]
    pub fn new(sheet: &str, seed: &str, pair: u32) -> Draw {
        Draw { prefix: format!("{sheet}\0{pair}\0{seed}\0").into_bytes(), counter: 0 }
    }

    fn next(&mut self) -> u64 {
        self.counter += 1;
        let hash =
            Sha256::new().chain_update(&self.prefix).chain_update(self.counter.to_be_bytes()).finalize();
        hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// Heads or tails.
    pub(crate) fn flag(&mut self) -> bool {
        self.between(0, 1) == 1
    }

    /// The same things in another order.
    pub fn shuffled<T>(&mut self, things: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut things: Vec<T> = things.into_iter().collect();
        for last in (1..things.len()).rev() {
            things.swap(last, self.between(0, last as u64) as usize);
        }
        things
    }

    /// `N` different ones of `choices`, which has at least as many.
    pub(crate) fn some_of<T: Copy + Default, const N: usize>(&mut self, choices: &[T]) -> [T; N] {
        let mut drawn = [T::default(); N];
        for (place, choice) in drawn.iter_mut().zip(self.shuffled(choices.iter().copied())) {
            *place = choice;
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_both_its_ends() {
        let mut draw = Draw::new("td1", "graine", 1);
        let drawn: Vec<u64> = (0..200).map(|_| draw.between(3, 5)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&3), Some(&5)));
    }

    #[test]
    fn the_sheet_the_seed_and_the_pair_each_change_the_draw() {
        let first = |sheet, seed, pair| Draw::new(sheet, seed, pair).next();
        let reference = first("td1", "a", 1);
        assert_eq!(reference, first("td1", "a", 1));
        assert_ne!(reference, first("td2", "a", 1), "the sheet");
        assert_ne!(reference, first("td1", "b", 1), "the seed");
        assert_ne!(reference, first("td1", "a", 2), "the pair");
    }
}
