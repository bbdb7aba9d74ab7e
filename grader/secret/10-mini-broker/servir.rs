use exercise_10::reseau::Serveur;
use pilot::{Connection, Connections, Script};

pub fn script(script: &mut Script) {
    for connection in 1..=6 {
        let name = script.draw.name(6);
        let connect = packet(0x10, &[b"\0\x04MQTT\x04\x02\0\x3C", &text(&name)]);
        let length = script.draw.one_of(&[3, 200, 20_000]);
        let payload = script.draw.name(length);
        let topic = script.draw.name(4).replace('/', "-");
        let publish = packet(0x32, &[&text(&topic), &[0, 9], payload.as_bytes()]);
        let said = [connect, publish, vec![0xC0, 0]].concat();
        // As they come: whole, by bytes, by pieces.
        let size = script.draw.one_of(&[said.len(), 1, 7, 1000]);
        for piece in said.chunks(size.max(said.len() / 2000)) {
            script.send(connection, piece);
        }
        script.read(connection, "CONNECT, PUBLISH en QoS 1, PINGREQ", &[0xD0, 0]);
        match script.draw.size(0..=2) {
            0 => script.send(connection, &[0xE0, 0]),
            1 => script.send(connection, &[0xF0, 0]),
            _ => script.send(connection, &[0xC0, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
        }
        script.read_to_end(connection, "la fin de la connexion");
    }
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
