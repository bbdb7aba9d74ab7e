//! Which events a viewer wants, as its address says.

use mqtt_packet::topic::check_filter;
use mqtt_trace::{Seen, What};

use crate::{messages, row};

/// What a viewer wants to see; everything where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    client: Option<String>,
    topic: Option<String>,
}

impl Filter {
    /// Reads `client=…&topic=…`; other parameters are left alone.
    ///
    /// # Errors
    /// A sentence for people, when the topic filter is none.
    pub(crate) fn parse(query: &str) -> Result<Filter, String> {
        let mut filter = Filter::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim().to_owned();
            match &*name {
                _ if value.is_empty() => {}
                "client" => filter.client = Some(value),
                "topic" => filter.topic = Some(value),
                _ => {}
            }
        }
        if let Some(topic) = &filter.topic {
            check_filter(topic).map_err(|error| messages::bad_filter(topic, error.rule))?;
        }
        Ok(filter)
    }

    pub(crate) fn shows(&self, seen: &Seen<'_>) -> bool {
        // Whoever chooses must know that some of it may be missing.
        if matches!(seen.event.what, What::Missed { .. }) {
            return true;
        }
        // A name is known as it is shown.
        let named = |wanted: &String| wanted == seen.client || *wanted == row::name(seen.client);
        self.client.as_ref().is_none_or(named) && self.topic.as_ref().is_none_or(|topic| seen.concerns(topic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_addresses_say() {
        let filter = |client: Option<&str>, topic: Option<&str>| Filter {
            client: client.map(str::to_owned),
            topic: topic.map(str::to_owned),
        };
        let table = [
            ("", filter(None, None)),
            ("client=&topic=", filter(None, None)),
            ("from=3", filter(None, None)),
            ("topic=maison%2F%23", filter(None, Some("maison/#"))),
            ("client=%C3%A9t%C3%A9+1&topic=%2B", filter(Some("été 1"), Some("+"))),
        ];
        for (query, expected) in table {
            assert_eq!(Filter::parse(query), Ok(expected), "{query}");
        }
        let refused = Filter::parse("topic=maison%2F%23%2Fa").expect_err("# is last");
        assert!(refused.contains("maison/#/a") && refused.contains("joker #"), "{refused}");
    }
}
