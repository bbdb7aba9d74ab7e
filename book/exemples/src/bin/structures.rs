//! Structures : plusieurs valeurs sous un nom.

// ANCHOR: struct
/// Une mesure, telle qu’un capteur la donne.
#[derive(Debug, Clone)]
struct Mesure {
    piece: String,
    dixiemes: u16,
}
// ANCHOR_END: struct

// ANCHOR: releve
/// Une mesure, et l’heure où elle a été prise.
#[derive(Debug)]
struct Releve {
    heure: u8,
    mesure: Mesure,
}
// ANCHOR_END: releve

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

    // ANCHOR: imbriquer
    let heure = 14;
    let releve = Releve { heure, mesure }; // pour `heure: heure, mesure: mesure`
    println!("{} h, {}", releve.heure, releve.mesure.piece);
    // ANCHOR_END: imbriquer
}
