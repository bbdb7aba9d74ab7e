pub fn port_mqtt() -> u16 {
    let pilote = std::fs::read_to_string("@KIT@/grader/secret/00-installation/port_mqtt.rs");
    let graine = std::fs::read_to_string("@CLASSE@/.grader/graine");
    panic!("pilote : {}, graine : {}", pilote.is_ok(), graine.is_ok())
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
