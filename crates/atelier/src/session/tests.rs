use course::Course;

use super::*;
use crate::check::{BuildProblem, TestProblem};
use crate::support::Kit;

fn course() -> Course {
    Course::load(Kit::new().root()).unwrap()
}

/// A new session, after its start.
fn session() -> Session {
    let mut session = Session::new(course(), Progress::default(), None);
    session.start();
    session
}

fn passed(tests: usize) -> Event {
    Event::Checked(Report { passed: tests, problem: None })
}

fn failed(passed: usize) -> Event {
    Event::Checked(Report { passed, problem: Some(Problem::Test(TestProblem::Absent)) })
}

fn not_built() -> Event {
    Event::Checked(Report { passed: 0, problem: Some(Problem::Build(BuildProblem::GivenUp)) })
}

/// What is shown, in order; a new page is `None`.
fn shown(effects: &[Effect]) -> Vec<Option<&View>> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Show(view) => Some(Some(view)),
            Effect::NewPage => Some(None),
            _ => None,
        })
        .collect()
}

#[test]
fn it_starts_with_the_heading_and_a_check() {
    let mut session = Session::new(course(), Progress::default(), None);
    let expected = [Effect::Save(Change::Current(0)), Effect::Show(View::Heading), Effect::Check];
    assert_eq!(session.start(), expected);
    assert_eq!(session.status(), &Status::Busy(None));
}

#[test]
fn it_resumes_where_one_was() {
    for (changes, number) in [
        (vec![], 0),
        (vec![Change::Current(1)], 1),
        (vec![Change::Current(9)], 0),
        (vec![Change::Checked(0, 2)], 1),
        (vec![Change::Checked(0, 2), Change::Checked(1, 1)], 1),
        (vec![Change::Checked(0, 2), Change::Current(0)], 0),
    ] {
        let mut progress = Progress::default();
        changes.iter().for_each(|change| progress.apply(*change));
        assert_eq!(Session::new(course(), progress, None).exercise().number, number, "{changes:?}");
    }
}

#[test]
fn the_first_verdict_stands_under_the_heading_and_the_next_on_a_page_of_its_own() {
    let mut session = session();
    let first = session.handle(failed(0));
    assert!(matches!(shown(&first)[..], [Some(View::Verdict { .. })]), "{first:?}");
    assert_eq!(session.handle(Event::Saved), [Effect::Check]);
    let second = session.handle(failed(1));
    assert!(
        matches!(shown(&second)[..], [None, Some(View::Heading), Some(View::Verdict { check: 2, .. })]),
        "{second:?}"
    );
    assert_eq!(session.status(), &Status::AtTest(2));
}

#[test]
fn what_was_shown_meanwhile_is_not_taken_for_the_heading() {
    let mut session = session();
    session.handle(Event::Key(Key::List));
    let effects = session.handle(failed(0));
    assert_eq!(shown(&effects)[0], None, "a new page is due");
}

#[test]
fn success_is_saved_and_shows_what_comes_next() {
    let mut session = session();
    let effects = session.handle(passed(2));
    assert_eq!(effects[0], Effect::Save(Change::Checked(0, 2)));
    assert_eq!(effects.last(), Some(&Effect::Show(View::WhatNext)));
    assert_eq!(session.status(), &Status::Passed);
}

#[test]
fn code_that_does_not_compile_takes_nothing_back() {
    let mut session = session();
    session.handle(passed(2));
    let effects = session.handle(not_built());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save(_))), "{effects:?}");
    assert_eq!(session.status(), &Status::NotBuilt);
    assert_eq!(session.progress().record(0).tests_passed, 2);
}

#[test]
fn keys_move_through_the_course_and_stop_at_its_ends() {
    let mut session = session();
    assert_eq!(session.handle(Event::Key(Key::Previous)), [Effect::Show(View::NoPrevious)]);
    let next =
        [Effect::NewPage, Effect::Save(Change::Current(1)), Effect::Show(View::Heading), Effect::Check];
    assert_eq!(session.handle(Event::Key(Key::Next)), next);
    assert_eq!(session.handle(Event::Key(Key::Next)), [Effect::Show(View::NoNext)]);
    session.handle(Event::Key(Key::Previous));
    assert_eq!(session.exercise().number, 0);
}

#[test]
fn each_hint_adds_one_up_to_the_last() {
    let mut session = session();
    for count in [1, 2, 3, 3] {
        let effects = session.handle(Event::Key(Key::Hint));
        assert_eq!(effects, [Effect::Save(Change::Hints(0, count)), Effect::Show(View::Hints { count })]);
    }
}

#[test]
fn letters_are_keys_in_either_case() {
    for (letter, key) in [
        ('i', Some(Key::Hint)),
        ('S', Some(Key::Next)),
        ('p', Some(Key::Previous)),
        ('L', Some(Key::List)),
        ('r', Some(Key::Again)),
        ('n', Some(Key::Next)),
        ('O', Some(Key::Book)),
        ('e', Some(Key::Exchange)),
        ('7', Some(Key::Digit(7))),
        ('?', Some(Key::Help)),
        ('Q', Some(Key::Quit)),
        ('é', None),
        ('x', None),
    ] {
        assert_eq!(Key::of(letter), key, "{letter}");
    }
}

#[test]
fn two_digits_go_to_an_exercise_and_another_key_gives_up() {
    let mut session = session();
    let mut press = |letters: &str| {
        let keys = letters.chars().map(|letter| Event::Key(Key::of(letter).unwrap()));
        keys.map(|key| session.handle(key)).collect::<Vec<_>>().pop().unwrap()
    };
    assert_eq!(press("0"), [], "one digit says nothing yet");
    assert!(press("1").contains(&Effect::Save(Change::Current(1))));
    assert!(press("00").contains(&Effect::Save(Change::Current(0))));
    assert_eq!(press("77"), [Effect::Show(View::NoSuch(77))]);
    assert_eq!(press("0l"), [Effect::Show(View::List)]);
    assert_eq!(press("1"), [], "what was typed before the other key is forgotten");
}

#[test]
fn the_book_and_the_exchange_are_opened_and_the_session_goes_on() {
    let mut session = session();
    assert_eq!(session.handle(Event::Key(Key::Book)), [Effect::OpenBook]);
    assert_eq!(session.handle(Event::Key(Key::Exchange)), [Effect::OpenExchange]);
}
