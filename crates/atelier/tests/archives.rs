//! `atelier submit`, `sauver` and `reprendre`, as pupils type them, on small kits.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod support;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use support::{Kit, atelier, ports, printed};
use zip::write::SimpleFileOptions;

const FORM: &str = "# TP 1 : feuille.\n\nposte = \"07\"\n\n# Q1. Quel paquet ?\nq1 = \"\"\n";

/// A kit with some work in it.
fn kit() -> Kit {
    let kit = Kit::new();
    kit.write("book/formulaires/compte-rendu.md", "## TP 1\n\n**R1.** Pourquoi :\n");
    kit.write("book/formulaires/reponses/tp1.toml", FORM);
    kit.write("book/formulaires/reponses/tp2.toml", FORM);
    kit.write("book/formulaires/regles/tp1.toml", include_str!("../../../book/formulaires/regles/tp1.toml"));
    kit.write("reponses/tp1.toml", FORM);
    kit.write("compte-rendu.md", "## TP 1\n\n**R1.** Pourquoi :\n\nParce que.\n");
    kit.write("secret.txt", "not the teacher's affair");
    kit
}

fn names(archive: &Path) -> Vec<String> {
    let zip = zip::ZipArchive::new(File::open(archive).unwrap()).unwrap();
    let mut names: Vec<String> = zip.file_names().map(str::to_owned).collect();
    names.sort();
    names
}

fn only_file(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let first = files.next().unwrap();
    assert!(files.next().is_none(), "one file");
    first
}

#[test]
fn what_is_missing_is_told_before_the_zip_is_made() {
    let kit = kit();
    let no = printed(atelier(kit.root(), &["submit"]).write_stdin("non\n"), 1);
    insta::assert_snapshot!("submit_refused", no);
    assert!(!kit.path("rendus").exists(), "nothing was made");
    let yes = printed(atelier(kit.root(), &["rendre"]).write_stdin("oui\nAUBRY Léa\n"), 0);
    insta::assert_snapshot!("submit_accepted", yes.replace('\\', "/"));
    let archive = kit.path("rendus/AUBRY_Léa.zip");
    assert_eq!(
        names(&archive),
        [
            ".atelier/manifeste.json",
            "compte-rendu.md",
            "exercises/00-ports/src/lib.rs",
            "exercises/01-octet/src/lib.rs",
            "reponses/tp1.toml",
        ]
    );
    let mut manifest = String::new();
    let mut zip = zip::ZipArchive::new(File::open(&archive).unwrap()).unwrap();
    zip.by_name(".atelier/manifeste.json").unwrap().read_to_string(&mut manifest).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["name"], "AUBRY Léa");
    assert_eq!(manifest["seat"], "07", "the form says it");
    assert_eq!(manifest["files"].as_array().unwrap().len(), 4);
}

#[test]
fn without_a_question_and_without_a_name() {
    let kit = kit();
    let text =
        printed(&mut atelier(kit.root(), &["submit", "--oui", "--nom", "b1", "--sortie", "ailleurs"]), 0);
    assert!(text.contains("ailleurs/b1.zip est prêt"), "{text}");
    printed(&mut atelier(kit.root(), &["submit", "--oui", "-o", "par-poste"]), 0);
    assert_eq!(only_file(&kit.path("par-poste")), kit.path("par-poste/poste-07.zip"));
    fs::remove_dir_all(kit.path("reponses")).unwrap();
    let text = printed(&mut atelier(kit.root(), &["submit", "--oui"]), 1);
    assert!(text.contains("ajoutez --nom NOM"), "{text}");
}

#[test]
fn work_goes_to_a_key_and_comes_back_on_another_seat() {
    let (kit, key, other) = (kit(), tempfile::tempdir().unwrap(), Kit::new());
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "8883"));
    printed(&mut atelier(kit.root(), &["check", "00"]), 0);
    let key = key.path().to_str().unwrap();
    let text = printed(&mut atelier(kit.root(), &["sauver", key]), 0);
    assert!(text.contains("5 fichiers copiés") && text.contains("reprendre"), "{text}");
    assert!(only_file(key.as_ref()).to_string_lossy().contains("atelier-poste-07-2"));

    other.write("exercises/01-octet/src/lib.rs", "// mine\n");
    let text = printed(&mut atelier(other.root(), &["reprendre", key]), 0);
    assert!(text.contains("5 fichiers repris"), "{text}");
    assert!(text.contains("changés ici après la copie"), "{text}");
    assert_eq!(fs::read_to_string(other.path("reponses/tp1.toml")).unwrap(), FORM);
    let list = printed(&mut atelier(other.root(), &["list"]), 0);
    assert!(list.contains("✔ réussi"), "how far one is comes back too:\n{list}");
    let kept = only_file(&other.path(".atelier/sauvegardes")).join("exercises/01-octet/src/lib.rs");
    assert_eq!(fs::read_to_string(kept).unwrap(), "// mine\n");
    let again = printed(&mut atelier(other.root(), &["reprendre", key]), 0);
    assert!(again.contains("Tout était déjà ici"), "{again}");
}

