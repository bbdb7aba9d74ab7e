use std::fs;

pub fn port_mqtt() -> u16 {
    let tests = fs::read_to_string("../tests.rs").is_ok();
    let cache = fs::read_dir("@CLASSE@/rapports/.cache").is_ok();
    panic!("tests : {tests}, cache : {cache}")
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
