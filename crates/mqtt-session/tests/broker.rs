//! The broker half in conversation: each file of `tests/broker` holds one behaviour. Only the bytes count, so
//! that the same files can be played with any broker; why it closes a connection is asked at the end.

#[macro_use]
mod support;

use std::collections::HashMap;
use std::time::Duration;

use bytes::BytesMut;
use mqtt_packet::{
    Ack, Connack, Connect, ConnectReturnCode, DecodeError, Packet, PacketId, PacketType, Rule,
};
use mqtt_session::broker::{
    Broker, CloseReason, ConnectionId, Effect, Forbidden, Limits, Policy, Right, Rule as AccessRule,
    Violation, Who,
};
use mqtt_trace::Side;
use mqtt_trace::conv::{Outputs, Subject};

/// A broker, and the names that the conversation gives to its connections.
#[derive(Default)]
struct BrokerSubject {
    limits: Limits,
    policy: Policy,
    /// The password of each user.
    passwords: HashMap<String, String>,
    broker: Broker,
    connections: HashMap<String, (ConnectionId, BytesMut)>,
}

impl BrokerSubject {
    fn carry_out(&mut self, effects: Vec<Effect>, at: Duration, out: &mut Outputs) {
        for effect in effects {
            match effect {
                Effect::Send { connection, packet } => {
                    out.bytes(&self.name(connection), &support::encoded(&packet));
                }
                Effect::Close { connection, .. } => {
                    let name = self.name(connection);
                    self.connections.remove(&name);
                    out.closed(&name);
                }
                Effect::Dropped { client_id, topic } => out.says(&client_id, format!("dropped {topic}")),
                Effect::Accepted { .. } => {}
                Effect::Verify { connection, user, password } => {
                    let right =
                        self.passwords.get(&*user).is_some_and(|right| right.as_bytes() == password.0);
                    let mut effects = Vec::new();
                    self.broker.verified(connection, right, at, &mut effects);
                    self.carry_out(effects, at, out);
                }
                Effect::Forbidden { client_id, what } => {
                    let what = match what {
                        Forbidden::Publish(publish) => format!("forbidden to publish {}", publish.topic),
                        Forbidden::Subscribe(filter) => format!("forbidden to subscribe {filter}"),
                    };
                    out.says(&client_id, what);
                }
            }
        }
    }

    fn name(&self, connection: ConnectionId) -> String {
        let mut known = self.connections.iter();
        let found = known.find_map(|(name, (id, _))| (*id == connection).then(|| name.clone()));
        found.unwrap_or_else(|| panic!("an effect for {connection:?}, which is closed"))
    }
}

impl Subject for BrokerSubject {
    fn connect(&mut self, name: &str, at: Duration, _: &mut Outputs) {
        let id = self.broker.open(at);
        self.connections.insert(name.to_owned(), (id, BytesMut::new()));
    }

    fn bytes(&mut self, name: &str, bytes: &[u8], at: Duration, out: &mut Outputs) {
        let mut received = Some(bytes);
        // The broker may close the connection in the midst of the bytes.
        while let Some((id, stream)) = self.connections.get_mut(name) {
            stream.extend_from_slice(received.take().unwrap_or_default());
            let Some(packet) = support::next_packet(stream) else { return };
            let mut effects = Vec::new();
            match packet {
                Ok(packet) => self.broker.packet(*id, packet, at, &mut effects),
                Err(error) => self.broker.malformed(*id, error, &mut effects),
            }
            self.carry_out(effects, at, out);
        }
    }

    fn cut(&mut self, name: &str, at: Duration, out: &mut Outputs) {
        let Some((id, _)) = self.connections.remove(name) else { return };
        let mut effects = Vec::new();
        self.broker.lost(id, &mut effects);
        self.carry_out(effects, at, out);
    }

    /// Wakes the broker when it asked to be woken, and only then.
    fn advance(&mut self, at: Duration, out: &mut Outputs) {
        while let Some(deadline) = self.broker.next_deadline().filter(|deadline| *deadline <= at) {
            let mut effects = Vec::new();
            self.broker.tick(deadline, &mut effects);
            self.carry_out(effects, deadline, out);
        }
    }

