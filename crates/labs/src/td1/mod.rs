//! TD 1: read a broker's log. One run of some seventy lines, in which each question has one answer.

mod messages;

use mqtt_packet::{Connect, Packet, PacketType, Publish, Qos, Version, Will};

use crate::answer::Expected;
use crate::draw::Draw;
use crate::names::Names;
use crate::run::{Fact, Run, What};
use crate::scene::{Scene, Who};
use crate::sheet::{self, Ambiguous, Questions, Sheet};

/// Who plays what, and where: the draw.
struct Cast {
    /// Shows everything, and pings when idle.
    screen: String,
    screen_filter: String,
    screen_keep_alive: u16,
    /// Shows one measure of all zones, at QoS 0.
    mobile: String,
    mobile_filter: String,
    /// Subscribes last, to what is retained.
    late: String,
    /// Publish at QoS 0, 1 and 2.
    sensors: [String; 3],
    topics: [String; 3],
    /// Has a will, and its connection breaks.
    fragile: String,
    will_topic: String,
}

pub(crate) fn draw(seed: &str, pair: u32) -> Result<Sheet, Ambiguous> {
    let mut draw = Draw::new("td1", seed, pair);
    let (cast, run) = play(&mut draw);
    let mut questions = Questions::default();
    let statement = write(&cast, &run, pair, &mut questions)?;
    Ok(Sheet {
        statement,
        form: sheet::form(1, pair, &questions.asked),
        key: sheet::key(1, pair, &questions.asked),
        logs: vec![("td1.log".to_owned(), run.log)],
    })
}

fn play(draw: &mut Draw) -> (Cast, Run) {
    let names = Names::draw(draw);
    let [screen, mobile, late] = names.screens.clone();
    let [a, b, c, fragile] = names.sensors.clone();
    let cast = Cast {
        screen,
        screen_filter: format!("{}/#", names.site),
        screen_keep_alive: [10, 12, 15, 20][draw.between(0, 3) as usize],
        mobile,
        mobile_filter: format!("{}/+/{}", names.site, names.measure(1)),
        late,
        sensors: [a, b, c],
        topics: [names.topic(0, 0), names.topic(0, 1), names.topic(1, 2)],
        fragile,
        will_topic: format!("{}/{}/etat", names.site, names.zones[2]),
    };
    let mut scene = Scene::new(draw);

    let screen = scene.arrives(Connect { keep_alive: cast.screen_keep_alive, ..Connect::new(&*cast.screen) });
    scene.subscribes(screen, &cast.screen_filter, Qos::ExactlyOnce);
    scene.waits(draw.between(1, 4));
    let mut keep_alives = draw.shuffled([90, 120, 180, 240, 300, 600]).into_iter();
    let mut connect =
        |client_id: &str| Connect { keep_alive: keep_alives.next().unwrap_or(60), ..Connect::new(client_id) };
    let mobile = scene.arrives(connect(&cast.mobile));
    scene.subscribes(mobile, &cast.mobile_filter, Qos::AtMostOnce);
    scene.waits(draw.between(1, 4));

    let old = usize::from(draw.flag());
    let mut sensors = Vec::new();
    for (place, client_id) in cast.sensors.iter().enumerate() {
        let version = if place == old { Version::V3_1 } else { Version::V3_1_1 };
        let connect = Connect { version, clean_session: place != 2, ..connect(client_id) };
        sensors.push(scene.arrives(connect));
        scene.waits(draw.between(0, 2));
    }
    let (topic, qos) = (cast.will_topic.as_str().into(), Qos::AtLeastOnce);
    let will = Will { topic, message: "absent".into(), qos, retain: false, properties: Default::default() };
    let fragile = scene.arrives(Connect { will: Some(will), ..connect(&cast.fragile) });
    scene.waits(draw.between(1, 3));

    let mut measures = Vec::new();
    for (place, (low, high)) in [(2, 3), (1, 3), (1, 2)].into_iter().enumerate() {
        measures.extend(std::iter::repeat_n(place, draw.between(low, high) as usize));
    }
    for place in draw.shuffled(measures) {
        let message = Publish {
            qos: [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce][place],
            retain: place == 2,
            ..Publish::new(&*cast.topics[place], names.value(place, draw))
        };
        scene.publishes(sensors[place], message);
        scene.waits(draw.between(1, 5));
    }
    scene.waits(u64::from(cast.screen_keep_alive) * draw.between(2, 3) + draw.between(1, 4));
    scene.breaks(fragile);
    scene.waits(draw.between(2, 5));
    let late = scene.arrives(connect(&cast.late));
    scene.subscribes(late, &cast.topics[2], Qos::AtMostOnce);
    scene.waits(draw.between(1, 4));
    for who in sensors.into_iter().chain([late, mobile, screen]) {
        leave(&mut scene, who, draw);
    }
    (cast, scene.finish())
}