#[test]
fn a_key_that_is_not_there_is_said() {
    let kit = kit();
    let text = printed(&mut atelier(kit.root(), &["sauver", "/nulle/part"]), 1);
    assert!(text.contains("branchez la clé"), "{text}");
    let text = printed(&mut atelier(kit.root(), &["reprendre", "book"]), 1);
    assert!(text.contains("pas de copie atelier-"), "{text}");
}

/// An archive with these entries, their true digests in its manifest; `lie` is what the manifest says of the last one.
fn forged(folder: &Path, entries: &[(&str, &[u8])], lie: Option<&str>) -> PathBuf {
    use sha2::Digest;
    let digest = |bytes: &[u8]| -> String {
        sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let files: Vec<serde_json::Value> = entries
        .iter()
        .enumerate()
        .map(|(index, (name, bytes))| {
            let lie = lie.filter(|_| index + 1 == entries.len());
            let sha256 = lie.map_or_else(|| digest(bytes), str::to_owned);
            serde_json::json!({ "name": name, "bytes": bytes.len(), "sha256": sha256 })
        })
        .collect();
    let manifest = serde_json::json!({
        "format": 1, "kit": "0", "name": null, "seat": null, "date": "2026-01-01T00:00:00+00:00", "exercises": 2,
        "files": files
    });
    let place = folder.join("forged.zip");
    let mut zip = zip::ZipWriter::new(File::create(&place).unwrap());
    zip.start_file(".atelier/manifeste.json", SimpleFileOptions::default()).unwrap();
    zip.write_all(manifest.to_string().as_bytes()).unwrap();
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    place
}

#[test]
fn an_archive_that_was_tampered_with_changes_nothing() {
    let source = "exercises/00-ports/src/lib.rs";
    let huge = vec![b' '; (256 << 10) + 1];
    type Case<'a> = (&'a str, &'a [(&'a str, &'a [u8])], Option<&'a str>, &'a str);
    let table: [Case<'_>; 5] = [
        ("climbs", &[(source, b"x"), ("../outside.rs", b"x")], None, "hors du kit"),
        ("absolute", &[(source, b"x"), ("/tmp/outside.rs", b"x")], None, "hors du kit"),
        ("changed", &[(source, b"x")], Some("00"), "modifié depuis"),
        ("huge", &[(source, &huge)], None, "modifié depuis"),
        ("twice", &[(source, b"x"), ("exercises/00-ports/src/LIB.rs", b"y")], None, "modifié depuis"),
    ];
    for (case, entries, lie, reason) in table {
        let kit = kit();
        let before = fs::read(kit.path(source)).unwrap();
        let archive = forged(kit.root(), entries, lie);
        let text = printed(&mut atelier(kit.root(), &["reprendre", archive.to_str().unwrap()]), 1);
        assert!(text.contains(reason) && text.contains("Rien n’a été changé"), "{case}:\n{text}");
        assert_eq!(fs::read(kit.path(source)).unwrap(), before, "{case}");
        assert!(!kit.root().parent().unwrap().join("outside.rs").exists(), "{case}");
    }
    let kit = kit();
    let archive = forged(kit.root(), &[("Cargo.toml", b"x"), ("exercises/77-x/src/lib.rs", b"x")], None);
    let text = printed(&mut atelier(kit.root(), &["reprendre", archive.to_str().unwrap()]), 0);
    assert!(text.contains("ce kit n’a pas de place"), "{text}");
    assert!(fs::read_to_string(kit.path("Cargo.toml")).unwrap().contains("[workspace]"));
    for (bytes, reason) in [(&b"PK"[..], "pas un zip"), (b"", "pas un zip")] {
        kit.write("other.zip", std::str::from_utf8(bytes).unwrap());
        let text = printed(&mut atelier(kit.root(), &["reprendre", "other.zip"]), 1);
        assert!(text.contains(reason), "{text}");
    }
}
