//! Texts that a rule asks for: letters, the seat, and « whatever ».

use crate::bound::{Bound, SEAT, Value};

/// How a seat begins, in the names that a lab gives: `poste07`.
pub(crate) const SEAT_WORD: &str = "poste";
/// How a rule writes it.
pub(crate) const SEAT_MARK: &str = "{poste}";
/// A seat has at most so many digits.
const SEAT_DIGITS: usize = 3;

/// A text, cut at its `*`: the first piece stands at the beginning, the last one at the end, the others in between, each
/// as early as it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pieces: Vec<Vec<Part>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Letters(String),
    Seat,
}

impl Text {
    pub(crate) fn new(written: &str) -> Text {
        Text { pieces: written.split('*').map(parts).collect() }
    }

    /// Whether `bytes` are this text; the seat is bound where it was not.
    pub(crate) fn matches(&self, bytes: &[u8], bound: &mut Bound<'_>) -> bool {
        let Some((first, others)) = self.pieces.split_first() else { return bytes.is_empty() };
        let Some(mut at) = piece(first, bytes, 0, bound) else { return false };
        let Some((last, between)) = others.split_last() else { return at == bytes.len() };
        for one in between {
            let Some(end) = (at..=bytes.len()).find_map(|start| piece(one, bytes, start, bound)) else {
                return false;
            };
            at = end;
        }
        (at..=bytes.len()).any(|start| piece(last, bytes, start, bound) == Some(bytes.len()))
    }

    /// As a person reads it, with the seat where it is known.
    pub(crate) fn shown(&self, seat: Option<&str>) -> String {
        let seat = seat.unwrap_or("posteNN");
        let parts = |parts: &Vec<Part>| {
            let part = |part: &Part| match part {
                Part::Letters(letters) => letters.clone(),
                Part::Seat => seat.to_owned(),
            };
            parts.iter().map(part).collect::<String>()
        };
        self.pieces.iter().map(parts).collect::<Vec<_>>().join("*")
    }
}

fn parts(written: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, letters) in written.split(SEAT_MARK).enumerate() {
        if index > 0 {
            parts.push(Part::Seat);
        }
        if !letters.is_empty() {
            parts.push(Part::Letters(letters.to_owned()));
        }
    }
    parts
}

/// The end of these parts, where they stand at `start`.
fn piece(parts: &[Part], bytes: &[u8], start: usize, bound: &mut Bound<'_>) -> Option<usize> {
    let known = bound.len();
    let mut at = start;
    for part in parts {
        let rest = bytes.get(at..)?;
        let size = match part {
            Part::Letters(letters) => rest.starts_with(letters.as_bytes()).then_some(letters.len()),
            Part::Seat => seat(rest, bound),
        };
        let Some(size) = size else {
            bound.forget_after(known);
            return None;
        };
        at += size;
    }
    Some(at)
}

fn seat(rest: &[u8], bound: &mut Bound<'_>) -> Option<usize> {
    if let Some(Value::Text(known)) = bound.get(SEAT) {
        return rest.starts_with(known).then_some(known.len());
    }
    let digits = rest.strip_prefix(SEAT_WORD.as_bytes())?;
    let count = digits.iter().take(SEAT_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return None;
    }
    let size = SEAT_WORD.len() + count;
    bound.bind(SEAT, Value::text(&rest[..size]));
    Some(size)
}

/// A topic filter, with the seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    written: Text,
    levels: Vec<Level>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Level {
    Text(Text),
    /// `+`
    Any,
    /// `#`
    AllBelow,
}

impl Filter {
    pub(crate) fn new(written: &str) -> Filter {
        let level = |level: &str| match level {
            "+" => Level::Any,
            "#" => Level::AllBelow,
            text => Level::Text(Text { pieces: vec![parts(text)] }),
        };
        let written_whole = Text { pieces: vec![parts(written)] };
        Filter { written: written_whole, levels: written.split('/').map(level).collect() }
    }

    /// Whether the filter is one, `[MQTT-4.7.1-2]`, `[MQTT-4.7.1-3]`.
    pub(crate) fn is_valid(written: &str) -> bool {
        mqtt_packet::topic::check_filter(&written.replace(SEAT_MARK, SEAT_WORD)).is_ok()
    }

