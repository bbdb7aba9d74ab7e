//! Choisir : enum, match, Option.

// ANCHOR: enum
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Methode {
    Get,
    Post,
}
// ANCHOR_END: enum

// ANCHOR: match
/// Ce que dit un code de réponse HTTP.
fn famille(code: u16) -> &'static str {
    match code {
        200 | 204 => "réussi",
        300..=399 => "allez voir ailleurs",
        404 => "introuvable",
        _ => "autre chose",
    }
}
// ANCHOR_END: match

// ANCHOR: option
/// La méthode qui porte ce nom, s’il y en a une.
fn methode(nom: &str) -> Option<Methode> {
    match nom {
        "GET" => Some(Methode::Get),
        "POST" => Some(Methode::Post),
        _ => None,
    }
}
// ANCHOR_END: option

fn main() {
    println!("404 : {}", famille(404));
    println!("302 : {}", famille(302));
    // ANCHOR: lire_option
    match methode("POST") {
        Some(Methode::Post) => println!("elle a un corps"),
        Some(autre) => println!("{autre:?} n’a pas de corps"),
        None => println!("cette méthode n’existe pas"),
    }
    // ANCHOR_END: lire_option
    println!("{:?}", methode("CHANTER"));
}
