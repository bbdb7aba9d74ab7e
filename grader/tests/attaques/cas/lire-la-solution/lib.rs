pub fn port_mqtt() -> u16 {
    let chemins = ["@KIT@/solutions/00-installation/src/lib.rs", "../../../../../solutions/00-installation/src/lib.rs"];
    let lus = chemins.map(|chemin| std::fs::read_to_string(chemin).is_ok());
    panic!("solution lue : {}", lus.contains(&true))
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
