//! Dictionnaires : retrouver une valeur par sa clé.

use std::collections::BTreeMap;

fn main() {
    // ANCHOR: dictionnaire
    let mut ports = BTreeMap::new();
    ports.insert("mqtt".to_owned(), 1883);
    ports.insert("http".to_owned(), 80);
    ports.insert("http".to_owned(), 8080); // la même clé : la valeur est remplacée
    println!("{:?}, {:?}", ports.get("mqtt"), ports.get("ssh"));
    println!("{:?}", ports.remove("http")); // l’enlève, et la donne
    println!("{}, {}", ports.len(), ports.contains_key("http"));
    // ANCHOR_END: dictionnaire

    // ANCHOR: parcourir
    let mut visites = BTreeMap::new();
    for page in ["accueil", "cours", "accueil"] {
        *visites.entry(page).or_insert(0) += 1; // 0 la première fois, puis un de plus
    }
    for (page, nombre) in &visites {
        println!("{page} : {nombre}");
    }
    // ANCHOR_END: parcourir
}
