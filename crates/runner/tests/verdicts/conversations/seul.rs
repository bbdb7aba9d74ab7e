use exercise_01::Salle;
use pilot::{Connections, Script};

pub fn script(script: &mut Script) {
    for _ in 0..5 {
        let word = script.draw.name(8);
        script.send(1, word.as_bytes());
        script.send(1, b"\n");
        script.read(1, format_args!("« {word} »"), b"\n");
    }
    script.send(1, b"bye\n");
    script.read_to_end(1, "« bye »");
}

pub fn serve(connections: Connections) {
    let room = Salle::default();
    std::thread::scope(|scope| {
        for connection in connections {
            let room = &room;
            scope.spawn(move || exercise_01::servir(room, connection.incoming, connection.outgoing));
        }
    });
}
