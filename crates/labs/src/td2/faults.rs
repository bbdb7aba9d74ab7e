//! The runs in which something goes wrong.

use mqtt_packet::{Connect, PacketType, Publish, Qos, Will};
use mqtt_session::broker::CloseReason;

use super::cause::Cause;
use super::{Fault, Finding, deliveries, first_time, messages};
use crate::answer::Expected;
use crate::draw::Draw;
use crate::names::Names;
use crate::run::{Fact, Run, What};
use crate::scene::{Scene, Who};

pub(super) fn play(cause: Cause, draw: &mut Draw) -> Fault {
    let names = Names::draw(draw);
    let scene = Scene::new(draw);
    match cause {
        Cause::PubackLost => lost(scene, &names, PacketType::Puback, draw),
        Cause::PublishLost => lost(scene, &names, PacketType::Publish, draw),
        Cause::QosForgotten => away(scene, &names, false, Qos::AtMostOnce, draw),
        Cause::CleanSession => away(scene, &names, true, Qos::AtLeastOnce, draw),
        Cause::KeepAlive => hung(scene, &names, draw),
        Cause::SameId => same_id(scene, &names, draw),
        Cause::FilterMismatch => mismatch(scene, &names, draw),
        Cause::RetainForgotten => late(scene, &names, draw),
    }
}

/// A connection breaks in the midst of a QoS 1 exchange.
fn lost(mut scene: Scene, names: &Names, lost: PacketType, draw: &mut Draw) -> Fault {
    let (screen_id, sensor_id) = (&names.screens[0], &names.sensors[0]);
    let (usual, topic) = (names.topic(0, 0), names.topic(1, 1));
    let screen = scene.arrives(calm(screen_id));
    scene.subscribes(screen, &format!("{}/#", names.site), Qos::AtLeastOnce);
    let sensor = scene.arrives(Connect { clean_session: false, ..calm(sensor_id) });
    for _ in 0..draw.between(1, 4) {
        scene.waits(draw.between(2, 6));
        scene.publishes(sensor, message(names, &usual, 0, Qos::AtLeastOnce, draw));
    }
    scene.waits(draw.between(2, 6));
    scene.will_lose(sensor, lost);
    scene.publishes(sensor, message(names, &topic, 1, Qos::AtLeastOnce, draw));
    scene.waits(draw.between(3, 20));
    scene.connects(sensor);
    scene.waits(draw.between(2, 6));
    let run = scene.finish();

    let again = run.of(sensor_id).filter_map(Fact::published).find(|message| message.dup);
    let packet_id = again.and_then(|message| message.packet_id).map(|id| u64::from(id.get()));
    let copies = deliveries(&run, screen_id, &topic);
    let findings = [
        number(messages::resent_id(sensor_id), packet_id),
        number(messages::copies(screen_id, &topic), Some(copies)),
    ];
    Fault { complaint: messages::network_lost(sensor_id, &topic), run, findings }
}

/// A subscriber is away for a while, and misses what is published then.
fn away(mut scene: Scene, names: &Names, clean_session: bool, qos: Qos, draw: &mut Draw) -> Fault {
    let (screen_id, sensor_id) = (&names.screens[0], &names.sensors[0]);
    let (topic, filter) = (names.topic(0, 0), format!("{}/{}/#", names.site, names.zones[0]));
    let screen = scene.arrives(Connect { clean_session, ..calm(screen_id) });
    scene.subscribes(screen, &filter, Qos::AtLeastOnce);
    let sensor = scene.arrives(calm(sensor_id));
    let publishes = |scene: &mut Scene, draw: &mut Draw, times| {
        for _ in 0..times {
            scene.waits(draw.between(4, 9));
            scene.publishes(sensor, message(names, &topic, 0, qos, draw));
        }
    };
    let before = draw.between(1, 2);
    publishes(&mut scene, draw, before);
    scene.waits(draw.between(1, 3));
    scene.leaves(screen);
    let missed = draw.between(2, 4);
    publishes(&mut scene, draw, missed);
    scene.waits(draw.between(1, 3));
    scene.connects(screen);
    if clean_session {
        scene.subscribes(screen, &filter, Qos::AtLeastOnce);
    }
    publishes(&mut scene, draw, 1);
    let run = scene.finish();

    let published = run.count(|fact| fact.published().is_some());
    let missing = published.checked_sub(deliveries(&run, screen_id, &topic));
    let clean = run.of(screen_id).find_map(Fact::connected).map(|connect| u64::from(connect.clean_session));
    let findings =
        [number(messages::missing(screen_id), missing), number(messages::clean_session(screen_id), clean)];
    Fault { complaint: messages::break_time(screen_id), run, findings }
}

