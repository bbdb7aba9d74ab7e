//! The passages that two pieces share, from their common fingerprints.

use std::collections::BTreeMap;

use super::prints::{FilePrints, Print, RUN};
use crate::model::Passage;

/// At most this many are told, the longest.
const MOST: usize = 3;

/// The longest passages that `one` and `other` have in common, the longest first.
///
/// What was copied keeps its number of tokens under other names: fingerprints of one passage are equally far apart
/// in both.
pub fn longest(one: &[FilePrints], other: &[FilePrints]) -> Vec<Passage> {
    let mut places: BTreeMap<u64, (usize, Print)> = BTreeMap::new();
    for (file, print) in each(other) {
        places.entry(print.hash).or_insert((file, print));
    }
    let mut runs: Vec<(usize, Passage, Ends)> = Vec::new();
    for (file, print) in each(one) {
        let Some(&(other_file, there)) = places.get(&print.hash) else { continue };
        let ends = Ends { files: (file, other_file), tokens: (print.token, there.token) };
        match runs.last_mut().filter(|(_, _, last)| last.goes_on(&ends)) {
            Some((tokens, passage, last)) => {
                *tokens += ends.tokens.0 - last.tokens.0;
                passage.lines.1 = passage.lines.1.max(print.lines.1);
                passage.other_lines.1 = passage.other_lines.1.max(there.lines.1);
                *last = ends;
            }
            None => {
                let passage = Passage {
                    file: one[file].name.clone(),
                    lines: print.lines,
                    other_file: other[other_file].name.clone(),
                    other_lines: there.lines,
                };
                runs.push((RUN, passage, ends));
            }
        }
    }
    runs.sort_by_key(|(tokens, ..)| std::cmp::Reverse(*tokens));
    runs.into_iter().map(|(_, passage, _)| passage).take(MOST).collect()
}

/// Where the last fingerprint of a passage stands, on both sides.
struct Ends {
    files: (usize, usize),
    tokens: (usize, usize),
}

impl Ends {
    fn goes_on(&self, next: &Self) -> bool {
        let step = |ends: (usize, usize), next: (usize, usize)| next.0.checked_sub(ends.0);
        let here = step((self.tokens.0, 0), (next.tokens.0, 0));
        let there = step((self.tokens.1, 0), (next.tokens.1, 0));
        self.files == next.files && here == there && here.is_some_and(|step| step <= RUN)
    }
}

fn each(files: &[FilePrints]) -> impl Iterator<Item = (usize, Print)> + '_ {
    files.iter().enumerate().flat_map(|(file, prints)| prints.prints.iter().map(move |print| (file, *print)))
}
