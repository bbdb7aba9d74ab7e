//! Where a statement stands in the standard.

/// The numbers of a statement's id, which sort as the standard does: `MQTT-3.1.2-24` gives 3, 1, 2, 24.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(Vec<u16>);

impl Place {
    /// The place of an id; what is no number is left out.
    #[must_use]
    pub fn of(id: &str) -> Place {
        Place(id.split(['-', '.']).filter_map(|part| part.parse().ok()).collect())
    }

    /// The section, such as `3.1` or `4`, that a report groups its lines by.
    #[must_use]
    pub fn section(&self) -> String {
        match self.0.as_slice() {
            [3, second, ..] => format!("3.{second}"),
            [first, ..] => first.to_string(),
            [] => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_sort_as_the_standard_does() {
        assert!(Place::of("MQTT-3.1.2-9") < Place::of("MQTT-3.1.2-10"));
        assert!(Place::of("MQTT-3.8.1-1") < Place::of("MQTT-3.10.1-1"));
        assert_eq!(Place::of("MQTT-3.10.1-1").section(), "3.10");
        assert_eq!(Place::of("MQTT-4.7.3-1").section(), "4");
    }
}
