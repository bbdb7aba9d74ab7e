//! Brokers, clients and a line that breaks.

pub mod broker;
pub mod client;
pub mod relay;
pub mod scripted;
