//! Every sentence of `broker-rumqttd`, in French.

use std::net::SocketAddr;

pub(crate) const ABOUT: &str = "Le broker rumqttd, à qualifier à côté de celui de l’atelier";
pub(crate) const HELP_PORT: &str = "Port TCP à écouter\u{202f}; 0 en choisit un libre";
pub(crate) const HELP_WHILE_STDIN_OPEN: &str = "S’arrêter quand l’entrée standard se ferme";
pub(crate) const SETTINGS: &str = "rumqttd refuse ses réglages";
pub(crate) const STOPPED: &str = "rumqttd s’est arrêté";

pub(crate) fn listening(address: SocketAddr) -> String {
    format!("Le broker écoute sur {address}.")
}

pub(crate) fn taken(address: SocketAddr) -> String {
    format!("impossible d’écouter sur {address}")
}
