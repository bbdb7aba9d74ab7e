//! The class list, `classe.csv`: who is in the class.

mod csv;
mod messages;
mod read;

use crate::model::Presence;
use crate::words;

pub use csv::decode;
pub use read::read;

/// One pupil of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Unique, safe as a file name.
    pub id: String,
    /// Family name and first name, as written.
    pub name: String,
    /// The family name alone, where the list has a column for first names.
    pub family_name: Option<String>,
    /// The half-class.
    pub group: Option<String>,
    /// What those who work together share: a label, or the partner's id.
    pub pair: Option<String>,
    /// The number of the TD sheets that were drawn for the pupil: `binome-03`.
    pub drawn: Option<u32>,
    /// What the list says: [`Presence::HandedIn`] when it says nothing special.
    pub presence: Presence,
    /// A third more time…
    pub arrangements: Option<String>,
}

/// A whole class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClassList {
    /// In the list's order.
    pub members: Vec<Member>,
    /// What was passed over in the file.
    pub remarks: Vec<String>,
}

impl ClassList {
    /// Those who work with `member`, in the list's order.
    pub fn partners<'a>(&'a self, member: &'a Member) -> impl Iterator<Item = &'a Member> {
        self.members.iter().filter(move |other| other.id != member.id && work_together(member, other))
    }
}

/// A label shared within a half-class, or the one names the other.
pub fn work_together(a: &Member, b: &Member) -> bool {
    let names =
        |from: &Member, to: &Member| from.pair.as_deref().is_some_and(|pair| words::same(pair, &to.id));
    let same_label = || match (&a.pair, &b.pair) {
        (Some(a_pair), Some(b_pair)) => a.group == b.group && words::same(a_pair, b_pair),
        _ => false,
    };
    names(a, b) || names(b, a) || same_label()
}
