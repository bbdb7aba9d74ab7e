//! The seat's half: says how far it is, for as long as the session lasts.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bytes::Bytes;
use bytestring::ByteString;
use clients::connection::Connection;
use mqtt_packet::{Publish, Qos};
use mqtt_session::client::Effect;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, sleep_until, timeout};

use crate::{Place, Seat, Standing, topic};

/// Before the second attempt to reach a broker that was never there; each wait is twice the one before.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// How long the end of a session waits for the board to know.
const GOODBYE: Duration = Duration::from_secs(1);

/// Publishes what one seat tells, on a thread of its own. No broker, a lost one, a slow one: nothing of it is felt by who tells.
#[derive(Debug)]
pub struct Publisher {
    seat: Seat,
    told: Option<UnboundedSender<(String, Standing)>>,
    thread: Option<JoinHandle<()>>,
}

impl Publisher {
    /// Begins to look for the broker.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(place: &Place, seat: Seat) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (told, news) = unbounded_channel();
        let place = place.clone();
        let thread = thread::Builder::new().name("class-board".into()).spawn(move || {
            runtime.block_on(
                Seated { place, seat, news, wanted: BTreeMap::new(), unsaid: BTreeSet::new() }.run(),
            );
            // A slow look-up of a name does not hold back the end.
            runtime.shutdown_background();
        })?;
        Ok(Self { seat, told: Some(told), thread: Some(thread) })
    }

    /// Says how far the seat is in `exercise`, a number in two digits. Only the last word on each exercise matters.
    pub fn tell(&self, exercise: &str, standing: Standing) {
        if let Some(told) = &self.told {
            // The thread lives as long as this value.
            let _ = told.send((topic(&self.seat, exercise), standing));
        }
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        self.told = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Seated {
    place: Place,
    seat: Seat,
    news: UnboundedReceiver<(String, Standing)>,
    /// By topic, what the board should say.
    wanted: BTreeMap<String, Standing>,
    /// The topics whose last word was not handed to the connection.
    unsaid: BTreeSet<String>,
}

/// Why there is no connection any more.
enum End {
    SessionOver,
    Unreachable,
}

impl Seated {
    async fn run(mut self) {
        let mut wait = FIRST_WAIT;
        while let End::Unreachable = self.connected().await {
            let until = Instant::now() + wait;
            loop {
                tokio::select! {
                    () = sleep_until(until) => break,
                    told = self.news.recv() => match told {
                        Some(told) => self.note(told),
                        None => return,
                    },
                }
            }
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    fn note(&mut self, (topic, standing): (String, Standing)) {
        self.unsaid.insert(topic.clone());
        self.wanted.insert(topic, standing);
    }

    /// One client, which reconnects by itself once it was accepted.
    async fn connected(&mut self) -> End {
        let options = self.place.options(format!("poste{}-atelier-", self.seat));
        // The options ask for a clean session and no will, which is always possible.
        let Ok(connect) = options.connect("atelier") else { return End::SessionOver };
        let mut connection = Connection::new(&options, connect, None, None);
        loop {
            while let Some(effect) = connection.told() {
                if let Effect::Connected { .. } = effect {
                    // Another broker may be there now, or the same without its memory.
                    self.unsaid = self.wanted.keys().cloned().collect();
                }
            }
            if self.publish(&mut connection).is_none() {
                return End::Unreachable;
            }
            let told = tokio::select! {
                moved = connection.progress() => match moved {
                    Ok(()) => continue,
                    Err(_) => return End::Unreachable,
                },
                told = self.news.recv() => told,
            };
            match told {
                Some(told) => self.note(told),
                None => {
                    // What could not be said within this time stays unsaid: the session is over.
                    let _ = timeout(GOODBYE, self.finish(connection)).await;
                    return End::SessionOver;
                }
            }
        }
    }

    /// Hands over what there is room for; `None` when the connection is of no more use.
    fn publish(&mut self, connection: &mut Connection) -> Option<()> {
        while connection.has_room() {
            let Some(topic) = self.unsaid.pop_first() else { break };
            let Some(standing) = self.wanted.get(&topic) else { continue };
            let payload = Bytes::from(standing.to_string());
            let message = Publish {
                retain: true,
                qos: Qos::AtLeastOnce,
                ..Publish::new(ByteString::from(topic), payload)
            };
            connection.publish(message).ok()?;
        }
        Some(())
    }

    async fn finish(&mut self, mut connection: Connection) {
        while connection.is_established() && !(self.unsaid.is_empty() && connection.is_done()) {
            if self.publish(&mut connection).is_none() || connection.progress().await.is_err() {
                return;
            }
        }
        let _ = connection.close().await;
    }
}
