//! The rows for one viewer: those that it has not seen yet, then each as it comes.
//!
//! ```text
//! id: 9f2c61d07be3a845-17
//! event: rows
//! data: {"start":1795379998123456,"gone":0,"clients":["alice"],"rows":[…]}
//! ```
//! The number is that of the next event to read: a browser that has lost its line gives it back in `Last-Event-ID`, and
//! misses nothing. `hello` comes first, and says whether the viewer goes on where it was; `beat` comes when nothing
//! else does, so that a page knows a quiet line from a dead one.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::json;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

use crate::filter::Filter;
use crate::history::{Part, Shared};
use crate::row;

/// Events looked at together.
const AT_ONCE: usize = 500;

/// Between two batches: no eye sees more of them, and a busy broker gives many rows in this time.
const PACE: Duration = Duration::from_millis(40);

/// The longest silence.
const BEAT: Duration = Duration::from_secs(10);

/// How long a browser waits before it asks again, in milliseconds.
const RETRY: u64 = 1000;

/// Names that a viewer is told, at most.
const CLIENTS: usize = 2000;

/// Someone who watches: a place in the history, and a filter.
#[derive(Debug)]
pub(crate) struct Viewer {
    shared: Arc<Shared>,
    filter: Filter,
    cursor: u64,
    resumed: bool,
    /// The clients that it knows.
    clients: HashSet<String>,
}

impl Viewer {
    /// `seen`: the last identifier that it has got, from the browser itself or else in its address as `after=…`.
    pub(crate) fn new(shared: Arc<Shared>, filter: Filter, seen: Option<&str>, query: &str) -> Viewer {
        let mut parameters = form_urlencoded::parse(query.as_bytes());
        let after = parameters.find(|(name, _)| name == "after").map(|(_, value)| value.into_owned());
        let cursor = seen.or(after.as_deref()).and_then(|seen| {
            let (instance, cursor) = seen.split_once('-')?;
            let cursor: u64 = cursor.parse().ok()?;
            (instance == shared.instance && cursor <= shared.end()).then_some(cursor)
        });
        let resumed = cursor.is_some();
        Viewer { shared, filter, cursor: cursor.unwrap_or(0), resumed, clients: HashSet::new() }
    }

    /// Serves it for as long as it reads.
    pub(crate) fn spawn(self) -> Receiver<Bytes> {
        let (sender, receiver) = channel(2);
        tokio::spawn(self.watch(sender));
        receiver
    }

    /// Ends when the viewer is gone.
    async fn watch(mut self, to: Sender<Bytes>) -> Option<()> {
        let mut changed = self.shared.subscribe();
        let hello = json!({ "instance": self.shared.instance, "resumed": self.resumed });
        to.send(format!("retry: {RETRY}\nevent: hello\ndata: {hello}\n\n").into()).await.ok()?;
        loop {
            changed.mark_unchanged();
            let part = self.shared.part(self.cursor, AT_ONCE);
            if part.next > self.cursor {
                let is_last = part.entries.len() < AT_ONCE;
                to.send(self.batch(&part).into()).await.ok()?;
                if is_last {
                    sleep(PACE).await;
                }
                continue;
            }
            tokio::select! {
                () = to.closed() => return None,
                waited = timeout(BEAT, changed.changed()) => match waited {
                    Ok(news) => news.ok()?,
                    Err(_) => to.send(Bytes::from_static(b"event: beat\ndata:\n\n")).await.ok()?,
                },
            }
        }
    }

    /// What a part of the history is for this viewer.
    fn batch(&mut self, part: &Part) -> String {
        self.cursor = part.next;
        let (mut rows, mut names) = (Vec::new(), Vec::new());
        for entry in &part.entries {
            let seen = entry.seen();
            let name = row::name(seen.client);
            // A connection without a name yet has a number.
            if !seen.client.starts_with('#')
                && self.clients.len() < CLIENTS
                && self.clients.insert(name.clone())
            {
                names.push(name);
            }
            match &entry.row {
                Some(row) if self.filter.shows(&seen) => rows.push(row.clone()),
                // Its line ends all the same.
                _ if row::ends(&seen) => rows.push(json!({ "c": seen.event.connection }).to_string()),
                _ => {}
            }
        }
        let start = self.shared.start().map_or(0, |start| start.as_micros());
        let (names, rows, gone) = (json!(names), rows.join(","), part.gone);
        let (instance, next) = (&self.shared.instance, part.next);
        format!(
            "id: {instance}-{next}\nevent: rows\ndata: {{\"start\":{start},\"gone\":{gone},\"clients\":{names},\"rows\":[{rows}]}}\n\n"
        )
    }
}