    /// At the start of a conversation: `broker does allow 2 in flight`, `broker does know alice secret`, `broker does
    /// rule alice write a/#`.
    fn act(&mut self, _: &str, order: &str, _: Duration, _: &mut Outputs) -> Result<(), String> {
        let words: Vec<&str> = order.splitn(4, ' ').collect();
        match words[..] {
            ["allow", "everybody", "known"] => self.policy.allow_anonymous = false,
            ["allow", number, ref what @ ..] => {
                let number = number.parse().map_err(|_| format!("{number} is not a number"))?;
                match what.join(" ").as_str() {
                    "in flight" => self.limits.max_inflight = number,
                    "queued" => self.limits.max_queued = number,
                    "bytes queued" => self.limits.max_queued_bytes = number,
                    "connected" => self.limits.max_connections = number,
                    what => return Err(format!("nothing to allow by the name of {what}")),
                }
            }
            ["know", user, password] => {
                self.policy.verify_users = true;
                self.passwords.insert(user.to_owned(), password.to_owned());
            }
            ["rule", who, right, filter] => self.policy.rules.get_or_insert_default().push(AccessRule {
                who: match who {
                    "anonymous" => Who::Anonymous,
                    "everybody" => Who::Everybody,
                    user => Who::User(user.into()),
                },
                right: match right {
                    "read" => Right::Read,
                    "write" => Right::Write,
                    "readwrite" => Right::ReadWrite,
                    "deny" => Right::Deny,
                    _ => return Err(format!("no right is called {right}")),
                },
                filter: filter.into(),
            }),
            _ => return Err(format!("{order}: allow, know or rule is expected")),
        }
        self.broker = Broker::with_policy(self.limits, self.policy.clone());
        Ok(())
    }
}

fn play(text: &str) {
    support::play(text, Side::Broker, &mut BrokerSubject::default());
}

conversations!(
    "broker",
    play,
    [
        connect_comes_first,
        connect_comes_once,
        connect_with_unknown_level,
        connect_with_mqtt_5,
        connect_with_unknown_name,
        connect_with_reserved_flag,
        connect_with_level_3,
        connect_without_client_id,
        connect_without_client_id_spares_the_others,
        connect_without_client_id_for_a_kept_session,
        connect_not_in_time,
        malformed_packets,
        packets_that_only_a_broker_sends,
        disconnect,
        packets_in_pieces,
        ping,
        session_present,
        session_keeps_subscriptions,
        session_discarded_by_clean_session,
        session_discarded_receives_no_more,
        session_ends_with_its_connection,
        session_of_a_client_id_with_a_slash,
        take_over,
        take_over_with_a_clean_session,
        take_over_publishes_the_old_will,
        take_over_resends_what_was_in_flight,
        keep_alive_exceeded,
        keep_alive_counts_any_packet,
        keep_alive_zero,
        will_on_a_cut,
        will_on_keep_alive_exceeded,
        will_on_a_violation,
        will_not_after_disconnect,
        will_not_of_a_refused_client,
        will_retained,
        will_qos,
        will_to_its_own_session,
        qos0_is_sent_once,
        qos1_is_acknowledged_on_both_legs,
        qos1_again_is_delivered_again,
        qos2_is_delivered_when_released,
        qos2_again_is_the_same_message,
        qos2_again_with_another_payload,
        qos2_in_the_order_of_release,
        qos2_release_of_nothing,
        acknowledgements_of_nothing,
        puback_of_a_qos2_message,
        pubcomp_before_pubrec,
        pubrec_of_a_qos1_message,
        pubrec_again_after_pubrel,
        qos_is_the_lower_of_both,
        window_at_qos1,
        connect_of_unknown_users,
        connect_beyond_the_limit,
        take_over_by_another_user,
        rules_of_publishing,
        rules_of_subscribing,
        rules_of_wills,
        rules_of_one_user_each,
        queue_of_bytes_full,
        qos2_unreleased_beyond_the_limit,
        window_at_qos2,
        offline_queue,
        offline_queue_behind_the_window,
        queue_full,
        queue_full_behind_the_window,
        queue_of_none,
        redelivery_at_qos1,
        redelivery_in_order_of_release,
        redelivery_not_after_a_clean_session,
        qos2_publisher_cut_before_pubrec,
        qos2_publisher_cut_before_pubrel,
        qos2_publisher_cut_before_pubcomp,
        qos2_subscriber_cut_before_pubrec,
        qos2_subscriber_cut_before_pubcomp,
        qos2_subscriber_repeats_pubrec,
        retain_flag,
        retain_keeps_the_last,
        retain_erased_by_an_empty_payload,
        retain_keeps_the_qos,
        retain_at_qos2,
        retain_and_wildcards,
        retain_again_on_resubscription,
        subscribe_with_several_filters,
        subscribe_again_replaces,
        subscriptions_overlap,
        unsubscribe,
        unsubscribe_with_a_message_in_flight,
        wildcard_of_one_level,
        wildcard_of_all_levels,
        wildcard_and_dollar,
        topics_character_by_character,
    ]
);

