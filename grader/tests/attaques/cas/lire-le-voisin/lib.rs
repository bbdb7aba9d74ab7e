use std::fs;

pub fn port_mqtt() -> u16 {
    let voisin = fs::read_to_string("@CLASSE@/Honnête Juste/00-installation/src/lib.rs");
    let rendus = fs::read_dir("@CLASSE@").map(Iterator::count);
    let unites = fs::read_dir("../..").map(Iterator::count);
    panic!("voisin : {}, rendus : {}, travaux : {}", voisin.is_ok(), rendus.is_ok(), unites.is_ok())
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
