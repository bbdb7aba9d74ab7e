//! Traces of different people that are copies of each other.

use evidence::Imprint;

use crate::model::TraceCopy;

/// A trace of somebody's.
#[derive(Debug, Clone, Copy)]
pub struct Owned<'a> {
    /// The identifier of who handed it in; of one of a pair.
    pub pupil: &'a str,
    /// `tp1`.
    pub trace: &'a str,
    pub imprint: &'a Imprint,
}

/// At most this many copies are told.
const MOST: usize = 100;

/// The pairs of traces of one lab that are copies, but for those who are `together`.
pub fn copies(traces: &[Owned<'_>], together: impl Fn(&str, &str) -> bool) -> Vec<TraceCopy> {
    let mut copies = Vec::new();
    for (place, one) in traces.iter().enumerate() {
        for other in &traces[place + 1..] {
            if one.trace == other.trace
                && one.imprint.is_copy_of(other.imprint)
                && !together(one.pupil, other.pupil)
            {
                let session = one.imprint.sessions().iter().any(|own| other.imprint.sessions().contains(own));
                copies.push(TraceCopy {
                    trace: one.trace.to_owned(),
                    pupils: [one.pupil.to_owned(), other.pupil.to_owned()],
                    same_session: session,
                });
                if copies.len() == MOST {
                    return copies;
                }
            }
        }
    }
    copies
}
