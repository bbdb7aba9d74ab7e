pub fn port_mqtt() -> u16 {
    1883
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
