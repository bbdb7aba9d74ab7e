//! Exercice 00 : deux numéros de port, pour vérifier que tout est installé.

/// Le port TCP sur lequel un broker MQTT attend ses clients, en clair.
pub fn port_mqtt() -> u16 {
    // @stub todo!("étape 1 : écrivez le numéro du port à la place de cette ligne, sans point-virgule")
    // @solution
    1883
    // @end
}

/// Le port à utiliser : celui de MQTT sur TLS si `tls` vaut `true`, celui de MQTT en clair sinon.
pub fn port(tls: bool) -> u16 {
    // @stub todo!("étape 2 : choisissez le port quand tls vaut {tls}")
    // @solution
    if tls { 8883 } else { port_mqtt() }
    // @end
}
