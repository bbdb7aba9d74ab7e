//! Variables, fonctions, conditions.

// ANCHOR: double
/// Le double d’un nombre d’octets.
fn double(octets: u16) -> u16 {
    octets * 2
}
// ANCHOR_END: double

// ANCHOR: service
/// Le nom du service qui écoute sur ce port.
fn service(port: u16) -> &'static str {
    if port == 80 {
        "HTTP"
    } else if port == 443 {
        "HTTPS"
    } else {
        "inconnu"
    }
}
// ANCHOR_END: service

// ANCHOR: retour
/// Vrai si ce port est réservé à l’administrateur.
fn reserve(port: u16) -> bool {
    if port == 0 {
        return false;
    }
    port < 1024
}
// ANCHOR_END: retour

fn main() {
    // ANCHOR: variables
    let taille = 40; // ne changera plus
    let mut total = 0; // `mut` : changera
    total += taille;
    total += taille;
    println!("{total} octets pour deux en-têtes de {taille}");
    // ANCHOR_END: variables
    println!("double(40) = {}", double(40));
    println!("service(443) = {}", service(443));
    println!("reserve(22) = {}, reserve(8080) = {}", reserve(22), reserve(8080));
}
