//! The students' pack. That it builds and that its exercises fail is proven by the command itself, in `.ci/run`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

use crate::support::{copy, root, told};

/// What a pack is made from.
const PARTS: [&str; 8] =
    ["Cargo.lock", "Cargo.toml", "book", "crates", "exercises", "grader/secret", "scratch", "solutions"];
const FILES: [&str; 7] = [
    ".gitattributes",
    ".gitignore",
    "LICENSE-APACHE",
    "LICENSE-COURSE",
    "LICENSE-MIT",
    "clippy.toml",
    "rustfmt.toml",
];

/// A kit that a test may spoil.
fn kit() -> TempDir {
    let kit = TempDir::new().expect("a folder");
    for part in PARTS.iter().chain(&FILES) {
        let (from, to) = (root().join(part), kit.path().join(part));
        if from.is_dir() {
            fs::create_dir_all(&to).expect("folders");
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("copied");
        }
    }
    kit
}

fn pack(kit: &Path, folder: &Path) -> Output {
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(kit).env("ATELIER_RACINE", kit).arg("pack").arg(folder).arg("--sans-compiler");
    command.output().expect("started")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, mut found): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    found.extend(folders.iter().flat_map(|folder| files(folder)));
    found
}

#[test]
fn a_pack_has_what_students_need_and_nothing_of_the_teacher_s() {
    let out = TempDir::new().expect("a folder");
    let folder = out.path().join("paquet");
    let output = pack(&root().canonicalize().expect("the kit"), &folder);
    assert!(output.status.success(), "{}", told(&output));
    let said = told(&output);
    assert!(said.contains("aucun trouvé") && said.contains("non compilé"), "{said}");

    for name in ["LISEZMOI.md", "Cargo.lock", "exercises/04-publish/src/lib.rs", "crates/atelier/src/main.rs"]
    {
        assert!(folder.join(name).is_file(), "{name} is missing");
    }
    for name in
        ["solutions", "grader", "book/guide", "xtask", "fuzz", "README.md", "crates/labs/src/bin/td.rs"]
    {
        assert!(!folder.join(name).exists(), "{name} is in the pack");
    }
    let names: Vec<_> = files(&folder);
    let of_teachers = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".snap") || name.ends_with(".patch") || name.contains("REVIEW")
    };
    assert_eq!(names.iter().find(of_teachers), None);
    // cargo knows only what is there, in the kit's versions.
    let lock = fs::read_to_string(folder.join("Cargo.lock")).expect("a lock");
    assert!(lock.contains("name = \"atelier\"") && !lock.contains("name = \"grader\""), "{lock}");
    let kits = fs::read_to_string(root().join("Cargo.lock")).expect("the kit's");
    let checksums = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("checksum")).map(str::to_owned).collect()
    };
    let kits = checksums(&kits);
    assert!(checksums(&lock).iter().all(|line| kits.contains(line)), "other versions than the kit's");
}

#[test]
fn a_secret_that_slipped_into_a_page_keeps_the_pack_from_being_made() {
    let kit = kit();
    let key = fs::read_to_string(kit.path().join("grader/secret/corriges/tp1.md")).expect("a corrigé");
    let sentence = key.lines().find(|line| line.split_whitespace().count() > 14).expect("a sentence");
    let page = kit.path().join("book/src/qos-1.md");
    let text = fs::read_to_string(&page).expect("a page");
    // In other letters, and over two lines.
    let hidden = sentence.to_uppercase().replacen(' ', "\n*", 3);
    let shown = format!("{text}\n\n{key}\n\n{hidden}\n");
    fs::write(&page, shown).expect("written");

    let folder = kit.path().join("paquet");
    let output = pack(kit.path(), &folder);
    let said = told(&output);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("book/src/qos-1.md contient ce texte de grader/secret/corriges/tp1.md"), "{said}");
    assert!(!folder.exists(), "a pack with a secret was left behind");
}

#[test]
fn an_answer_in_a_starter_keeps_the_pack_from_being_made() {
    let kit = kit();
    let solution =
        fs::read_to_string(kit.path().join("solutions/02-longueur-restante/src/lib.rs")).expect("read");
    let solved = solution.replace("// @", "// ");
    fs::write(kit.path().join("exercises/02-longueur-restante/.depart.rs"), solved).expect("written");
    let output = pack(kit.path(), &kit.path().join("paquet"));
    let said = told(&output);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("exercises/02-longueur-restante/src/lib.rs contient ce texte de solutions/02"),
        "{said}"
    );
}

#[test]
fn what_a_teacher_tried_in_an_exercise_does_not_go_out() {
    let kit = kit();
    let exercise = kit.path().join("exercises/02-longueur-restante");
    fs::copy(kit.path().join("solutions/02-longueur-restante/src/lib.rs"), exercise.join("src/lib.rs"))
        .expect("copied");
    fs::write(exercise.join("src/brouillon.rs"), "// à moi").expect("written");
    fs::write(kit.path().join("book/src/notes-du-prof.txt"), "à moi").expect("written");
    let folder = kit.path().join("paquet");
    let output = pack(kit.path(), &folder);
    assert!(output.status.success(), "{}", told(&output));
    let packed = folder.join("exercises/02-longueur-restante/src");
    let starter = fs::read_to_string(exercise.join(".depart.rs")).expect("a starter");
    assert_eq!(fs::read_to_string(packed.join("lib.rs")).expect("a source"), starter);
    assert!(!packed.join("brouillon.rs").exists() && !folder.join("book/src/notes-du-prof.txt").exists());
}

#[test]
fn a_folder_that_has_something_is_left_alone() {
    let out = TempDir::new().expect("a folder");
    fs::write(out.path().join("notes.txt"), "à moi").expect("written");
    let output = pack(&root().canonicalize().expect("the kit"), out.path());
    assert!(!output.status.success() && told(&output).contains("n’est pas vide"), "{}", told(&output));
    assert_eq!(fs::read_dir(out.path()).expect("a folder").count(), 1);
}
