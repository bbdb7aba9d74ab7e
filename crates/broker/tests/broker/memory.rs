//! A client that never reads does not fill the memory.

use std::fs;
use std::io::{ErrorKind, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use broker::{Config, Server};
use mqtt_packet::{Packet, PacketId, Publish, Qos, Subscribe, Subscription};
use mqtt_session::broker::Limits;

use crate::support::{Bystanders, Client, start, start_with};

/// Memory of this process at this moment, in bytes; 0 where the system does not tell in Linux's way.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    status.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).map_or(0, |pages| pages * 4096)
}

/// Publishes `count` messages of `size` bytes for a subscriber that never reads, and says how much memory it took.
fn flood(server: &Server, qos: Qos, count: usize, size: usize) -> usize {
    let mut deaf = Client::connect(server.address(), "deaf");
    deaf.subscribe("t", qos);
    let before = memory();
    let mut publisher = Client::connect(server.address(), "flood");
    let packet_id = (qos > Qos::AtMostOnce).then_some(1);
    for _ in 0..count {
        publisher.publish("t", vec![b'x'; size], packet_id);
        if packet_id.is_some() {
            assert!(matches!(publisher.receive(), Some(Packet::Puback(_))));
        }
    }
    publisher.assert_served();
    memory().saturating_sub(before)
}

const MEGABYTE: usize = 1 << 20;

/// Held while a test measures: the memory is that of the whole process.
static MEASURING: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    MEASURING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn a_client_that_never_reads_fills_no_memory_at_qos_0() {
    let _alone = alone();
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    let grown = flood(&server, Qos::AtMostOnce, 2000, 100_000);
    assert!(grown < 100 * MEGABYTE, "{} MB for 200 MB that nobody reads", grown / MEGABYTE);
    bystanders.assert_unharmed();
}

#[test]
fn a_client_that_never_reads_fills_its_queue_and_no_more_at_qos_1() {
    let _alone = alone();
    let limits = Limits { max_queued: 100, ..Limits::default() };
    let server = start_with(Config { limits, ..Config::default() });
    let mut bystanders = Bystanders::of(&server);
    let grown = flood(&server, Qos::AtLeastOnce, 2000, 100_000);
    assert!(grown < 100 * MEGABYTE, "{} MB for 200 MB that nobody reads", grown / MEGABYTE);
    bystanders.assert_unharmed();
}

/// A broker that retains a megabyte on `r`.
fn start_with_a_retained_megabyte() -> Server {
    let server = start();
    let mut publisher = Client::connect(server.address(), "retaining");
    publisher.send(Packet::Publish(Publish { retain: true, ..Publish::new("r", vec![b'x'; MEGABYTE]) }));
    publisher.assert_served();
    server
}

#[test]
fn a_client_that_asks_and_never_reads_is_not_heard_for_ever() {
    let _alone = alone();
    let server = start_with_a_retained_megabyte();
    let mut bystanders = Bystanders::of(&server);
    let before = memory();
    let mut deaf = Client::connect(server.address(), "deaf");
    deaf.stream.set_write_timeout(Some(Duration::from_millis(500))).expect("a time that is not zero");
    // Each SUBSCRIBE, of 8 bytes, is answered with a megabyte.
    let asks = b"\x82\x06\x00\x01\x00\x01r\x00".repeat(100_000);
    let error = (0..100).find_map(|_| deaf.stream.write_all(&asks).err());
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::WouldBlock), "the broker reads on and on");
    let grown = memory().saturating_sub(before);
    assert!(grown < 100 * MEGABYTE, "{} MB", grown / MEGABYTE);
    bystanders.assert_unharmed();
}

#[test]
fn one_packet_that_asks_for_a_thousand_megabytes_does_not_get_them() {
    let _alone = alone();
    const TIMES: u16 = 1000;
    let server = start_with_a_retained_megabyte();
    let mut bystanders = Bystanders::of(&server);
    let before = memory();
    let mut greedy = Client::connect(server.address(), "greedy");
    let subscription = Subscription { filter: "r".into(), qos: Qos::AtMostOnce };
    let subscriptions = vec![subscription; TIMES.into()];
    greedy.send(Packet::Subscribe(Subscribe::new(PacketId::FIRST, subscriptions)));
    bystanders.assert_unharmed();
    let grown = memory().saturating_sub(before);
    assert!(grown < 400 * MEGABYTE, "{} MB", grown / MEGABYTE);
}

#[test]
fn all_retained_messages_come_even_when_they_are_many() {
    let _alone = alone();
    const COUNT: usize = 20_000;
    let server = start();
    let mut client = Client::connect(server.address(), "many");
    for number in 0..COUNT {
        let topic = format!("r/{number:05}");
        client.send(Packet::Publish(Publish { retain: true, ..Publish::new(topic, vec![b'x'; 1000]) }));
    }
    client.assert_served();
    client.subscribe("r/+", Qos::AtMostOnce);
    for number in 0..COUNT {
        assert_eq!(client.message().0, format!("r/{number:05}"));
    }
    client.assert_served();
}
