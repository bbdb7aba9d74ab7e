//! What must outlive the broker's process (§4.1).

use mqtt_packet::Qos;

use super::Run;
use crate::bench::{Outcome, Premise, Scene, judge, retained, shown};
use crate::messages::{self, CLIENT, SUBSCRIBER};

/// A check with a restart in its middle. All are run together, so that the broker restarts once.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// Its name in the table.
    pub name: &'static str,
    /// What is done before the restart.
    pub before: Run,
    /// What is looked at after it.
    pub after: Run,
}

/// The checks that restart the broker.
pub const AROUND_RESTART: &[Around] = &[
    Around { name: "restart-session", before: session_before, after: session_after },
    Around { name: "restart-retained", before: retained_before, after: retained_after },
];

fn session_before(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("kept");
    scene.kept_subscriber(&topic, Qos::ExactlyOnce)?.disconnect()?;
    let mut publisher = scene.publisher()?;
    publisher.say(&topic, "1", Qos::AtLeastOnce).premise()?;
    publisher.say(&topic, "2", Qos::ExactlyOnce).premise()
}

fn session_after(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("kept");
    let mut subscriber = scene.open(SUBSCRIBER)?;
    let present = subscriber.connect_accepted(scene.kept("kept")).premise()?;
    judge(present, || messages::SESSION_ABSENT.into())?;
    subscriber.hears(&topic, "1")?;
    subscriber.hears(&topic, "2").map(drop)
}

fn retained_before(scene: &Scene<'_>) -> Outcome {
    scene.publisher()?.publish(retained(&scene.topic("kept"), "21.5", Qos::AtLeastOnce)).premise()
}

fn retained_after(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("kept");
    let mut client = scene.client_as(CLIENT, scene.clean("later"))?;
    client.subscribe(&[(&topic, Qos::AtLeastOnce)]).premise()?;
    let publish = client.hears(&topic, "21.5")?;
    judge(publish.retain, || shown(&publish))
}
