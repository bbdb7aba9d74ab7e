//! The client half in conversation: each file of `tests/client` holds one behaviour. What the application asks
//! is written `does`, and what it is told `says`.

#[macro_use]
mod support;

use std::time::Duration;

use bytes::BytesMut;
use mqtt_packet::{Ack, Connack, Connect, Packet, PacketId, Publish, Qos, SubscribeReturnCode, Subscription};
use mqtt_session::client::{Client, Effect, NotConnected};
use mqtt_trace::Side;
use mqtt_trace::conv::{Outputs, Subject};

/// A client with one connection at a time.
struct ClientSubject {
    client: Client,
    stream: BytesMut,
    /// The name of the connection, while there is one.
    connection: Option<String>,
}

impl Default for ClientSubject {
    fn default() -> Self {
        ClientSubject {
            client: Client::new(Connect::new("c"), 20),
            stream: BytesMut::new(),
            connection: None,
        }
    }
}

impl ClientSubject {
    fn carry_out(&mut self, name: &str, effects: Vec<Effect>, out: &mut Outputs) {
        for effect in effects {
            match effect {
                Effect::Send(packet) => {
                    assert!(self.connection.is_some(), "{packet:?} without a connection");
                    out.bytes(name, &support::encoded(&packet));
                }
                Effect::Close(reason) => {
                    self.connection = None;
                    out.says(name, reason.to_string());
                    out.closed(name);
                }
                Effect::Connected { session_present: false } => out.says(name, "connected, new session"),
                Effect::Connected { session_present: true } => out.says(name, "connected, same session"),
                Effect::Message(publish) => out.says(name, described(&publish)),
                Effect::Subscribed { granted } => {
                    let granted = granted.iter().map(|(filter, code)| match code {
                        SubscribeReturnCode::Granted(qos) => format!(" {filter} at {qos}"),
                        SubscribeReturnCode::Failure => format!(" {filter} refused"),
                    });
                    out.says(name, format!("subscribed:{}", granted.collect::<String>()));
                }
                Effect::Unsubscribed => out.says(name, "unsubscribed"),
                Effect::Uncertain { messages } => out.says(name, format!("uncertain: {messages}")),
            }
        }
    }

    /// `start kept window 2 keep-alive 10`: a client with other settings than the usual ones, which are a clean
    /// session, a window of 20 and a keep-alive of 60 s.
    fn start(&mut self, settings: &str) -> Result<(), String> {
        let (mut connect, mut window) = (Connect::new("c"), 20);
        let mut words = settings.split_whitespace();
        let number = |word: Option<&str>| word.and_then(|w| w.parse().ok()).ok_or("a number is missing");
        while let Some(word) = words.next() {
            match word {
                "kept" => connect.clean_session = false,
                "window" => window = number(words.next())?,
                "keep-alive" => connect.keep_alive = number(words.next())? as u16,
                _ => return Err(format!("no setting is called {word}")),
            }
        }
        self.client = Client::new(connect, window);
        Ok(())
    }
}

fn described(publish: &Publish) -> String {
    let Publish { qos, topic, payload, .. } = publish;
    let retain = if publish.retain { " retained" } else { "" };
    format!("message{retain} q{qos} {topic} {}", String::from_utf8_lossy(payload))
}

fn qos(digit: &str) -> Result<Qos, String> {
    digit.parse().ok().and_then(Qos::from_u8).ok_or_else(|| format!("{digit} is not a QoS"))
}

impl Subject for ClientSubject {
    fn connect(&mut self, name: &str, at: Duration, out: &mut Outputs) {
        self.connection = Some(name.to_owned());
        self.stream.clear();
        let mut effects = Vec::new();
        self.client.opened(at, &mut effects);
        self.carry_out(name, effects, out);
    }

    fn bytes(&mut self, name: &str, bytes: &[u8], at: Duration, out: &mut Outputs) {
        self.stream.extend_from_slice(bytes);
        while self.connection.is_some()
            && let Some(packet) = support::next_packet(&mut self.stream)
        {
            let mut effects = Vec::new();
            match packet {
                Ok(packet) => self.client.packet(packet, at, &mut effects),
                Err(error) => self.client.malformed(error, &mut effects),
            }
            self.carry_out(name, effects, out);
        }
    }

    fn cut(&mut self, _: &str, _: Duration, _: &mut Outputs) {
        self.connection = None;
        self.client.lost();
    }

    /// Wakes the client when it asked to be woken, and only then.
    fn advance(&mut self, at: Duration, out: &mut Outputs) {
        while let Some(deadline) = self.client.next_deadline().filter(|deadline| *deadline <= at) {
            let name = self.connection.clone().expect("without a connection there is no deadline");
            let mut effects = Vec::new();
            self.client.tick(deadline, &mut effects);
            self.carry_out(&name, effects, out);
        }
    }

