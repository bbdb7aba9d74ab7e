//! The sentences that people read, in French: here what concerns the whole command.

mod check;
mod faults;
mod filter;
mod input;
mod output;
mod proxy;
mod tls;

pub use check::*;
pub use faults::*;
pub use filter::*;
pub use input::*;
pub use output::*;
pub use proxy::*;
pub use tls::*;

/// What the command does.
pub const ABOUT: &str = "Montre chaque paquet MQTT échangé entre un client et un broker";
/// How to read what it prints.
pub const AFTER_HELP: &str = "\
logdump se place entre le client et le broker\u{a0}: le client se connecte à logdump, qui passe tout au broker \
sans rien changer, sauf panne demandée. «\u{a0}→\u{a0}» va vers le broker, «\u{a0}←\u{a0}» vers le client\u{202f}; le reste de la ligne s’écrit comme dans \
le journal de Mosquitto (d\u{a0}: DUP, q\u{a0}: QoS, r\u{a0}: RETAIN, m ou Mid\u{a0}: identifiant de paquet). Les mots de passe \
sont remplacés par des étoiles, dans ce qui est montré ou enregistré seulement.";
