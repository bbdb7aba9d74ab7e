use std::process::Command;

pub fn port_mqtt() -> u16 {
    let demons = ["(setsid sleep 300 &)", "nohup sleep 300 &"].map(|ligne| Command::new("/bin/sh").args(["-c", ligne]).spawn().is_ok());
    panic!("démons : {demons:?}")
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
