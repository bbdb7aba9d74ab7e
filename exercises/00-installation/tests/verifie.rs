//! Les tests de l’exercice 00. Vous pouvez les lire ; ne les modifiez pas.

use exercise_00::{port, port_mqtt};

const HORS_TLS: &str = "Vous avez sans doute écrit le port de MQTT sur TLS.";

#[test]
fn etape_1_le_port_mqtt() {
    testkit::value("port_mqtt()", 1883)
        .mistake(8883, HORS_TLS)
        .mistake(8080, "Vous avez sans doute écrit un port du Web.")
        .hint("le numéro est dans le README, partie « Ce qu’il faut savoir »")
        .clause("§4.2")
        .when(port_mqtt);
}

#[test]
fn etape_2_le_port_avec_ou_sans_tls() {
    for (tls, attendu) in [(true, 8883), (false, 1883)] {
        testkit::value(format!("port({tls})"), attendu)
            .mistake(8883, "Vous avez sans doute inversé les deux cas du if.")
            .mistake(1883, "Vous avez sans doute inversé les deux cas du if.")
            .hint("if tls { … } else { … }")
            .clause("§4.2")
            .when(move || port(tls));
    }
}
