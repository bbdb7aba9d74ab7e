//! Listes, tranches et boucles.
#![allow(clippy::needless_range_loop, clippy::manual_find, reason = "indices are what is taught")]

// ANCHOR: tranche
/// La somme des octets d’une tranche.
fn somme(octets: &[u8]) -> u32 {
    let mut total = 0;
    for octet in octets {
        total += *octet as u32;
    }
    total
}
// ANCHOR_END: tranche

// ANCHOR: indices
/// La place du premier zéro, s’il y en a un.
fn premier_zero(octets: &[u8]) -> Option<usize> {
    for rang in 0..octets.len() {
        if octets[rang] == 0 {
            return Some(rang);
        }
    }
    None
}
// ANCHOR_END: indices

// ANCHOR: motif
/// Le format d’une image, d’après ses deux premiers octets.
fn format(octets: &[u8]) -> &'static str {
    match octets {
        [0xFF, 0xD8, ..] => "JPEG",
        [0x89, b'P', ..] => "PNG",
        [] => "vide",
        _ => "inconnu",
    }
}
// ANCHOR_END: motif

fn main() {
    // ANCHOR: vec
    let mut octets = Vec::new(); // une liste vide, qui grandira
    octets.push(192); // un octet de plus
    octets.extend([168, 1, 20]); // plusieurs d’un coup
    println!("{octets:?} : {} octets, le premier est {}", octets.len(), octets[0]);
    // ANCHOR_END: vec
    println!("somme : {}", somme(&octets));
    println!("premier zéro : {:?}", premier_zero(&octets));
    println!("format : {}", format(&[0xFF, 0xD8, 0xFF]));

    // ANCHOR: boucle
    let mut reste = 1500;
    let mut tours = 0;
    loop {
        reste /= 2;
        tours += 1;
        if reste == 0 {
            break;
        }
    }
    println!("{tours} tours");
    // ANCHOR_END: boucle

    // ANCHOR: tant_que
    let mut reste = &octets[..]; // une tranche de toute la liste
    while !reste.is_empty() {
        println!("{} à lire", reste.len());
        reste = &reste[2..]; // sans les deux premiers
    }
    // ANCHOR_END: tant_que

    // ANCHOR: couples
    let mut ports = vec![(80, "http"), (1883, "mqtt"), (443, "https")]; // une liste de couples
    for (numero, nom) in &ports {
        println!("{nom} : {numero}");
    }
    ports.retain(|port| port.0 > 100); // ne garde que ceux dont le numéro dépasse 100
    println!("{ports:?}, {}", ports.iter().any(|port| port.1 == "mqtt"));
    // ANCHOR_END: couples

    // ANCHOR: couper
    if let Some((debut, fin)) = octets.split_at_checked(3) {
        println!("{debut:?} puis {fin:?}");
    }
    println!("{:?} {:?}", octets.first(), octets.get(9)); // sans danger : Some ou None
    // ANCHOR_END: couper
}
