//! Donné : votre broker sur TCP. « atelier broker » le lance.

use std::io::{self, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use exercise_10::reseau::Serveur;
use exercise_10::servir;

/// Là où le broker écrit. Quand il s’en sépare, la connexion se ferme.
struct Sortie(TcpStream);

impl Write for Sortie {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0.write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Drop for Sortie {
    fn drop(&mut self) {
        // L’autre bout est peut-être déjà parti.
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

fn main() -> ExitCode {
    let port = std::env::args().nth(1).map_or(Ok(1883), |port| port.parse());
    let Ok(port) = port else {
        eprintln!("Le port est un nombre de 0 à 65535 : mon-broker 1883");
        return ExitCode::FAILURE;
    };
    match ecouter(port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(erreur) => {
            eprintln!("Impossible d’écouter sur 127.0.0.1:{port} : {erreur}");
            eprintln!("Un autre broker y est peut-être déjà. Arrêtez-le, ou choisissez un autre port.");
            ExitCode::FAILURE
        }
    }
}

fn ecouter(port: u16) -> io::Result<()> {
    let entrees = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    println!("Votre broker écoute sur {} (Ctrl-C pour l’arrêter)", entrees.local_addr()?);
    let serveur = Arc::new(Serveur::default());
    for connexion in entrees.incoming() {
        // Un client parti avant d’être accueilli n’empêche pas de servir les autres.
        let Ok(mut entree) = connexion else { continue };
        let (Ok(client), Ok(sortie)) = (entree.peer_addr(), entree.try_clone()) else { continue };
        let serveur = Arc::clone(&serveur);
        thread::spawn(move || {
            println!("{client} : connexion ouverte");
            servir(&serveur, &mut entree, Sortie(sortie));
            println!("{client} : connexion fermée");
        });
    }
    Ok(())
}