    /// `start …`, `publish QOS TOPIC TEXT`, `subscribe QOS FILTER [QOS FILTER]…`, `unsubscribe FILTER…`,
    /// `disconnect`.
    fn act(&mut self, name: &str, order: &str, at: Duration, out: &mut Outputs) -> Result<(), String> {
        let (verb, rest) = order.split_once(' ').unwrap_or((order, ""));
        let mut effects = Vec::new();
        let done = match verb {
            "start" => {
                self.start(rest)?;
                Ok(())
            }
            "publish" => {
                let mut words = rest.splitn(3, ' ');
                let mut word = || words.next().ok_or("write `publish QOS TOPIC TEXT`");
                let qos = qos(word()?)?;
                let publish = Publish { qos, ..Publish::new(word()?, word()?.to_owned()) };
                self.client.publish(publish, at, &mut effects)
            }
            "subscribe" => {
                let words: Vec<&str> = rest.split(' ').collect();
                let subscription = |pair: &[&str]| match pair {
                    [digit, filter] => Ok(Subscription { filter: (*filter).into(), qos: qos(digit)? }),
                    _ => Err("write `subscribe QOS FILTER`, one or more times".to_owned()),
                };
                let subscriptions = words.chunks(2).map(subscription).collect::<Result<_, _>>()?;
                self.client.subscribe(subscriptions, at, &mut effects)
            }
            "unsubscribe" => {
                self.client.unsubscribe(rest.split(' ').map(Into::into).collect(), at, &mut effects)
            }
            "disconnect" => {
                self.client.disconnect(at, &mut effects);
                Ok(())
            }
            _ => return Err(format!("no order is called {verb}")),
        };
        if let Err(error @ NotConnected) = done {
            out.says(name, error.to_string());
        }
        self.carry_out(name, effects, out);
        Ok(())
    }
}

fn play(text: &str) {
    support::play(text, Side::Client, &mut ClientSubject::default());
}

conversations!(
    "client",
    play,
    [
        connect,
        connect_refused,
        connect_not_answered,
        connect_answered_by_something_else,
        connect_answered_twice,
        disconnect_while_connecting,
        disconnect_without_connection,
        malformed_packet,
        packets_that_only_a_client_sends,
        publish_at_qos0,
        publish_at_qos1,
        publish_at_qos2,
        publish_before_the_connection,
        publish_in_the_order_of_pubrec,
        window,
        session_kept_by_both,
        session_lost_by_the_broker,
        session_clean_each_time,
        session_that_nobody_asked_for,
        receive_at_qos0,
        receive_at_qos1,
        receive_at_qos2,
        receive_at_qos2_over_a_cut,
        subscribe,
        subscribe_answered_out_of_order,
        subscribe_answered_short,
        requests_lost,
        unsubscribe,
        unsubscribe_answered_by_suback,
        acknowledgements_of_nothing,
        puback_of_a_qos2_message,
        pubcomp_before_pubrec,
        keep_alive,
        keep_alive_not_answered,
        keep_alive_zero,
        keep_alive_begins_with_the_connection,
    ]
);

/// The identifiers of the packets sent.
fn ids(effects: &mut Vec<Effect>) -> Vec<PacketId> {
    let id = |effect| match effect {
        Effect::Send(packet) => Packet::packet_id(&packet),
        _ => None,
    };
    effects.drain(..).filter_map(id).collect()
}

/// `[MQTT-2.3.1-2]`; and 0 is not an identifier `[MQTT-2.3.1-1]`, which their type says.
#[test]
fn packet_identifiers_come_round_past_those_in_use() {
    let (mut client, mut effects, now) = (Client::new(Connect::new("c"), 20), Vec::new(), Duration::ZERO);
    client.opened(now, &mut effects);
    client.packet(Packet::Connack(Connack::accepted(false)), now, &mut effects);
    let publish = |qos| Publish { qos, ..Publish::new("a/b", "x") };
    let connected = "the client is connected";

    client.publish(publish(Qos::AtLeastOnce), now, &mut effects).expect(connected);
    client.publish(publish(Qos::ExactlyOnce), now, &mut effects).expect(connected);
    let subscription = Subscription { filter: "a/b".into(), qos: Qos::AtMostOnce };
    client.subscribe(vec![subscription], now, &mut effects).expect(connected);
    let held = ids(&mut effects);
    assert_eq!(held.len(), 3);
    client.packet(Packet::Pubrec(Ack::new(held[1])), now, &mut effects);
    effects.clear();

    for round in 0..70_000 {
        client.publish(publish(Qos::AtLeastOnce), now, &mut effects).expect(connected);
        let sent = ids(&mut effects);
        assert!(!held.contains(&sent[0]), "message {round} has the identifier {}, in use", sent[0]);
        client.packet(Packet::Puback(Ack::new(sent[0])), now, &mut effects);
    }
}
