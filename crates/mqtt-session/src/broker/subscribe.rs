//! SUBSCRIBE and UNSUBSCRIBE (§3.8 to §3.11).

use mqtt_packet::{Ack, Packet, Qos, Suback, Subscribe, SubscribeReturnCode, Unsubscribe};

use super::session::SessionKey;
use super::{Broker, ConnectionId, Effect, Forbidden};

/// The sessions subscribed by one topic filter, sorted, with the QoS granted to each.
#[derive(Debug, Default)]
pub(super) struct Subscribers(Vec<(SessionKey, Qos)>);

impl Subscribers {
    pub(super) fn as_slice(&self) -> &[(SessionKey, Qos)] {
        &self.0
    }

    /// Adds a subscription, or replaces the one of the same session and filter `[MQTT-3.8.4-3]`.
    fn set(&mut self, session: SessionKey, qos: Qos) {
        match self.0.binary_search_by_key(&session, |(session, _)| *session) {
            Ok(at) => self.0[at].1 = qos,
            Err(at) => self.0.insert(at, (session, qos)),
        }
    }

    fn remove(&mut self, session: SessionKey) {
        if let Ok(at) = self.0.binary_search_by_key(&session, |(session, _)| *session) {
            self.0.remove(at);
        }
    }
}

impl Broker {
    /// Every filter that the access rules allow is granted at the QoS asked for. SUBACK comes first, then the retained messages, filter by
    /// filter: also for a subscription that is only renewed `[MQTT-3.3.1-6]`, `[MQTT-3.8.4-3]`.
    pub(super) fn subscribe(
        &mut self,
        connection: ConnectionId,
        key: SessionKey,
        subscribe: &Subscribe,
        effects: &mut Vec<Effect>,
    ) {
        let rights = &self.sessions[key].rights;
        let (granted, refused): (Vec<_>, Vec<_>) =
            subscribe.subscriptions.iter().partition(|asked| rights.may_subscribe(&asked.filter));
        for subscription in &granted {
            let subscribers = self.subscriptions.place(&subscription.filter);
            subscribers.get_or_insert_default().set(key, subscription.qos);
            self.sessions[key].filters.insert((&*subscription.filter).into());
        }
        let codes = subscribe.subscriptions.iter().map(|asked| match refused.contains(&asked) {
            true => SubscribeReturnCode::Failure,
            false => SubscribeReturnCode::Granted(asked.qos),
        });
        let packet = Packet::Suback(Suback::new(subscribe.packet_id, codes.collect()));
        effects.push(Effect::Send { connection, packet });
        for subscription in refused {
            let (client_id, filter) = (self.sessions[key].client_id.clone(), (&*subscription.filter).into());
            effects.push(Effect::Forbidden { client_id, what: Forbidden::Subscribe(filter) });
        }
        for subscription in granted {
            self.send_retained(key, &subscription.filter, subscription.qos, effects);
        }
    }

    /// The retained messages that `filter` matches, by topic, with the retain flag `[MQTT-3.3.1-8]`.
    fn send_retained(&mut self, key: SessionKey, filter: &str, granted: Qos, effects: &mut Vec<Effect>) {
        let mut found = Vec::new();
        self.retained.names_matching(filter, |publish| found.push(publish.clone()));
        found.sort_unstable_by(|a, b| a.topic.cmp(&b.topic));
        for publish in &found {
            self.deliver(key, publish, granted, true, effects);
        }
    }

    /// UNSUBACK is the answer even when no filter was subscribed `[MQTT-3.10.4-5]`. What is already queued for
    /// the client may still come `[MQTT-3.10.4-2]`.
    pub(super) fn unsubscribe(
        &mut self,
        connection: ConnectionId,
        key: SessionKey,
        unsubscribe: &Unsubscribe,
        effects: &mut Vec<Effect>,
    ) {
        for filter in &unsubscribe.filters {
            if self.sessions[key].filters.remove(filter) {
                self.unsubscribe_filter(key, filter);
            }
        }
        let packet = Packet::Unsuback(Ack::new(unsubscribe.packet_id));
        effects.push(Effect::Send { connection, packet });
    }

    pub(super) fn unsubscribe_filter(&mut self, key: SessionKey, filter: &str) {
        let Some(subscribers) = self.subscriptions.get_mut(filter) else { return };
        subscribers.remove(key);
        if subscribers.as_slice().is_empty() {
            self.subscriptions.remove(filter);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use mqtt_packet::{Connect, PacketId, Subscription};

    use super::*;

    #[test]
    fn a_filter_that_nobody_holds_any_more_takes_no_place() {
        let (mut broker, mut effects, now) = (Broker::default(), Vec::new(), Duration::ZERO);
        let connection = broker.open(now);
        let subscription = Subscription { filter: "a/b".into(), qos: Qos::AtMostOnce };
        let packets = [
            Packet::Connect(Box::new(Connect::new("alice"))),
            Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription])),
            Packet::Unsubscribe(Unsubscribe::new(PacketId::FIRST, vec!["a/b".into()])),
        ];
        for packet in packets {
            broker.packet(connection, packet, now, &mut effects);
        }
        assert!(broker.subscriptions.get_mut("a/b").is_none());
    }
}
