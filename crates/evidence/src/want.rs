//! What a rule wants in one field.

use std::ops::RangeInclusive;

use crate::bound::{Bound, Value};
use crate::field::Got;
use crate::text::{Filter, Text};

/// What a rule wants in one field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Want {
    /// A number in one of these ranges.
    Number(Vec<RangeInclusive<u64>>),
    /// One of these texts.
    Text(Vec<Text>),
    /// A topic that one of these filters matches.
    Topic(Vec<Filter>),
    /// What the variable stands for; whatever comes first gives it its value.
    Same(usize),
    /// Anything but this.
    Other(Box<Want>),
}

impl Want {
    /// Whether a packet has what is wanted. What the packet tells of variables is added to `bound`, if it has.
    pub(crate) fn is_met(&self, got: Got<'_>, bound: &mut Bound<'_>) -> bool {
        let value = match got {
            Got::Absent | Got::Untold => return false,
            Got::Number(number) => Value::Number(number),
            Got::Text(text) => match self {
                // The others need no copy.
                Want::Same(_) => Value::text(text),
                Want::Text(wanted) => return wanted.iter().any(|one| one.matches(text, bound)),
                Want::Topic(wanted) => return wanted.iter().any(|one| one.matches(text, bound)),
                Want::Other(unwanted) => return unwanted.is_avoided(got, bound),
                Want::Number(_) => return false,
            },
        };
        self.is_value(value, bound)
    }

    /// The same for what is no field of a packet.
    pub(crate) fn is_value(&self, value: Value, bound: &mut Bound<'_>) -> bool {
        match (self, &value) {
            (Want::Number(ranges), Value::Number(number)) => {
                ranges.iter().any(|range| range.contains(number))
            }
            (Want::Same(variable), _) => match bound.get(*variable) {
                Some(known) => *known == value,
                None => {
                    bound.bind(*variable, value);
                    true
                }
            },
            (Want::Other(unwanted), Value::Number(number)) => {
                unwanted.is_avoided(Got::Number(*number), bound)
            }
            _ => false,
        }
    }

    fn is_avoided(&self, got: Got<'_>, bound: &mut Bound<'_>) -> bool {
        let known = bound.len();
        let met = self.is_met(got, bound);
        bound.forget_after(known);
        !met
    }
}
