//! Options before the environment before the file; what is wrong is told by its name and its place.

use std::fs;
use std::process::Command;

use peers::Process;
use tempfile::TempDir;

use crate::passwd::{add, run};

const BROKER: &str = env!("CARGO_BIN_EXE_broker");

/// A folder with `broker.toml` and other files.
struct Folder(TempDir);

impl Folder {
    fn new(toml: &str) -> Folder {
        let folder = Folder(TempDir::new().expect("a folder"));
        folder.write("broker.toml", toml);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("written");
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// `broker --check-config` with this file.
    fn check(&self) -> (Option<i32>, String) {
        run(&["--check-config", "--config", &self.path("broker.toml")], "")
    }
}

/// The first lines of a broker that starts.
fn first_lines(command: &mut Command) -> String {
    Process::start(command).stdout.until("Ctrl-C").join("\n")
}

#[test]
fn an_option_beats_the_environment_which_beats_the_file() {
    let folder = Folder::new("bind = \"127.0.0.3\"\nport = 0\n");
    let file = folder.path("broker.toml");
    let from_file: &[&str] = &["--config", &file];
    let none = ("ATELIER_BROKER_BIND", "");
    let table = [
        (from_file, none, "127.0.0.3:"),
        (&[], ("ATELIER_BROKER_CONFIG", file.as_str()), "127.0.0.3:"),
        (from_file, ("ATELIER_BROKER_BIND", "127.0.0.2"), "127.0.0.2:"),
        (&["--config", &file, "--bind", "127.0.0.1"], ("ATELIER_BROKER_BIND", "127.0.0.2"), "127.0.0.1:"),
        // A list replaces another, and is not added to it.
        (
            &["--config", &file, "--listen", "127.0.0.1:0"],
            ("ATELIER_BROKER_LISTEN", "127.0.0.2:0"),
            "127.0.0.1:",
        ),
    ];
    for (arguments, environment, expected) in table {
        let said = first_lines(Command::new(BROKER).args(arguments).envs([environment]));
        assert!(said.contains(&format!("écoute sur {expected}")), "{arguments:?} {environment:?}: {said}");
        let is_overruled = environment.0.ends_with("LISTEN");
        assert!(!(is_overruled && said.contains("127.0.0.2:")), "{said}");
    }
}

#[test]
fn all_that_can_be_set_can_be_set_in_the_file() {
    let folder = Folder::new(
        r#"
# Le broker de la classe
port = 1883
bind = "127.0.0.1"
listen = ["127.0.0.1:1884", "127.0.0.1:1885"]
verbose = true
web = "127.0.0.1:8080"
tls = false
listen_tls = ["127.0.0.1:8883"]
class_ca = "tls"
tls_name = ["broker.lycee.fr"]
require_certificate = true
password_file = "mots-de-passe"
allow_anonymous = false
acl_file = "droits"
max_connections = 100
max_packet = 1_000_000
max_inflight = 10
max_queued = 1000
max_queued_bytes = 1000000
connect_timeout = 10
handshake_timeout = 5
write_timeout = 30
sys_interval = 30
"#,
    );
    // Files are looked for beside the file that names them.
    add(folder.0.path().join("mots-de-passe").as_path(), "thermo", "soleil42");
    folder.write("droits", "user thermo\ntopic write maison/#\n");
    let (code, said) = folder.check();
    assert_eq!(code, Some(0), "{said}");
    let expected = [
        "1 utilisateur a un mot de passe\u{a0}; qui ne donne pas de nom est refusé.",
        "Droits\u{a0}: 1 règle",
        "chaque client doit montrer un certificat",
        "Ces réglages sont corrects.",
    ];
    assert!(expected.iter().all(|line| said.contains(line)), "{said}");
    assert!(!folder.0.path().join("tls").exists(), "to check makes nothing");
}

#[test]
fn what_is_wrong_in_the_file_is_told_by_its_line() {
    let table = [
        (
            "\nmax_paquet = 5",
            "ligne 2\u{a0}: réglage inconnu `max_paquet`\u{a0}: vouliez-vous dire `max_packet`",
        ),
        (
            "port = 1\n\nmax_packet = \"grand\"",
            "ligne 3\u{a0}: valeur «\u{a0}grand\u{a0}» incorrecte pour `max_packet`",
        ),
        ("port = 70000", "ligne 1\u{a0}: valeur «\u{a0}70000\u{a0}» incorrecte pour `port`"),
        ("max_connections = 0", "ligne 1\u{a0}: valeur «\u{a0}0\u{a0}» incorrecte"),
        ("allow_anonymous = \"peut-être\"", "oui ou non est attendu"),
        ("port = 1.5", "`port` attend un nombre entier"),
        ("\n[limites]\nmax_packet = 5", "ligne 2\u{a0}: `limites` attend"),
        ("listen = [\"1884\", 5.5]", "ligne 1\u{a0}: `listen` attend"),
        ("port = 1883\nport = 1884", "ligne 2"),
        ("\n\nport 1883", "ligne 3\u{a0}: «\u{a0}port 1883\u{a0}» n’est pas du TOML"),
        ("config = \"autre.toml\"", "ligne 1\u{a0}: réglage inconnu `config`"),
        ("password_file = \"absent\"", "absent\u{a0}: fichier ou dossier introuvable"),
        ("cert = \"absent\"", "port ne parle TLS"),
        ("tls = true\ncert = \"absent\"", "ajoutez --key"),
        ("tls = true\nkey = \"absent\"", "ajoutez --cert"),
        ("tls = true\ncert = \"absent\"\nkey = \"absent\"", "absent\u{a0}: fichier ou dossier introuvable"),
        ("tls = true\ncafile = \"absent\"", "ajoutez --require-certificate"),
        ("require_certificate = true", "port ne parle TLS"),
        ("allow_anonymous = false", "personne ne pourrait se connecter"),
        ("acl_file = \"broker.toml\"", "ligne 1\u{a0}: «\u{a0}acl_file\u{a0}» ne commence aucune règle"),
    ];
    for (toml, expected) in table {
        let folder = Folder::new(toml);
        let (code, said) = folder.check();
        assert_eq!(code, Some(1), "{toml}: {said}");
        assert!(said.contains(expected), "{toml}\n{said}\ninstead of {expected}");
        assert!(said.starts_with("erreur"), "{said}");
    }
}

#[test]
fn what_is_wrong_in_the_environment_is_told_by_its_name() {
    let table = [
        (
            "ATELIER_BROKER_PROT",
            "1884",
            "réglage inconnu `ATELIER_BROKER_PROT`\u{a0}: vouliez-vous dire `ATELIER_BROKER_PORT`",
        ),
        ("ATELIER_BROKER_PORT", "mille", "valeur «\u{a0}mille\u{a0}» incorrecte pour `ATELIER_BROKER_PORT`"),
        ("ATELIER_BROKER_TLS", "peut-être", "oui ou non est attendu"),
        ("ATELIER_BROKER_CONFIG", "/absent.toml", "/absent.toml\u{a0}: fichier ou dossier introuvable"),
    ];
    for (name, value, expected) in table {
        let mut command = assert_cmd::Command::new(BROKER);
        command.env(name, value).arg("--check-config").timeout(peers::LIMIT);
        let output = command.output().expect("the broker");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains(expected), "{name}: {said}");
    }
}

