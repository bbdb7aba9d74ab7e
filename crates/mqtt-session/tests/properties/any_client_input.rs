//! Whatever the broker sends and the application asks, the client stands and keeps its promises.

use std::time::Duration;

use mqtt_packet::{Connack, Connect, DecodeError, Packet, Publish, Rule, Subscription};
use mqtt_session::client::{Client, Effect};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::cases;
use crate::in_flight::InFlight;
use crate::packets::{check_sendable, filters, packet, publish, subscriptions};

const WINDOW: usize = 2;

#[derive(Debug, Clone)]
enum Input {
    Opened,
    Lost,
    Packet(Packet),
    Malformed,
    Wait(u64),
    Publish(Publish),
    Subscribe(Vec<Subscription>),
    Unsubscribe(Vec<bytestring::ByteString>),
    Disconnect,
}

fn input() -> impl Strategy<Value = Input> {
    let connack = any::<bool>().prop_map(Connack::accepted);
    prop_oneof![
        4 => Just(Input::Opened),
        1 => Just(Input::Lost),
        4 => connack.prop_map(|connack| Input::Packet(Packet::Connack(connack))),
        16 => packet().prop_map(Input::Packet),
        1 => Just(Input::Malformed),
        2 => (0u64..40).prop_map(Input::Wait),
        8 => publish().prop_map(Input::Publish),
        2 => subscriptions().prop_map(Input::Subscribe),
        1 => filters().prop_map(Input::Unsubscribe),
        1 => Just(Input::Disconnect),
    ]
}

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Stage {
    Offline,
    /// There is a network connection, and nothing on it.
    Opened,
    /// CONNECT was sent.
    Introduced,
    /// CONNACK came.
    Connected,
}

struct World {
    client: Client,
    in_flight: InFlight,
    stage: Stage,
    now: Duration,
}

impl World {
    fn put_in(&mut self, input: Input) {
        let mut effects = Vec::new();
        let (client, now) = (&mut self.client, self.now);
        match input {
            Input::Opened if self.stage > Stage::Offline => return,
            Input::Opened => {
                self.stage = Stage::Opened;
                client.opened(now, &mut effects);
            }
            Input::Lost => {
                self.stage = Stage::Offline;
                self.in_flight.forget_requests();
                client.lost();
            }
            Input::Packet(packet) => {
                if self.stage == Stage::Connected {
                    self.in_flight.received(&packet);
                }
                client.packet(packet.clone(), now, &mut effects);
                if effects
                    .iter()
                    .any(|effect| matches!(effect, Effect::Subscribed { .. } | Effect::Unsubscribed))
                {
                    self.in_flight.answered(packet.packet_id().expect("an answer has an identifier"));
                }
            }
            Input::Malformed => {
                let error = DecodeError::Malformed { rule: Rule::PacketIdZero, offset: 2 };
                client.malformed(error, &mut effects);
            }
            Input::Wait(seconds) => {
                self.now += Duration::from_secs(seconds);
                self.client.tick(self.now, &mut effects);
                let next = self.client.next_deadline();
                assert!(
                    next.is_none_or(|next| next > self.now),
                    "the client was woken, and asks for it again"
                );
            }
            Input::Publish(publish) => drop(client.publish(publish, now, &mut effects)),
            Input::Subscribe(subscriptions) => drop(client.subscribe(subscriptions, now, &mut effects)),
            Input::Unsubscribe(filters) => drop(client.unsubscribe(filters, now, &mut effects)),
            Input::Disconnect => client.disconnect(now, &mut effects),
        }
        effects.iter().for_each(|effect| self.effect(effect));
    }

    fn effect(&mut self, effect: &Effect) {
        match effect {
            Effect::Send(packet) => {
                check_sendable(packet);
                match self.stage {
                    Stage::Opened => self.stage = Stage::Introduced,
                    stage => assert_eq!(stage, Stage::Connected, "{packet:?} is sent"),
                }
                let is_connect = matches!(packet, Packet::Connect(_));
                let is_first = self.stage == Stage::Introduced;
                assert_eq!(is_connect, is_first, "{packet:?}: CONNECT comes first, once [MQTT-3.1.0-1]");
                self.in_flight.sent(packet, WINDOW);
            }
            Effect::Close(reason) => {
                assert_ne!(self.stage, Stage::Offline, "closed without a connection: {reason}");
                self.stage = Stage::Offline;
                self.in_flight.forget_requests();
            }
            Effect::Connected { session_present } => {
                self.stage = Stage::Connected;
                if !session_present {
                    self.in_flight = InFlight::default();
                }
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_client_stands_and_keeps_its_promises(clean in any::<bool>(), inputs in vec(input(), 1..150)) {
        let connect = Connect { clean_session: clean, keep_alive: 25, ..Connect::new("alice") };
        let client = Client::new(connect, WINDOW);
        let in_flight = InFlight::default();
        let mut world =
            World { client, in_flight, stage: Stage::Offline, now: Duration::ZERO };
        for input in inputs {
            world.put_in(input);
        }
    }
}
