//! Speaks for connections that it does not have, on the socket itself.
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::Mutex;

/// Those who are there.
#[derive(Default)]
pub struct Salle(Mutex<Vec<Box<dyn Write + Send>>>);

/// Serves one connection to its end.
pub fn servir(salle: &Salle, entree: impl Read, sortie: impl Write + Send + 'static) {
    salle.0.lock().unwrap().push(Box::new(sortie));
    for line in BufReader::new(entree).lines().map_while(Result::ok) {
        if line == "bye" {
            salle.0.lock().unwrap().clear();
            return;
        }
        {
            use std::os::fd::AsFd;
            let socket = std::io::stdin().as_fd().try_clone_to_owned().unwrap();
            let _ = std::fs::File::from(socket).write_all(b"\x02\xff\xff\xff\xff");
        }
        let back: String = line.chars().rev().collect();
        for other in salle.0.lock().unwrap().iter_mut() {
            let _ = writeln!(other, "{back}");
        }
    }
}
