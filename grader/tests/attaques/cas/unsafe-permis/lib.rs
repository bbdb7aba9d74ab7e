#![allow(unsafe_code)]

macro_rules! cache {
    ($($code:tt)*) => { unsafe { $($code)* } };
}

pub fn port_mqtt() -> u16 {
    cache!(1882_u16.unchecked_add(1))
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
