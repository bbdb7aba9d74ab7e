use std::fmt::Write;

use super::*;
use crate::check::{BuildProblem, Cause, CompileError, Failure, Problem, Report, Said, Step, TestProblem};
use crate::progress::Change;
use crate::session::{Event, Key};
use crate::support::Kit;

/// A course whose paths are the same on every machine.
fn course() -> Course {
    let kit = Kit::new();
    kit.exercise("11-alerte", "La longueur restante : un nombre de un à quatre octets", 30, &[("e", "x")]);
    Course::load(kit.root()).unwrap()
}

/// Lines as a screen of `width` columns shows them; styles are between brackets, and what the terminal would have
/// to fold is marked.
fn drawn(lines: &[Line], width: usize) -> String {
    let mut text = String::new();
    for line in lines {
        for (style, span) in &line.spans {
            match style {
                Style::Plain => text += span,
                Style::Bold => write!(text, "[b {span}]").unwrap(),
                Style::Dim => write!(text, "[d {span}]").unwrap(),
                Style::Accent => write!(text, "[a {span}]").unwrap(),
            }
        }
        text += if line.width() > width { " <<< TOO WIDE\n" } else { "\n" };
    }
    text
}

fn compile_error(in_test: bool, others: usize) -> CompileError {
    let first = "error[E0308]: mismatched types\n --> exercises/00-ports/src/lib.rs:2:5\n  |\n2 |     \"x\"\n  |     ^^^ \
                 expected `u16`, found `&str`\n";
    CompileError { first: first.to_owned(), code: Some("E0308".to_owned()), others, in_test }
}

#[test]
fn a_session_from_start_to_success() {
    let mut session = Session::new(course(), Progress::default(), "127.0.0.1:1884".parse().ok());
    session.start();
    let mut screen = drawn(&welcome(session.course(), session.progress()), 80);
    let unwritten = Failure {
        lines: vec![
            Said::PanicAt("exercises/00-ports/src/lib.rs".to_owned(), 2),
            Said::Text("not yet implemented: étape 1".to_owned()),
            Said::Text(String::new()),
            Said::Text("  Cette étape reste à écrire.".to_owned()),
        ],
        test: None,
    };
    let failure = Failure {
        lines: vec![
            Said::Text("  port()".to_owned()),
            Said::Text("    attendu : 1883".to_owned()),
            Said::Text("    obtenu  : 1884".to_owned()),
        ],
        test: Some(("exercises/00-ports/tests/verifie.rs".to_owned(), 3)),
    };
    let problem = |failure| Some(Problem::Test(TestProblem::Failed(failure)));
    let reports = [
        Report { passed: 0, problem: problem(unwritten) },
        Report { passed: 1, problem: problem(failure) },
        Report { passed: 2, problem: None },
    ];
    screen += &drawn(&view(&View::Heading, &session, 80), 80);
    for report in reports {
        let effects = session.handle(Event::Checked(report));
        for effect in effects {
            match effect {
                crate::session::Effect::Show(shown) => screen += &drawn(&view(&shown, &session, 80), 80),
                crate::session::Effect::NewPage => screen += "=================== new page\n",
                _ => {}
            }
        }
        screen += &drawn(&[footer(&session, 80)], 79);
    }
    insta::assert_snapshot!(screen);
}

#[test]
fn help_hints_and_ends_of_the_course() {
    let session = Session::new(course(), Progress::default(), "127.0.0.1:1884".parse().ok());
    let mut screen = String::new();
    for shown in [View::Hints { count: 1 }, View::Hints { count: 3 }, View::NoNext, View::NoPrevious] {
        screen += &drawn(&view(&shown, &session, 80), 80);
    }
    screen += &drawn(&view(&View::Help { broker: None }, &session, 80), 80);
    insta::assert_snapshot!(screen);
}

#[test]
fn the_list_says_where_each_stands() {
    let mut progress = Progress::default();
    let course = course();
    for change in [Change::Checked(0, 2), Change::Checked(1, 0), Change::Current(1)] {
        progress.apply(change);
    }
    insta::assert_snapshot!(drawn(&list(&course, &progress), 80));
}

