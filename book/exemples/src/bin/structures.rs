//! Structures : plusieurs valeurs sous un nom.

// ANCHOR: struct
/// Une mesure, telle qu’un capteur la donne.
#[derive(Debug, Clone)]
struct Mesure {
    piece: String,
    dixiemes: u16,
}
// ANCHOR_END: struct

// ANCHOR: emprunt
/// La mesure en toutes lettres.
fn phrase(mesure: &Mesure) -> String {
    format!("{} : {},{} °C", mesure.piece, mesure.dixiemes / 10, mesure.dixiemes % 10)
}
// ANCHOR_END: emprunt

fn main() {
    // ANCHOR: creer
    let mesure = Mesure { piece: String::from("salon"), dixiemes: 215 };
    println!("{}", phrase(&mesure)); // `&` : prêter, sans donner
    println!("{mesure:?}");
    // ANCHOR_END: creer
}
