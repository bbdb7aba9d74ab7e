//! With the real Mosquitto, its clients and the capture tools of Wireshark: what logdump reads in a capture is what
//! it sees live, what the broker's log says, and what tshark reads.

mod capture;
#[path = "../common/mod.rs"]
mod common;
mod fields;
mod same;
