//! What goes on and on is told once.

use std::sync::mpsc::channel;

use broker::{Config, Journal, Verbosity};
use mqtt_packet::{Ack, Connect, Packet, Qos};
use mqtt_session::broker::Limits;

use crate::support::{Client, start_with};

#[test]
fn a_full_queue_is_told_once_until_its_client_comes_back() {
    const KEPT: usize = 2;
    let (sender, log) = channel();
    let server = start_with(Config {
        limits: Limits { max_queued: KEPT, ..Limits::default() },
        journal: Journal::new(Verbosity::Connections, move |text| {
            let _ = sender.send(text.to_owned());
        }),
        ..Config::default()
    });
    let connect = Connect { clean_session: false, keep_alive: 0, ..Connect::new("away") };
    let mut publisher = Client::connect(server.address(), "pub");
    let mut away = Client::connect_as(server.address(), connect.clone());
    away.subscribe("t", Qos::AtLeastOnce);

    for absence in 1..=2 {
        away.send(Packet::Disconnect);
        assert_eq!(away.receive(), None);
        for _ in 0..KEPT + 5 {
            publisher.publish("t", "x", Some(1));
            assert!(matches!(publisher.receive(), Some(Packet::Puback(_))));
        }
        let told = log.try_iter().filter(|text| text.contains("la file de away est pleine")).count();
        assert_eq!(told, 1, "absence {absence}");

        away = Client::connect_as(server.address(), connect.clone());
        for _ in 0..KEPT {
            let Some(Packet::Publish(publish)) = away.receive() else { panic!("a message was kept") };
            away.send(Packet::Puback(Ack::new(publish.packet_id.expect("QoS 1 has an identifier"))));
        }
        away.assert_served();
    }
}
