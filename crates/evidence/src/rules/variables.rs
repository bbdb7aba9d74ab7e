//! The variables of a rule: `"$m"` has the value of its first packet, and the later ones must have it too.

use super::error::Problem;
use super::suggest::closest;
use super::want::Sort;

/// The variables of a rule so far.
#[derive(Debug)]
pub(super) struct Variables {
    all: Vec<(String, Kind)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    Connection,
}

/// How a variable is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It may get its value here.
    Given,
    /// It has one already.
    Known,
}

impl Variables {
    /// Those of a rule that has none yet: the seat is always there.
    pub(super) fn new() -> Variables {
        Variables { all: vec![("poste".to_owned(), Kind::Text)] }
    }

    /// The place of a variable.
    pub(super) fn place(&mut self, name: &str, sort: Sort, how: Use) -> Result<usize, Problem> {
        let kind = match sort {
            Sort::Number => Kind::Number,
            Sort::Text | Sort::Topic => Kind::Text,
            Sort::Connection => Kind::Connection,
        };
        match self.all.iter().position(|(known, _)| known == name) {
            Some(place) if self.all[place].1 == kind => Ok(place),
            Some(_) => Err(Problem::OtherKind),
            None if how == Use::Known => {
                let known: Vec<&str> = self.all.iter().skip(1).map(|(name, _)| name.as_str()).collect();
                Err(Problem::Variable(closest(name, &known).map(str::to_owned)))
            }
            None => {
                self.all.push((name.to_owned(), kind));
                Ok(self.all.len() - 1)
            }
        }
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.all.into_iter().map(|(name, _)| name).collect()
    }
}
