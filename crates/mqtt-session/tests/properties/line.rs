//! A broker, two clients, and the lines between them: in order, as TCP does, until they are cut.

use std::collections::VecDeque;
use std::time::Duration;

use mqtt_packet::{Connect, Packet, Publish, Qos, Subscription};
use mqtt_session::broker::{self, Broker, CloseReason, ConnectionId, Limits};
use mqtt_session::client;

/// Keep-alives are not at stake: time stands still.
const NOW: Duration = Duration::ZERO;

pub struct World {
    broker: Broker,
    pub clients: [Client; 2],
    messages: u32,
}

pub struct Client {
    half: client::Client,
    line: Option<Line>,
    /// Connections that the client has given up and the broker not yet.
    old: VecDeque<Line>,
    pub published: Vec<Publish>,
    pub received: Vec<Publish>,
}

struct Line {
    id: ConnectionId,
    up: VecDeque<Packet>,
    down: VecDeque<Packet>,
    /// Whether the broker still has it.
    broker_end: bool,
}

impl Client {
    fn new(client_id: &'static str) -> Client {
        let connect = Connect { clean_session: false, ..Connect::new(client_id) };
        let half = client::Client::new(connect, 3);
        Client { half, line: None, old: VecDeque::new(), published: Vec::new(), received: Vec::new() }
    }

    /// Messages not yet fully acknowledged.
    pub fn pending(&self) -> usize {
        self.half.pending()
    }

    fn carry_out(&mut self, effects: Vec<client::Effect>) {
        for effect in effects {
            match effect {
                client::Effect::Send(packet) => {
                    let line = self.line.as_mut().expect("a packet needs a connection");
                    if line.broker_end {
                        line.up.push_back(packet);
                    }
                }
                client::Effect::Message(publish) => self.received.push(publish),
                client::Effect::Close(reason) => panic!("the broker is right, and yet: {reason}"),
                client::Effect::Uncertain { .. } => panic!("the session was never lost"),
                _ => {}
            }
        }
    }

    fn line_of(&mut self, id: ConnectionId) -> Option<&mut Line> {
        self.line.iter_mut().chain(&mut self.old).find(|line| line.id == id)
    }
}

impl World {
    /// Each client has subscribed to what the other will publish.
    pub fn new() -> World {
        let limits = Limits { max_inflight: 3, ..Limits::default() };
        let clients = [Client::new("alice"), Client::new("bob")];
        let mut world = World { broker: Broker::new(limits), clients, messages: 0 };
        for at in 0..2 {
            world.reopen(at);
            world.drain(at);
            let subscription =
                Subscription { filter: format!("from/{}", 1 - at).into(), qos: Qos::ExactlyOnce };
            let mut effects = Vec::new();
            let asked = world.clients[at].half.subscribe(vec![subscription], NOW, &mut effects);
            asked.expect("the client is connected");
            world.clients[at].carry_out(effects);
            world.drain(at);
        }
        world
    }

    pub fn publish(&mut self, at: usize, qos: Qos) {
        self.messages += 1;
        let publish = Publish { qos, ..Publish::new(format!("from/{at}"), self.messages.to_string()) };
        let (client, mut effects) = (&mut self.clients[at], Vec::new());
        if client.half.publish(publish.clone(), NOW, &mut effects).is_ok() {
            client.published.push(publish);
        }
        client.carry_out(effects);
    }

    pub fn up(&mut self, at: usize) {
        let Some(line) = &mut self.clients[at].line else { return };
        let id = line.id;
        if let Some(packet) = line.up.pop_front() {
            self.broker_receives(id, packet);
        }
    }

    fn broker_receives(&mut self, id: ConnectionId, packet: Packet) {
        let mut effects = Vec::new();
        self.broker.packet(id, packet, NOW, &mut effects);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<broker::Effect>) {
        for effect in effects {
            match effect {
                broker::Effect::Send { connection, packet } => {
                    let mut clients = self.clients.iter_mut();
                    let line = clients.find_map(|client| client.line_of(connection));
                    line.expect("the broker sends on open connections").down.push_back(packet);
                }
                broker::Effect::Close { connection, reason } => {
                    assert_eq!(reason, CloseReason::TakenOver, "the clients are right");
                    self.broker_end_is_closed(connection);
                }
                _ => {}
            }
        }
    }

    fn broker_end_is_closed(&mut self, id: ConnectionId) {
        for client in &mut self.clients {
            client.old.retain(|line| line.id != id);
            if let Some(line) = client.line.as_mut().filter(|line| line.id == id) {
                line.broker_end = false;
                line.up.clear();
            }
        }
    }

    pub fn down(&mut self, at: usize) {
        let client = &mut self.clients[at];
        let Some(line) = &mut client.line else { return };
        if let Some(packet) = line.down.pop_front() {
            let mut effects = Vec::new();
            client.half.packet(packet, NOW, &mut effects);
            client.carry_out(effects);
        } else if !line.broker_end {
            client.line = None;
            client.half.lost();
        }
    }

    /// The client sees the cut; `arriving` packets that it sent may still come to the broker.
    pub fn client_is_cut(&mut self, at: usize, arriving: usize) {
        let client = &mut self.clients[at];
        let Some(mut line) = client.line.take() else { return };
        client.half.lost();
        if line.broker_end {
            line.up.truncate(arriving);
            client.old.push_back(line);
        }
    }

    /// The broker sees the cut; `arriving` packets that it sent still come to the client.
    pub fn broker_is_cut(&mut self, at: usize, arriving: usize) {
        let Some(line) = &mut self.clients[at].line else { return };
        line.down.truncate(arriving);
        if line.broker_end {
            let id = line.id;
            self.broker_loses(id);
        }
    }

    fn broker_loses(&mut self, id: ConnectionId) {
        self.broker_end_is_closed(id);
        let mut effects = Vec::new();
        self.broker.lost(id, &mut effects);
        self.carry_out(effects);
    }

    pub fn reopen(&mut self, at: usize) {
        let client = &mut self.clients[at];
        if client.line.is_none() {
            let id = self.broker.open(NOW);
            client.line = Some(Line { id, up: VecDeque::new(), down: VecDeque::new(), broker_end: true });
            let mut effects = Vec::new();
            client.half.opened(NOW, &mut effects);
            client.carry_out(effects);
        }
    }

    pub fn late_up(&mut self, at: usize) {
        let Some(line) = self.clients[at].old.front_mut() else { return };
        let id = line.id;
        if let Some(packet) = line.up.pop_front() {
            self.broker_receives(id, packet);
        }
    }

    pub fn late_cut(&mut self, at: usize) {
        if let Some(id) = self.clients[at].old.front().map(|line| line.id) {
            self.broker_loses(id);
        }
    }

    /// Delivers all that is on the line of one client.
    fn drain(&mut self, at: usize) {
        while self.clients[at].line.as_ref().is_some_and(|line| !line.up.is_empty() || !line.down.is_empty())
        {
            self.up(at);
            self.down(at);
        }
    }

    /// The lines hold at last, until nobody has anything left to say.
    pub fn mend(&mut self) {
        for at in 0..2 {
            while !self.clients[at].old.is_empty() {
                self.late_cut(at);
            }
            // A line that the broker has left is given up.
            while self.clients[at].line.as_ref().is_some_and(|line| !line.broker_end) {
                self.down(at);
            }
            self.reopen(at);
        }
        let busy = |line: &Line| !line.up.is_empty() || !line.down.is_empty();
        while self.clients.iter().any(|client| client.line.as_ref().is_some_and(busy)) {
            self.drain(0);
            self.drain(1);
        }
    }
}
