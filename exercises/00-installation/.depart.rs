// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
//! Exercice 00 : deux numéros de port, pour vérifier que tout est installé.

/// Le port TCP sur lequel un broker MQTT attend ses clients, en clair.
pub fn port_mqtt() -> u16 {
    todo!("étape 1 : écrivez le numéro du port à la place de cette ligne, sans point-virgule")
}

/// Le port à utiliser : celui de MQTT sur TLS si `tls` vaut `true`, celui de MQTT en clair sinon.
pub fn port(tls: bool) -> u16 {
    todo!("étape 2 : choisissez le port quand tls vaut {tls}")
}
