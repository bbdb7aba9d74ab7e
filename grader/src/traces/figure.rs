//! The packets of each proof, as figures. They are taken by a second reading, so that the trace need not be held.

use evidence::Verdict;
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::json::Record as Line;
use mqtt_trace::svg::{Figure, Mark, Record, Row};
use mqtt_trace::{Direction, Event, Exchange, Seen, What};

use super::{lines, messages};
use crate::model::{FigureClient, FigureRow, TraceFigure};

/// A figure that is being made.
struct Drawing<'v> {
    verdict: &'v Verdict<'v>,
    record: Record,
    /// The lines of its packets.
    lines: Vec<u64>,
}

/// A figure for each verdict, where something of it was seen.
pub fn of(bytes: &[u8], verdicts: &[Verdict<'_>]) -> Vec<Option<TraceFigure>> {
    let drawing = |verdict| Drawing {
        verdict,
        record: Record::new(String::new(), Clock::new(TimeStyle::Delta)),
        lines: Vec::new(),
    };
    let mut drawings: Vec<_> = verdicts.iter().map(drawing).collect();
    let mut exchange = Exchange::default();
    lines::read(bytes, |line, record| {
        if let Line::Event(event) = record {
            let seen = exchange.follow(&event);
            drawings.iter_mut().for_each(|drawing| drawing.event(line, &seen, &event));
        }
    });
    drawings.into_iter().map(|drawing| figure(drawing.record.into_figure(), &drawing.lines)).collect()
}

impl Drawing<'_> {
    fn event(&mut self, line: u64, seen: &Seen<'_>, event: &Event) {
        let marks = self.verdict.marks();
        let Some(mark) = marks.iter().find(|mark| mark.place == line && mark.time == event.time) else {
            return self.record.skip(event);
        };
        if mark.is_cut && !matches!(event.what, What::Ended { .. } | What::Fault { .. }) {
            // It shows only in what comes after, which may be a connection that nobody has named yet.
            self.record.cut(&mark.client, messages::CUT_BEFORE.to_owned());
            return self.record.skip(event);
        }
        if matches!(event.what, What::Piece { .. }) {
            self.lines.push(line);
        }
        self.record.add(seen);
    }
}

fn figure(figure: Figure, lines: &[u64]) -> Option<TraceFigure> {
    if figure.rows.is_empty() {
        return None;
    }
    let client = |client: mqtt_trace::svg::Client| FigureClient {
        name: client.name,
        publishes: client.publishes,
        subscribes: client.subscribes,
    };
    let mut lines = lines.iter().copied();
    Some(TraceFigure {
        clients: figure.clients.into_iter().map(client).collect(),
        rows: figure.rows.into_iter().filter_map(|own| row(own, &mut lines)).collect(),
    })
}

fn row(row: Row, lines: &mut impl Iterator<Item = u64>) -> Option<FigureRow> {
    Some(match row {
        Row::Packet { client, direction, label, lost, time } => FigureRow::Packet {
            line: lines.next().unwrap_or_default(),
            time: time.trim().to_owned(),
            client,
            to_broker: direction == Direction::ToBroker,
            packet: label.packet.map(|packet| packet.name().to_owned()),
            dup: label.dup,
            retain: label.retain,
            lost,
            head: label.head,
            content: label.content,
        },
        Row::Mark { client, mark, note } => FigureRow::End { client, cut: mark != Mark::Ends, text: note },
        Row::Remark { client, text } => FigureRow::Remark { client, text },
        Row::Bytes { .. } | Row::Preamble { .. } | Row::Time { .. } => return None,
    })
}
