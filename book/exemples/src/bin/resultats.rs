//! Result : réussir, ou dire pourquoi pas.

// ANCHOR: result
/// Pourquoi un port est refusé.
#[derive(Debug)]
enum Refus {
    PasUnNombre,
    Reserve(u16),
}

/// Le port que ce texte demande.
fn port(texte: &str) -> Result<u16, Refus> {
    let Ok(numero) = texte.parse() else {
        return Err(Refus::PasUnNombre);
    };
    if numero < 1024 { Err(Refus::Reserve(numero)) } else { Ok(numero) }
}
// ANCHOR_END: result

// ANCHOR: suite
/// Deux ports, ou le premier refus.
fn deux_ports(gauche: &str, droite: &str) -> Result<(u16, u16), Refus> {
    Ok((port(gauche)?, port(droite)?))
}
// ANCHOR_END: suite

fn main() {
    // ANCHOR: lire_result
    match port("80") {
        Ok(numero) => println!("le port {numero}"),
        Err(Refus::Reserve(numero)) => println!("{numero} est réservé"),
        Err(Refus::PasUnNombre) => println!("ce n’est pas un nombre"),
    }
    println!("{:?}, {:?}", deux_ports("1883", "8883"), deux_ports("1883", "mqtt"));
    println!("{:?}", port("mqtt").ok()); // une Option : on ne veut pas savoir pourquoi
    // ANCHOR_END: lire_result
}
