//! Lire et écrire : la même fonction pour une connexion et pour un essai.

// ANCHOR: generique
use std::io::{self, Read, Write};

/// Lit deux octets et les renvoie dans l’autre ordre.
fn echange<S: Read + Write>(flux: &mut S) -> io::Result<()> {
    let mut octets = [0; 2];
    flux.read_exact(&mut octets)?; // attend deux octets, ou s’arrête ici avec l’erreur
    flux.write_all(&[octets[1], octets[0]])
}
// ANCHOR_END: generique

// ANCHOR: essai
/// Une fausse connexion : ce qui arrive, et ce qui est parti.
struct Essai {
    entrant: &'static [u8],
    sortant: Vec<u8>,
}

impl Read for Essai {
    fn read(&mut self, tampon: &mut [u8]) -> io::Result<usize> {
        self.entrant.read(tampon)
    }
}

impl Write for Essai {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.sortant.write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
// ANCHOR_END: essai

fn main() {
    let mut essai = Essai { entrant: &[1, 2], sortant: Vec::new() };
    println!("{:?}, parti : {:?}", echange(&mut essai).is_ok(), essai.sortant);
    if let Err(erreur) = echange(&mut essai) {
        println!("erreur : {erreur}");
    }
}
