//! Messages from many to many, as many as the broker takes.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use mio::{Events, Interest, Poll, Token};

use crate::frame::Frame;
use crate::line::{Busy, connect};
use crate::packets::{PUBACK, PUBCOMP, PUBREC, PUBREL, Publish, ack};

/// Messages published and not yet delivered to all, at most. No broker then has a reason to drop any: Mosquitto queues a
/// thousand.
const WINDOW: u64 = 500;

/// Messages of QoS 1 and 2 that one publisher has sent and that are not acknowledged, at most: what clients use to do, and all
/// that Mosquitto takes.
const IN_FLIGHT: u64 = 20;

/// Bytes that wait to be written on one connection, at most.
const BATCH: usize = 64 * 1024;

/// Without any message for so long, no more will come.
const STALLED: Duration = Duration::from_secs(3);

/// Who sends what to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene {
    /// Clients that publish.
    pub publishers: usize,
    /// Clients that receive all that is published.
    pub subscribers: usize,
    /// The QoS of messages and of subscriptions: 0, 1 or 2.
    pub qos: u8,
    /// Bytes of each payload.
    pub payload: usize,
}

/// What has come of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    /// Messages that were to be received: those published, times the subscribers.
    pub expected: u64,
    /// Messages received.
    pub received: u64,
    /// From the first message to the last acknowledgement.
    pub seconds: f64,
}

impl Counted {
    /// Each message was received, and none twice; each publisher has its last acknowledgement.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.expected == self.received
    }

    /// Messages received per second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.received as f64 / self.seconds
    }
}

struct Publisher {
    line: Busy,
    sent: u64,
    acknowledged: u64,
}

impl Publisher {
    fn new(line: Busy) -> Publisher {
        Publisher { line, sent: 0, acknowledged: 0 }
    }
}

/// Publishes for `time`, then waits until all has arrived or nothing comes any more.
///
/// # Errors
/// When the broker refuses a client or closes a connection.
pub fn exchange(address: SocketAddr, scene: Scene, time: Duration) -> anyhow::Result<Counted> {
    let mut subscribers = connect(address, 0, scene.subscribers)?;
    for line in &mut subscribers {
        line.subscribe(scene.qos)?;
    }
    let mut poll = Poll::new()?;
    let mut lines = Vec::new();
    for line in subscribers.into_iter().chain(connect(address, scene.subscribers, scene.publishers)?) {
        let (mut line, token) = (line.busy()?, Token(lines.len()));
        poll.registry().register(&mut line.stream, token, Interest::READABLE | Interest::WRITABLE)?;
        lines.push(line);
    }
    let publishers = lines.split_off(scene.subscribers);
    let (mut subscribers, mut publishers) =
        (lines, publishers.into_iter().map(Publisher::new).collect::<Vec<_>>());

    let mut events = Events::with_capacity(1024);
    let mut publish = Publish::new(scene.qos, scene.payload);
    let (mut published, mut received) = (0, 0);
    let everyone = scene.subscribers as u64;
    let share = WINDOW / scene.publishers as u64;
    let share = if scene.qos == 0 { share } else { share.min(IN_FLIGHT) }.max(1);
    let start = Instant::now();
    let mut last = start;
    loop {
        let is_over = start.elapsed() >= time;
        for publisher in publishers.iter_mut().filter(|_| !is_over) {
            while published * everyone < received + WINDOW * everyone
                && publisher.sent < publisher.acknowledged + share
                && publisher.line.waiting() < BATCH
            {
                publish.write((publisher.sent % 65_535 + 1) as u16, &mut publisher.line.out);
                publisher.sent += 1;
                published += 1;
                if scene.qos == 0 {
                    publisher.acknowledged += 1;
                }
            }
            publisher.line.flush()?;
        }
        let unacknowledged = publishers.iter().any(|publisher| publisher.sent > publisher.acknowledged);
        if is_over && received >= published * everyone && !unacknowledged || last.elapsed() > STALLED {
            break;
        }
        poll.poll(&mut events, Some(Duration::from_millis(100)))?;
        for number in ready(&events) {
            match number.checked_sub(subscribers.len()) {
                None => {
                    let line = &mut subscribers[number];
                    line.receive(|frame, out| received += delivered(&frame, out))?;
                    line.flush()?;
                }
                Some(number) => {
                    let Publisher { line, acknowledged, .. } = &mut publishers[number];
                    line.receive(|frame, out| *acknowledged += done(&frame, out))?;
                    line.flush()?;
                }
            }
            last = Instant::now();
        }
    }
    let stalled = if last.elapsed() > STALLED { last.elapsed() } else { Duration::ZERO };
    let seconds = (start.elapsed() - stalled).as_secs_f64();
    Ok(Counted { expected: published * everyone, received, seconds })
}

fn ready(events: &Events) -> HashSet<usize> {
    events.iter().map(|event| event.token().0).collect()
}

/// What a subscriber does with a packet; how many messages it was.
fn delivered(frame: &Frame, out: &mut Vec<u8>) -> u64 {
    match (frame.is_publish(), frame.qos()) {
        (true, 1) => out.extend(ack(PUBACK, frame.id)),
        (true, 2) => out.extend(ack(PUBREC, frame.id)),
        (false, _) if frame.first == PUBREL => out.extend(ack(PUBCOMP, frame.id)),
        _ => {}
    }
    u64::from(frame.is_publish())
}

/// What a publisher does with a packet; how many messages are done by it.
fn done(frame: &Frame, out: &mut Vec<u8>) -> u64 {
    if frame.first == PUBREC {
        out.extend(ack(PUBREL, frame.id));
    }
    u64::from(matches!(frame.first, PUBACK | PUBCOMP))
}
