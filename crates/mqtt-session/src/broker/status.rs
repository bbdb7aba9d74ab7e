//! What the broker tells of itself: retained messages below `$SYS/broker`, named as Mosquitto names them.

use std::time::Duration;

use mqtt_packet::{Publish, Qos};

use super::{Broker, Effect};
use crate::load::Load;

/// The tree that belongs to the broker: no client publishes there.
const OWN: &str = "$SYS";

/// What has passed since the broker's start, as the shell has counted it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// From clients.
    pub received: Passed,
    /// To clients.
    pub sent: Passed,
    /// Messages that were to be sent, and were dropped because their client does not read or its queue is full.
    pub dropped: u64,
    /// Network connections opened.
    pub opened: u64,
    /// Clients accepted, each time that one was.
    pub accepted: u64,
}

/// What has passed in one direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Passed {
    /// Packets of all types.
    pub packets: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Packets PUBLISH.
    pub publishes: u64,
    /// Bytes of their payloads.
    pub payloads: u64,
}

impl Passed {
    /// One packet more, of `size` bytes; `payload` is the size of its payload if it is a PUBLISH.
    pub fn add(&mut self, size: usize, payload: Option<usize>) {
        self.packets += 1;
        self.bytes += size as u64;
        self.publishes += u64::from(payload.is_some());
        self.payloads += payload.unwrap_or(0) as u64;
    }
}

/// Averages that need what was counted before.
#[derive(Debug, Default)]
pub(super) struct Loads {
    told: Duration,
    averages: [Load; 9],
}

/// Whether a topic belongs to the broker alone.
pub(super) fn is_own(topic: &str) -> bool {
    topic.strip_prefix(OWN).is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

impl Broker {
    /// Publishes what has changed below `$SYS/broker`, for clients that watch the broker: `version` as it stands,
    /// the time since the start (`now`), clients, subscriptions, retained messages and `traffic`. To be called at
    /// intervals; the loads are averages over the last minutes.
    pub fn tell_status(
        &mut self,
        version: &str,
        traffic: &Traffic,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) {
        let Traffic { received, sent, .. } = *traffic;
        let (connected, sessions) = (self.connected, self.sessions.len());
        let away = sessions - connected;
        let subscriptions: usize = self.sessions.iter().map(|(_, session)| session.filters.len()).sum();
        self.tell("version", version.to_owned(), effects);
        self.tell("uptime", format!("{} seconds", now.as_secs()), effects);
        let counts = [
            ("clients/total", sessions as u64),
            ("clients/inactive", away as u64),
            ("clients/disconnected", away as u64),
            ("clients/active", connected as u64),
            ("clients/connected", connected as u64),
            ("clients/maximum", self.most_connected as u64),
            ("messages/received", received.packets),
            ("messages/sent", sent.packets),
            ("bytes/received", received.bytes),
            ("bytes/sent", sent.bytes),
            ("publish/messages/received", received.publishes),
            ("publish/messages/sent", sent.publishes),
            ("publish/messages/dropped", traffic.dropped),
            ("publish/bytes/received", received.payloads),
            ("publish/bytes/sent", sent.payloads),
            ("subscriptions/count", subscriptions as u64),
        ];
        for (name, count) in counts {
            self.tell(name, count.to_string(), effects);
        }
        self.tell_loads(traffic, now, effects);
        // These messages are retained too; this last one counts itself.
        let own = usize::from(self.retained.get_mut(&topic(RETAINED)).is_none());
        self.tell(RETAINED, (self.retained.count() + own).to_string(), effects);
    }

    fn tell_loads(&mut self, traffic: &Traffic, now: Duration, effects: &mut Vec<Effect>) {
        let totals = [
            ("messages/received", traffic.received.packets),
            ("messages/sent", traffic.sent.packets),
            ("bytes/received", traffic.received.bytes),
            ("bytes/sent", traffic.sent.bytes),
            ("publish/received", traffic.received.publishes),
            ("publish/sent", traffic.sent.publishes),
            ("publish/dropped", traffic.dropped),
            ("sockets", traffic.opened),
            ("connections", traffic.accepted),
        ];
        let elapsed = now.saturating_sub(self.loads.told);
        self.loads.told = now;
        let loads = totals.into_iter().zip(&mut self.loads.averages);
        let told: Vec<_> = loads.map(|((name, total), load)| (name, load.count(total, elapsed))).collect();
        for (name, averages) in told {
            for (minutes, average) in averages {
                self.tell(&format!("load/{name}/{minutes}min"), format!("{average:.2}"), effects);
            }
        }
    }

    /// Publishes one value, unless it is the same as before.
    fn tell(&mut self, name: &str, value: String, effects: &mut Vec<Effect>) {
        let topic = topic(name);
        if self.retained.get_mut(&topic).is_none_or(|before| before.payload != value) {
            let message = Publish { qos: Qos::ExactlyOnce, retain: true, ..Publish::new(topic, value) };
            self.route(message, effects);
        }
    }
}

const RETAINED: &str = "retained messages/count";

fn topic(name: &str) -> String {
    format!("{OWN}/broker/{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_brokers_own_tree_is_its_own() {
        assert!(["$SYS", "$SYS/", "$SYS/broker/uptime"].into_iter().all(is_own));
        assert!(!["$SYSTEM", "$sys/a", "a/$SYS", "$", ""].into_iter().any(is_own));
    }
}
