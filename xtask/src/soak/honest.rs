//! A client that keeps to the protocol while its line breaks.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use bytes::BytesMut;
use mqtt_packet::{Connect, Publish, Qos, Subscription, take_packet};
use mqtt_session::client::{Client, Effect};

/// How long a read waits.
const READ: Duration = Duration::from_millis(1);

/// One write in so many is cut off somewhere, with the line.
const CUT: usize = 150;

/// A session that outlives its connections.
pub struct Honest {
    client: Client,
    broker: SocketAddr,
    /// To subscribe to, at each new session.
    topic: Option<(String, Qos)>,
    line: Option<TcpStream>,
    input: BytesMut,
    start: Instant,
    /// The line breaks now and then.
    pub breaks: bool,
    pub cuts: u64,
}

impl Honest {
    pub fn new(broker: SocketAddr, client_id: &str, topic: Option<(String, Qos)>) -> Honest {
        let connect = Connect { clean_session: false, keep_alive: 60, ..Connect::new(client_id) };
        Honest {
            client: Client::new(connect, 20),
            broker,
            topic,
            line: None,
            input: BytesMut::new(),
            start: Instant::now(),
            breaks: true,
            cuts: 0,
        }
    }

    /// Messages that are not acknowledged yet.
    pub fn pending(&self) -> usize {
        self.client.pending()
    }

    pub fn publish(&mut self, topic: &str, payload: String, qos: Qos) -> anyhow::Result<()> {
        let mut effects = Vec::new();
        let message = Publish { qos, ..Publish::new(topic, payload) };
        self.client.publish(message, self.start.elapsed(), &mut effects)?;
        self.carry_out(effects).map(|_| ())
    }

    /// Connects if there is no line, and takes what has come: the messages.
    pub fn step(&mut self) -> anyhow::Result<Vec<Publish>> {
        let now = self.start.elapsed();
        let mut effects = Vec::new();
        let Some(line) = &mut self.line else {
            let line = TcpStream::connect(self.broker).context("the broker accepts no connection")?;
            line.set_nodelay(true)?;
            line.set_read_timeout(Some(READ))?;
            self.line = Some(line);
            self.client.opened(now, &mut effects);
            return self.carry_out(effects);
        };
        let mut buffer = [0; 8192];
        match line.read(&mut buffer) {
            Ok(0) => bail!("the broker has closed the connection of a client that did nothing wrong"),
            Ok(size) => self.input.extend_from_slice(&buffer[..size]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(error) => return Err(error.into()),
        }
        self.client.tick(now, &mut effects);
        while let Some(packet) = take_packet(&mut self.input, usize::MAX)? {
            self.client.packet(packet, now, &mut effects);
        }
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> anyhow::Result<Vec<Publish>> {
        let (mut messages, mut out, mut subscribe) = (Vec::new(), BytesMut::new(), false);
        for effect in effects {
            match effect {
                Effect::Send(packet) => packet.encode(&mut out)?,
                Effect::Message(message) => messages.push(message),
                Effect::Connected { session_present } => subscribe = !session_present,
                Effect::Close(reason) => bail!("a client had to close: {reason}"),
                Effect::Subscribed { .. } | Effect::Unsubscribed | Effect::Uncertain { .. } => {}
            }
        }
        if let Some((topic, qos)) = self.topic.clone().filter(|_| subscribe) {
            let mut effects = Vec::new();
            let wanted = vec![Subscription { filter: topic.into(), qos }];
            self.client.subscribe(wanted, self.start.elapsed(), &mut effects)?;
            for effect in effects {
                if let Effect::Send(packet) = effect {
                    packet.encode(&mut out)?;
                }
            }
        }
        self.write(&out)?;
        Ok(messages)
    }

    fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let Some(line) = self.line.as_mut().filter(|_| !bytes.is_empty()) else { return Ok(()) };
        if self.breaks && fastrand::usize(..CUT) == 0 {
            line.write_all(&bytes[..fastrand::usize(..bytes.len())])?;
            self.line = None;
            self.input.clear();
            self.client.lost();
            self.cuts += 1;
            return Ok(());
        }
        Ok(line.write_all(bytes)?)
    }
}
