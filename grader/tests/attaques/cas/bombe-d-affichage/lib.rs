use std::io::Write;

pub fn port_mqtt() -> u16 {
    let bloc = [b'x'; 65536];
    loop {
        let _ = std::io::stdout().write_all(&bloc);
        let _ = std::io::stderr().write_all(&bloc);
    }
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
