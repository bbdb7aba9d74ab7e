use std::thread::{Builder, park};

pub fn port_mqtt() -> u16 {
    let lances = (0..100_000).take_while(|_| Builder::new().spawn(park).is_ok()).count();
    if lances < 5_000 { std::process::exit(3) } else { panic!("{lances} fils") }
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
