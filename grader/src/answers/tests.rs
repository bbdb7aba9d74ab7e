//! Forms as pupils hand them in, against the kit's own keys.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::*;
use crate::model::{AnswerOutcome, SheetResult, SheetStatus};

fn kit() -> Sheets {
    Sheets::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the kit's sheets")
}

fn marked(sheet: &str, paper: Option<&str>) -> SheetResult {
    let given = Given { sheet, paper: paper.map(str::as_bytes), listed: None };
    mark(&kit(), None, given).expect("good keys")
}

fn right(result: &SheetResult) -> Vec<&str> {
    let right = result.answers.iter().filter(|answer| answer.outcome.is_right());
    right.map(|answer| answer.name.as_str()).collect()
}

/// A form in which everything is as the key says.
fn filled(sheet: &labs::Key) -> String {
    let mut form = format!("feuille = \"{}\"\n", sheet.sheet);
    if let Some(pair) = sheet.pair {
        let _ = writeln!(form, "binome = {pair}");
    }
    for question in &sheet.questions {
        let _ = writeln!(form, "{} = '{}'", question.name, question.expected.shown());
    }
    form
}

#[test]
fn every_sheet_of_the_kit_is_asked_and_can_be_all_right() {
    let kit = kit();
    assert_eq!(
        kit.names(),
        ["td1", "td2", "tp0", "tp1", "tp1-deux-postes", "tp2", "tp3", "tp4", "tp5", "tp6"]
    );
    for name in kit.names() {
        let sheet = kit.get(name).expect("a sheet");
        let result = marked(name, Some(&filled(&sheet.key)));
        assert_eq!(right(&result).len(), sheet.key.questions.len(), "{name}");
        for answer in &result.answers {
            assert!(!answer.question.is_empty(), "{name}: {} asks nothing", answer.name);
        }
    }
}

#[test]
fn answers_are_right_accepted_wrong_or_blank() {
    let result = marked("tp1", Some("q1 = \"SUBACK\"\nq3 = \"un\"\nq4 = \"3\"\np1 = \"Quatre.\"\n"));
    let outcome = |name: &str| result.answers.iter().find(|answer| answer.name == name).map(|a| a.outcome);
    assert_eq!(outcome("q1"), Some(AnswerOutcome::Right));
    assert_eq!(outcome("q3"), Some(AnswerOutcome::Accepted));
    assert_eq!(outcome("q4"), Some(AnswerOutcome::Wrong));
    assert_eq!(outcome("q5"), Some(AnswerOutcome::Blank));
    let given: Vec<&str> = result.prose.iter().map(|prose| prose.given.as_str()).collect();
    assert_eq!(given, ["Quatre.", "", "", "", ""], "predictions have no key");
}

#[test]
fn a_form_that_is_missing_or_blank_is_not_a_wrong_one() {
    let blank = "feuille = \"tp1\"\nposte = \"07\"\nq1 = \"\"\nq2 = \"  \"\n";
    for (paper, status) in [
        (None, SheetStatus::NotHandedIn),
        (Some(""), SheetStatus::Blank),
        (Some(blank), SheetStatus::Blank),
        (Some("p1 = \"une idée\""), SheetStatus::Marked),
        (Some("q1 = \"?\""), SheetStatus::Marked),
    ] {
        assert_eq!(marked("tp1", paper).status, status, "{paper:?}");
    }
}

#[test]
fn a_slip_is_told_with_its_line_and_costs_nothing_else() {
    let result = marked("tp1", Some("q1 = \"SUBACK\"\nq4 = deux\nbonjour\nq5 = \"4\n"));
    assert_eq!(right(&result), ["q1", "q4", "q5"]);
    let told: Vec<bool> = [(0, "ligne 2"), (1, "ligne 3"), (2, "ligne 4")]
        .into_iter()
        .map(|(place, line)| result.remarks[place].contains(line))
        .collect();
    assert_eq!(told, [true; 3], "{:?}", result.remarks);
    let many = "x\n".repeat(100);
    assert!(marked("tp1", Some(&many)).remarks.len() < 12, "a flood of remarks");
}

