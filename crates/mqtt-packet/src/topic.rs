//! Topic names, topic filters, and which names a filter matches (§4.7).

use crate::Rule;

/// What is wrong with a topic name or filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{rule} [{}]", rule.clause())]
pub struct TopicError {
    /// The rule that is broken.
    pub rule: Rule,
    /// Where, in bytes from the start of the text.
    pub at: usize,
}

const fn fault(rule: Rule, at: usize) -> Result<(), TopicError> {
    Err(TopicError { rule, at })
}

/// Whether a topic needs no closer look, be it a name or a filter. Then it holds no U+0000 and no wildcard: each of its
/// bytes, bit 3 aside, is above `#`, which is `+` without bit 3. Most topics are plain and seen to be in a few steps, sixteen
/// bytes at a time and without a branch; so are no texts of less than eight bytes, nor some others.
#[inline]
pub(crate) fn is_plain(topic: &str) -> bool {
    let bytes = topic.as_bytes();
    // The last ones overlap those before: none is left over.
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let ends = are_plain::<16>(first) & are_plain::<16>(last);
        return ends && (bytes.len() <= 32 || bytes.as_chunks().0.iter().all(are_plain::<16>));
    }
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else { return false };
    are_plain::<8>(first) & are_plain::<8>(last)
}

/// One comparison for all of them, where the processor can.
#[inline]
fn are_plain<const N: usize>(bytes: &[u8; N]) -> bool {
    bytes.iter().fold(true, |plain, byte| plain & (byte & !8 > b'#'))
}

/// Checks a topic name, as in PUBLISH: some characters, no wildcard `[MQTT-3.3.2-2]`, `[MQTT-4.7.3-1]`.
/// U+0000 and the length are the codec's to check.
///
/// # Errors
/// The first fault.
pub fn check_name(name: &str) -> Result<(), TopicError> {
    if name.is_empty() {
        return fault(Rule::TopicEmpty, 0);
    }
    match name.bytes().position(|byte| matches!(byte, b'+' | b'#')) {
        Some(at) => fault(Rule::TopicWildcard, at),
        None => Ok(()),
    }
}

/// Checks a topic filter, as in SUBSCRIBE: wildcards stand alone in their level, `#` in the last
/// `[MQTT-4.7.1-2]`, `[MQTT-4.7.1-3]`.
///
/// # Errors
/// The first fault.
pub fn check_filter(filter: &str) -> Result<(), TopicError> {
    if filter.is_empty() {
        return fault(Rule::TopicEmpty, 0);
    }
    let bytes = filter.as_bytes();
    let begins = |at: usize| at == 0 || bytes[at - 1] == b'/';
    let mut from = 0;
    while let Some(next) = bytes[from..].iter().position(|byte| matches!(byte, b'+' | b'#')) {
        let at = from + next;
        let next = bytes.get(at + 1);
        if bytes[at] == b'#' && (!begins(at) || next.is_some()) {
            return fault(Rule::MultiLevelWildcard, at);
        }
        if !begins(at) || next.is_some_and(|next| *next != b'/') {
            return fault(Rule::SingleLevelWildcard, at);
        }
        from = at + 1;
    }
    Ok(())
}

/// Whether `filter` matches the topic `name`, both well formed. A wildcard in the first level does not match a
/// name that begins with `$` `[MQTT-4.7.2-1]`.
#[must_use]
pub fn matches(filter: &str, name: &str) -> bool {
    if hides_dollar(filter, name) {
        return false;
    }
    let mut names = name.split('/');
    for level in filter.split('/') {
        if level == "#" {
            return true;
        }
        match names.next() {
            Some(found) if level == "+" || level == found => {}
            _ => return false,
        }
    }
    names.next().is_none()
}

/// Whether some topic matches both filters, which are well formed.
#[must_use]
pub fn overlap(one: &str, other: &str) -> bool {
    if hides_dollar(one, other) || hides_dollar(other, one) {
        return false;
    }
    let (mut ones, mut others) = (one.split('/'), other.split('/'));
    loop {
        match (ones.next(), others.next()) {
            (Some("#"), _) | (_, Some("#")) | (None, None) => return true,
            (Some(one), Some(other)) if one == "+" || other == "+" || one == other => {}
            _ => return false,
        }
    }
}

