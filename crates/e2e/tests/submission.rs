//! From a pupil's work to a mark: what `atelier submit` makes is what `grader` reads.

use std::fs;

use e2e::{copy_folder, kit, root};
use peers::Process;

#[test]
fn a_submitted_zip_is_marked() {
    let work = tempfile::tempdir().expect("a folder");
    for folder in ["exercises", "book/formulaires"] {
        copy_folder(&root().join(folder), &work.path().join(folder));
    }
    fs::copy(root().join("Cargo.toml"), work.path().join("Cargo.toml")).expect("a copy");
    // The set-up exercise solved, and an account begun.
    let solved = root().join("solutions/00-installation/src/lib.rs");
    fs::copy(solved, work.path().join("exercises/00-installation/src/lib.rs")).expect("a copy");
    fs::write(work.path().join("compte-rendu.md"), "## TP 1\n\nFait.\n").expect("an account");

    let class = work.path().join("classe");
    let mut submit = kit("atelier", "submit --oui --nom aubry-l --sortie");
    submit.arg(&class).current_dir(work.path()).env_remove("ATELIER_RACINE").env_remove("CARGO_MANIFEST_DIR");
    let ended = Process::start(&mut submit).end();
    assert!(ended.status.success(), "{ended:?}");
    assert!(class.join("aubry-l.zip").is_file(), "{ended:?}");

    let reports = work.path().join("rapports");
    let mut grader = kit("grader", "--sans-bac-a-sable --sortie");
    let ended = Process::start(grader.arg(&reports).arg(&class)).end();
    assert!(ended.status.success(), "{ended:?}");
    let results = fs::read_to_string(reports.join("resultats.jsonl")).expect("the results");
    let pupil =
        results.lines().find(|line| line.contains("\"id\":\"aubry-l\"")).expect("a pupil of that name");
    for (what, expected) in [
        ("every source is read", "exercises/03-connect-connack/src/lib.rs"),
        ("the account is read", "\"compte-rendu.md\"]"),
        ("nothing is left aside", "\"remarks\":[]"),
        ("the solved exercise has its points", "cachés réussis sur 2"),
    ] {
        assert!(pupil.contains(expected), "{what}: « {expected} » is missing from {pupil}");
    }
}
