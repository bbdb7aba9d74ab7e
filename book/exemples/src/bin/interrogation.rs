//! Le point d’interrogation : s’arrêter dès qu’il n’y a pas de réponse.
#![allow(clippy::question_mark, reason = "the long form is shown beside the short one")]

// ANCHOR: longue
/// Le nombre que forment deux chiffres.
fn nombre_long(gauche: char, droite: char) -> Option<u32> {
    let dizaines = match gauche.to_digit(10) {
        Some(chiffre) => chiffre,
        None => return None,
    };
    let unites = match droite.to_digit(10) {
        Some(chiffre) => chiffre,
        None => return None,
    };
    Some(dizaines * 10 + unites)
}
// ANCHOR_END: longue

// ANCHOR: courte
/// La même fonction, avec deux points d’interrogation.
fn nombre(gauche: char, droite: char) -> Option<u32> {
    let dizaines = gauche.to_digit(10)?;
    let unites = droite.to_digit(10)?;
    Some(dizaines * 10 + unites)
}
// ANCHOR_END: courte

fn main() {
    for (gauche, droite) in [('4', '2'), ('4', 'x')] {
        println!("{gauche}{droite} : {:?}, {:?}", nombre_long(gauche, droite), nombre(gauche, droite));
    }
}