fn ack(packet: fn(Ack) -> Packet) -> Packet {
    packet(Ack::new(PacketId::FIRST))
}

/// The reasons for which the broker closes a connection on which `packets` come, and then nothing more.
fn reasons(packets: Vec<Result<Packet, DecodeError>>) -> Vec<CloseReason> {
    let (mut broker, mut effects) = (Broker::default(), Vec::new());
    let connection = broker.open(Duration::ZERO);
    for packet in packets {
        match packet {
            Ok(packet) => broker.packet(connection, packet, Duration::ZERO, &mut effects),
            Err(error) => broker.malformed(connection, error, &mut effects),
        }
    }
    broker.tick(Duration::from_secs(90), &mut effects);
    let reason = |effect| match effect {
        Effect::Close { reason, .. } => Some(reason),
        _ => None,
    };
    effects.into_iter().filter_map(reason).collect()
}

#[test]
fn each_reason_for_closing_is_told_once() {
    let connect = || Ok(Packet::Connect(Box::new(Connect::new("alice"))));
    let nameless = || Connect { clean_session: false, ..Connect::new("") };
    let malformed = DecodeError::Malformed { rule: Rule::PacketIdZero, offset: 2 };
    let level = DecodeError::UnsupportedVersion { level: 5, offset: 8 };
    let connack = Packet::Connack(Connack::accepted(false));
    let table = [
        (vec![], CloseReason::NoConnect),
        (vec![connect()], CloseReason::KeepAlive),
        (vec![connect(), Ok(Packet::Disconnect)], CloseReason::Disconnect),
        (vec![connect(), connect()], CloseReason::Violation(Violation::SecondConnect)),
        (vec![Ok(Packet::Pingreq)], CloseReason::Violation(Violation::FirstPacketNotConnect)),
        (vec![connect(), Ok(connack)], CloseReason::Violation(Violation::ServerPacket(PacketType::Connack))),
        (
            vec![connect(), Ok(ack(Packet::Unsuback))],
            CloseReason::Violation(Violation::ServerPacket(PacketType::Unsuback)),
        ),
        (vec![connect(), Err(malformed)], CloseReason::Malformed(malformed)),
        (vec![Err(level)], CloseReason::Refused(ConnectReturnCode::UnacceptableProtocolVersion)),
        // Once connected, there is no CONNACK any more to say it with.
        (vec![connect(), Err(level)], CloseReason::Malformed(level)),
        (
            vec![Ok(Packet::Connect(Box::new(nameless())))],
            CloseReason::Refused(ConnectReturnCode::IdentifierRejected),
        ),
    ];
    for (packets, expected) in table {
        let shown = format!("{packets:?}");
        assert_eq!(reasons(packets), [expected], "after {shown}");
    }
}

#[test]
fn a_closed_connection_asks_for_no_waking() {
    let (mut broker, mut effects) = (Broker::default(), Vec::new());
    let connection = broker.open(Duration::ZERO);
    let connect = Connect { keep_alive: u16::MAX, ..Connect::new("alice") };
    broker.packet(connection, Packet::Connect(Box::new(connect)), Duration::ZERO, &mut effects);
    assert_eq!(broker.next_deadline(), Some(Duration::from_millis(65_535 * 1500)));
    broker.lost(connection, &mut effects);
    assert_eq!(broker.next_deadline(), None);
}
