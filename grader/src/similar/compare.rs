//! Pieces of code that have too much in common.

use std::collections::{BTreeMap, HashMap};

use super::passages;
use super::prints::FilePrints;
use crate::model::{Owner, Similar};

/// What both must share, as a part of the shorter, to be told. Measured on this kit: a copy renamed, reordered and commented
/// anew keeps over 85 %; our solutions of exercises 06 and 07, of one hand, one of which continues the other, share 32 %, of
/// any two other exercises under 25 %; a differently written solution of 02 shares nothing with ours.
const SHARE: f64 = 0.5;
/// Fewer common fingerprints are chance: eight are some forty tokens, half a dozen lines.
const FEWEST: usize = 8;
/// What more pupils than this have in common comes from the lesson. It also bounds the work: no fingerprint makes more pairs
/// than this squared.
const HOLDERS: usize = 20;
/// At most this many are told.
const MOST: usize = 100;

/// A piece of code: an exercise of somebody's, or a file of the kit.
#[derive(Debug, Clone)]
pub struct Piece {
    pub owner: Owner,
    /// None for the kit's files, which any exercise may have been copied from.
    pub exercise: Option<String>,
    pub files: Vec<FilePrints>,
}

impl Piece {
    /// Each once.
    fn hashes(&self) -> Vec<u64> {
        let prints = self.files.iter().flat_map(|file| &file.prints);
        let mut hashes: Vec<u64> = prints.map(|print| print.hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }

    fn pupil(&self) -> Option<&str> {
        match &self.owner {
            Owner::Pupil(id) => Some(id),
            Owner::Kit(_) | Owner::Archive(_) => None,
        }
    }
}

/// What is alike, the most alike first, but for those who are `together`. Work grows with the fingerprints, not with the pairs of pieces.
pub fn similar(pieces: &[Piece], together: impl Fn(&str, &str) -> bool) -> Vec<Similar> {
    let hashes: Vec<Vec<u64>> = pieces.iter().map(Piece::hashes).collect();
    // Of the kit's code, which is long, only what some pupil has too.
    let each = || pieces.iter().zip(&hashes).enumerate();
    let of_pupils = each().filter(|(_, (piece, _))| piece.pupil().is_some());
    let mut holders: HashMap<u64, Vec<usize>> =
        of_pupils.flat_map(|(_, (_, own))| own).map(|hash| (*hash, Vec::new())).collect();
    for (number, (_, own)) in each() {
        for hash in own {
            if let Some(held) = holders.get_mut(hash) {
                held.push(number);
            }
        }
    }
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for held in holders.values() {
        let (pupils, others): (Vec<usize>, Vec<usize>) =
            held.iter().partition(|&&number| pieces[number].pupil().is_some());
        for (place, &one) in pupils.iter().enumerate() {
            let classmates = if pupils.len() <= HOLDERS { &pupils[place + 1..] } else { &[] };
            for &other in classmates.iter().chain(&others) {
                if comparable(&pieces[one], &pieces[other]) {
                    *common.entry((one, other)).or_default() += 1;
                }
            }
        }
    }
    let mut found: Vec<Similar> = common
        .into_iter()
        .filter_map(|((one, other), shared)| {
            #[expect(clippy::cast_precision_loss, reason = "some thousands")]
            let share = shared as f64 / hashes[one].len().min(hashes[other].len()) as f64;
            let (one, other) = (&pieces[one], &pieces[other]);
            let pair = one.pupil().zip(other.pupil());
            if shared < FEWEST || share < SHARE || pair.is_some_and(|(one, other)| together(one, other)) {
                return None;
            }
            Some(Similar {
                exercise: one.exercise.clone()?,
                pupil: one.pupil()?.to_owned(),
                to: other.owner.clone(),
                share: (share * 100.0).round(),
                passages: passages::longest(&one.files, &other.files),
            })
        })
        .collect();
    found.sort_by(|one, other| other.share.total_cmp(&one.share));
    found.truncate(MOST);
    found
}

fn comparable(one: &Piece, other: &Piece) -> bool {
    other.exercise.is_none() || one.exercise == other.exercise
}
