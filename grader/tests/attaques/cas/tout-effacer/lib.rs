use std::fs;

pub fn port_mqtt() -> u16 {
    let efface = ["@CANARIS@/dossier", "@CLASSE@/Honnête Juste", "@CLASSE@/rapports"].map(|it| fs::remove_dir_all(it).is_ok());
    panic!("effacé : {}", efface.contains(&true))
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