#[test]
fn the_last_exercise_tells_what_is_left() {
    let course = course();
    let last = course.exercises().last().unwrap();
    let mut said = String::new();
    let mut progress = Progress::default();
    for change in [Change::Checked(11, 1), Change::Checked(0, 2), Change::Checked(1, 1)] {
        progress.apply(change);
        writeln!(said, "{}", what_next(&course, &progress, last)).unwrap();
    }
    insta::assert_snapshot!(said);
}

#[test]
fn what_keeps_the_tests_from_being_built() {
    let course = course();
    let exercise = &course.exercises()[0];
    let setup = |cause| BuildProblem::Setup(cause, "error: cargo's own words".to_owned());
    let mut screen = String::new();
    for problem in [
        BuildProblem::Code(compile_error(false, 0)),
        BuildProblem::Code(compile_error(true, 1)),
        BuildProblem::Kit(compile_error(false, 2)),
        setup(Cause::Offline),
        setup(Cause::Linker),
        setup(Cause::DiskFull),
        setup(Cause::Unknown),
        BuildProblem::NoCargo(std::io::ErrorKind::NotFound),
        BuildProblem::NoCargo(std::io::ErrorKind::PermissionDenied),
        BuildProblem::GivenUp,
    ] {
        screen += &drawn(&build_problem(exercise, &problem, 80), 80);
        screen += "-------------------\n";
    }
    insta::assert_snapshot!(screen);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let course = course();
    let problem = BuildProblem::Setup(Cause::ReadOnly, "error: Permission denied (os error 13)".to_owned());
    let lines = build_problem(&course.exercises()[0], &problem, 10_000);
    let text = lines.iter().map(Line::text).collect::<Vec<_>>().join(" ");
    assert!(
        text.contains(&*course.root().to_string_lossy()) && text.contains("protégé en écriture"),
        "{text}"
    );
}

#[test]
fn what_stops_a_test_without_a_message() {
    let course = course();
    let exercise = &course.exercises()[0];
    let mut screen = String::new();
    for problem in [
        TestProblem::Endless(crate::check::TEST_LIMIT),
        TestProblem::Stopped("thread 'e' has overflowed its stack\nfatal runtime error".to_owned()),
        TestProblem::Stopped("signal".to_owned()),
        TestProblem::Stopped(String::new()),
        TestProblem::Absent,
        TestProblem::NotRun("accès refusé".to_owned()),
        TestProblem::GivenUp,
    ] {
        screen += &drawn(&test_problem(exercise, &problem, 80), 80);
        screen += "-------------------\n";
    }
    insta::assert_snapshot!(screen);
}

#[test]
fn the_last_line_always_fits_and_keeps_help_and_quit_longest() {
    let mut session = Session::new(course(), Progress::default(), None);
    let mut screen = String::new();
    for step in [Step::Waiting, Step::Compiling("exercise-00".to_owned()), Step::Testing(1)] {
        session.handle(Event::Step(step));
        screen += &format!("{}\n", footer(&session, 80).text());
    }
    for width in [200, 100, 80, 60, 40, 20, 5, 1, 0] {
        let line = footer(&session, width);
        assert!(line.width() < width.max(1), "{width} columns: {:?}", line.text());
        screen += &format!("{width}: {}\n", line.text());
    }
    session.handle(Event::Key(Key::Again));
    screen += &format!("{}\n", footer(&session, 80).text());
    insta::assert_snapshot!(screen);
}

#[test]
fn endless_lines_are_cut() {
    let course = course();
    let failure = Failure { lines: vec![Said::Text("a".repeat(70_000))], test: None };
    let report = Report { passed: 0, problem: Some(Problem::Test(TestProblem::Failed(failure))) };
    let lines = verdict(&course.exercises()[0], &report, 1, 80);
    assert!(lines.iter().all(|line| line.width() < 500), "a line is too long");
}