#[test]
fn at_its_start_it_says_where_it_listens_and_who_may_connect() {
    let folder = Folder::new("");
    add(folder.0.path().join("mots-de-passe").as_path(), "thermo", "soleil42");
    let (tls, users) = (folder.path("tls"), folder.path("mots-de-passe"));
    let table: [(&[&str], &[&str], &[&str]); 4] = [
        (&["-p", "0"], &["Seuls les programmes de cette machine"], &["mot de passe", "Droits", "TLS"]),
        (
            &["--listen", "0.0.0.0:0", "--password-file", &users],
            &["1 utilisateur a un mot de passe", "en clair sur le réseau", "chacun peut tout lire"],
            &["sans mot de passe"],
        ),
        (
            &["--tls", "-p", "0", "--class-ca", &tls],
            &[" en TLS.", "Nouveau certificat du broker", "ca.pem", "mosquitto_sub", "tls_set"],
            &["en clair"],
        ),
        // The same certificate does again.
        (&["--tls", "-p", "0", "--class-ca", &tls], &[" en TLS."], &["Nouveau certificat"]),
    ];
    for (arguments, expected, absent) in table {
        let said = first_lines(Command::new(BROKER).args(arguments));
        assert!(expected.iter().all(|text| said.contains(text)), "{arguments:?}: {said}");
        assert!(!absent.iter().any(|text| said.contains(text)), "{arguments:?}: {said}");
    }
}
