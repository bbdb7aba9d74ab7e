/// Le port TCP sur lequel un broker MQTT attend ses clients, en clair.
pub fn port_mqtt() -> u16 {
    1883
}

/// Le port à utiliser : celui de MQTT sur TLS si `tls` vaut `true`, celui de MQTT en clair sinon.
pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { port_mqtt() }
}
