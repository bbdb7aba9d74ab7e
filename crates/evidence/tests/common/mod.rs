//! Traces made by hand, and what rules say of them.

#![allow(dead_code, reason = "each test file uses a part")]

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use evidence::{Check, Outcome, Rules, Verdict};
use mqtt_packet::{
    Ack, Connack, Connect, ConnectReturnCode, Packet, PacketId, Properties, Publish, Qos, Will,
};
use mqtt_trace::{Content, Direction, Event, Fault, Piece, Side, What};

/// A trace in the making. Each client has one connection at a time, and time goes on by a millisecond an event.
#[derive(Default)]
pub struct Trace {
    pub events: Vec<Event>,
    connections: Vec<(String, u64)>,
    now: Duration,
    opened: u64,
}

impl Trace {
    fn push(&mut self, client: &str, what: What) {
        let connection = self.connections.iter().find(|(name, _)| name == client).expect("connected").1;
        self.now += Duration::from_millis(1);
        self.events.push(Event { time: self.now, connection, what });
    }

    /// A client comes, with this CONNECT.
    pub fn connect(&mut self, connect: Connect) -> &mut Trace {
        let client = connect.client_id.to_string();
        self.connections.retain(|(name, _)| *name != client);
        self.opened += 1;
        self.connections.push((client.clone(), self.opened));
        let what = What::Opened {
            client: "127.0.0.1:50000".parse().expect("an address"),
            broker: "127.0.0.1:1883".to_owned(),
        };
        self.push(&client, what);
        self.send(&client, Packet::Connect(Box::new(connect)));
        let connack = Connack {
            session_present: false,
            return_code: ConnectReturnCode::Accepted,
            properties: Properties::default(),
        };
        self.get(&client, Packet::Connack(connack))
    }

    /// A client comes.
    pub fn client(&mut self, name: &str) -> &mut Trace {
        self.connect(Connect::new(name.to_owned()))
    }

    pub fn send(&mut self, client: &str, packet: Packet) -> &mut Trace {
        self.piece(client, Direction::ToBroker, packet)
    }

    pub fn get(&mut self, client: &str, packet: Packet) -> &mut Trace {
        self.piece(client, Direction::ToClient, packet)
    }

    fn piece(&mut self, client: &str, direction: Direction, packet: Packet) -> &mut Trace {
        let mut bytes = BytesMut::new();
        packet.encode(&mut bytes).expect("a packet");
        let piece = Piece { content: Content::Packet(packet), bytes: bytes.freeze(), masked: false };
        self.push(client, What::Piece { direction, piece });
        self
    }

    /// The client leaves.
    pub fn leave(&mut self, client: &str) -> &mut Trace {
        self.send(client, Packet::Disconnect);
        self.end(client)
    }

    /// The connection ends, without a word.
    pub fn end(&mut self, client: &str) -> &mut Trace {
        self.push(client, What::Ended { by: Side::Client, reset: false });
        self.push(client, What::Ended { by: Side::Broker, reset: false });
        self
    }

    /// logdump keeps the last packet from arriving, and cuts.
    pub fn lose(&mut self, client: &str, direction: Direction) -> &mut Trace {
        self.push(client, What::Fault { direction, fault: Fault::Cut { lost: true } });
        self
    }

    pub fn wait(&mut self, seconds: f64) -> &mut Trace {
        self.now += Duration::from_secs_f64(seconds);
        self
    }
}

/// A PUBLISH to `poste07/t`.
pub fn publish(qos: u8, packet_id: u16, payload: &str) -> Publish {
    Publish {
        qos: Qos::from_u8(qos).expect("a QoS"),
        packet_id: PacketId::new(packet_id),
        ..Publish::new("poste07/t", payload.to_owned())
    }
}

pub fn ack(packet_id: u16) -> Ack {
    Ack::new(PacketId::new(packet_id).expect("not 0"))
}

/// A CONNECT with a will on `poste07/etat`.
pub fn will(client: &str, payload: &'static str) -> Connect {
    let will = Will {
        topic: "poste07/etat".into(),
        message: Bytes::from_static(payload.as_bytes()),
        qos: Qos::AtMostOnce,
        retain: false,
        properties: Properties::default(),
    };
    Connect { will: Some(will), ..Connect::new(client.to_owned()) }
}

/// One rule, of these steps.
pub fn rules(steps: &str) -> Rules {
    let text = format!(
        "version = 1\ntitre = 'Essai'\n[[regles]]\nnom = 'essai'\ntexte = 'Essai'\netapes = [\n{steps}\n]\n"
    );
    Rules::parse("essai.toml", &text).unwrap_or_else(|error| panic!("{error}"))
}

/// What these rules say of these events; places are their numbers, from 1.
pub fn verdicts<'r>(rules: &'r Rules, events: &[Event]) -> Vec<Verdict<'r>> {
    let mut check = Check::new(rules, None);
    for (place, event) in (1..).zip(events) {
        check.event(place, event.clone());
    }
    check.finish()
}

/// The places that prove the only rule of `steps`; `None` where it is missing.
pub fn proof(steps: &str, trace: &Trace) -> Option<Vec<u64>> {
    let rules = rules(steps);
    let verdict = verdicts(&rules, &trace.events).pop().expect("one rule");
    match verdict.outcome {
        Outcome::Present(marks) => Some(marks.iter().map(|mark| mark.place).collect()),
        Outcome::Missing(_) => None,
    }
}
