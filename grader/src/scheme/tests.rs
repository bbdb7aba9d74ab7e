//! What is wrong in a teacher's files is told with its line.

use std::path::Path;

use course::Course;

use super::messages as own;
use super::*;
use crate::answers::Sheets;
use crate::class_list;
use crate::messages;
use crate::traces::Labs;

fn course() -> Course {
    Course::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the kit's course")
}

fn sheets() -> Sheets {
    Sheets::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the kit's sheets")
}

fn labs() -> Labs {
    Labs::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the kit's rules")
}

const HEAD: &str = "titre = \"Essai\"\n";
const LINE: &str = "[[lignes]]\nnom = \"a\"\ncritere = \"appliquer\"\nintitule = \"A\"\npoints = 4\n";

fn scheme(source: &str) -> Result<Scheme, String> {
    let known = Known { course: &course(), sheets: &sheets(), labs: &labs() };
    read(Path::new("bareme.toml"), source, known).map_err(|error| error.to_string())
}

fn wrong(path: &str, line: usize, problem: &str) -> String {
    messages::wrong_line(Path::new(path), line, problem)
}

#[test]
fn the_kit_s_schemes_are_out_of_twenty_and_cover_the_four_criteria() {
    for source in [CODE, NETWORK, QUALIFICATION] {
        let scheme = scheme(source).expect("a good scheme");
        assert!((scheme.out_of - 20.0).abs() < 1e-9, "{}: out of {}", scheme.title, scheme.out_of);
        for criterion in Criterion::ALL {
            assert!(
                scheme.lines.iter().any(|line| line.criterion == criterion),
                "{}: {criterion:?}",
                scheme.title
            );
        }
        assert!((scheme.rounding - 0.5).abs() < 1e-9, "{}", scheme.title);
        assert_eq!((scheme.late.each, scheme.hints.each), (0.0, 0.0), "{}", scheme.title);
    }
}

#[test]
fn the_network_scheme_s_lines_add_up_to_its_twenty_points() {
    let points: f64 = scheme(NETWORK).expect("a good scheme").lines.iter().map(|line| line.out_of).sum();
    assert!((points - 20.0).abs() < 1e-9, "{points} points");
}

#[test]
fn the_code_scheme_marks_each_exercise_for_its_points() {
    let lines = scheme(CODE).expect("a good scheme").lines;
    for exercise in course().exercises() {
        let line = lines.iter().find(|line| line.exercise.as_ref() == Some(&exercise.id()));
        assert_eq!(line.map(|line| line.out_of), Some(f64::from(exercise.points)), "{}", exercise.id());
    }
}

#[test]
fn an_exercise_lends_its_title_and_points() {
    let source = format!("{HEAD}[[lignes]]\nnom = \"un\"\ncritere = \"identifier\"\nexercice = \"01\"\n");
    let scheme = scheme(&source).expect("a good scheme");
    let course = course();
    let exercise = course.find("01").expect("exercise 01");
    assert_eq!(scheme.lines[0].what, messages::exercise_line(exercise));
    assert_eq!(scheme.lines[0].exercise, Some(exercise.id()));
    assert!((scheme.lines[0].out_of - f64::from(exercise.points)).abs() < 1e-9);
}

#[test]
fn faults_of_a_scheme_are_told_with_their_line() {
    let course = course();
    let known = ["points_par_jour", "maximum"];
    for (source, line, problem) in [
        (String::new(), 1, messages::missing_key("titre")),
        (format!("titre = 3\n{LINE}"), 1, messages::expected_text("titre")),
        (HEAD.to_owned(), 1, messages::NO_LINE.to_owned()),
        (format!("{HEAD}sur = \"20\"\n{LINE}"), 2, messages::expected_number("sur", &(1.0..=1000.0))),
        (format!("{HEAD}sur = 0\n{LINE}"), 2, messages::expected_number("sur", &(1.0..=1000.0))),
        (format!("{HEAD}sur = nan\n{LINE}"), 2, messages::expected_number("sur", &(1.0..=1000.0))),
        (format!("{HEAD}lignes = 2\n"), 2, messages::expected_sections("lignes")),
        (format!("{HEAD}retard = 2\n{LINE}"), 2, messages::expected_section("retard")),
        (format!("{HEAD}[retard]\npar_jour = 2\n{LINE}"), 3, messages::unknown_key("par_jour", &known)),
        (format!("{HEAD}{LINE}couleur = 1\n"), 7, {
            let known = ["nom", "critere", "intitule", "points", "exercice", "feuille", "trace", "groupes"];
            messages::unknown_key("couleur", &known)
        }),
        (format!("{HEAD}{LINE}{LINE}"), 8, messages::duplicate_line("a")),
        (format!("{HEAD}[[lignes]]\nnom = \"É\"\n"), 3, messages::wrong_line_id("É")),
        (format!("{HEAD}[[lignes]]\ncritere = \"appliquer\"\n"), 2, messages::missing_key("nom")),
        (format!("{HEAD}[[lignes]]\nnom = \"a\"\ncritere = \"x\"\n"), 4, messages::unknown_criterion("x")),
        (format!("{HEAD}{LINE}exercice = \"77\"\n"), 7, messages::unknown_exercise("77", &course)),
        (format!("{HEAD}{LINE}groupes = {{ x = 1 }}\n"), 7, messages::GROUPS_WITHOUT_EXERCISE.to_owned()),
        (format!("{HEAD}{LINE}[[competences]]\ncode = \"C09\"\ntexte = \"T\"\nlignes = [\"b\"]\n"), 10, {
            let lines = scheme(&format!("{HEAD}{LINE}")).expect("a good scheme").lines;
            messages::unknown_line("b", &lines)
        }),
    ] {
        assert_eq!(scheme(&source), Err(wrong("bareme.toml", line, &problem)), "{source}");
    }
}

