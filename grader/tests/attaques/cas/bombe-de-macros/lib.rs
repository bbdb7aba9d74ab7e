#![recursion_limit = "1000000"]

macro_rules! doubler {
    ($($t:tt)*) => { doubler!($($t)* $($t)* 1) };
}

pub fn port_mqtt() -> u16 {
    doubler!(1)
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
