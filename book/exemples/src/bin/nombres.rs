//! Nombres, conversions et bits.

fn main() {
    // ANCHOR: ecritures
    let octet: u8 = 0x45; // le premier octet d’un paquet IPv4
    println!("{octet}  {octet:#x}  {octet:#010b}");
    // ANCHOR_END: ecritures

    // ANCHOR: bits
    let version = octet >> 4; // les quatre bits de gauche
    let mots = octet & 0b0000_1111; // les quatre bits de droite
    println!("IPv{version}, en-tête de {} octets", mots * 4);
    // ANCHOR_END: bits

    // ANCHOR: assembler
    let recompose = (version << 4) | mots;
    println!("{}", recompose == octet);
    // ANCHOR_END: assembler

    // ANCHOR: conversions
    let longueur: u32 = 1500;
    println!("{} paquets pleins, reste {}", 4000 / longueur, 4000 % longueur);
    println!("{}", longueur as u8); // garde les huit bits de droite : 1500 - 5 × 256
    println!("{:?}", 1500_u16.to_be_bytes()); // deux octets, poids fort d’abord
    // ANCHOR_END: conversions
}
