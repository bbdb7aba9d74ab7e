//! What the packets of a proof have said so far, by the variables of its rule.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The place of the seat among the variables of each rule.
pub(crate) const SEAT: usize = 0;

/// The longest text that is kept whole, in bytes; of longer ones, the size and a hash are.
const LONGEST: usize = 1024;

/// What a variable stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Number(u64),
    Text(Box<[u8]>),
    Long { size: usize, hash: u64 },
}

impl Value {
    pub(crate) fn text(bytes: &[u8]) -> Value {
        if bytes.len() <= LONGEST {
            return Value::Text(bytes.into());
        }
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Value::Long { size: bytes.len(), hash: hasher.finish() }
    }
}

/// The variables of a rule, by their place; `None` where nothing is known yet.
pub(crate) type Values = Vec<Option<Value>>;

/// What is known, and what one more packet would add to it.
#[derive(Debug)]
pub(crate) struct Bound<'v> {
    known: &'v [Option<Value>],
    added: Vec<(usize, Value)>,
}

impl<'v> Bound<'v> {
    pub(crate) fn new(known: &'v [Option<Value>]) -> Bound<'v> {
        Bound { known, added: Vec::new() }
    }

    pub(crate) fn get(&self, variable: usize) -> Option<&Value> {
        let added = self.added.iter().find(|(one, _)| *one == variable).map(|(_, value)| value);
        added.or_else(|| self.known.get(variable)?.as_ref())
    }

    pub(crate) fn bind(&mut self, variable: usize, value: Value) {
        self.added.push((variable, value));
    }

    /// How many were added, to go back to.
    pub(crate) fn len(&self) -> usize {
        self.added.len()
    }

    pub(crate) fn forget_after(&mut self, length: usize) {
        self.added.truncate(length);
    }

    pub(crate) fn into_added(self) -> Vec<(usize, Value)> {
        self.added
    }
}