/// A sensor hangs, its connection open.
fn hung(mut scene: Scene, names: &Names, draw: &mut Draw) -> Fault {
    let (screen_id, sensor_id) = (&names.screens[0], &names.sensors[0]);
    let screen = scene.arrives(calm(screen_id));
    scene.subscribes(screen, &format!("{}/#", names.site), Qos::AtMostOnce);
    let keep_alive = [10, 12, 16, 20, 24, 30][draw.between(0, 5) as usize];
    let topic = format!("{}/{}/etat", names.site, names.zones[0]);
    let will = Will {
        topic: topic.into(),
        message: "en panne".into(),
        qos: Qos::AtMostOnce,
        retain: false,
        properties: mqtt_packet::Properties::default(),
    };
    let sensor = scene.arrives(Connect { keep_alive, will: Some(will), ..calm(sensor_id) });
    for _ in 0..draw.between(2, 4) {
        scene.waits(draw.between(2, 8));
        scene.publishes(sensor, message(names, &names.topic(0, 0), 0, Qos::AtMostOnce, draw));
    }
    scene.freezes(sensor);
    scene.waits(u64::from(keep_alive) * 2);
    let run = scene.finish();

    let last = run.of(sensor_id).filter(|fact| fact.received().is_some()).last().map(|fact| fact.at);
    let closed = run.of(sensor_id).find(|fact| matches!(fact.what, What::Closed(CloseReason::KeepAlive)));
    let silence = closed.zip(last).map(|(closed, last)| (closed.at - last).as_secs());
    let will = run.facts.iter().find_map(|fact| fact.connected()?.will.as_ref());
    let will = will.map(|will| will.topic.to_string());
    let findings = [number(messages::silence(sensor_id), silence), name(messages::will_topic(), will, &run)];
    Fault { complaint: messages::no_news(sensor_id), run, findings }
}

/// Two sensors have one client identifier, and chase each other.
fn same_id(mut scene: Scene, names: &Names, draw: &mut Draw) -> Fault {
    let (screen_id, sensor_id) = (&names.screens[0], &names.sensors[0]);
    let screen = scene.arrives(calm(screen_id));
    scene.subscribes(screen, &format!("{}/#", names.site), Qos::AtMostOnce);
    let twins = [scene.arrives(calm(sensor_id)), scene.arrives(calm(sensor_id))];
    let topics = [names.topic(0, 0), names.topic(1, 0)];
    for turn in 0..draw.between(2, 4) as usize {
        let there = 1 - turn % 2;
        scene.waits(draw.between(1, 3));
        scene.publishes(twins[there], message(names, &topics[there], 0, Qos::AtMostOnce, draw));
        scene.waits(draw.between(1, 3));
        scene.connects(twins[1 - there]);
    }
    let run = scene.finish();

    let taken_over = |fact: &Fact| matches!(fact.what, What::Closed(CloseReason::TakenOver));
    let (times, twin) = (run.count(taken_over), run.only_client(taken_over));
    let findings = [number(messages::chased(), Some(times)), name(messages::twin(), twin, &run)];
    Fault { complaint: messages::in_and_out(), run, findings }
}

