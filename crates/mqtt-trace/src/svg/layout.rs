//! Where the vertical lines stand.

use super::text::pixels;
use super::{Figure, Row, label};
use crate::width;

/// Columns of text between the broker and the clients next to it, at least and at most.
const COLUMNS: (usize, usize) = (24, 38);

/// Blank between two names.
const GAP: i32 = 10;

/// Blank on each side of a text between two lines.
const PAD: i32 = 10;

/// The places of the lines, in pixels.
pub(super) struct Layout {
    /// Of each client, in the order of [`Figure::clients`].
    pub(super) clients: Vec<i32>,
    pub(super) broker: i32,
    /// Between the broker and its next neighbour.
    pub(super) hop: i32,
    /// Columns of text there.
    pub(super) columns: usize,
    pub(super) width: i32,
}

impl Layout {
    pub(super) fn of(figure: &Figure, broker_name: &str) -> Layout {
        let columns = columns(figure);
        let hop = pixels(columns) + 2 * PAD;
        let (right, left): (Vec<usize>, Vec<usize>) = (0..figure.clients.len())
            .partition(|client| figure.clients[*client].subscribes && !figure.clients[*client].publishes);
        // Subscribers stand on the right of publishers only.
        let (left, right) = if left.is_empty() { (right, left) } else { (left, right) };

        let mut clients = vec![0; figure.clients.len()];
        let half = |client: usize| name_width(&figure.clients[client].name) / 2;
        // The right end of what is placed so far, and the line of the last client.
        let (mut edge, mut line) = (margin(figure) - GAP, 0);
        for client in left {
            line = edge + GAP + half(client);
            clients[client] = line;
            edge = line + half(client);
        }
        let broker = line + hop;
        edge = broker + name_width(broker_name) / 2;
        for (place, client) in right.into_iter().enumerate() {
            line = if place == 0 { broker + hop } else { edge + GAP + half(client) };
            clients[client] = line;
            edge = line + half(client);
        }
        Layout { clients, broker, hop, columns, width: edge }
    }

    /// Whether a client stands on the left of the broker.
    pub(super) fn is_left(&self, client: usize) -> bool {
        self.clients[client] < self.broker
    }

    /// The middle of the room for text between the broker and the clients of that side.
    pub(super) fn middle(&self, client: usize) -> i32 {
        if self.is_left(client) { self.broker - self.hop / 2 } else { self.broker + self.hop / 2 }
    }
}

/// Width of the frame round a name.
pub(super) fn name_width(name: &str) -> i32 {
    pixels(width::of_text(name)) + 18
}

/// Room for times on the left.
fn margin(figure: &Figure) -> i32 {
    let times = figure.rows.iter().map(|row| match row {
        Row::Packet { time, .. } => width::of_text(time),
        _ => 0,
    });
    match times.max() {
        None | Some(0) => 0,
        Some(columns) => pixels(columns) + 2 * PAD,
    }
}

/// The columns that the texts need; longer ones will be cut into lines.
fn columns(figure: &Figure) -> usize {
    let widest = figure.rows.iter().flat_map(|row| match row {
        Row::Bytes { bytes, note, .. } => {
            let labels = label::of(bytes).into_iter();
            labels.flat_map(|label| [label.head, label.content]).chain([note.clone()]).collect()
        }
        Row::Packet { label, .. } => vec![label.head.clone(), label.content.clone()],
        Row::Remark { text, .. } => vec![text.clone()],
        Row::Preamble { told, .. } => vec![told.clone()],
        Row::Mark { note, .. } => vec![note.clone()],
        Row::Time { .. } => Vec::new(),
    });
    let widest = widest.map(|text| width::of_text(&text)).max().unwrap_or(0);
    widest.clamp(COLUMNS.0, COLUMNS.1)
}
