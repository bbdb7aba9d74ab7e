//! From a `.conv` text to a conversation.

use std::collections::HashSet;
use std::time::Duration;

use super::{Action, ConvError, Conversation, Step, bytes};
use crate::Direction;

impl Conversation {
    /// Reads a `.conv` text (its grammar is that of [the module](super)).
    ///
    /// # Errors
    /// The first line that cannot be read, or that speaks of a connection that is not open.
    pub fn parse(text: &str) -> Result<Conversation, ConvError> {
        let mut conversation = Conversation { title: String::new(), steps: Vec::new() };
        let mut lines = Lines::default();
        for (index, raw) in text.lines().enumerate() {
            let line = index + 1;
            let (content, comment) = split_comment(raw);
            let comment = comment.to_owned();
            if !content.is_empty() {
                let action = parse_action(content)
                    .and_then(|action| lines.check(&action).map(|()| action))
                    .map_err(|what| ConvError { line, what })?;
                conversation.steps.push(Step { line, action, comment });
            } else if conversation.title.is_empty() && conversation.steps.is_empty() {
                conversation.title = comment;
            }
        }
        Ok(conversation)
    }
}

/// What stands before `#` and after it; a `#` within quotes is text, and so is one that touches what is before
/// it (`maison/#` in an order).
fn split_comment(raw: &str) -> (&str, &str) {
    let (mut quoted, mut escaped, mut previous) = (false, false, ' ');
    for (at, character) in raw.char_indices() {
        match character {
            '#' if !quoted && previous.is_whitespace() => return (raw[..at].trim(), raw[at + 1..].trim()),
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = character == '\\' && !escaped;
        previous = character;
    }
    (raw.trim(), "")
}

fn parse_action(content: &str) -> Result<Action, String> {
    if let Some(time) = content.strip_prefix('+') {
        return parse_duration(time).map(Action::Advance);
    }
    let (name, rest) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
    let (verb, operand) =
        rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim_start(), ""));
    let (name, operand) = (name.to_owned(), operand.trim());
    let bytes_step = |direction, unordered, lost| {
        let bytes = bytes::parse(operand)?;
        Ok(Action::Bytes { name: name.clone(), direction, bytes, unordered, lost })
    };
    let alone = |action| {
        if operand.is_empty() {
            Ok(action)
        } else {
            Err(format!("`{verb}` takes nothing after it: `{operand}`"))
        }
    };
    match verb {
        ">" => bytes_step(Direction::ToBroker, false, false),
        "<" => bytes_step(Direction::ToClient, false, false),
        ">~" => bytes_step(Direction::ToBroker, true, false),
        "<~" => bytes_step(Direction::ToClient, true, false),
        ">x" => bytes_step(Direction::ToBroker, false, true),
        "<x" => bytes_step(Direction::ToClient, false, true),
        "connects" => alone(Action::Connects { name: name.clone() }),
        "cut" => alone(Action::Cut { name: name.clone() }),
        "closed" => alone(Action::Closed { name: name.clone() }),
        "silent" => alone(Action::Silent { name: name.clone() }),
        "does" => Ok(Action::Does { name: name.clone(), order: operand.to_owned() }),
        "says" => Ok(Action::Says { name: name.clone(), text: operand.to_owned() }),
        _ => Err(format!(
            "after the name `{name}`, write one of > < >~ <~ >x <x connects cut closed silent does says, not `{verb}`"
        )),
    }
}

fn parse_duration(text: &str) -> Result<Duration, String> {
    let (number, unit): (_, fn(u64) -> Duration) = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(number), _) => (number, Duration::from_millis),
        (None, Some(number)) => (number, Duration::from_secs),
        (None, None) => return Err("write +90s or +500ms".to_owned()),
    };
    number.trim().parse().map(unit).map_err(|_| "write +90s or +500ms".to_owned())
}

/// What is known of the network connections, line after line: catches misspelt names, which would otherwise make
/// a test that expects nothing.
#[derive(Default)]
struct Lines {
    open: HashSet<String>,
    /// The ways on which bytes were lost. TCP keeps the order: nothing can arrive there any more.
    broken: HashSet<(String, Direction)>,
}

impl Lines {
    fn check(&mut self, action: &Action) -> Result<(), String> {
        match action {
            Action::Connects { name } if !self.open.insert(name.clone()) => {
                Err(format!("`{name}` is connected already"))
            }
            Action::Cut { name } | Action::Closed { name } => {
                self.broken.retain(|(broken, _)| broken != name);
                if self.open.remove(name) { Ok(()) } else { Err(format!("`{name}` is not connected")) }
            }
            Action::Bytes { name, direction, lost, .. } => {
                if !self.open.contains(name) {
                    return Err(format!("`{name}` is not connected: write `{name} connects` before"));
                }
                let way = (name.clone(), *direction);
                if *lost {
                    self.broken.insert(way);
                } else if self.broken.contains(&way) {
                    return Err(format!(
                        "bytes were lost here, so that none can follow: write `{name} cut` before"
                    ));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_module_is_read() {
        let example: String = include_str!("mod.rs")
            .lines()
            .skip_while(|line| *line != "//! ```text")
            .skip(1)
            .take_while(|line| *line != "//! ```")
            .map(|line| line.trim_start_matches("//!").trim_start_matches(' ').to_owned() + "\n")
            .collect();
        let conversation = Conversation::parse(&example).unwrap();
        assert!(conversation.title.starts_with("QoS 1, then"), "{}", conversation.title);
        assert_eq!(conversation.steps.len(), 9);
        assert_eq!(conversation.steps[0].line, 3);
        assert_eq!(conversation.steps[2].comment, "accepted, no session   [MQTT-3.2.2-3]");
        assert_eq!(conversation.steps[5].action, Action::Advance(Duration::from_secs(89)));
    }

    #[test]
    fn comments_begin_after_a_space_and_outside_quotes() {
        let table = [
            (r#"a > "x # y" # z"#, (r#"a > "x # y""#, "z")),
            (r#"a > "\" # y" # z"#, (r#"a > "\" # y""#, "z")),
            ("a does subscribe maison/# # all", ("a does subscribe maison/#", "all")),
            ("# title", ("", "title")),
            ("+5s", ("+5s", "")),
        ];
        for (raw, expected) in table {
            assert_eq!(split_comment(raw), expected, "{raw}");
        }
    }

    #[test]
    fn errors_name_the_line_and_the_remedy() {
        let table = [
            ("alice < c0 00", 1, "not connected"),
            ("alice connects\nalcie > c0 00", 2, "`alcie` is not connected"),
            ("alice connects\n\nalice connects", 3, "connected already"),
            ("alice connects\nalice cut\nalice closed", 3, "not connected"),
            ("alice connects\nalice > zz", 2, "hexadecimal"),
            ("alice connects\nalice >x c0 00\nalice > c0 00", 3, "write `alice cut`"),
            ("alice waves", 1, "not `waves`"),
            ("alice connects now", 1, "takes nothing"),
            ("+5", 1, "+90s"),
        ];
        for (text, line, part) in table {
            let error = Conversation::parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.what.contains(part), "{text}: {error}");
        }
    }
}
