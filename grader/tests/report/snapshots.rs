//! What the pages say, read by a person when they change.

use grader::model::{AnswerOutcome, LineState, Presence, Pupil};
use grader::report::{Page, Reports};

use crate::support::{page, pages, sample};

/// A page without its style sheets, which a reader of the page does not read.
fn body(pages: &[Page], end: &str) -> String {
    let html = page(pages, end);
    let (before, rest) = html.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    format!("{before}<style>…</style>{after}")
}

#[test]
fn pages_read_well() {
    let pages = pages(&sample());
    for name in ["aubry-l", "benali-s", "dupont-m", "faure-n", "girard-p", "index"] {
        insta::assert_snapshot!(name, body(&pages, &format!("{name}.html")));
    }
}

#[test]
fn a_mark_without_sandbox_says_that_it_is_indicative() {
    let mut result = sample();
    result.class.sandbox.sandboxed = false;
    result.class.sandbox.missing = vec!["Le code a pu lire les fichiers.".to_owned()];
    result.pupils[0].mark.indicative = true;
    let pages = pages(&result);
    let rapport = page(&pages, "aubry-l.html");
    for words in ["indicative", "sans bac à sable", "Le code a pu lire les fichiers."] {
        assert!(rapport.contains(words), "the rapport does not say {words:?}");
    }
    assert!(page(&pages, "index.html").contains("Notes indicatives"), "the class page does not say it");
}

#[test]
fn a_mark_that_the_teacher_wrote_is_not_explained_by_the_lines() {
    let mut result = sample();
    result.pupils[0].mark.imposed = true;
    let rapport = page(&pages(&result), "aubry-l.html");
    assert!(rapport.contains("Note décidée par l’enseignant"), "it does not say who decided");
    assert!(!rapport.contains("Somme des lignes notées"), "the sum is shown");
}

#[test]
fn a_class_without_code_says_nothing_of_a_sandbox() {
    let mut result = sample();
    result.class.sandbox.tier = "none".to_owned();
    result.class.sandbox.enforced = vec!["Aucun code exécuté.".to_owned()];
    result.class.kit.rustc.clear();
    for page in pages(&result) {
        let path = page.path.display();
        assert!(page.html.contains("<p>Aucun code exécuté.</p>"), "{path} does not say it");
        assert!(!page.html.contains("bac à sable"), "{path} speaks of a sandbox");
    }
}

#[test]
fn criteria_of_one_code_are_told_apart() {
    let mut result = sample();
    for skill in &mut result.class.scheme.skills {
        skill.code = "C08".to_owned();
    }
    for position in result.pupils.iter_mut().flat_map(|pupil| &mut pupil.skills) {
        position.code = "C08".to_owned();
    }
    let pages = pages(&result);
    let rapport = page(&pages, "aubry-l.html");
    for expected in ["D’après\u{a0}: <a href=\"#ligne-1\">", "D’après\u{a0}: <a href=\"#ligne-4\">"] {
        assert!(rapport.contains(expected), "{expected} is not there");
    }
    let class = page(&pages, "index.html");
    let counts = r#"</th><td class="nombre">0</td><td class="nombre">0</td><td class="nombre">2</td><td class="nombre">1</td><td class="nombre">3</td>"#;
    assert!(class.contains(counts), "the first criterion's counts mix both");
}

#[test]
fn a_group_that_the_table_shows_is_not_told_twice() {
    let mut result = sample();
    let missed = "Manqué\u{a0}: «\u{a0}Coder une longueur\u{a0}» – un résultat n’est pas celui attendu.";
    result.pupils[0].lines[1].because = vec!["1 groupe sur 4.".to_owned(), missed.to_owned()];
    let rapport = page(&pages(&result), "aubry-l.html");
    assert!(rapport.contains("1 groupe sur 4."), "the reason is gone");
    assert!(!rapport.contains("Manqué\u{a0}: «"), "the group is told twice");
}

#[test]
fn all_right_is_said() {
    let mut result = sample();
    result.pupils[0].lines.retain(|line| !["ex02", "td1", "trace-tp1"].contains(&line.id.as_str()));
    let rapport = page(&pages(&result), "aubry-l.html");
    assert!(rapport.contains("Bravo"), "nothing tells that all is right");
}

#[test]
fn right_answers_are_shown_only_when_the_teacher_asks() {
    let result = sample();
    let rapport = |with_answers| {
        let reports = Reports::load(None).expect("the kit's templates").with_answers(with_answers);
        page(&reports.render(&result).expect("pages"), "aubry-l.html")
    };
    let words = ["Réponse attendue\u{a0}: <code>noeud-80</code>", "p1\u{a0}: MQTT 3.1."];
    for words in words {
        assert!(!rapport(false).contains(words), "{words} is given away");
        assert!(rapport(true).contains(words), "{words} is not there");
    }
    // How to write what was accepted gives nothing away.
    assert!(
        rapport(false).contains("Cela s’écrit <code>15</code>"),
        "accepted, and not said how to write it"
    );
}

#[test]
fn what_is_left_to_do_for_all_is_said_in_a_word() {
    let mut result = sample();
    for pupil in result.pupils.iter_mut().filter(|pupil| pupil.presence == Presence::HandedIn) {
        pupil.lines[4].state = LineState::ToMark;
    }
    let class = page(&pages(&result), "index.html");
    assert!(class.contains("<li>Soutenance\u{a0}: toute la classe</li>"), "everybody is named");
}

#[test]
fn a_question_of_drawn_sheets_is_shown_without_what_differs() {
    let mut result = sample();
    let answer = |pupil: &mut Pupil| pupil.lines[5].sheet.clone().expect("a sheet").answers[0].clone();
    let mut drawn = answer(&mut result.pupils[5]);
    drawn.question = drawn.question.replace("maison/#", "serre/#");
    drawn.outcome = AnswerOutcome::Wrong;
    result.pupils[5].lines[5].sheet.as_mut().expect("a sheet").answers[0] = drawn;
    let class = page(&pages(&result), "index.html");
    assert!(class.contains("Q1. Quel client s’abonne au filtre …\u{202f}?"), "one pair's filter is shown");
    assert!(!class.contains("serre"), "one pair's filter is shown");
}

#[test]
fn what_nobody_else_needs_to_know_is_on_no_page() {
    for page in pages(&sample()) {
        assert!(!page.html.contains("tiers temps"), "arrangements are on {}", page.path.display());
    }
}
