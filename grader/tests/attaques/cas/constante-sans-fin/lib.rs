#![allow(long_running_const_eval)]

const SANS_FIN: u16 = {
    let mut port = 0_u16;
    while port != 1 {
        port = port.wrapping_add(2);
    }
    port
};

pub fn port_mqtt() -> u16 {
    SANS_FIN
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
