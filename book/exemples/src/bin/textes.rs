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
}
