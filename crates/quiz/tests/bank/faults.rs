//! A fault in the bank is told with its file, its line and how to mend it.

use std::path::Path;

use quiz::read;

const GOOD: &str = r#"titre = "QoS 1"

[[questions]]
nom = "qos-1-a"
genre = "choix"
usage = "autotest"
critere = "identifier"
niveau = 1
enonce = "Quoi ?"
choix = [
  { texte = "ceci", juste = true },
  { texte = "cela", dit = "Non." },
  { texte = "rien", dit = "Non plus." },
]
explication = "Parce que."
reference = "MQTT-4.3.2-1"
"#;

fn told(text: &str) -> String {
    let error = read(Path::new("banque/qos-1.toml"), text).expect_err("there is a fault");
    error.to_string().replace('\u{a0}', " ")
}

#[test]
fn each_fault_is_told_where_it_is() {
    assert!(read(Path::new("banque/qos-1.toml"), GOOD).is_ok());
    let order = GOOD
        .replace("\"choix\"", "\"ordre\"")
        .replace("choix = [\n  { texte = \"ceci\", juste = true },\n  { texte = \"cela\", dit = \"Non.\" },\n  { texte = \"rien\", dit = \"Non plus.\" },\n]", "ordre = [\"a\", \"b\", \"c\"]\nerreurs = [{ reponse = \"123\", dit = \"Non.\" }]");
    let again = format!("{GOOD}\n{}", GOOD.trim_start_matches("titre = \"QoS 1\"\n"));
    for (text, line, part) in [
        (GOOD.replace("niveau = 1", "niveau = un"), 8, "Prenez modèle"),
        (GOOD.replace("niveau = 1", "niveau = 4"), 4, "niveau 4 ; un niveau va de 1"),
        (GOOD.replace("qos-1-a", "qos-2-a"), 4, "un nom commence par celui du fichier"),
        (GOOD.replace(", juste = true", ""), 4, "0 propositions justes"),
        (GOOD.replace("dit = \"Non.\"", "juste = true"), 4, "2 propositions justes"),
        (GOOD.replace(", dit = \"Non.\"", ""), 4, "écrivez de quelle idée elle vient"),
        (GOOD.replace("\"rien\"", "\"cela\""), 4, "s’y trouve deux fois"),
        (GOOD.replace("Parce que.", " "), 4, "« explication » est vide"),
        (GOOD.replace("MQTT-4.3.2-1", "MQTT-4.3"), 4, "n’est pas une référence"),
        (GOOD.replace("\"choix\"", "\"octets\""), 4, "ne va pas avec ce qui suit"),
        (GOOD.replace("niveau = 1", "niveau = 1\nordre = [\"a\"]"), 4, "« ordre » ne va pas avec le genre"),
        (order.clone(), 4, "dans un ordre faux"),
        (order.replace("123", "213").replace(", \"c\"]", ", \"b\"]"), 4, "s’y trouve deux fois"),
        (again, 20, "il y a déjà une question « qos-1-a »"),
    ] {
        let told = told(&text).replace('\u{202f}', " ");
        assert!(told.starts_with(&format!("banque/qos-1.toml, ligne {line} : ")), "{told}");
        assert!(told.contains(part), "{told}\n(no « {part} »)");
    }
}
