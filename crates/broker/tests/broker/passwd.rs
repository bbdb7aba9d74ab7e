//! `broker passwd` and `broker certificat`.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use broker::Passwords;
use tempfile::TempDir;

/// Runs `broker` with these arguments and this standard input; its exit code, and what it says.
pub fn run(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_broker"));
    command.args(arguments).write_stdin(input).timeout(peers::LIMIT);
    let output = command.output().expect("the broker");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

/// Adds a user to a file of passwords.
pub fn add(file: &Path, user: &str, password: &str) {
    let (code, said) = run(&["passwd", &file.display().to_string(), user], &format!("{password}\n"));
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn users_are_added_changed_and_removed_and_the_rest_of_the_file_stays() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mots-de-passe");
    let file = path.display().to_string();
    let read = || Passwords::read(&path).expect("users");
    fs::write(&path, "# La classe\n").expect("written");

    assert!(run(&["passwd", &file, "thermo"], "soleil42\n").1.contains("Mot de passe de thermo ajouté"));
    assert!(run(&["passwd", &file, "07"], "été à Nîmes\r\n").1.contains("ajouté"));
    assert!(read().is_right("thermo", b"soleil42") && read().is_right("07", "été à Nîmes".as_bytes()));
    assert!(!read().is_right("thermo", b"soleil43") && !read().is_right("ailleurs", b"soleil42"));
    assert!(!read().is_right("ailleurs", b""));

    assert!(run(&["passwd", &file, "thermo"], "lune7").1.contains("changé"));
    assert!(read().is_right("thermo", b"lune7") && !read().is_right("thermo", b"soleil42"));
    assert!(run(&["passwd", "-D", &file, "07"], "").1.contains("07 retiré"));
    assert_eq!(read().users().collect::<Vec<_>>(), ["thermo"]);

    let text = fs::read_to_string(&path).expect("it is there");
    assert!(text.starts_with("# La classe\nthermo:$argon2id$v=19$"), "{text}");
    assert!(!text.contains("lune7"), "{text}");
}

#[test]
fn two_users_of_one_password_do_not_show_it() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mots-de-passe");
    add(&path, "a", "soleil42");
    add(&path, "b", "soleil42");
    let text = fs::read_to_string(&path).expect("it is there");
    let hashes: Vec<_> = text.lines().filter_map(|line| line.split_once(':')).map(|(_, hash)| hash).collect();
    assert!(hashes.len() == 2 && hashes[0] != hashes[1], "{text}");
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mots-de-passe");
    add(&path, "a", "soleil42");
    assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_changed() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mots-de-passe");
    let file = path.display().to_string();
    let nowhere = folder.path().join("absent/mots-de-passe").display().to_string();
    let table: [(&[&str], &str, &str); 8] = [
        (&["passwd", &file, "+"], "x", "un nom d’utilisateur"),
        (&["passwd", &file, "a:b"], "x", "un nom d’utilisateur"),
        (&["passwd", &file, ""], "x", "un nom d’utilisateur"),
        (&["passwd", &file, "a"], "", "un mot de passe vide ne protège rien"),
        (&["passwd", &file, "a"], "\n", "un mot de passe vide ne protège rien"),
        (&["passwd", "-D", &file, "a"], "", "a n’est pas dans"),
        (&["passwd", &nowhere, "a"], "x", "introuvable"),
        (&["passwd", &file], "", "il manque"),
    ];
    for (arguments, input, expected) in table {
        let (code, said) = run(arguments, input);
        assert_eq!(code, Some(1), "{arguments:?}: {said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
        assert!(!path.exists(), "{arguments:?}");
    }
}

#[test]
fn a_file_of_passwords_that_is_none_is_told_by_its_line_without_what_is_there() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mots-de-passe");
    add(&path, "a", "soleil42");
    let good = fs::read_to_string(&path).expect("it is there");
    let costly = good.replace("m=19456", "m=19456000");
    let table = [
        ("\nsoleil42".to_owned(), "ligne 2\u{a0}: un nom, deux points"),
        ("thermo:soleil42".to_owned(), "ligne 1\u{a0}: ce n’est pas une empreinte d’Argon2"),
        // As mosquitto_passwd 2.0 writes it.
        ("thermo:$7$101$c2VsCg==$ZW1wcmVpbnRlCg==".to_owned(), "empreinte d’un autre outil"),
        (format!("{good}{good}"), "ligne 2\u{a0}: cet utilisateur a déjà une ligne"),
        (costly, "mémoire"),
        (good.replace("a:$", "a+:$"), "un nom d’utilisateur"),
    ];
    for (text, expected) in table {
        fs::write(&path, &text).expect("written");
        let error = Passwords::read(&path).expect_err(&text).to_string();
        assert!(error.contains(expected), "{text}: {error}");
        assert!(!error.contains("soleil42") && !error.contains("argon2id"), "{error}");
    }
}

#[test]
fn a_certificate_for_a_client_is_made_once() {
    let folder = TempDir::new().expect("a folder");
    let class = folder.path().join("classe").display().to_string();
    let (code, said) = run(&["certificat", "--class-ca", &class, "poste07"], "");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("--cert") && said.contains("poste07-key.pem"), "{said}");
    for (name, expected) in [("poste07", "existe déjà"), ("../x", "ce nom devient"), ("ca", "ce nom devient")]
    {
        let (code, said) = run(&["certificat", "--class-ca", &class, name], "");
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(expected), "{name}: {said}");
    }
}
