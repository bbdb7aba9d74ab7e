//! A run with its people: the broker half and a client half for each of them, on connections that can break.
//!
//! Nothing is typed in a log: each line comes of a packet that one of the state machines sent.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use mqtt_packet::{Connect, Packet, PacketType, Publish, Qos, Subscription};
use mqtt_session::broker::{Broker, CloseReason, ConnectionId, Effect};
use mqtt_session::client::{Client, Effect as ClientEffect};
use mqtt_trace::mosquitto::{Log, Notice};

use crate::draw::Draw;
use crate::run::{Fact, Run, What};

/// Messages of QoS 1 and 2 that a client may have in flight.
const MAX_INFLIGHT: usize = 20;
/// Where the broker listens.
const PORT: u16 = 1883;

/// A run that goes on.
#[derive(Debug)]
pub(crate) struct Scene {
    broker: Broker,
    people: Vec<Person>,
    /// Packets on their way, in the order in which they were sent.
    transit: VecDeque<(Who, Way, Packet)>,
    now: Duration,
    /// When the run began, in seconds since 1970.
    epoch: u64,
    /// The TCP port of the next connection.
    next_port: u16,
    run: Run,
}

/// One of the people of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Who(usize);

#[derive(Debug)]
struct Person {
    client: Client,
    connection: Option<ConnectionId>,
    address: SocketAddr,
    /// The next packet of this type never arrives, and the connection breaks there.
    loses: Option<PacketType>,
    /// It does nothing any more, and its connection stays open.
    is_frozen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    ToBroker,
    ToClient,
}

impl Scene {
    pub(crate) fn new(draw: &mut Draw) -> Scene {
        Scene {
            broker: Broker::default(),
            people: Vec::new(),
            transit: VecDeque::new(),
            now: Duration::ZERO,
            // School days of 2026.
            epoch: draw.between(1_767_600_000, 1_782_800_000),
            next_port: draw.between(33_000, 59_000) as u16,
            run: Run { log: String::new(), facts: Vec::new() },
        }
    }

    pub(crate) fn finish(self) -> Run {
        self.run
    }

    /// Somebody new connects.
    pub(crate) fn arrives(&mut self, connect: Connect) -> Who {
        let who = Who(self.people.len());
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let client = Client::new(connect, MAX_INFLIGHT);
        self.people.push(Person { client, connection: None, address, loses: None, is_frozen: false });
        self.connects(who);
        who
    }

