//! Where the decoder says that each field lies.

mod coverage;
mod places;

#[path = "../support/inputs.rs"]
mod inputs;
#[path = "../support/notation.rs"]
mod notation;
#[path = "../support/packets.rs"]
mod packets;
