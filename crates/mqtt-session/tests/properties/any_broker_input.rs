//! Whatever comes in on several connections, the broker stands and keeps its promises.

use std::time::Duration;

use mqtt_packet::{Connect, DecodeError, Packet, Rule};
use mqtt_session::broker::{Broker, ConnectionId, Limits};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::broker_watch::Watch;
use crate::cases;
use crate::packets::{connect, packet};

const WINDOW: usize = 2;

#[derive(Debug, Clone)]
enum Input {
    /// A connection opens, with its CONNECT at once or not.
    Open(Option<Connect>),
    /// On one of the last few connections, closed or not.
    Packet(usize, Packet),
    Malformed(usize, DecodeError),
    Cut(usize),
    Wait(u64),
}

fn input() -> impl Strategy<Value = Input> {
    let malformed = prop_oneof![
        Just(DecodeError::Malformed { rule: Rule::PacketIdZero, offset: 2 }),
        Just(DecodeError::UnsupportedVersion { level: 5, offset: 8 }),
    ];
    let connection = || 0usize..4;
    prop_oneof![
        3 => proptest::option::weighted(0.9, connect()).prop_map(Input::Open),
        20 => (connection(), packet()).prop_map(|(which, packet)| Input::Packet(which, packet)),
        1 => (connection(), malformed).prop_map(|(which, error)| Input::Malformed(which, error)),
        1 => connection().prop_map(Input::Cut),
        1 => (0u64..20).prop_map(Input::Wait),
    ]
}

struct World {
    broker: Broker,
    watch: Watch,
    connections: Vec<ConnectionId>,
    now: Duration,
}

impl World {
    fn new() -> World {
        let limits = Limits { max_inflight: WINDOW, max_queued: 3, ..Limits::default() };
        let watch = Watch::new(WINDOW);
        World { broker: Broker::new(limits), watch, connections: Vec::new(), now: Duration::ZERO }
    }

    fn open(&mut self) -> ConnectionId {
        let connection = self.broker.open(self.now);
        self.connections.push(connection);
        self.watch.opened(connection);
        connection
    }

    fn recent(&self, which: usize) -> Option<ConnectionId> {
        self.connections.iter().rev().nth(which).copied()
    }

    fn packet(&mut self, connection: ConnectionId, packet: Packet) {
        self.watch.received(connection, &packet);
        let mut effects = Vec::new();
        self.broker.packet(connection, packet, self.now, &mut effects);
        effects.iter().for_each(|effect| self.watch.effect(effect));
    }

    fn put_in(&mut self, input: Input) {
        let mut effects = Vec::new();
        match input {
            Input::Open(connect) => {
                let connection = self.open();
                if let Some(connect) = connect {
                    self.packet(connection, Packet::Connect(Box::new(connect)));
                }
            }
            Input::Packet(which, packet) => {
                if let Some(connection) = self.recent(which) {
                    self.packet(connection, packet);
                }
            }
            Input::Malformed(which, error) => {
                if let Some(connection) = self.recent(which) {
                    self.broker.malformed(connection, error, &mut effects);
                }
            }
            Input::Cut(which) => {
                if let Some(connection) = self.recent(which) {
                    if self.watch.is_open(connection) {
                        self.watch.closed(connection);
                    }
                    self.broker.lost(connection, &mut effects);
                }
            }
            Input::Wait(seconds) => {
                self.now += Duration::from_secs(seconds);
                self.broker.tick(self.now, &mut effects);
                let next = self.broker.next_deadline();
                assert!(
                    next.is_none_or(|next| next > self.now),
                    "the broker was woken, and asks for it again"
                );
            }
        }
        effects.iter().for_each(|effect| self.watch.effect(effect));
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_broker_stands_and_keeps_its_promises(inputs in vec(input(), 1..150)) {
        let mut world = World::new();
        for input in inputs {
            world.put_in(input);
        }
    }
}
