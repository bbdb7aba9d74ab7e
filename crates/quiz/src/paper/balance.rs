//! How many questions of each criterion and level a paper has.

use labs::Criterion;

use super::Length;

/// For a criterion, how many questions at the levels 1, 2 and 3.
pub(super) type Row = (Criterion, [usize; 3]);

/// Twenty questions in an hour: most are of what C09 asks first, reading exchanges.
const HOUR: [Row; 4] = [
    (Criterion::Identify, [2, 4, 2]),
    (Criterion::Manipulate, [2, 2, 2]),
    (Criterion::Apply, [1, 2, 1]),
    (Criterion::Report, [1, 1, 0]),
];

/// Ten of them, in the 25 minutes that the time plan has for a quiz beside the account.
const SHORT: [Row; 4] = [
    (Criterion::Identify, [1, 2, 1]),
    (Criterion::Manipulate, [1, 1, 1]),
    (Criterion::Apply, [0, 1, 1]),
    (Criterion::Report, [1, 0, 0]),
];

pub(super) fn of(length: Length) -> &'static [Row; 4] {
    match length {
        Length::Hour => &HOUR,
        Length::Short => &SHORT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_paper_is_a_part_of_the_whole_one() {
        for ((criterion, whole), (same, short)) in HOUR.iter().zip(&SHORT) {
            assert_eq!(criterion, same);
            assert!(whole.iter().zip(short).all(|(whole, short)| short <= whole), "{criterion:?}");
        }
        let sum = |rows: &[Row]| rows.iter().flat_map(|(_, levels)| levels).sum::<usize>();
        assert_eq!((sum(&HOUR), sum(&SHORT)), (20, 10), "points are whole: 20 of 1, 10 of 2");
    }
}
