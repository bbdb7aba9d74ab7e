//! What may be part of a submission, and what makes two submissions the same.

use runner::{Seed, Unit};

fn unit(paths: &[&str]) -> Result<Unit, runner::NotASource> {
    Unit::new("00-essai", paths.iter().map(|path| (path.into(), vec![])).collect())
}

#[test]
fn only_rust_files_under_src_are_taken() {
    let table = [
        ("src/lib.rs", true),
        ("src/paquet/connect.rs", true),
        ("src/été.rs", true),
        ("lib.rs", false),
        ("src", false),
        ("src.rs", false),
        ("src/lib.txt", false),
        ("src/../build.rs", false),
        ("/src/lib.rs", false),
        ("tests/verifie.rs", false),
        ("src/a\nb.rs", false),
        ("src/--option.rs\u{1b}[2J.rs", false),
    ];
    for (path, expected) in table {
        assert_eq!(unit(&[path]).is_ok(), expected, "{path:?}");
    }
}

#[test]
fn a_refused_path_is_named() {
    let error = unit(&["src/lib.rs", "build.rs"]).err().map(|error| error.to_string()).unwrap_or_default();
    assert_eq!(
        error,
        "«\u{a0}build.rs\u{a0}» ne peut pas faire partie d’un rendu\u{a0}: seuls les fichiers .rs du dossier src sont pris."
    );
}

#[test]
fn the_order_of_files_does_not_matter() {
    assert_eq!(unit(&["src/a.rs", "src/lib.rs"]), unit(&["src/lib.rs", "src/a.rs"]));
}

#[test]
fn a_seed_shows_its_id_only() {
    let seed = Seed::new("le secret du professeur");
    assert_eq!(format!("{seed:?}"), format!("Seed(id {})", seed.id()));
    assert_ne!(seed.id(), Seed::new("un autre").id());
}