fn leave(scene: &mut Scene, who: Who, draw: &mut Draw) {
    scene.leaves(who);
    scene.waits(draw.between(0, 1));
}

/// The statement, and its questions with what the run answers to each.
fn write(cast: &Cast, run: &Run, pair: u32, questions: &mut Questions) -> Result<String, Ambiguous> {
    let name = |right: Option<String>| {
        right.map(|right| {
            let wrong = run.names().into_iter().filter(|name| *name != right).collect();
            Expected::Word { right: vec![right], wrong }
        })
    };
    let number = |number: Option<u64>| number.map(|number| Expected::Number(number.to_string()));
    let [_, one, two] = &cast.topics;
    let [zero_sensor, one_sensor, two_sensor] = &cast.sensors;

    let mut text = messages::opening(pair, &run.log);
    let mut ask = |title: Option<&str>, (question, why): (String, &str), expected| {
        text.extend(title.map(|title| format!("## {title}\n\n")));
        questions.ask(question, expected, why.to_owned()).map(|line| text.push_str(&line))
    };

    let everything = run.only_client(|fact| fact.filters().any(|filter| filter == cast.screen_filter));
    ask(Some(messages::WHO), messages::subscriber(&cast.screen_filter), name(everything))?;
    let keep_alive = connect_of(run, &cast.screen).map(|connect| connect.keep_alive.into());
    ask(None, messages::keep_alive(&cast.screen), number(keep_alive))?;
    let old =
        run.only_client(|fact| fact.connected().is_some_and(|connect| connect.version == Version::V3_1));
    ask(None, messages::old_version(), name(old))?;
    let kept = run.only_client(|fact| fact.connected().is_some_and(|connect| !connect.clean_session));
    ask(None, messages::kept_session(), name(kept))?;
    let filter = run.of(&cast.mobile).flat_map(Fact::filters).next();
    ask(None, messages::filter(&cast.mobile), filter.map(|filter| Expected::Exact(vec![filter.to_owned()])))?;

    let published =
        |topic: &str| run.of(one_sensor).find_map(Fact::published).filter(|message| message.topic == topic);
    let qos = published(one).map(|message| u64::from(message.qos as u8));
    ask(Some(messages::MESSAGES), messages::qos_in(one_sensor, one), number(qos))?;
    let delivered =
        run.of(&cast.mobile).find_map(Fact::delivered).map(|message| u64::from(message.qos as u8));
    ask(None, messages::qos_out(&cast.mobile, one), number(delivered))?;
    let exactly_once =
        run.facts.iter().find_map(|fact| fact.published().filter(|message| message.qos == Qos::ExactlyOnce));
    ask(None, messages::qos2_topic(), name(exactly_once.map(|message| message.topic.to_string())))?;
    let flow = [PacketType::Publish, PacketType::Pubrec, PacketType::Pubrel, PacketType::Pubcomp];
    let packets =
        run.of(two_sensor).filter_map(Fact::packet_type).filter(|packet| flow.contains(packet)).count();
    ask(None, messages::qos2_packets(two_sensor), number(Some(packets as u64)))?;
    let last_puback = run.of(&cast.screen).filter_map(|fact| match fact.received() {
        Some(Packet::Puback(ack)) => Some(u64::from(ack.packet_id.get())),
        _ => None,
    });
    ask(None, messages::last_puback(&cast.screen), number(last_puback.last()))?;
    let size = run.of(zero_sensor).find_map(Fact::published).map(|message| message.payload.len() as u64);
    ask(None, messages::size(zero_sensor), number(size))?;

    let pings = run.of(&cast.screen).filter(|fact| fact.received() == Some(&Packet::Pingreq)).count();
    ask(Some(messages::ENDS), messages::pings(&cast.screen), number(Some(pings as u64)))?;
    let broken = run.only_client(|fact| matches!(fact.what, What::Broken));
    ask(None, messages::broken(), name(broken))?;
    let will = run.facts.iter().find_map(|fact| fact.connected()?.will.as_ref());
    ask(None, messages::will_topic(), name(will.map(|will| will.topic.to_string())))?;
    let retained = run.of(&cast.late).find_map(Fact::delivered).map(|message| u64::from(message.retain));
    ask(None, messages::retained(&cast.late, two), number(retained))?;
    let all = run.count(|fact| fact.published().is_some());
    ask(None, messages::publish_count(), number(Some(all)))?;

    text.push_str(&messages::prose(&cast.mobile, one, &cast.late, two));
    Ok(text)
}

fn connect_of<'r>(run: &'r Run, client: &'r str) -> Option<&'r Connect> {
    run.of(client).find_map(Fact::connected)
}
