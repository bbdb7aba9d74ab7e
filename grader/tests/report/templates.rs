//! A teacher's own templates: each replaces one of the kit's, and a slip in one is told.

use std::fs;
use std::path::Path;

use grader::report::Reports;
use tempfile::TempDir;

use crate::support::{page, sample};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// What loading the folder says, with its path as `DOSSIER`.
fn refusal(files: &[(&str, &str)]) -> String {
    let folder = folder(files);
    let error = Reports::load(Some(folder.path())).expect_err("a refusal");
    error.to_string().replace(&folder.path().display().to_string(), "DOSSIER")
}

#[test]
fn one_file_replaces_one_template_and_the_others_stay() {
    let folder = folder(&[
        ("conditions.html", "<h2>Lycée Ada</h2>\n{% include \"logo.svg\" %}"),
        ("logo.svg", "<svg></svg>\n"),
        ("notes.txt", "{{ ceci n’est pas un modèle"),
        (".conditions.html.swp", "{{"),
    ]);
    let reports = Reports::load(Some(folder.path())).unwrap_or_else(|error| panic!("{error}"));
    let pages = reports.render(&sample()).expect("pages");
    for end in ["index.html", "aubry-l.html"] {
        let html = page(&pages, end);
        assert!(html.contains("<h2>Lycée Ada</h2>\n<svg></svg>"), "{end} without the teacher's part");
        assert!(html.contains("--surface"), "{end} without the kit's style");
    }
}

#[test]
fn a_slip_is_told_with_its_file_and_line() {
    let slips = [
        refusal(&[("rapport.html", "<p>\n{{ nmae }}\n</p>")]),
        refusal(&[("exercice.html", "un\ndeux\n  {% for test in exercise.testes %}{% endfor %}")]),
        refusal(&[("classe.html", "<p>\n\n{% if class %}\n<p>")]),
        refusal(&[("classe.html", "{{ class|majuscules }}")]),
        refusal(&[("classe.html", "{% include \"entete.html\" %}")]),
        refusal(&[("raport.html", "<p></p>")]),
    ];
    insta::assert_snapshot!(slips.join("\n\n"));
}

#[test]
fn a_folder_that_cannot_be_read_is_an_error() {
    let error = Reports::load(Some(Path::new("/nulle/part"))).expect_err("no such folder");
    assert_eq!(error.to_string(), "lecture de /nulle/part impossible");
    let folder = folder(&[]);
    fs::write(folder.path().join("classe.css"), b"\xff\xfe").expect("a file");
    let error = Reports::load(Some(folder.path())).expect_err("not UTF-8");
    assert!(error.to_string().ends_with("classe.css impossible"), "{error}");
}

#[test]
fn pages_are_written_whole_below_the_folder() {
    let folder = TempDir::new().expect("a folder");
    let reports = Reports::load(None).expect("the kit's templates");
    // Twice: reports are made again after each grading.
    for _ in 0..2 {
        let class_page = reports.write(&sample(), &folder.path().join("rapports")).expect("pages");
        assert!(fs::read_to_string(class_page).expect("the class page").ends_with("</html>\n"));
    }
    let listed = fs::read_dir(folder.path().join("rapports/eleves")).expect("the rapports");
    let mut names: Vec<_> =
        listed.map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    assert_eq!(
        names,
        ["aubry-l.html", "benali-s.html", "dupont-m.html", "eloi-t.html", "faure-n.html", "girard-p.html"]
    );
}