    /// Somebody connects, once more perhaps.
    pub(crate) fn connects(&mut self, who: Who) {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.next_port));
        self.next_port += 14;
        let connection = self.broker.open(self.now);
        let person = &mut self.people[who.0];
        (person.address, person.connection) = (address, Some(connection));
        self.write(|log| log.line(Notice::NewConnection { address, port: PORT }));
        self.acts(who, Client::opened);
    }

    pub(crate) fn subscribes(&mut self, who: Who, filter: &str, qos: Qos) {
        let subscription = Subscription { filter: filter.into(), qos };
        self.acts(who, |client, now, effects| {
            // Offline, there is nobody to ask.
            let _ = client.subscribe(vec![subscription], now, effects);
        });
    }

    pub(crate) fn publishes(&mut self, who: Who, message: Publish) {
        self.acts(who, |client, now, effects| {
            // Offline, QoS 0 is dropped.
            let _ = client.publish(message, now, effects);
        });
    }

    /// Somebody sends DISCONNECT and goes.
    pub(crate) fn leaves(&mut self, who: Who) {
        self.acts(who, Client::disconnect);
    }

    /// Somebody's connection breaks.
    pub(crate) fn breaks(&mut self, who: Who) {
        let Some(connection) = self.people[who.0].connection.take() else { return };
        self.people[who.0].client.lost();
        self.tell(who, What::Broken);
        self.with_broker(|broker, _, effects| broker.lost(connection, effects));
        self.settle();
    }

    /// The next packet of this type from or to somebody never arrives, and the connection breaks there.
    pub(crate) fn will_lose(&mut self, who: Who, packet_type: PacketType) {
        self.people[who.0].loses = Some(packet_type);
    }

    /// Somebody hangs: silent for ever, the connection open.
    pub(crate) fn freezes(&mut self, who: Who) {
        self.people[who.0].is_frozen = true;
    }

    /// Time passes: keep-alives run.
    pub(crate) fn waits(&mut self, seconds: u64) {
        let end = self.now + Duration::from_secs(seconds);
        while let Some(deadline) = self.next_deadline().filter(|deadline| *deadline <= end) {
            self.now = deadline.max(self.now);
            self.with_broker(Broker::tick);
            for who in 0..self.people.len() {
                if !self.people[who].is_frozen {
                    self.acts(Who(who), Client::tick);
                }
            }
            self.settle();
        }
        self.now = end;
    }

    fn next_deadline(&self) -> Option<Duration> {
        let awake = self.people.iter().filter(|person| !person.is_frozen);
        awake.filter_map(|person| person.client.next_deadline()).chain(self.broker.next_deadline()).min()
    }

    /// A client half does something; what it sends travels.
    fn acts(&mut self, who: Who, act: impl FnOnce(&mut Client, Duration, &mut Vec<ClientEffect>)) {
        let mut effects = Vec::new();
        act(&mut self.people[who.0].client, self.now, &mut effects);
        for effect in effects {
            if let ClientEffect::Send(packet) = effect {
                self.transit.push_back((who, Way::ToBroker, packet));
            }
        }
        self.settle();
    }

    /// Everything on its way arrives, or is lost.
    fn settle(&mut self) {
        while let Some((who, way, packet)) = self.transit.pop_front() {
            let person = &mut self.people[who.0];
            let Some(connection) = person.connection else { continue };
            if person.loses == Some(packet.packet_type()) {
                person.loses = None;
                self.breaks(who);
            } else if way == Way::ToClient {
                if person.is_frozen {
                    continue;
                }
                self.acts(who, |client, now, effects| client.packet(packet, now, effects));
            } else {
                if !matches!(packet, Packet::Connect(_)) {
                    self.tell(who, What::Received(packet.clone()));
                }
                self.with_broker(|broker, now, effects| broker.packet(connection, packet, now, effects));
            }
        }
    }

    /// The broker half does something; what it wants is carried out in order.
    fn with_broker(&mut self, act: impl FnOnce(&mut Broker, Duration, &mut Vec<Effect>)) {
        let mut effects = Vec::new();
        act(&mut self.broker, self.now, &mut effects);
        for effect in effects {
            match effect {
                Effect::Accepted { connection, connect } => {
                    let Some(who) = self.behind(connection) else { continue };
                    self.tell(who, What::Connected(connect));
                }
                Effect::Send { connection, packet } => {
                    let Some(who) = self.behind(connection) else { continue };
                    self.tell(who, What::Sent(packet.clone()));
                    self.transit.push_back((who, Way::ToClient, packet));
                }
                Effect::Close { connection, reason } => {
                    let Some(who) = self.behind(connection) else { continue };
                    self.tell(who, What::Closed(reason));
                    self.people[who.0].connection = None;
                    self.people[who.0].client.lost();
                }
                Effect::Dropped { .. } => {}
                // The broker of a scene has neither users nor rules.
                Effect::Verify { .. } | Effect::Forbidden { .. } => {}
            }
        }
    }

    fn behind(&self, connection: ConnectionId) -> Option<Who> {
        self.people.iter().position(|person| person.connection == Some(connection)).map(Who)
    }

    /// Writes down a fact, and its lines in the log.
    fn tell(&mut self, who: Who, what: What) {
        let person = &self.people[who.0];
        let (client, address) = (person.client.connect().client_id.clone(), person.address);
        self.write(|log| match &what {
            What::Connected(connect) => log.connected(address, &client, connect),
            What::Received(packet) => log.received(&client, packet),
            What::Sent(packet) => log.sending(&client, packet),
            What::Broken => log.line(Notice::ClosedItsConnection { client: &client }),
            What::Closed(CloseReason::TakenOver) => log.line(Notice::AlreadyConnected { client: &client }),
            What::Closed(CloseReason::KeepAlive) => log.line(Notice::ExceededTimeout { client: &client }),
            // Nobody breaks a rule in a scene, so the other reasons do not occur.
            What::Closed(_) => log.line(Notice::Disconnected { client: &client }),
        });
        self.run.facts.push(Fact { at: self.now, client, what });
    }

    fn write(&mut self, lines: impl FnOnce(&mut Log<'_, String, String>) -> std::fmt::Result) {
        let prefix = format!("{}: ", self.epoch + self.now.as_secs());
        // A String takes every line.
        let _ = lines(&mut Log::new(&mut self.run.log, prefix));
    }
}