    /// Whether the filter matches a topic; wildcards do not match topics that begin with `$` `[MQTT-4.7.2-1]`.
    pub(crate) fn matches(&self, topic: &[u8], bound: &mut Bound<'_>) -> bool {
        let known = bound.len();
        let matched = self.matches_levels(topic, bound);
        if !matched {
            bound.forget_after(known);
        }
        matched
    }

    fn matches_levels(&self, topic: &[u8], bound: &mut Bound<'_>) -> bool {
        if topic.starts_with(b"$") && matches!(self.levels.first(), Some(Level::Any | Level::AllBelow)) {
            return false;
        }
        let mut levels = topic.split(|byte| *byte == b'/');
        for level in &self.levels {
            match (level, levels.next()) {
                (Level::AllBelow, _) => return true,
                (Level::Any, Some(_)) => {}
                (Level::Text(text), Some(level)) if text.matches(level, bound) => {}
                _ => return false,
            }
        }
        levels.next().is_none()
    }

    pub(crate) fn shown(&self, seat: Option<&str>) -> String {
        self.written.shown(seat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat_after(matches: impl Fn(&mut Bound<'_>) -> bool) -> Option<Option<String>> {
        let mut bound = Bound::new(&[None]);
        let matched = matches(&mut bound);
        let seat = match bound.get(SEAT) {
            Some(Value::Text(seat)) => Some(String::from_utf8_lossy(seat).into_owned()),
            _ => None,
        };
        matched.then_some(seat)
    }

    #[test]
    fn texts() {
        let table = [
            ("capteur", "capteur", Some(None)),
            ("capteur", "capteurs", None),
            ("", "", Some(None)),
            ("", "a", None),
            ("*", "", Some(None)),
            ("*", "a", Some(None)),
            ("*+*", "maison/+/mouvement", Some(None)),
            ("*+*", "maison/#", None),
            ("a*b", "aXb", Some(None)),
            ("a*b", "ab", Some(None)),
            ("a*b", "aXbX", None),
            ("a*b", "abXb", Some(None)),
            ("a*b*c", "a--b--c", Some(None)),
            ("{poste}-capteur", "poste07-capteur", Some(Some("poste07"))),
            ("{poste}-*", "poste7-capteur", Some(Some("poste7"))),
            ("{poste}-capteur", "poste-capteur", None),
            ("{poste}-capteur", "poste1234-capteur", None),
            ("{poste}/{poste}", "poste07/poste07", Some(Some("poste07"))),
            ("{poste}/{poste}", "poste07/poste08", None),
            ("*{poste}", "le poste07", Some(Some("poste07"))),
        ];
        for (written, text, expected) in table {
            let found = seat_after(|bound| Text::new(written).matches(text.as_bytes(), bound));
            assert_eq!(found, expected.map(|seat| seat.map(str::to_owned)), "{written} and {text}");
        }
    }

    #[test]
    fn filters() {
        let table = [
            ("{poste}/#", "poste07/qos", Some(Some("poste07"))),
            ("{poste}/#", "poste07", Some(Some("poste07"))),
            ("{poste}/#", "maison/qos", None),
            ("+/salon", "maison/salon", Some(None)),
            ("+/salon", "maison/salon/lampe", None),
            ("#", "$SYS/broker", None),
            ("+/broker", "$SYS/broker", None),
            ("maison/{poste}/x", "maison/poste07/y", None),
            ("a*", "ab", None),
        ];
        for (written, topic, expected) in table {
            let found = seat_after(|bound| Filter::new(written).matches(topic.as_bytes(), bound));
            assert_eq!(found, expected.map(|seat| seat.map(str::to_owned)), "{written} and {topic}");
        }
    }

    #[test]
    fn a_failed_match_binds_nothing() {
        let mut bound = Bound::new(&[None]);
        assert!(!Filter::new("{poste}/a").matches(b"poste07/b", &mut bound));
        assert!(!Text::new("{poste}-a").matches(b"poste07-b", &mut bound));
        assert!(bound.get(SEAT).is_none());
    }
}
