//! « Order the packets »: client half and broker half play it.

use std::time::Duration;

use mqtt_packet::{Connect, Packet, PacketType, Publish, Qos, Subscription};
use mqtt_session::broker::{Broker, ConnectionId, Effect};
use mqtt_session::client::{Client, Effect as ClientEffect};
use quiz::Kind;

use crate::{bank, questions};

/// A client and the broker; what passes between them.
struct Line {
    broker: Broker,
    client: Client,
    connection: ConnectionId,
    passed: Vec<PacketType>,
    /// The next packet of the client breaks the connection, and never arrives.
    breaks: bool,
}

impl Line {
    fn new(connect: Connect) -> Line {
        let mut broker = Broker::default();
        let connection = broker.open(Duration::ZERO);
        let client = Client::new(connect, 20);
        let mut line = Line { broker, client, connection, passed: Vec::new(), breaks: false };
        line.acts(Client::opened);
        line
    }

    /// The client does something, and all that follows from it happens.
    fn acts(&mut self, act: impl FnOnce(&mut Client, Duration, &mut Vec<ClientEffect>)) {
        let mut effects = Vec::new();
        act(&mut self.client, Duration::ZERO, &mut effects);
        for effect in effects {
            if let ClientEffect::Send(packet) = effect {
                self.passed.push(packet.packet_type());
                let mut effects = Vec::new();
                if std::mem::take(&mut self.breaks) {
                    self.client.lost();
                    self.broker.lost(self.connection, &mut effects);
                    continue;
                }
                self.broker.packet(self.connection, packet, Duration::ZERO, &mut effects);
                self.answers(effects);
            }
        }
    }

    fn answers(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Send { connection, packet } = effect
                && connection == self.connection
            {
                self.passed.push(packet.packet_type());
                self.acts(|client, now, effects| client.packet(packet, now, effects));
            }
        }
    }

    /// Somebody else publishes at QoS 0.
    fn somebody_publishes(&mut self, topic: &str) {
        let other = self.broker.open(Duration::ZERO);
        for packet in
            [Packet::Connect(Box::new(Connect::new("capteur"))), Packet::Publish(Publish::new(topic, "1"))]
        {
            let mut effects = Vec::new();
            self.broker.packet(other, packet, Duration::ZERO, &mut effects);
            self.answers(effects);
        }
    }
}

fn played(name: &str) -> Option<Vec<PacketType>> {
    let mut line = Line::new(Connect { clean_session: name != "qos-1-reprise", ..Connect::new("ecran") });
    match name {
        "connexion-dans-l-ordre" => {
            let subscription = Subscription { filter: "maison".into(), qos: Qos::AtMostOnce };
            line.acts(|client, now, effects| {
                client.subscribe(vec![subscription], now, effects).expect("it is connected");
            });
            line.somebody_publishes("maison");
            line.acts(Client::disconnect);
        }
        "qos-2-dans-l-ordre" => {
            line.passed.clear();
            let message = Publish { qos: Qos::ExactlyOnce, ..Publish::new("maison", "1") };
            line.acts(|client, now, effects| {
                client.publish(message, now, effects).expect("it is connected");
            });
        }
        "qos-1-reprise" => {
            line.passed.clear();
            line.breaks = true;
            let message = Publish { qos: Qos::AtLeastOnce, ..Publish::new("maison", "1") };
            line.acts(|client, now, effects| {
                client.publish(message, now, effects).expect("it is connected");
            });
            line.connection = line.broker.open(Duration::ZERO);
            line.acts(Client::opened);
        }
        _ => return None,
    }
    Some(line.passed)
}

/// Those that no MQTT packet makes: layers, messages of TLS.
const NOT_OURS: [&str; 2] = ["couches-enveloppes", "securite-ouverture-tls"];

#[test]
fn packets_come_in_the_order_of_the_bank() {
    let bank = bank();
    for question in questions(&bank) {
        let Kind::Order { items, .. } = &question.kind else { continue };
        let Some(passed) = played(&question.name) else {
            assert!(NOT_OURS.contains(&&*question.name), "{}: nobody plays it", question.name);
            continue;
        };
        let passed: Vec<String> = passed.iter().map(ToString::to_string).collect();
        // An item begins with its packet, unless it is something else that happens.
        let asked = items.iter().filter_map(|item| item.split(',').next());
        let asked: Vec<&str> = asked.filter(|item| item.starts_with(char::is_uppercase)).collect();
        assert_eq!(passed, asked, "{}", question.name);
    }
}
