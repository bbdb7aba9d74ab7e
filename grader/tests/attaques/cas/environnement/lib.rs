pub fn port_mqtt() -> u16 {
    let alors = option_env!("CANARI").is_some();
    let maison = option_env!("HOME").is_some();
    panic!("compilation : {alors} {maison}, exécution : {}", std::env::vars().any(|(nom, _)| nom == "CANARI"))
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
