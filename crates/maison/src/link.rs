//! rumqttc's event loop as a stream of the few events that matter here.

use std::collections::VecDeque;
use std::pin::Pin;
use std::time::Duration;

use rumqttc::{
    AsyncClient, ClientError, ConnectionError, Event, EventLoop, MqttOptions, Outgoing, Packet, QoS,
};

/// A round and a DISCONNECT fit without waiting; the house never hands over a second round before the first has
/// left.
const QUEUE: usize = 64;

const RETRY_EVERY: Duration = Duration::from_secs(1);

/// What happened on the connection.
#[derive(Debug)]
pub enum Signal {
    /// CONNACK accepted us: hand over whatever waits, rumqttc has forgotten it.
    Connected,
    /// A PUBLISH left, with this packet id (0 at QoS 0).
    Sent(u16),
    /// PUBACK or PUBCOMP for this packet id.
    Acknowledged(u16),
    /// Our DISCONNECT left.
    Disconnected,
    /// There is no connection any more, or still none. The next [`Link::next`] tries again.
    Lost(ConnectionError),
}

type Polled = (EventLoop, Result<Event, ConnectionError>);

/// One client and its connection.
pub struct Link {
    client: AsyncClient,
    /// A poll in progress, which owns the event loop: dropping `next` half-way (in a `select!`) keeps it, where
    /// dropping `EventLoop::poll` itself could lose a packet that is being written.
    polling: Pin<Box<dyn Future<Output = Polled>>>,
    ready: VecDeque<Signal>,
}

impl Link {
    /// Nothing is connected before the first [`next`](Self::next).
    pub fn new(options: MqttOptions) -> Self {
        let (client, mut event_loop) = AsyncClient::new(options, QUEUE);
        // A round is many small packets: Nagle's algorithm would hold each one back for the broker's delayed TCP
        // acknowledgement, 40 ms.
        event_loop.network_options.set_tcp_nodelay(true);
        Self { client, polling: Box::pin(poll(event_loop, Duration::ZERO)), ready: VecDeque::new() }
    }

    /// Hands a PUBLISH over; it leaves during a later [`next`](Self::next).
    pub fn publish(&self, topic: String, qos: QoS, retain: bool, payload: String) -> Result<(), ClientError> {
        self.client.try_publish(topic, qos, retain, payload)
    }

    /// Hands a DISCONNECT over.
    pub fn disconnect(&self) -> Result<(), ClientError> {
        self.client.try_disconnect()
    }

    /// The next thing that happens; may be dropped and called again.
    pub async fn next(&mut self) -> Signal {
        loop {
            if let Some(signal) = self.ready.pop_front() {
                return signal;
            }
            let (mut event_loop, polled) = self.polling.as_mut().await;
            let wait = match polled {
                Ok(event) => {
                    self.ready.extend(signal(event));
                    Duration::ZERO
                }
                Err(error) => {
                    // Events that rumqttc still held belong to the lost connection, with its packet ids.
                    self.ready.extend(event_loop.state.events.drain(..).filter_map(signal));
                    self.ready.push_back(Signal::Lost(error));
                    RETRY_EVERY
                }
            };
            self.polling = Box::pin(poll(event_loop, wait));
        }
    }
}

async fn poll(mut event_loop: EventLoop, wait: Duration) -> Polled {
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
    let polled = event_loop.poll().await;
    (event_loop, polled)
}

fn signal(event: Event) -> Option<Signal> {
    match event {
        Event::Incoming(Packet::ConnAck(_)) => Some(Signal::Connected),
        Event::Incoming(Packet::PubAck(ack)) => Some(Signal::Acknowledged(ack.pkid)),
        Event::Incoming(Packet::PubComp(ack)) => Some(Signal::Acknowledged(ack.pkid)),
        Event::Outgoing(Outgoing::Publish(pkid)) => Some(Signal::Sent(pkid)),
        Event::Outgoing(Outgoing::Disconnect) => Some(Signal::Disconnected),
        _ => None,
    }
}
