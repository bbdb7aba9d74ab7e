//! The checks, family by family. Their words are in `table/`, joined by name ([`crate::table`]).

mod client_id;
mod connack;
mod connect;
mod header;
mod keep_alive;
mod order;
mod publish;
mod qos;
mod restart;
mod retained;
mod session;
mod subscribe;
mod text;
mod topics;
mod unsubscribe;
mod violations;
mod will;

use crate::bench::{Outcome, Scene};

/// What a check does.
pub type Run = fn(&Scene<'_>) -> Outcome;

/// A check with its name.
pub type Entry = (&'static str, Run);

/// A last message, to be sure that nothing came before it: brokers keep the order of a publisher's messages.
const MARK: &str = "mark";

/// All checks but those of [`AROUND_RESTART`].
pub fn all() -> impl Iterator<Item = Entry> {
    let families = [
        text::CHECKS,
        header::CHECKS,
        connect::CHECKS,
        client_id::CHECKS,
        connack::CHECKS,
        will::CHECKS,
        session::CHECKS,
        keep_alive::CHECKS,
        publish::CHECKS,
        retained::CHECKS,
        qos::CHECKS,
        subscribe::CHECKS,
        unsubscribe::CHECKS,
        order::CHECKS,
        topics::CHECKS,
        violations::CHECKS,
    ];
    families.into_iter().flatten().copied()
}

/// Checks to run alone, after all others: what they ask for is ordinary, and there are brokers that it stops for
/// everybody (rumqttd 0.20: a topic that begins with a character that is not ASCII).
pub const LAST: &[&str] = &["text-bom"];

/// The checks that restart the broker, each in two parts: before, and after.
pub use restart::{AROUND_RESTART, Around};
