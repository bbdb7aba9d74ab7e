//! What is shown, to be kept: as a drawing, or as JSON Lines.

use std::sync::Arc;

use bytes::Bytes;
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::{Event, Seen, What, json, svg};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::entry::Entry;
use crate::filter::Filter;
use crate::history::{EVENTS, Shared};
use crate::messages;
use crate::routes::parameter;

/// Events written together.
const AT_ONCE: usize = 200;

/// The last events that a viewer is shown, as many as a drawing holds, with times since the beginning of the exchange.
pub(crate) fn svg(shared: &Shared, filter: &Filter, query: &str) -> String {
    let mut record = svg::Record::new(messages::FIGURE_TITLE.to_owned(), Clock::new(TimeStyle::Delta));
    if let Some(time) = shared.start() {
        record.skip(&Event { time, connection: 0, what: What::Missed { count: 0 } });
    }
    let last = last(query);
    let part = shared.part(0, EVENTS);
    let drawn: Vec<&Arc<Entry>> = part
        .entries
        .iter()
        .filter(|entry| entry.place() <= last && is_drawn(&entry.seen()) && filter.shows(&entry.seen()))
        .collect();
    for entry in &drawn[drawn.len().saturating_sub(svg::Record::ROWS)..] {
        record.add(&entry.seen());
    }
    record.into_figure().draw("echange") + "\n"
}

/// Whether a drawing has a row for it.
fn is_drawn(seen: &Seen<'_>) -> bool {
    seen.news && !matches!(seen.event.what, What::Opened { .. })
}

/// The events that a viewer is shown, as `logdump --record` writes them, and as fast as they are read.
pub(crate) fn json_lines(shared: &Arc<Shared>, filter: Filter, query: &str) -> Receiver<Bytes> {
    let (sender, receiver) = channel(2);
    tokio::spawn(write(Arc::clone(shared), filter, last(query), sender));
    receiver
}

/// Ends when nobody reads any more.
async fn write(shared: Arc<Shared>, filter: Filter, last: u64, to: Sender<Bytes>) -> Option<()> {
    let header = json::Header {
        time: shared.start().unwrap_or_default(),
        session: shared.instance.clone(),
        seat: None,
    };
    let mut text = String::new();
    json::write_header(&header, &mut text).ok()?;
    let (mut cursor, end) = (0, shared.end());
    while cursor < end {
        let part = shared.part(cursor, AT_ONCE);
        cursor = part.next;
        for entry in part.entries.iter().filter(|entry| entry.place() <= last) {
            if filter.shows(&entry.seen()) {
                json::write(entry.event(), &mut text).ok()?;
            }
        }
        to.send(std::mem::take(&mut text).into()).await.ok()?;
    }
    if !text.is_empty() {
        to.send(text.into()).await.ok()?;
    }
    Some(())
}

/// The place of the last event that is wanted.
fn last(query: &str) -> u64 {
    parameter(query, "to").unwrap_or(u64::MAX)
}
