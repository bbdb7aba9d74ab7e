#[path = "@KIT@/solutions/00-installation/src/lib.rs"]
mod solution;

pub use solution::{port, port_mqtt};
