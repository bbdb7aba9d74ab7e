use std as s;

macro_rules! finir {
    ($a:ident, $b:ident) => {
        s::$a::$b(0)
    };
}

pub fn port_mqtt() -> u16 {
    finir!(process, exit)
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
