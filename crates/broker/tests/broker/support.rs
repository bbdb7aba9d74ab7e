//! A broker on a free port, and a client that sends and reads packets one by one.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use broker::{Config, Journal, Server, Verbosity};
use bytes::BytesMut;
use mqtt_packet::{
    Connack, Connect, Packet, PacketId, Publish, Qos, Subscribe, Subscription, decode, take_frame,
};

/// A broker on a free port.
pub fn start() -> Server {
    start_with(Config::default())
}

/// A broker on a free port, otherwise as `config` says.
pub fn start_with(config: Config) -> Server {
    Server::start(Config { port: 0, ..config }).expect("the broker starts")
}

/// A journal of all lines, and where they can be read.
pub fn journal() -> (Journal, Receiver<String>) {
    let (sender, log) = channel();
    let journal = Journal::new(Verbosity::Packets, move |text| {
        let _ = sender.send(text.to_owned());
    });
    (journal, log)
}

/// Waits for a line of the log that holds `text`; gives all lines up to it.
pub fn logged(log: &Receiver<String>, text: &str) -> String {
    let mut all = String::new();
    while !all.contains(text) {
        all += &log.recv_timeout(peers::LIMIT).unwrap_or_else(|_| panic!("no line with « {text} »:\n{all}"));
    }
    all
}

/// A connection to a broker.
pub struct Client {
    pub stream: TcpStream,
    received: BytesMut,
}

impl Client {
    /// Opens a connection, and says nothing.
    pub fn open(address: SocketAddr) -> Client {
        let stream = TcpStream::connect(address).expect("the broker listens");
        stream.set_read_timeout(Some(peers::LIMIT)).expect("a time that is not zero");
        stream.set_nodelay(true).expect("an option of TCP");
        Client { stream, received: BytesMut::new() }
    }

    /// Connects with a clean session and no keep-alive.
    pub fn connect(address: SocketAddr, client_id: &str) -> Client {
        Client::connect_as(address, Connect { keep_alive: 0, ..Connect::new(client_id) })
    }

    /// Connects, which must be accepted.
    pub fn connect_as(address: SocketAddr, connect: Connect) -> Client {
        let mut client = Client::open(address);
        let stored = !connect.clean_session;
        client.send(Packet::Connect(Box::new(connect)));
        let Some(Packet::Connack(connack)) = client.receive() else { panic!("no CONNACK") };
        assert_eq!(connack.return_code, Connack::accepted(stored).return_code);
        client
    }

    pub fn send(&mut self, packet: Packet) {
        let mut bytes = BytesMut::new();
        packet.encode(&mut bytes).expect("a packet that can be written");
        self.stream.write_all(&bytes).expect("the broker reads");
    }

    /// Subscribes to one filter, which must be granted.
    pub fn subscribe(&mut self, filter: &str, qos: Qos) {
        let subscription = Subscription { filter: filter.into(), qos };
        self.send(Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription])));
        let answer = self.receive();
        assert!(matches!(answer, Some(Packet::Suback(_))), "{answer:?} is not SUBACK");
    }

    /// Publishes at QoS 0 or 1 and does not wait for PUBACK.
    pub fn publish(&mut self, topic: &str, payload: impl Into<Vec<u8>>, id: Option<u16>) {
        let packet_id = id.and_then(PacketId::new);
        let qos = if id.is_some() { Qos::AtLeastOnce } else { Qos::AtMostOnce };
        self.send(Packet::Publish(Publish { qos, packet_id, ..Publish::new(topic, payload.into()) }));
    }

    /// Waits for the next packet; `None` when the broker has closed the connection.
    pub fn receive(&mut self) -> Option<Packet> {
        loop {
            if let Some(frame) = take_frame(&mut self.received, usize::MAX).expect("packets") {
                return Some(decode(&frame).expect("a packet").0);
            }
            let mut buffer = [0; 4096];
            match self.stream.read(&mut buffer) {
                Ok(0) => return None,
                Ok(size) => self.received.extend_from_slice(&buffer[..size]),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => return None,
                Err(error) => panic!("nothing comes: {error}"),
            }
        }
    }

    /// Waits for the next message: its topic and payload.
    pub fn message(&mut self) -> (String, Vec<u8>) {
        match self.receive() {
            Some(Packet::Publish(publish)) => (publish.topic.to_string(), publish.payload.to_vec()),
            other => panic!("{other:?} is not a message"),
        }
    }

    /// The broker answers PINGREQ: the connection is served.
    pub fn assert_served(&mut self) {
        self.send(Packet::Pingreq);
        let answer = self.receive();
        assert_eq!(answer, Some(Packet::Pingresp));
    }
}

/// A publisher and a subscriber that go about their business.
pub struct Bystanders {
    publisher: Client,
    subscriber: Client,
}

impl Bystanders {
    pub fn of(server: &Server) -> Bystanders {
        Bystanders::at(server.address())
    }

    pub fn at(broker: SocketAddr) -> Bystanders {
        let mut subscriber = Client::connect(broker, "bystander-sub");
        subscriber.subscribe("b/#", Qos::AtMostOnce);
        Bystanders { publisher: Client::connect(broker, "bystander-pub"), subscriber }
    }

    pub fn assert_unharmed(&mut self) {
        self.publisher.publish("b", "still there", Some(1));
        assert!(matches!(self.publisher.receive(), Some(Packet::Puback(_))));
        assert_eq!(self.subscriber.message(), ("b".into(), b"still there".to_vec()));
        self.subscriber.assert_served();
        self.publisher.assert_served();
    }
}