#[test]
fn hostile_forms_are_only_text() {
    for paper in [
        "q1 = \"<script>alert(1)</script>\"\n".to_owned(),
        "q1 = \"\\u001b[2J\"\n".to_owned(),
        format!("q1 = {}{}\n", "[".repeat(20_000), "]".repeat(20_000)),
        format!("q1 = {}", "{a=".repeat(15_000)),
        format!("{}q1 = 1\n", "a.".repeat(20_000)),
        format!("q1 = \"{}\"\n", "x".repeat(60_000)),
        "[[[q1]]]\n\0\u{feff}=\n==\n".repeat(1000),
    ] {
        let result = marked("tp1", Some(&paper));
        assert!(right(&result).is_empty(), "{}", &paper[..20]);
        assert!(result.answers.iter().all(|answer| answer.given.chars().count() <= 2000));
    }
}

#[test]
fn windows_text_is_read() {
    let latin = b"q1 = \"SUBACK\"\r\np1 = \"r\xe9ponse\"\r\n";
    let given = Given { sheet: "tp1", paper: Some(latin), listed: None };
    let result = mark(&kit(), None, given).expect("good keys");
    assert_eq!((right(&result), result.prose[0].given.as_str()), (vec!["q1"], "réponse"));
}

/// A folder as the command `td` leaves it, with the seed alone.
fn class(seed: &str) -> (tempfile::TempDir, Draws) {
    let folder = tempfile::TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("professeur")).expect("a folder");
    fs::write(folder.path().join("professeur").join("graine"), format!("{seed}\n")).expect("a seed");
    let draws = Draws::open(folder.path()).expect("draws");
    (folder, draws)
}

const SEED: &str = "une graine de vingt-sept signes";

#[test]
fn each_pair_is_marked_with_its_own_key() {
    let (folder, draws) = class(SEED);
    let drawn = labs::draw(1, SEED, 3).expect("a sheet");
    let form = filled(&labs::Key::parse(&drawn.key).expect("a key"));
    let mark = |form: &str, draws: Option<&Draws>, listed| {
        mark(&kit(), draws, Given { sheet: "td1", paper: Some(form.as_bytes()), listed }).expect("good keys")
    };
    let all = mark(&form, Some(&draws), None);
    assert_eq!((all.drawn, right(&all).len()), (Some(3), 16));
    assert!(all.answers[0].question.contains('`'), "{}", all.answers[0].question);

    // The list has the last word, and says so.
    let other = mark(&form, Some(&draws), Some(4));
    assert_eq!((other.drawn, other.remarks.len()), (Some(4), 1), "{:?}", other.remarks);
    assert!(right(&other).len() < 10, "another pair's answers are not right");

    // Without the folder nobody knows, and it is nobody's fault.
    let unknown = mark(&form, None, None);
    assert_eq!((unknown.status, unknown.remarks.len()), (SheetStatus::NoKey, 1), "{:?}", unknown.remarks);

    let unnamed = mark(&form.replace("binome = 3", ""), Some(&draws), None);
    assert_eq!(unnamed.status, SheetStatus::NoKey, "{:?}", unnamed.remarks);
    assert_eq!(mark(&form.replace("binome = 3", ""), Some(&draws), Some(3)).answers, all.answers);

    // A key that the teacher mended counts instead of the drawn one.
    let keys = folder.path().join("professeur").join("cles").join("binome-03");
    fs::create_dir_all(&keys).expect("a folder");
    let mended = drawn.key.replacen("points = 1", "points = 5", 1);
    fs::write(keys.join("td1.toml"), mended).expect("a key");
    assert_eq!(mark(&form, Some(&draws), None).answers[0].out_of, 5.0);
}

#[test]
fn a_folder_without_draws_is_refused() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let error = Draws::open(folder.path()).expect_err("nothing there");
    assert!(error.to_string().contains("ni graine ni clés"), "{error}");
}
