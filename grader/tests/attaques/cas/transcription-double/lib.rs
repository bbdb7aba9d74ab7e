pub fn port_mqtt() -> u16 {
    for port in [8080, 1883, 8883] {
        println!("\u{1e}port_mqtt()\u{1f}{port}");
    }
    0
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
