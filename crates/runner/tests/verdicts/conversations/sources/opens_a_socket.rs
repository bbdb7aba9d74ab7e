//! Looks for another way out.
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
        let _ = writeln!(salle.0.lock().unwrap()[0], "{:?}", std::os::unix::net::UnixStream::pair().map(drop));
        let back: String = line.chars().rev().collect();
        for other in salle.0.lock().unwrap().iter_mut() {
            let _ = writeln!(other, "{back}");
        }
    }
}
