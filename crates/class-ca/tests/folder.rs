//! What is made in the folder of an authority, and what is kept of it.

use std::fs;
use std::path::Path;

use class_ca::Authority;
use tempfile::TempDir;
use tls::Identity;

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn an_authority_is_made_once_and_no_other_is_touched() {
    let folder = TempDir::new().unwrap();
    Authority::in_folder(folder.path()).expect("a new one");
    let first = read(&folder, "ca.pem");
    Authority::in_folder(folder.path()).expect("the same");
    assert_eq!(read(&folder, "ca.pem"), first);
    assert!(!first.contains("PRIVATE KEY") && read(&folder, "ca-key.pem").contains("PRIVATE KEY"));

    let other = TempDir::new().unwrap();
    Authority::in_folder(other.path()).expect("a new one");
    fs::copy(other.path().join("ca.pem"), folder.path().join("ca.pem")).unwrap();
    let error = Authority::in_folder(folder.path()).expect_err("not the certificate of the key");
    assert!(error.to_string().contains("pas une autorité faite par le kit"), "{error}");
    assert_eq!(read(&folder, "ca.pem"), read(&other, "ca.pem"));
}

#[test]
fn a_certificate_is_kept_while_it_does_and_made_again_when_a_name_is_lacking() {
    let folder = TempDir::new().unwrap();
    let authority = Authority::in_folder(folder.path()).expect("a new one");
    let wanted = names(&["localhost", "192.0.2.7"]);
    let made = authority.server(&wanted).expect("a certificate");
    assert!(made.is_new && made.file.ends_with("serveur.pem"));
    let first = read(&folder, "serveur.pem");

    assert!(!authority.server(&wanted).expect("the same").is_new);
    assert_eq!(read(&folder, "serveur.pem"), first);

    let more = names(&["localhost", "192.0.2.7", "broker.lycee.fr"]);
    let made = authority.server(&more).expect("another");
    assert!(made.is_new);
    assert_ne!(read(&folder, "serveur.pem"), first);
    assert!(made.identity.is_accepted(authority.file(), &more).unwrap());
    assert!(!made.identity.is_accepted(authority.file(), &names(&["ailleurs.fr"])).unwrap());
}

#[test]
fn another_authority_is_not_believed_and_its_certificate_is_replaced() {
    let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let authority = Authority::in_folder(folder.path()).expect("a new one");
    let wanted = names(&["localhost"]);
    Authority::in_folder(other.path()).and_then(|other| other.server(&wanted)).expect("a certificate");
    for name in ["serveur.pem", "serveur-key.pem"] {
        fs::copy(other.path().join(name), folder.path().join(name)).unwrap();
    }
    assert!(authority.server(&wanted).expect("a new one").is_new);
}

#[test]
fn a_client_has_a_certificate_in_its_name_and_no_other_is_replaced() {
    let folder = TempDir::new().unwrap();
    let authority = Authority::in_folder(folder.path()).expect("a new one");
    let (certificate, key) = authority.client("poste07").expect("a certificate");
    Identity::from_files(&certificate, &key).expect("the key of the certificate");
    let error = authority.client("poste07").expect_err("it is there already");
    assert!(error.to_string().contains("poste07.pem"), "{error}");
}

#[test]
fn what_does_not_go_together_is_told_with_its_files() {
    let folder = TempDir::new().unwrap();
    let authority = Authority::in_folder(folder.path()).expect("a new one");
    let (first, _) = authority.client("a").expect("a certificate");
    let (_, second) = authority.client("b").expect("a certificate");
    let absent = folder.path().join("absent.pem");
    let table: [(&Path, &Path, &[&str]); 4] = [
        (&first, &second, &["b-key.pem", "a.pem", "n’est pas celle du certificat"]),
        (&first, &absent, &["absent.pem", "introuvable"]),
        (&first, &first, &["a.pem", "BEGIN PRIVATE KEY"]),
        (&second, &second, &["b-key.pem", "BEGIN CERTIFICATE"]),
    ];
    for (certificate, key, expected) in table {
        let error = Identity::from_files(certificate, key).expect_err("refused").to_string();
        assert!(expected.iter().all(|part| error.contains(part)), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn keys_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let authority = Authority::in_folder(folder.path()).expect("a new one");
    authority.server(&names(&["localhost"])).expect("a certificate");
    for (name, expected) in [("ca-key.pem", 0o600), ("serveur-key.pem", 0o600), ("ca.pem", 0o644)] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777 & !0o022, expected & !0o022, "{name}");
    }
}
