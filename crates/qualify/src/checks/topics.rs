//! Topic names and filters (§4.7).

use mqtt_packet::Qos;

use super::{Entry, MARK};
use crate::bench::{Outcome, Premise, Scene, judge, shown, wire};
use crate::messages::SUBSCRIBER;

pub(super) const CHECKS: &[Entry] = &[
    ("topic-wildcard-in-name", wildcard_in_name),
    ("filter-multi-level-misplaced", multi_level_misplaced),
    ("filter-single-level-misplaced", single_level_misplaced),
    ("filter-wildcard-and-dollar", wildcard_and_dollar),
    ("topic-empty", empty),
    ("topic-null", null),
    ("topic-not-normalised", not_normalised),
];

fn wildcard_in_name(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::publish(scene.topic("+/a").as_bytes()))?;
    scene.closes_on(&wire::publish(b"#"))
}

fn multi_level_misplaced(scene: &Scene<'_>) -> Outcome {
    for filter in ["a#", "#/a", "a/#/b", "##"] {
        scene.closes_on(&wire::subscribe(scene.topic(filter).as_bytes(), 0))?;
    }
    Ok(())
}

fn single_level_misplaced(scene: &Scene<'_>) -> Outcome {
    for filter in ["a+", "+a", "a/+b/c", "++"] {
        scene.closes_on(&wire::subscribe(scene.topic(filter).as_bytes(), 0))?;
    }
    Ok(())
}

/// Whether the server lets clients publish in `$` at all is its own business.
fn wildcard_and_dollar(scene: &Scene<'_>) -> Outcome {
    let place = scene.topic("dollar");
    let hidden = format!("$q/{place}");
    let plain = format!("q/{place}");
    let wildcards = [format!("+/{place}"), "#".to_owned()];
    for filter in &wildcards {
        let mut subscriber = scene.client_as(SUBSCRIBER, scene.clean("sub"))?;
        subscriber.subscribe(&[(filter, Qos::AtMostOnce)]).premise()?;
        let mut publisher = scene.publisher()?;
        publisher.say(&hidden, "1", Qos::AtMostOnce)?;
        publisher.say(&plain, MARK, Qos::AtMostOnce)?;
        // With « # », whatever else is said on this broker comes too.
        loop {
            let publish = subscriber.message()?;
            judge(publish.topic != hidden, || shown(&publish))?;
            if publish.topic == plain {
                break;
            }
        }
    }
    Ok(())
}

fn empty(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::publish(b""))?;
    scene.closes_on(&wire::subscribe(b"", 0))?;
    scene.closes_on(&wire::unsubscribe(b""))
}

fn null(scene: &Scene<'_>) -> Outcome {
    let filter = [scene.topic("").as_bytes(), b"a\0b"].concat();
    scene.closes_on(&wire::subscribe(&filter, 0))?;
    scene.closes_on(&wire::unsubscribe(&filter))
}

/// Case, composed accents, empty levels, spaces: what looks alike stays apart.
fn not_normalised(scene: &Scene<'_>) -> Outcome {
    let names =
        ["caf\u{e9}", "cafe\u{301}", "CAF\u{c9}", "a/b", "a//b", "a/b/", "a /b", "\u{1d54c}/\u{fffd}"];
    let filters: Vec<String> = names.iter().map(|name| scene.topic(name)).collect();
    let mut publisher = scene.publisher()?;
    for filter in &filters {
        let mut subscriber = scene.subscriber(filter, Qos::AtLeastOnce)?;
        for other in filters.iter().filter(|other| *other != filter) {
            publisher.say(other, "-", Qos::AtLeastOnce).premise()?;
        }
        publisher.say(filter, MARK, Qos::AtLeastOnce).premise()?;
        subscriber.hears(filter, MARK)?;
        subscriber.has_received_nothing()?;
    }
    Ok(())
}
