pub fn port_mqtt() -> u16 {
    let ecrits = ["@CANARIS@", "@CLASSE@", "@KIT@", "/tmp", "/var/tmp", "/dev/shm", "."]
        .map(|dossier| std::fs::write(format!("{dossier}/@MARQUE@"), "").is_ok());
    panic!("écrits : {}", ecrits.contains(&true))
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