/// Whether `filter` matches no topic of `other`, a name or a filter, because these begin with `$`, which a wildcard does not
/// match `[MQTT-4.7.2-1]`.
#[must_use]
pub fn hides_dollar(filter: &str, other: &str) -> bool {
    filter.starts_with(['+', '#']) && other.starts_with('$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let table = [
            ("maison/salon", None),
            ("/", None),
            ("été/1", None),
            ("$SYS/broker", None),
            ("", Some((Rule::TopicEmpty, 0))),
            ("a/#", Some((Rule::TopicWildcard, 2))),
            ("é/+", Some((Rule::TopicWildcard, 3))),
        ];
        for (name, expected) in table {
            let got = check_name(name).err().map(|error| (error.rule, error.at));
            assert_eq!(got, expected, "topic name {name:?}");
        }
    }

    #[test]
    fn what_is_not_plain_is_found_wherever_it_stands() {
        for size in 2..15 {
            let plain = "é$/".repeat(15)[..size * 4].to_owned();
            assert!(is_plain(&plain), "{plain}");
            for at in (0..=plain.len()).filter(|at| plain.is_char_boundary(*at)) {
                for special in ['\0', '+', '#'] {
                    let mut topic = plain.clone();
                    topic.insert(at, special);
                    assert!(!is_plain(&topic), "{topic:?}");
                }
            }
        }
        assert!(["", "a", "a/b", "0123456"].iter().all(|short| !is_plain(short)));
    }

    #[test]
    fn filters() {
        let table = [
            ("#", None),
            ("+", None),
            ("a/+/b/#", None),
            ("/+", None),
            ("", Some((Rule::TopicEmpty, 0))),
            ("a/#/b", Some((Rule::MultiLevelWildcard, 2))),
            ("#/", Some((Rule::MultiLevelWildcard, 0))),
            ("a#", Some((Rule::MultiLevelWildcard, 1))),
            ("a/b+", Some((Rule::SingleLevelWildcard, 3))),
            ("++", Some((Rule::SingleLevelWildcard, 0))),
        ];
        for (filter, expected) in table {
            let got = check_filter(filter).err().map(|error| (error.rule, error.at));
            assert_eq!(got, expected, "topic filter {filter:?}");
        }
    }

    #[test]
    fn what_a_filter_matches() {
        let table = [
            ("a/b", "a/b", true),
            ("a/b", "a/B", false),
            ("a/b", "a/b/c", false),
            ("a/b/c", "a/b", false),
            ("#", "a/b", true),
            ("a/#", "a/b/c", true),
            ("a/#", "a", true),
            ("a/#", "ab", false),
            ("a/+", "a", false),
            ("a/+", "a/", true),
            ("a/+", "a/b/c", false),
            ("+", "/a", false),
            ("+/+", "/a", true),
            ("/+", "/a", true),
            ("+/b/#", "a/b/c/d", true),
            ("#", "$SYS/uptime", false),
            ("+/uptime", "$SYS/uptime", false),
            ("$SYS/#", "$SYS/uptime", true),
            ("$SYS/+", "$SYS/uptime", true),
            ("a/#", "a/$SYS", true),
        ];
        for (filter, name, expected) in table {
            assert_eq!(matches(filter, name), expected, "{filter:?} on {name:?}");
        }
    }

    #[test]
    fn filters_that_overlap() {
        let table = [
            ("maison/#", "maison/+", true),
            ("maison/#", "#", true),
            ("maison/#", "maison", true),
            ("maison/salon", "+/salon", true),
            ("maison/+/temperature", "maison/salon/+", true),
            ("maison/#", "jardin/#", false),
            ("maison/+", "maison/salon/temperature", false),
            ("maison/salon", "maison", false),
            ("$SYS/#", "$SYS/broker/+", true),
            ("$SYS/#", "#", false),
            ("$SYS/#", "+/broker/#", false),
        ];
        for (one, other, expected) in table {
            assert_eq!(overlap(one, other), expected, "{one} and {other}");
            assert_eq!(overlap(other, one), expected, "{other} and {one}");
        }
    }
}
