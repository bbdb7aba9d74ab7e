//! Texts (§1.5.3).

use mqtt_packet::Qos;

use super::Entry;
use crate::bench::{Outcome, Premise, Scene, wire};
use crate::messages::OTHER;

pub(super) const CHECKS: &[Entry] = &[
    ("text-ill-formed", ill_formed),
    ("text-null", null),
    ("text-bom", bom),
    ("topic-not-utf-8", topic_not_utf_8),
    ("filter-not-utf-8", filter_not_utf_8),
    ("unsubscribed-filter-not-utf-8", unsubscribed_filter_not_utf_8),
    ("client-id-not-utf-8", client_id_not_utf_8),
    ("will-topic-not-utf-8", will_topic_not_utf_8),
    ("user-name-not-utf-8", user_name_not_utf_8),
];

/// An overlong form, a surrogate, a byte that begins nothing, a character beyond U+10FFFF, a cut one.
const ILL_FORMED: [&[u8]; 5] = [b"\xc0\x80", b"\xed\xa0\x80", b"\xff", b"\xf4\x90\x80\x80", b"\xc3"];

fn spoilt(text: &str, bytes: &[u8]) -> Vec<u8> {
    [text.as_bytes(), bytes].concat()
}

fn ill_formed(scene: &Scene<'_>) -> Outcome {
    ILL_FORMED.iter().try_for_each(|bytes| scene.closes_on(&wire::publish(&spoilt(&scene.topic(""), bytes))))
}

fn null(scene: &Scene<'_>) -> Outcome {
    let text = spoilt(&scene.topic(""), b"\0x");
    scene.closes_on(&wire::publish(&text))?;
    scene.closes_on(&wire::subscribe(&text, 0))?;
    scene.refuses(&scene.connect_bytes(0x02, &[b"q\0q"])).map(drop)
}

fn bom(scene: &Scene<'_>) -> Outcome {
    let plain = scene.topic("bom");
    let marked = format!("\u{feff}{plain}");
    let mut with_mark = scene.client_as(OTHER, scene.clean("bom"))?;
    with_mark.subscribe(&[(&marked, Qos::AtMostOnce)]).premise()?;
    let mut without = scene.subscriber(&plain, Qos::AtMostOnce)?;
    let mut publisher = scene.publisher()?;
    publisher.say(&marked, "FEFF", Qos::AtMostOnce)?;
    publisher.say(&plain, "-", Qos::AtMostOnce)?;
    with_mark.hears(&marked, "FEFF")?;
    without.hears(&plain, "-").map(drop)
}

fn topic_not_utf_8(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::publish(&spoilt(&scene.topic(""), b"\xe9")))
}

fn filter_not_utf_8(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::subscribe(&spoilt(&scene.topic(""), b"\xe9"), 0))
}

fn unsubscribed_filter_not_utf_8(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::unsubscribe(&spoilt(&scene.topic(""), b"\xe9")))
}

fn client_id_not_utf_8(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&scene.connect_bytes(0x02, &[&spoilt(&scene.id("u"), b"\xe9")])).map(drop)
}

fn will_topic_not_utf_8(scene: &Scene<'_>) -> Outcome {
    let topic = spoilt(&scene.topic(""), b"\xe9");
    scene.refuses(&scene.connect_bytes(0x06, &[scene.id("u").as_bytes(), &topic, b"x"])).map(drop)
}

fn user_name_not_utf_8(scene: &Scene<'_>) -> Outcome {
    scene.refuses(&wire::connect_311(0x82, &[scene.id("u").as_bytes(), b"\xe9"])).map(drop)
}
