//! How a script ends when something is wrong, or when its user has had enough.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use peers::{Ended, Mosquitto, Process, free_port};

use crate::support::{python, script, start};

const ALL: [(&str, &str); 7] = [
    ("publier", "-t a"),
    ("souscrire", "-t a"),
    ("aller_retour", ""),
    ("surveiller_ping", ""),
    ("publier_tls", "-t a -m b --cafile /etc/ssl/certs/ca-certificates.crt"),
    ("maison", ""),
    ("alerte_mouvement", ""),
];

/// The script says `words` on its last line, without a traceback, and ends with `code`.
fn assert_says(ended: &Ended, code: i32, words: &str) {
    let said = ended.stderr.join("\n");
    assert_eq!(ended.status.code(), Some(code), "{said}");
    let last = ended.stderr.last().map(String::as_str).unwrap_or_default();
    assert!(last.replace('\u{a0}', " ").contains(words), "« {words} » is not the last line of:\n{said}");
    assert!(!said.contains("Traceback"), "{said}");
}

#[test]
fn without_a_broker_each_says_so() {
    let Some(python) = python() else { return };
    let port = free_port();
    for (name, arguments) in ALL {
        let arguments = format!("-h 127.0.0.1 -p {port} {arguments}");
        let ended = Process::start(&mut script(python, name, &arguments)).end();
        assert_says(&ended, 1, &format!("Aucun broker ne répond sur 127.0.0.1:{port}. Est-il lancé ?"));
    }
}

#[test]
fn each_helps_in_french() {
    let Some(python) = python() else { return };
    for (name, _) in ALL {
        let ended = Process::start(&mut script(python, name, "--help")).end();
        let help = ended.stdout.join("\n");
        assert!(ended.status.success(), "{name}: {}", ended.stderr.join("\n"));
        assert!(help.starts_with(&format!("Utilisation\u{a0}: {name}.py")), "{help}");
        for english in ["usage", "options:", "show this help", "optional"] {
            assert!(!help.contains(english), "{name}: « {english} » in\n{help}");
        }
    }
}

#[test]
fn a_slip_in_the_options_is_told() {
    let Some(python) = python() else { return };
    for (name, arguments, words) in [
        ("publier", "", "il manque -t/--topic"),
        ("publier", "-t", "il manque sa valeur"),
        ("publier", "-t a --zut", "option inconnue : --zut"),
        ("publier", "-t a -q 3", "« 3 » n’est pas un entier de 0 à 2"),
        ("publier", "-t a -p 0", "« 0 » n’est pas un entier de 1 à 65535"),
        ("publier", "-t a -p zut", "« zut » n’est pas un entier de 1 à 65535"),
        ("publier", "-t a/#", "contient un joker"),
        ("souscrire", "-t a/b#", "n’est pas un filtre"),
        ("souscrire", "-t #/a", "n’est pas un filtre"),
        ("souscrire", "-t a+/b", "n’est pas un filtre"),
        ("maison", "--intervalle -1", "n’est pas une durée"),
        ("maison", "--prefixe a/+/", "contient un joker"),
    ] {
        assert_says(&Process::start(&mut script(python, name, arguments)).end(), 2, words);
    }
}

#[test]
fn a_refusal_is_told() {
    if python().is_none() {
        return;
    }
    let Some(mosquitto) = Mosquitto::start("allow_anonymous false") else { return };
    let ended = start(mosquitto.address, "souscrire", "-t a").end();
    assert_says(&ended, 1, "refuse : un nom (-u) et un mot de passe (-P) justes sont exigés.");
}

/// Something else than a broker: it accepts the connection and closes it.
#[test]
fn a_port_that_is_not_a_broker_s_is_told() {
    if python().is_none() {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, listener.local_addr().unwrap().port()));
    let client = start(address, "souscrire", "-t a");
    drop(listener.accept().unwrap());
    drop(listener);
    assert_says(&client.end(), 1, "ne répond pas par CONNACK");
}

#[test]
fn a_name_that_no_machine_has_is_told() {
    let Some(python) = python() else { return };
    let ended = Process::start(&mut script(python, "souscrire", "-t a -h ..")).end();
    assert_says(&ended, 1, "Machine introuvable : ..:1883. Vérifiez son nom.");
}

#[test]
fn without_paho_or_with_the_first_paho_each_says_what_to_install() {
    let Some(python) = python() else { return };
    let first = tempfile::tempdir().unwrap();
    fs::create_dir_all(first.path().join("paho/mqtt")).unwrap();
    fs::write(first.path().join("paho/mqtt/client.py"), "").unwrap();
    for (name, arguments) in ALL {
        // -S: without what was installed.
        let mut without = std::process::Command::new(python);
        without
            .arg("-S")
            .args(script(python, name, arguments).get_args())
            .current_dir(crate::support::SCRIPTS);
        without.env("PYTHONDONTWRITEBYTECODE", "1");
        assert_says(&Process::start(&mut without).end(), 1, "pip install paho-mqtt");
        without.env("PYTHONPATH", first.path());
        assert_says(&Process::start(&mut without).end(), 1, "pip install --upgrade paho-mqtt");
    }
}

#[test]
fn ctrl_c_disconnects_and_is_a_success() {
    if python().is_none() {
        return;
    }
    let Some(mut mosquitto) = Mosquitto::start("") else { return };
    for (name, arguments, ready) in [
        ("souscrire", "-t a", "Abonné"),
        ("surveiller_ping", "", "CONNACK"),
        ("maison", "--intervalle 60", "tour 1"),
        ("alerte_mouvement", "", "Je surveille"),
    ] {
        let mut client = start(mosquitto.address, name, &format!("-i essai {arguments}"));
        client.stdout.until(ready);
        client.signal("INT");
        assert_says(&client.end(), 0, "Arrêt.");
        mosquitto.log().until("Received DISCONNECT from essai");
    }
}
