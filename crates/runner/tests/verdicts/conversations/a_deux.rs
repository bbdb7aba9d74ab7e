use exercise_01::Salle;
use pilot::{Connections, Script};

pub fn script(script: &mut Script) {
    script.send(1, b"me\n");
    script.read(1, "« me », seul", b"\n");
    for turn in 0..4 {
        let word = script.draw.name(6);
        let speaker = 2 - turn % 2;
        script.send(speaker, format!("{word}\n").as_bytes());
        script.read(1, format_args!("« {word} » de {speaker}, chez 1"), b"\n");
        script.read(2, format_args!("« {word} » de {speaker}, chez 2"), b"\n");
    }
    script.close(1);
    script.send(2, b"end\n");
    script.read(2, "« end », chez 2", b"\n");
}

pub fn serve(connections: Connections) {
    let room: &'static Salle = Box::leak(Box::default());
    for connection in connections {
        std::thread::spawn(move || exercise_01::servir(room, connection.incoming, connection.outgoing));
    }
}
