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

// ANCHOR: enum_valeurs
/// Ce que répond un serveur.
enum Reponse {
    Page { code: u16, taille: usize },
    Redirection(String),
    Coupure,
}

fn raconte(reponse: &Reponse) -> String {
    match reponse {
        Reponse::Page { code: 200, taille } => format!("une page de {taille} octets"),
        Reponse::Page { code, .. } => format!("le code {code}"),
        Reponse::Redirection(adresse) => format!("voyez {adresse}"),
        Reponse::Coupure => "rien".to_owned(),
    }
}
// ANCHOR_END: enum_valeurs

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
    // ANCHOR: if_let
    if let Some(trouvee) = methode("GET") {
        println!("trouvée : {trouvee:?}");
    }
    // ANCHOR_END: if_let
    println!("{:?}", methode("CHANTER"));
    for reponse in [
        Reponse::Page { code: 200, taille: 512 },
        Reponse::Page { code: 404, taille: 0 },
        Reponse::Redirection("/accueil".to_owned()),
        Reponse::Coupure,
    ] {
        println!("{}", raconte(&reponse));
    }
}
