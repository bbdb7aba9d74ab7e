//! Textes : caractères et octets.

fn main() {
    // ANCHOR: compter
    let texte = "café";
    println!("{} caractères, {} octets", texte.chars().count(), texte.len());
    println!("{:02x?}", texte.as_bytes());
    // ANCHOR_END: compter

    // ANCHOR: string
    let mut topic = String::from("maison"); // un texte qui peut grandir
    topic.push_str("/salon");
    println!("{topic}, {}", topic.contains('/'));
    // ANCHOR_END: string

    // ANCHOR: niveaux
    for niveau in topic.split('/') {
        println!("- {niveau}");
    }
    let niveaux: Vec<&str> = topic.split('/').collect(); // la liste des morceaux
    println!("{} niveaux, {}", niveaux.len(), topic.starts_with("mais"));
    // ANCHOR_END: niveaux

    // ANCHOR: utf8
    let octets = vec![0x63, 0x61, 0x66, 0xC3, 0xA9];
    match String::from_utf8(octets) {
        Ok(texte) => println!("du texte : {texte}"),
        Err(_) => println!("ce n’est pas de l’UTF-8"),
    }
    // ANCHOR_END: utf8
}
