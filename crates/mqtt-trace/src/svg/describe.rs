//! A figure in words.

use super::{Figure, Label, Mark, Row, label};
use crate::{Direction, messages};

impl Figure {
    /// The exchange in words, for who cannot see the drawing.
    #[must_use]
    pub fn description(&self) -> String {
        self.rows.iter().flat_map(|row| self.sentences(row)).collect::<Vec<_>>().join(" ")
    }

    fn sentences(&self, row: &Row) -> Vec<String> {
        let name = |client: &usize| self.clients[*client].name.as_str();
        match row {
            Row::Bytes { client, direction, bytes, lost, .. } => {
                let labels = label::of(bytes).into_iter();
                labels.map(|label| told(name(client), *direction, &label, *lost)).collect()
            }
            Row::Packet { client, direction, label, lost, time } => {
                let sentence = told(name(client), *direction, label, *lost);
                vec![format!("{time} {sentence}").trim_start().to_owned()]
            }
            Row::Remark { client, text } => vec![format!("{}\u{a0}: {text}.", name(client))],
            Row::Preamble { client, told } => vec![format!("{} {told}.", name(client))],
            Row::Mark { client, mark, note } => mark_text(*mark)
                .map(|text| match mark {
                    // Why it ends is no mere remark.
                    Mark::Cut | Mark::Closed if !note.is_empty() => format!("{text} ({note})"),
                    _ => text.to_owned(),
                })
                .map(|text| format!("{}\u{a0}: {text}.", name(client)))
                .into_iter()
                .collect(),
            Row::Time { time, .. } => vec![format!("{}.", messages::figure_time(*time))],
        }
    }
}

/// A packet, in a sentence.
fn told(client: &str, direction: Direction, label: &Label, lost: bool) -> String {
    let (from, to) = match direction {
        Direction::ToBroker => (client, messages::BROKER),
        Direction::ToClient => (messages::BROKER, client),
    };
    let what = format!("{} {}", label.head, label.content);
    messages::figure_arrow(from, to, what.trim_end(), lost)
}

/// What is written at a mark; nothing where the client's line tells it, by its start or its end.
pub(super) fn mark_text(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Opens | Mark::Ends => None,
        Mark::Cut => Some(messages::FIGURE_CUT),
        Mark::Closed => Some(messages::FIGURE_CLOSED),
        Mark::Silent => Some(messages::FIGURE_SILENT),
    }
}
