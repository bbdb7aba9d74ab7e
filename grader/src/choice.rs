//! Which work counts, of several that bear one pupil's name.
//!
//! In a shared folder anybody can hand in under anybody's name. So a name settles nothing: every such work is graded, the
//! one with the most points counts, and the teacher is told. Nobody loses a mark by what somebody else hands in.

use std::collections::BTreeMap;
use std::mem;

use crate::class_list::Member;
use crate::intake::messages;
use crate::marking::{self, Rules, Work};
use crate::model::Pupil;

/// The result of the work at one of `places` that counts, and what the teacher should know where there are several.
///
/// # Errors
/// As [`marking::pupil`].
pub fn best(
    member: &Member,
    places: &[usize],
    works: &BTreeMap<usize, Work>,
    rules: Rules<'_>,
) -> anyhow::Result<(Pupil, Option<String>)> {
    let mut works = places.iter().filter_map(|place| works.get(place));
    let Some(first) = works.next() else {
        return Ok((marking::pupil(member, &Work::default(), rules)?, None));
    };
    let mut counts = marking::pupil(member, first, rules)?;
    let mut left = Vec::new();
    for work in works {
        let mut other = marking::pupil(member, work, rules)?;
        // Of equals, the one whose name is surer.
        if worth(&other) > worth(&counts) {
            mem::swap(&mut counts, &mut other);
        }
        left.push(other);
    }
    let remark = (!left.is_empty()).then(|| messages::several_works(&counts, &left));
    Ok((counts, remark))
}

/// Points rather than the mark: a mark is relative to what was handed in.
fn worth(pupil: &Pupil) -> f64 {
    if pupil.mark.value.is_some() { pupil.mark.points } else { -1.0 }
}
