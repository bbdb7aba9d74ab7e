//! What the Eclipse Paho interoperability suite asks of a broker of MQTT 3.1.1 (`client_test.py`, test by test, under its
//! names), asked here of ours and, but for two, of Mosquitto.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::SocketAddr;

use broker::Config;
use mqtt_packet::{
    Ack, Connect, Packet, PacketId, Publish, Qos, Subscribe, SubscribeReturnCode, Subscription, Unsubscribe,
    Will,
};
use mqtt_session::broker::{Right, Rule, Who};

use crate::support::{Client, start, start_with};

/// Two tests for each.
macro_rules! with_each_broker {
    ($($scene:ident),+ $(,)?) => {
        $(
            mod $scene {
                #[test]
                fn on_ours() {
                    super::$scene(crate::support::start().address());
                }

                #[test]
                fn on_mosquitto() {
                    let Some(mosquitto) = peers::Mosquitto::start("") else { return };
                    super::$scene(mosquitto.address);
                }
            }
        )+
    };
}

with_each_broker![
    basic,
    retained_message,
    will_message,
    zero_length_clientid,
    offline_message_queueing,
    keepalive,
    redelivery_on_reconnect,
    dollar_topics,
    unsubscribe,
];

const ALL_QOS: [Qos; 3] = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce];

fn basic(broker: SocketAddr) {
    Client::connect(broker, "a").send(Packet::Disconnect);
    let mut client = Client::connect(broker, "a");
    client.subscribe("TopicA", Qos::ExactlyOnce);
    publish_at_each_qos(&mut client, ["TopicA"; 3], false, "x");
    let received: BTreeSet<_> = settled(&mut client).iter().map(|message| message.qos as u8).collect();
    assert_eq!(received, BTreeSet::from([0, 1, 2]));

    client.send(Packet::Connect(Box::new(Connect::new("a"))));
    assert_eq!(client.receive(), None, "a second CONNECT closes the connection");

    let mut stranger = Client::open(broker);
    stranger.stream.write_all(b"\x10\x0d\x00\x02hj\x04\x02\x00\x00\x00\x03abc").expect("the broker reads");
    assert_eq!(stranger.receive(), None, "a wrong protocol name closes the connection");
}

