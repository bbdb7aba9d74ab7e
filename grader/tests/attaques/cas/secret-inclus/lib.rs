const SECRET: &str = include_str!("@CANARIS@/secret.txt");

pub fn port_mqtt() -> u16 {
    panic!("inclus : {SECRET}")
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
