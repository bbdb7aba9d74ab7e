//! One message there and back.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::line::connect;
use crate::packets::{PUBACK, Publish, ack};

/// How long a message of QoS `qos`, 0 or 1, with a payload of 64 bytes takes to the broker and back to its sender, which
/// waits for each before it sends the next: sorted.
///
/// # Errors
/// When the broker refuses, or says nothing for 10 s.
pub fn round_trips(address: SocketAddr, qos: u8, count: usize) -> anyhow::Result<Vec<Duration>> {
    let mut line = connect(address, 0, 1)?.remove(0);
    line.subscribe(qos)?;
    let mut publish = Publish::new(qos, 64);
    let mut times = Vec::with_capacity(count);
    for number in 0..count {
        let mut bytes = Vec::new();
        publish.write((number % 60_000 + 1) as u16, &mut bytes);
        let start = Instant::now();
        line.write_now(&bytes)?;
        let (mut arrived, mut acknowledged) = (None, qos == 0);
        while arrived.is_none() || !acknowledged {
            let frame = line.wait()?;
            if frame.is_publish() {
                arrived = Some(start.elapsed());
                if qos > 0 {
                    line.write_now(&ack(PUBACK, frame.id))?;
                }
            } else {
                acknowledged = true;
            }
        }
        times.extend(arrived);
    }
    times.sort_unstable();
    Ok(times)
}
