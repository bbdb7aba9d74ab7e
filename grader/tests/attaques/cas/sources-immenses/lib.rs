pub fn port_mqtt() -> u16 {
    panic!("{}", "très long et sans fin ".repeat(3_000))
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
