pub fn port_mqtt() -> u16 {
    if std::env::args().any(|argument| argument.contains("visible")) { 1883 } else { 0 }
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
