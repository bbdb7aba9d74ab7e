//! The teacher's half: hears the board, for as long as one asks.

use std::time::Duration;

use bytes::Bytes;
use bytestring::ByteString;
use clients::connection::Connection;
use mqtt_packet::{Publish, Qos, SubscribeReturnCode, Subscription};
use mqtt_session::client::Effect;
use tokio::time::{Instant, sleep_until};

use crate::{FILTER, Place};

/// Between two attempts to reach a broker that is not there.
const WAIT: Duration = Duration::from_secs(2);

/// What is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The broker accepted the subscription: what is retained comes next.
    Listening,
    /// There is no connection; the text says why. It is tried again.
    Lost(String),
    /// A message of the board. Anybody may have sent it.
    Said {
        /// It matches [`FILTER`], and that is all one knows of it.
        topic: String,
        /// Any bytes; none when the board is erased there.
        payload: Bytes,
    },
}

/// A client that subscribes to [`FILTER`], again at each connection.
pub struct Watcher {
    place: Place,
    connection: Option<Connection>,
    next_attempt: Instant,
}

impl std::fmt::Debug for Watcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watcher").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Watcher {
    /// Nothing is connected before the first [`next`](Self::next), which must be called within a tokio runtime.
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self { place, connection: None, next_attempt: Instant::now() }
    }

    /// What is heard next; may be dropped and called again.
    pub async fn next(&mut self) -> News {
        loop {
            let connection = match &mut self.connection {
                Some(connection) => connection,
                None => {
                    sleep_until(self.next_attempt).await;
                    let options = self.place.options("tableau-".to_owned());
                    match options.connect("tableau") {
                        // No reconnection of its own: the loss is to be told.
                        Ok(connect) => {
                            self.connection.insert(Connection::new(&options, connect, Some(0), None))
                        }
                        Err(misuse) => return self.lost(format!("{misuse:?}")),
                    }
                }
            };
            while let Some(effect) = connection.told() {
                match effect {
                    Effect::Connected { .. } => {
                        let all = Subscription { filter: FILTER.into(), qos: Qos::AtLeastOnce };
                        if let Err(failure) = connection.subscribe(vec![all]) {
                            return self.lost(failure.to_string());
                        }
                    }
                    Effect::Subscribed { granted } => {
                        if granted.iter().all(|(_, code)| *code == SubscribeReturnCode::Failure) {
                            return self.lost(crate::messages::REFUSED.to_owned());
                        }
                        return News::Listening;
                    }
                    Effect::Message(message) => {
                        return News::Said { topic: message.topic.to_string(), payload: message.payload };
                    }
                    _ => {}
                }
            }
            if let Err(failure) = connection.progress().await {
                return self.lost(failure.to_string());
            }
        }
    }

    /// Erases what is retained under `topic`, by an empty message `[MQTT-3.3.1-10]`; it leaves during the next calls of
    /// [`next`](Self::next). False when there is no connection.
    pub fn erase(&mut self, topic: String) -> bool {
        let message = Publish {
            retain: true,
            qos: Qos::AtLeastOnce,
            ..Publish::new(ByteString::from(topic), Bytes::new())
        };
        self.connection.as_mut().is_some_and(|connection| connection.publish(message).is_ok())
    }

    /// All that was handed over is acknowledged.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.connection.as_ref().is_some_and(Connection::is_done)
    }

    fn lost(&mut self, why: String) -> News {
        self.connection = None;
        self.next_attempt = Instant::now() + WAIT;
        News::Lost(why)
    }
}
