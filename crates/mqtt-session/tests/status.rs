//! What the broker half tells of itself below `$SYS/broker`.

use std::collections::BTreeMap;
use std::time::Duration;

use mqtt_packet::{Connect, Packet, PacketId, Properties, Publish, Qos, Subscribe, Subscription, Will};
use mqtt_session::broker::{Broker, ConnectionId, Effect, Forbidden, Limits, Traffic};

const SOME_TIME: Duration = Duration::from_secs(10);

fn connected(broker: &mut Broker, connect: Connect) -> ConnectionId {
    let connection = broker.open(Duration::ZERO);
    broker.packet(connection, Packet::Connect(Box::new(connect)), Duration::ZERO, &mut Vec::new());
    connection
}

fn subscribed(broker: &mut Broker, client_id: &str, filter: &str) -> ConnectionId {
    let connection = connected(broker, Connect::new(client_id));
    let subscription = Subscription { filter: filter.into(), qos: Qos::AtMostOnce };
    let packet = Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription]));
    broker.packet(connection, packet, Duration::ZERO, &mut Vec::new());
    connection
}

/// The values told to one client, all of them live.
fn told(broker: &mut Broker, to: ConnectionId, traffic: &Traffic, now: Duration) -> BTreeMap<String, String> {
    let mut effects = Vec::new();
    broker.tell_status("kit 1", traffic, now, &mut effects);
    let messages = effects.into_iter().filter_map(|effect| match effect {
        Effect::Send { connection, packet: Packet::Publish(publish) } if connection == to => Some(publish),
        _ => None,
    });
    let value = |publish: Publish| {
        assert!(!publish.retain, "{publish:?}");
        let text = String::from_utf8(publish.payload.to_vec()).expect("a text");
        (publish.topic.strip_prefix("$SYS/broker/").expect("the broker's own tree").to_owned(), text)
    };
    messages.map(value).collect()
}

#[test]
fn the_status_counts_clients_subscriptions_and_what_the_shell_has_counted() {
    let mut broker = Broker::new(Limits::default());
    let watcher = subscribed(&mut broker, "watcher", "$SYS/#");
    let leaving = connected(&mut broker, Connect { clean_session: false, ..Connect::new("leaving") });
    broker.packet(leaving, Packet::Disconnect, Duration::ZERO, &mut Vec::new());

    let mut traffic = Traffic { opened: 2, accepted: 2, dropped: 7, ..Traffic::default() };
    traffic.received.add(20, None);
    traffic.sent.add(30, Some(11));
    let values = told(&mut broker, watcher, &traffic, SOME_TIME);
    let expected = [
        ("version", "kit 1"),
        ("uptime", "10 seconds"),
        ("clients/total", "2"),
        ("clients/connected", "1"),
        ("clients/disconnected", "1"),
        ("clients/maximum", "2"),
        ("subscriptions/count", "1"),
        ("messages/received", "1"),
        ("bytes/received", "20"),
        ("publish/messages/received", "0"),
        ("messages/sent", "1"),
        ("bytes/sent", "30"),
        ("publish/messages/sent", "1"),
        ("publish/bytes/sent", "11"),
        ("publish/messages/dropped", "7"),
    ];
    for (name, value) in expected {
        assert_eq!(values.get(name).map(String::as_str), Some(value), "{name} in {values:?}");
    }
    assert_eq!(values["retained messages/count"], values.len().to_string(), "{values:?}");
    // Two connections in 10 s are 12 a minute, and a minute has not passed.
    assert!((1.0..12.0).contains(&values["load/connections/1min"].parse().expect("a number")), "{values:?}");
}

#[test]
fn what_has_not_changed_is_not_told_again_but_is_there_for_who_comes() {
    let mut broker = Broker::new(Limits::default());
    let watcher = subscribed(&mut broker, "watcher", "$SYS/#");
    let first = told(&mut broker, watcher, &Traffic::default(), SOME_TIME);
    let second = told(&mut broker, watcher, &Traffic::default(), SOME_TIME * 2);
    assert_eq!(second.keys().collect::<Vec<_>>(), ["uptime"], "of {} values", first.len());

    let late = connected(&mut broker, Connect::new("late"));
    let subscription = Subscription { filter: "$SYS/broker/uptime".into(), qos: Qos::AtMostOnce };
    let packet = Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription]));
    let mut effects = Vec::new();
    broker.packet(late, packet, SOME_TIME * 2, &mut effects);
    let Some(Effect::Send { packet: Packet::Publish(retained), .. }) = effects.last() else {
        panic!("{effects:?}")
    };
    assert!(retained.retain && retained.payload == "20 seconds", "{retained:?}");
}

#[test]
fn who_watches_everything_is_not_told_the_status() {
    let mut broker = Broker::new(Limits::default());
    let watcher = subscribed(&mut broker, "watcher", "#");
    assert_eq!(told(&mut broker, watcher, &Traffic::default(), SOME_TIME), BTreeMap::new());
}

#[test]
fn no_client_publishes_in_the_brokers_tree_not_even_a_will() {
    let mut broker = Broker::new(Limits::default());
    let watcher = subscribed(&mut broker, "watcher", "$SYS/#");
    let will = Will {
        properties: Properties::default(),
        topic: "$SYS/broker/uptime".into(),
        message: "forever".into(),
        qos: Qos::AtMostOnce,
        retain: true,
    };
    let liar = connected(&mut broker, Connect { will: Some(will), ..Connect::new("liar") });
    let mut effects = Vec::new();
    let lie = Publish { retain: true, ..Publish::new("$SYS/broker/uptime", "forever") };
    broker.packet(liar, Packet::Publish(lie.clone()), SOME_TIME, &mut effects);
    broker.lost(liar, &mut effects);
    let forbidden = |effect: &Effect| matches!(effect, Effect::Forbidden { what: Forbidden::Publish(publish), .. } if publish.payload == "forever");
    assert!(effects.len() == 2 && effects.iter().all(forbidden), "{effects:?}");
    assert_eq!(told(&mut broker, watcher, &Traffic::default(), SOME_TIME)["uptime"], "10 seconds");
}