/// A screen asks for topics of another depth.
fn mismatch(mut scene: Scene, names: &Names, draw: &mut Draw) -> Fault {
    let (screen_id, sensor_id, witness_id) = (&names.screens[0], &names.sensors[0], &names.screens[1]);
    let (site, measure) = (names.site, names.measure(0));
    let topic = match draw.between(0, 1) {
        0 => names.topic(0, 0),
        _ => format!("{site}/{}/{}/{measure}", names.zones[1], names.zones[0]),
    };
    let filters = [format!("{site}/+"), format!("+/{measure}"), format!("{site}/+/+/+/{measure}")];
    let filter = &filters[draw.between(0, 2) as usize];
    let witness = scene.arrives(calm(witness_id));
    scene.subscribes(witness, &format!("{site}/#"), Qos::AtMostOnce);
    scene.waits(draw.between(1, 5));
    let screen = scene.arrives(calm(screen_id));
    scene.subscribes(screen, filter, Qos::AtMostOnce);
    scene.waits(draw.between(1, 5));
    let sensor = scene.arrives(calm(sensor_id));
    for _ in 0..draw.between(2, 4) {
        scene.waits(draw.between(5, 15));
        scene.publishes(sensor, message(names, &topic, 0, Qos::AtMostOnce, draw));
    }
    let run = scene.finish();

    let levels = |text: &str| text.split('/').count() as u64;
    let published = run.of(sensor_id).find_map(Fact::published).map(|message| levels(&message.topic));
    let asked = run.of(screen_id).flat_map(Fact::filters).next().map(levels);
    let findings = [
        number(messages::topic_levels(sensor_id), published),
        number(messages::filter_levels(screen_id), asked),
    ];
    Fault { complaint: messages::empty(screen_id, witness_id), run, findings }
}

/// A screen comes between two measures.
fn late(mut scene: Scene, names: &Names, draw: &mut Draw) -> Fault {
    let (screen_id, sensor_id) = (&names.screens[0], &names.sensors[0]);
    let topic = names.topic(0, 0);
    let sensor = scene.arrives(calm(sensor_id));
    let (period, arrival) = (draw.between(40, 59), draw.between(4, 18));
    let publish = |scene: &mut Scene, who: Who, draw: &mut Draw| {
        scene.publishes(who, message(names, &topic, 0, Qos::AtLeastOnce, draw));
    };
    scene.waits(draw.between(1, 5));
    publish(&mut scene, sensor, draw);
    scene.waits(period);
    publish(&mut scene, sensor, draw);
    scene.waits(arrival);
    let screen = scene.arrives(calm(screen_id));
    scene.subscribes(screen, &format!("{}/#", names.site), Qos::AtLeastOnce);
    scene.waits(period - arrival);
    publish(&mut scene, sensor, draw);
    let run = scene.finish();

    let suback = first_time(&run, screen_id, PacketType::Suback);
    let measure = first_time(&run, screen_id, PacketType::Publish);
    let wait = measure.zip(suback).map(|(measure, suback)| measure - suback);
    let retain = run.of(sensor_id).find_map(Fact::published).map(|message| u64::from(message.retain));
    let findings = [number(messages::wait(screen_id), wait), number(messages::retain(sensor_id), retain)];
    Fault { complaint: messages::slow_start(screen_id), run, findings }
}

/// A client that will not ping in so short a run.
fn calm(client_id: &str) -> Connect {
    Connect { keep_alive: 300, ..Connect::new(client_id) }
}

fn message(names: &Names, topic: &str, measure: usize, qos: Qos, draw: &mut Draw) -> Publish {
    Publish { qos, ..Publish::new(topic, names.value(measure, draw)) }
}

fn number((question, why): (String, &'static str), found: Option<u64>) -> Finding {
    Finding { question, expected: found.map(|number| Expected::Number(number.to_string())), why }
}

fn name((question, why): (String, &'static str), found: Option<String>, run: &Run) -> Finding {
    let expected = found.map(|right| Expected::Word {
        wrong: run.names().into_iter().filter(|name| *name != right).collect(),
        right: vec![right],
    });
    Finding { question, expected, why }
}
