//! MQTT 3.1.1 as state machines: the broker half ([`broker::Broker`]) and the client half
//! ([`client::Client`]).
//!
//! Neither reads a clock nor touches a socket. Time is an argument, a [`Duration`](std::time::Duration) since
//! any fixed moment; what is to be done comes back as a list of effects, *in the order in which it must be
//! done*. A shell that stores sessions on disk can therefore act before the acknowledgement that follows.
//!
//! The flows of QoS 1 and 2 are the same in both directions, so both halves share one sender
//! (`outbound`) and one receiver (`inbound`).

pub mod broker;
pub mod client;
mod inbound;
mod load;
mod outbound;
mod topic_tree;

pub use outbound::WrongAcknowledgement;