#[test]
fn faults_of_a_scheme_s_forms_are_told_with_their_line() {
    let sheet = |name: &str, criterion: &str, sheet: &str| {
        format!("[[lignes]]\nnom = \"{name}\"\ncritere = \"{criterion}\"\nfeuille = \"{sheet}\"\n")
    };
    let known = sheets();
    let (identify, manipulate) = (sheet("a", "identifier", "tp1"), sheet("b", "manipuler", "tp1"));
    for (source, line, problem) in [
        (sheet("a", "identifier", "tp9"), 5, own::unknown_sheet("tp9", &known.names())),
        (format!("{identify}exercice = \"01\"\n"), 5, own::SHEET_AND_EXERCISE.to_owned()),
        (format!("{identify}{manipulate}").replace("\"b\"", "\"a\""), 7, messages::duplicate_line("a")),
        (format!("{identify}{}", sheet("b", "identifier", "tp1")), 5, {
            own::question_left_out("tp1", Criterion::Manipulate)
        }),
        (format!("{identify}{manipulate}{}", sheet("c", "manipuler", "tp1")), 13, own::shared_sheet("tp1")),
        (format!("{identify}{manipulate}{}", sheet("c", "appliquer", "tp1")), 13, {
            own::no_question("tp1", Criterion::Apply)
        }),
        (sheet("a", "appliquer", "tp1").replace("\"tp1\"", "1"), 5, messages::expected_text("feuille")),
        (sheet("a", "rendre-compte", "compte-rendu"), 2, messages::missing_key("points")),
        (format!("feuille_non_rendue = \"rien\"\n{identify}"), 2, own::unknown_missing("rien")),
    ] {
        assert_eq!(scheme(&format!("{HEAD}{source}")), Err(wrong("bareme.toml", line, &problem)), "{source}");
    }
}

#[test]
fn a_form_lends_its_title_and_points() {
    let line = |criterion: &str, name: &str| {
        format!("[[lignes]]\nnom = \"{name}\"\ncritere = \"{criterion}\"\nfeuille = \"tp1-deux-postes\"\n")
    };
    let whole = scheme(&format!("{HEAD}{}", line("appliquer", "a"))).expect("a good scheme");
    assert_eq!((whole.lines[0].what.as_str(), whole.lines[0].out_of), ("TP 1, deux postes", 8.0));
    let parts = ["identifier", "manipuler", "appliquer"].map(|criterion| line(criterion, &criterion[..1]));
    let shared = scheme(&format!("{HEAD}{}", parts.concat())).expect("a good scheme");
    assert_eq!(shared.lines.iter().map(|line| line.out_of).collect::<Vec<_>>(), [2.0, 3.0, 3.0]);
}

#[test]
fn a_slip_of_syntax_has_its_line() {
    let error = scheme(&format!("{HEAD}sur = \n")).expect_err("no value");
    assert!(
        error.starts_with("bareme.toml, ligne 2\u{a0}: cette ligne n’est pas du TOML correct"),
        "{error}"
    );
}

#[test]
fn costs_stop_at_their_maximum() {
    let cost = Cost { each: 1.0, most: Some(4.0) };
    assert_eq!((cost.of(2.0), cost.of(9.0)), (2.0, 4.0));
    assert_eq!(Cost { each: 0.5, most: None }.of(9.0), 4.5);
}

#[test]
fn faults_of_manual_marks_are_told_with_their_line() {
    let scheme = scheme(&format!("{HEAD}{LINE}")).expect("a good scheme");
    let class = class_list::read(Path::new("classe.csv"), b"nom\nLea\n", None).expect("a good list");
    let read = |source: &str| {
        ManualMarks::read(Path::new("notes.toml"), source, &scheme, &class.members)
            .map_err(|error| error.to_string())
    };
    let keys = ["retard", "indices", "ajustement", "note", "remarque", "raisons", "commentaires", "points"];
    for (source, line, problem) in [
        ("[zoe]\n", 1, messages::unknown_pupil("zoe")),
        ("lea = 3\n", 1, messages::expected_section("lea")),
        ("[lea]\npoints = { b = 1 }\n", 2, messages::unknown_line("b", &scheme.lines)),
        ("[lea]\n\npoints = { a = 4.5 }\n", 3, messages::too_many_points(&scheme.lines[0])),
        ("[lea]\npoints = { a = \"4\" }\n", 2, messages::expected_number("a", &(0.0..=1000.0))),
        ("[lea]\nnote = 21\n", 2, messages::expected_number("note", &(0.0..=20.0))),
        ("[lea]\npoints.a = 1\nraisons.b = \"x\"\n", 3, messages::unknown_line("b", &scheme.lines)),
        ("[lea]\ncommentaires.a = 3\n", 2, messages::expected_text("a")),
        ("[lea]\nremarqe = \"x\"\n", 2, messages::unknown_key("remarqe", &keys)),
    ] {
        assert_eq!(read(source), Err(wrong("notes.toml", line, &problem)), "{source}");
    }
    let marks =
        read("[lea]\npoints = { a = 3 }\nretard = 2\nremarque = \"Bien.\"\n").expect("good marks").of("lea");
    assert_eq!(marks.points.get("a"), Some(&3.0));
    assert_eq!((marks.days_late, marks.remark.as_deref()), (2.0, Some("Bien.")));
    let marks = read("[lea]\npoints.a = 3\n").expect("as the class page writes it").of("lea");
    assert_eq!(marks.points.get("a"), Some(&3.0));
}