fn retained_message(broker: SocketAddr) {
    let topics = ["TopicA/B", "Topic/C", "TopicA/C"];
    let retained = |payload| {
        let mut client = Client::connect(broker, "a");
        publish_at_each_qos(&mut client, topics, true, payload);
        settled(&mut client);
        client.subscribe("+/+", Qos::ExactlyOnce);
        let mut messages = settled(&mut client);
        assert!(messages.iter().all(|message| message.retain), "{messages:?}");
        client.send(Packet::Disconnect);
        messages.sort_by_key(|message| message.qos);
        messages.into_iter().map(|message| message.topic.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(retained("kept"), topics);
    assert!(retained("").is_empty());
}

fn will_message(broker: SocketAddr) {
    let watched = Connect { will: Some(will("TopicA/B", "client not disconnected")), ..Connect::new("a") };
    let client = Client::connect_as(broker, watched);
    let mut watcher = stored(broker, "b");
    watcher.subscribe("TopicA/B", Qos::ExactlyOnce);
    drop(client);
    assert_eq!(watcher.message(), ("TopicA/B".into(), b"client not disconnected".to_vec()));
    assert_eq!(settled(&mut watcher), [], "once");
}

fn zero_length_clientid(broker: SocketAddr) {
    let nobody = |clean_session| Packet::Connect(Box::new(Connect { clean_session, ..Connect::new("") }));
    let mut stored = Client::open(broker);
    stored.send(nobody(false));
    let Some(Packet::Connack(refused)) = stored.receive() else { panic!("no CONNACK") };
    assert_eq!(refused.return_code as u8, 2);
    assert_eq!(stored.receive(), None);

    let mut clean = Client::open(broker);
    clean.send(nobody(true));
    let Some(Packet::Connack(accepted)) = clean.receive() else { panic!("no CONNACK") };
    assert_eq!(accepted.return_code as u8, 0);
    clean.assert_served();
}

fn offline_message_queueing(broker: SocketAddr) {
    let mut client = stored(broker, "a");
    client.subscribe("+/+", Qos::ExactlyOnce);
    client.send(Packet::Disconnect);
    assert_eq!(client.receive(), None);

    let mut other = Client::connect(broker, "b");
    publish_at_each_qos(&mut other, ["TopicA/B", "Topic/C", "TopicA/C"], false, "x");
    settled(&mut other);

    let mut client = stored(broker, "a");
    let queued: Vec<_> = settled(&mut client).into_iter().map(|message| message.qos).collect();
    assert_eq!(queued, ALL_QOS[1..], "QoS 0 may be queued or not; neither broker does");
}

/// Asked of ours alone: Mosquitto 2.0 sends one copy at the QoS of one of the subscriptions, here 1, which the suite counts
/// as a fault [MQTT-3.3.5-1].
#[test]
fn overlapping_subscriptions() {
    let server = start();
    let mut client = Client::connect(server.address(), "a");
    let filters = [("TopicA/#", Qos::ExactlyOnce), ("TopicA/+", Qos::AtLeastOnce)];
    let filters = filters.map(|(filter, qos)| Subscription { filter: filter.into(), qos });
    client.send(Packet::Subscribe(Subscribe::new(PacketId::FIRST, filters.into())));
    settled(&mut client);
    send(&mut client, "TopicA/C", Qos::ExactlyOnce, false, "x");
    let qos: Vec<_> = settled(&mut client).into_iter().map(|message| message.qos).collect();
    assert_eq!(qos, [Qos::ExactlyOnce], "one copy, at the highest QoS");
}

fn keepalive(broker: SocketAddr) {
    let mut watcher = Client::connect(broker, "b");
    watcher.subscribe("/TopicA", Qos::ExactlyOnce);
    let silent =
        Connect { keep_alive: 1, will: Some(will("/TopicA", "keepalive expiry")), ..Connect::new("a") };
    let mut silent = Client::connect_as(broker, silent);
    assert_eq!(watcher.message(), ("/TopicA".into(), b"keepalive expiry".to_vec()));
    assert_eq!(silent.receive(), None);
}

fn redelivery_on_reconnect(broker: SocketAddr) {
    let mut client = stored(broker, "b");
    client.subscribe("TopicA/#", Qos::ExactlyOnce);
    send(&mut client, "TopicA/B", Qos::AtLeastOnce, false, "");
    send(&mut client, "TopicA/C", Qos::ExactlyOnce, false, "");
    // It releases its own message and acknowledges neither of the broker's.
    let mut unacknowledged = 0;
    while unacknowledged < 2 {
        match client.receive() {
            Some(Packet::Publish(_)) => unacknowledged += 1,
            Some(Packet::Pubrec(ack)) => client.send(Packet::Pubrel(ack)),
            Some(_) => {}
            None => panic!("the broker has closed the connection"),
        }
    }
    client.send(Packet::Disconnect);
    closed(&mut client);

    let mut client = stored(broker, "b");
    let again = settled(&mut client);
    assert_eq!(again.len(), 2, "{again:?}");
    assert!(again.iter().all(|message| message.dup), "{again:?}");
}

fn dollar_topics(broker: SocketAddr) {
    let mut client = Client::connect(broker, "b");
    for (packet_id, filter) in (1..).zip(["+/+", "#"]) {
        let subscription = Subscription { filter: filter.into(), qos: Qos::ExactlyOnce };
        let packet_id = PacketId::new(packet_id).expect("not 0");
        client.send(Packet::Subscribe(Subscribe::new(packet_id, vec![subscription])));
    }
    settled(&mut client);
    send(&mut client, "$TopicA/B", Qos::AtLeastOnce, false, "x");
    assert_eq!(settled(&mut client), []);
}

fn unsubscribe(broker: SocketAddr) {
    let mut client = Client::connect(broker, "b");
    for topic in ["TopicA", "TopicA/B", "Topic/C"] {
        client.subscribe(topic, Qos::ExactlyOnce);
    }
    client.send(Packet::Unsubscribe(Unsubscribe::new(PacketId::FIRST, vec!["TopicA".into()])));
    assert_eq!(client.receive(), Some(Packet::Unsuback(Ack::new(PacketId::FIRST))));
    let mut other = Client::connect(broker, "a");
    publish_at_each_qos(&mut other, ["TopicA", "TopicA/B", "Topic/C"], false, "x");
    settled(&mut other);
    let topics: Vec<_> = settled(&mut client).into_iter().map(|message| message.topic.to_string()).collect();
    assert_eq!(topics, ["TopicA/B", "Topic/C"]);
}

/// Mosquitto 2.0 refuses no subscription by its access rules, so this is asked of ours alone.
#[test]
fn subscribe_failure() {
    let everybody = |right, filter: &str| Rule { who: Who::Everybody, right, filter: filter.into() };
    let rules = vec![everybody(Right::ReadWrite, "#"), everybody(Right::Deny, "test/nosubscribe")];
    let server = start_with(Config { rules: Some(rules), ..Config::default() });
    let mut client = Client::connect(server.address(), "a");
    let filters = ["test/nosubscribe", "test/other"];
    let filters = filters.map(|filter| Subscription { filter: filter.into(), qos: Qos::ExactlyOnce });
    client.send(Packet::Subscribe(Subscribe::new(PacketId::FIRST, filters.into())));
    let Some(Packet::Suback(suback)) = client.receive() else { panic!("no SUBACK") };
    let granted = SubscribeReturnCode::Granted(Qos::ExactlyOnce);
    assert_eq!(suback.return_codes, [SubscribeReturnCode::Failure, granted]);
}

/// A client whose session outlives its connection.
fn stored(broker: SocketAddr, client_id: &str) -> Client {
    let mut client = Client::open(broker);
    let connect = Connect { clean_session: false, keep_alive: 0, ..Connect::new(client_id) };
    client.send(Packet::Connect(Box::new(connect)));
    let Some(Packet::Connack(connack)) = client.receive() else { panic!("no CONNACK") };
    assert_eq!(connack.return_code as u8, 0);
    client
}

fn will(topic: &str, message: &'static str) -> Will {
    Will {
        topic: topic.into(),
        message: message.into(),
        qos: Qos::ExactlyOnce,
        retain: false,
        properties: mqtt_packet::Properties::default(),
    }
}

fn send(client: &mut Client, topic: &str, qos: Qos, retain: bool, payload: &'static str) {
    // One identifier for each QoS.
    let packet_id = PacketId::new(qos as u16 * 10);
    client.send(Packet::Publish(Publish { qos, retain, packet_id, ..Publish::new(topic, payload) }));
}

fn publish_at_each_qos(client: &mut Client, topics: [&str; 3], retain: bool, payload: &'static str) {
    for (topic, qos) in topics.into_iter().zip(ALL_QOS) {
        send(client, topic, qos, retain, payload);
    }
}

/// The messages that have come once nothing more is under way: each acknowledgement is sent, and PINGREQ brings PINGRESP and
/// nothing else.
fn settled(client: &mut Client) -> Vec<Publish> {
    let mut messages = Vec::new();
    loop {
        client.send(Packet::Pingreq);
        let mut is_quiet = true;
        loop {
            let packet = client.receive().expect("the connection is open");
            let ack = Ack::new(packet.packet_id().unwrap_or(PacketId::FIRST));
            match packet {
                Packet::Pingresp => break,
                Packet::Publish(message) => {
                    match message.qos {
                        Qos::AtMostOnce => {}
                        Qos::AtLeastOnce => client.send(Packet::Puback(ack)),
                        Qos::ExactlyOnce => client.send(Packet::Pubrec(ack)),
                    }
                    messages.push(message);
                }
                Packet::Pubrec(_) => client.send(Packet::Pubrel(ack)),
                Packet::Pubrel(_) => client.send(Packet::Pubcomp(ack)),
                _ => {}
            }
            is_quiet = false;
        }
        if is_quiet {
            return messages;
        }
    }
}

/// The broker closes the connection, whatever it says before.
fn closed(client: &mut Client) {
    while client.receive().is_some() {}
}
