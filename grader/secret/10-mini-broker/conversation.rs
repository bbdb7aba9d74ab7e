use exercise_10::reseau::Serveur;
use pilot::{Connection, Connections, Script};

const PING: &[u8] = &[0xC0, 0];
const PONG: &[u8] = &[0xD0, 0];

pub fn script(script: &mut Script) {
    for connection in 1..=3 {
        let name = ["ecran", "bureau", "thermo"][usize::from(connection) - 1];
        let qos = script.draw.size(0..=1) as u8;
        let filter = script.draw.one_of(&["maison/#", "maison/+", "#"]);
        let connect =
            packet(0x10, &[b"\0\x04MQTT\x04\x06\0\x3C", &text(name), &text("maison/etat"), &text(name)]);
        script.send(connection, &connect);
        script.send(connection, &packet(0x82, &[&[0, 1], &text(filter), &[qos]]));
        script.send(connection, PING);
        script.read(connection, format_args!("{name} s’abonne à {filter}, QoS {qos}"), PONG);
    }
    for number in 1..12_u16 {
        let speaker = script.draw.number(1..=3) as u8;
        let topic = script.draw.one_of(&["maison/salon", "maison/salon/lampe", "jardin"]);
        let (qos, retain) = (script.draw.size(0..=1) as u8, script.draw.flag());
        let payload = script.draw.name(5);
        let number = number.wrapping_mul(257).to_be_bytes();
        let number: &[u8] = if qos == 1 { &number } else { &[] };
        let first = 0x30 | qos << 1 | u8::from(retain);
        script.send(speaker, &packet(first, &[&text(topic), number, payload.as_bytes()]));
        // The speaker's own answer first: then all the others have been served.
        for connection in [speaker, 1, 2, 3] {
            script.send(connection, PING);
            script.read(
                connection,
                format_args!("{speaker} publie sur {topic}, QoS {qos}, chez {connection}"),
                PONG,
            );
        }
    }
    let gone = script.draw.number(1..=3) as u8;
    let polite = script.draw.flag();
    if polite {
        script.send(gone, &[0xE0, 0]);
    } else {
        script.send(gone, &[0xF0, 0]);
    }
    script.read_to_end(gone, "la fin de la connexion");
    for connection in (1..=3).filter(|other| *other != gone) {
        script.send(connection, PING);
        script.read(
            connection,
            format_args!("{gone} s’en va, DISCONNECT : {polite}, chez {connection}"),
            PONG,
        );
    }
    script.send(4, &packet(0x10, &[b"\0\x04MQTT\x04\x02\0\x3C", &text("tardif")]));
    script.send(4, &packet(0x82, &[&[0, 2], &text("#"), &[1]]));
    script.send(4, PING);
    script.read(4, "un abonné tardif", PONG);
}

pub fn serve(connections: Connections) {
    let server: &'static Serveur = Box::leak(Box::default());
    for connection in connections {
        std::thread::spawn(move || {
            let Connection { mut incoming, outgoing } = connection;
            exercise_10::servir(server, &mut incoming, outgoing);
        });
    }
}

fn packet(first: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let mut packet = vec![first];
    let mut left = body.len();
    while left >= 0x80 {
        packet.push((left & 0x7F) as u8 | 0x80);
        left >>= 7;
    }
    packet.push(left as u8);
    packet.extend(body);
    packet
}

fn text(text: &str) -> Vec<u8> {
    [&(text.len() as u16).to_be_bytes()[..], text.as_bytes()].concat()
}
