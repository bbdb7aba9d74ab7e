//! The last will (§3.1.2.5 to §3.1.2.7).

use mqtt_packet::{Connect, Qos, Will};

use super::{Entry, MARK};
use crate::bench::{Client, Outcome, Premise, Scene, Stop, judge, shown, will, wire};
use crate::messages::{CLIENT, DYING, OTHER, WILL};

pub(super) const CHECKS: &[Entry] = &[
    ("will-on-cut", on_cut),
    ("will-on-violation", on_violation),
    ("will-on-keep-alive", on_keep_alive),
    ("will-on-take-over", on_take_over),
    ("will-at-its-qos", at_its_qos),
    ("will-not-after-disconnect", not_after_disconnect),
    ("will-once", once),
    ("will-none", none),
    ("will-not-retained", not_retained),
    ("will-retained", is_retained),
    ("will-fields-missing", fields_missing),
    ("will-fields-unannounced", fields_unannounced),
    ("will-qos-unannounced", qos_unannounced),
    ("will-qos-3", qos_3),
    ("will-retain-unannounced", retain_unannounced),
];

fn with_will(scene: &Scene<'_>, topic: &str) -> Connect {
    Connect { will: will(topic, Qos::AtLeastOnce), ..scene.clean("dies") }
}

fn dying(scene: &Scene<'_>, topic: &str) -> Result<Client, Stop> {
    scene.client_as(DYING, with_will(scene, topic))
}

fn on_cut(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    dying(scene, &topic)?.cut();
    subscriber.hears(&topic, WILL).map(drop)
}

fn on_violation(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    let mut dying = dying(scene, &topic)?;
    dying.send_bytes(&wire::packet(0xf0, &[]));
    dying.closes().premise()?;
    subscriber.hears(&topic, WILL).map(drop)
}

fn on_keep_alive(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    let mut dying = scene.client_as(DYING, Connect { keep_alive: 1, ..with_will(scene, &topic) })?;
    dying.closes_within(super::keep_alive::after(scene, 1)).premise()?;
    subscriber.hears(&topic, WILL).map(drop)
}

/// The old connection ends without DISCONNECT, whatever the new one asks for.
fn on_take_over(scene: &Scene<'_>) -> Outcome {
    for (old_clean, new_clean) in [(true, true), (true, false), (false, false), (false, true)] {
        let topic = scene.topic(&format!("will{}{}", u8::from(old_clean), u8::from(new_clean)));
        let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
        let mut old =
            scene.client_as(DYING, Connect { clean_session: old_clean, ..with_will(scene, &topic) })?;
        let new = scene.target.connect(&scene.id("dies"), new_clean);
        let new = scene.client_as(OTHER, new)?;
        old.closes().premise()?;
        subscriber.hears(&topic, WILL)?;
        new.disconnect()?;
    }
    Ok(())
}

fn at_its_qos(scene: &Scene<'_>) -> Outcome {
    for qos in [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce] {
        let topic = scene.topic(&format!("will{qos}"));
        let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
        let connect = Connect { will: will(&topic, qos), ..scene.clean("dies") };
        scene.client_as(DYING, connect)?.cut();
        let publish = subscriber.hears(&topic, WILL)?;
        judge(publish.qos == qos, || shown(&publish))?;
    }
    Ok(())
}

/// The first message of the topic is the mark: no will came before.
fn only_the_mark(scene: &Scene<'_>, subscriber: &mut Client, topic: &str) -> Outcome {
    scene.settle();
    scene.publisher()?.say(topic, MARK, Qos::AtLeastOnce).premise()?;
    subscriber.hears(topic, MARK).map(drop)
}

fn not_after_disconnect(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    dying(scene, &topic)?.disconnect()?;
    only_the_mark(scene, &mut subscriber, &topic)
}

fn once(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    let kept = Connect { clean_session: false, ..with_will(scene, &topic) };
    scene.client_as(DYING, kept)?.cut();
    subscriber.hears(&topic, WILL).premise()?;
    // The session comes back without a will: the first is published already.
    scene.client_as(DYING, scene.kept("dies"))?.cut();
    only_the_mark(scene, &mut subscriber, &topic)
}

fn none(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&scene.topic("#"), Qos::AtLeastOnce)?;
    scene.client_as(DYING, scene.clean("dies"))?.cut();
    only_the_mark(scene, &mut subscriber, &topic)
}

fn not_retained(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut witness = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    dying(scene, &topic)?.cut();
    let publish = witness.hears(&topic, WILL).premise()?;
    judge(!publish.retain, || shown(&publish))?;
    let mut later = scene.client_as(CLIENT, scene.clean("later"))?;
    later.subscribe(&[(&topic, Qos::AtLeastOnce)]).premise()?;
    only_the_mark(scene, &mut later, &topic)
}

fn is_retained(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut witness = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    let kept = will(&topic, Qos::AtLeastOnce).map(|will| Will { retain: true, ..will });
    scene.client_as(DYING, Connect { will: kept, ..scene.clean("dies") })?.cut();
    witness.hears(&topic, WILL).premise()?;
    let mut later = scene.client_as(CLIENT, scene.clean("later"))?;
    later.subscribe(&[(&topic, Qos::AtLeastOnce)]).premise()?;
    let publish = later.hears(&topic, WILL)?;
    judge(publish.retain, || shown(&publish))
}

fn fields_missing(scene: &Scene<'_>) -> Outcome {
    let id = scene.id("will");
    let topic = scene.topic("will");
    scene.refuses(&scene.connect_bytes(0x06, &[id.as_bytes()]))?;
    scene.refuses(&scene.connect_bytes(0x06, &[id.as_bytes(), topic.as_bytes()])).map(drop)
}

fn fields_unannounced(scene: &Scene<'_>) -> Outcome {
    let id = scene.id("will");
    let topic = scene.topic("will");
    scene.refuses(&scene.connect_bytes(0x02, &[id.as_bytes(), topic.as_bytes(), b"x"])).map(drop)
}

fn qos_unannounced(scene: &Scene<'_>) -> Outcome {
    let id = scene.id("will");
    scene.refuses(&scene.connect_bytes(0x0a, &[id.as_bytes()]))?;
    scene.refuses(&scene.connect_bytes(0x12, &[id.as_bytes()])).map(drop)
}

fn qos_3(scene: &Scene<'_>) -> Outcome {
    let id = scene.id("will");
    let topic = scene.topic("will");
    scene.refuses(&scene.connect_bytes(0x1e, &[id.as_bytes(), topic.as_bytes(), b"x"])).map(drop)
}

fn retain_unannounced(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&scene.connect_bytes(0x22, &[scene.id("will").as_bytes()])).map(drop)
}
