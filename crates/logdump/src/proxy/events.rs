//! The way of events from the connections to whoever shows them: in order, bounded in memory, and such that a
//! reader who has stopped reading does not stop the relay for ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use mqtt_trace::{Event, What};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Room for events that wait to be shown, in units of a kibibyte of packets: 64 MiB in all.
const ROOM: usize = 64 << 10;

/// How long the relay waits for room. A terminal that is paused for longer misses what passes, and is told how much.
const PATIENCE: Duration = Duration::from_secs(5);

/// The events of a proxy, in the order in which they happened.
#[derive(Debug)]
pub struct Events(UnboundedReceiver<Queued>);

/// An event, and the room that it takes until it is read.
#[derive(Debug)]
struct Queued {
    event: Event,
    _room: OwnedSemaphorePermit,
}

impl Events {
    /// The next event; `None` once the proxy has stopped and all have been read.
    pub async fn next(&mut self) -> Option<Event> {
        self.0.recv().await.map(|queued| queued.event)
    }

    /// As [`Events::next`], for a thread outside of the runtime.
    pub fn next_blocking(&mut self) -> Option<Event> {
        self.0.blocking_recv().map(|queued| queued.event)
    }

    /// The next event if it is there already.
    pub fn next_now(&mut self) -> Option<Event> {
        self.0.try_recv().ok().map(|queued| queued.event)
    }
}

/// Records the events of one connection.
#[derive(Debug, Clone)]
pub(super) struct Recorder {
    connection: u64,
    shared: Arc<Shared>,
    queue: UnboundedSender<Queued>,
}

#[derive(Debug)]
struct Shared {
    room: Arc<Semaphore>,
    patience: Duration,
    /// Events that were not recorded since the last one that was.
    missed: AtomicU64,
    /// Connections so far.
    connections: AtomicU64,
    /// Times are counted from here, so that a change of the machine's clock does not turn them back.
    started: (Duration, Instant),
}

/// A queue for a proxy.
pub(super) fn channel() -> (Recorder, Events) {
    bounded(ROOM, PATIENCE)
}

fn bounded(room: usize, patience: Duration) -> (Recorder, Events) {
    let (queue, events) = unbounded_channel();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let shared = Shared {
        room: Arc::new(Semaphore::new(room)),
        patience,
        missed: AtomicU64::new(0),
        connections: AtomicU64::new(0),
        started: (now, Instant::now()),
    };
    (Recorder { connection: 0, shared: Arc::new(shared), queue }, Events(events))
}

impl Recorder {
    /// A recorder for the next connection: they are numbered from 1, whatever their route.
    pub(super) fn of_next_connection(&self) -> Recorder {
        let connection = self.shared.connections.fetch_add(1, Ordering::Relaxed) + 1;
        Recorder { connection, ..self.clone() }
    }

    /// Puts an event in the queue; waits for room at need, but not for ever.
    pub(super) async fn record(&self, what: What) {
        let event = self.event(what);
        if self.queue.is_closed() {
            return;
        }
        let size = size(&event);
        let room = Arc::clone(&self.shared.room);
        let permit = match Arc::clone(&room).try_acquire_many_owned(size) {
            Ok(permit) => Some(permit),
            // Once events are missed, there is no waiting until the reader reads again.
            Err(_) if self.shared.missed.load(Ordering::Relaxed) > 0 => None,
            Err(_) => {
                timeout(self.shared.patience, room.acquire_many_owned(size)).await.ok().and_then(Result::ok)
            }
        };
        let Some(permit) = permit else {
            self.shared.missed.fetch_add(1, Ordering::Relaxed);
            return;
        };
        let mut permit = permit;
        let count = self.shared.missed.swap(0, Ordering::Relaxed);
        if count > 0
            && let Some(part) = permit.split(1)
        {
            let _ = self.queue.send(Queued { event: self.event(What::Missed { count }), _room: part });
        }
        let _ = self.queue.send(Queued { event, _room: permit });
    }

    fn event(&self, what: What) -> Event {
        let (started, instant) = self.shared.started;
        let time = started + instant.elapsed();
        // As precise as a record keeps it, so that what is shown live is what the record will show.
        let time = time - Duration::from_nanos(u64::from(time.subsec_nanos() % 1000));
        Event { time, connection: self.connection, what }
    }
}

/// The room that an event takes.
fn size(event: &Event) -> u32 {
    let bytes = match &event.what {
        What::Piece { piece, .. } => piece.bytes.len(),
        _ => 0,
    };
    // One for the event itself, and one for a word about those that were missed.
    u32::try_from(bytes >> 10).unwrap_or(u32::MAX).saturating_add(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended() -> What {
        What::Ended { by: mqtt_trace::Side::Client, reset: false }
    }

    /// Room for this many events.
    const COUNT: u64 = 20;

    #[tokio::test]
    async fn a_reader_that_stops_does_not_stop_the_relay_and_is_told_what_it_missed() {
        let (recorder, mut events) = bounded(2 * COUNT as usize, Duration::from_millis(20));
        for _ in 0..COUNT + 10 {
            recorder.record(ended()).await;
        }
        for index in 0..COUNT {
            assert_eq!(events.next().await.unwrap().what, ended(), "event {index}");
        }
        recorder.record(ended()).await;
        assert_eq!(events.next().await.unwrap().what, What::Missed { count: 10 });
        assert_eq!(events.next().await.unwrap().what, ended());
    }

    #[tokio::test]
    async fn a_reader_that_is_only_slow_misses_nothing() {
        let (recorder, mut events) = bounded(2 * COUNT as usize, Duration::from_secs(60));
        let writer = tokio::spawn(async move {
            for _ in 0..10 * COUNT {
                recorder.record(ended()).await;
            }
        });
        for _ in 0..10 * COUNT {
            assert_eq!(events.next().await.unwrap().what, ended());
        }
        writer.await.unwrap();
    }
}
