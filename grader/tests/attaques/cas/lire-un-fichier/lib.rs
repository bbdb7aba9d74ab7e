pub fn port_mqtt() -> u16 {
    panic!("lu : {:?}", std::fs::read_to_string("@CANARIS@/secret.txt"))
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
