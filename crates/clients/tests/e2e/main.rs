//! The two binaries against real brokers: Mosquitto and the kit's own.

mod ends;
mod exchange;
mod lost_by_publisher;
mod lost_by_subscriber;
mod refused;
mod support;
mod tls;
