//! Keep-alive, PINGREQ and DISCONNECT (§3.1.2.10, §3.12, §3.14).

use std::time::{Duration, Instant};

use mqtt_packet::{Connect, Qos};

use super::Entry;
use crate::bench::{Came, Outcome, Premise, Scene, Stop, will, wire};
use crate::messages::{self, CLIENT, DYING, SUBSCRIBER, WILL};

pub(super) const CHECKS: &[Entry] = &[
    ("keep-alive-exceeded", exceeded),
    ("keep-alive-exceeded-while-receiving", exceeded_while_receiving),
    ("ping", ping),
    ("disconnect-flags", disconnect_flags),
];

/// Between two messages to a client that says nothing.
const PAUSE: Duration = Duration::from_millis(200);

/// What a broker may take to notice a silence: some look at their clients every five seconds only, and the standard
/// does not say how soon they must.
const NOTICE: Duration = Duration::from_secs(6);

/// One and a half times a keep-alive of so many seconds, and what a broker may take to notice.
pub(super) fn after(scene: &Scene<'_>, keep_alive: u64) -> Duration {
    Duration::from_millis(keep_alive * 1500) + NOTICE + scene.target.patience
}

fn exceeded(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.client_as(CLIENT, Connect { keep_alive: 1, ..scene.clean("k") })?;
    client.closes_within(after(scene, 1)).map(drop)
}

/// What the broker sends is no sign of life of the client.
fn exceeded_while_receiving(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("flow");
    let mut client = scene.client_as(SUBSCRIBER, Connect { keep_alive: 1, ..scene.clean("k") })?;
    client.subscribe(&[(&topic, Qos::AtMostOnce)]).premise()?;
    let mut publisher = scene.publisher()?;
    let limit = after(scene, 1);
    let start = Instant::now();
    while start.elapsed() < limit {
        publisher.say(&topic, "1", Qos::AtMostOnce)?;
        publisher.is_served().premise()?;
        loop {
            match client.receive_within(PAUSE)? {
                Came::Packet(_) => {}
                Came::Closed => return Ok(()),
                Came::Nothing => break,
            }
        }
    }
    Err(Stop::NotKept(messages::still_open(limit)))
}

fn ping(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.client(CLIENT)?;
    client.is_served()?;
    client.is_served()
}

/// A DISCONNECT that is none ends the connection and leaves the will.
fn disconnect_flags(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    let connect = Connect { will: will(&topic, Qos::AtLeastOnce), ..scene.clean("d") };
    let mut client = scene.client_as(DYING, connect)?;
    client.send_bytes(&wire::packet(0xe1, &[]));
    client.closes()?;
    subscriber.hears(&topic, WILL).map(drop)
}
