//! What happens in a session: events in, effects out, nothing else. No terminal, file, process or clock.

use std::net::SocketAddr;

use course::{Course, Exercise};

use crate::check::{Problem, Report, Step};
use crate::progress::{Change, Progress};

#[cfg(test)]
mod tests;

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The student pressed a key.
    Key(Key),
    /// A source file of the exercise was saved.
    Saved,
    /// The running check advanced.
    Step(Step),
    /// The running check ended.
    Checked(Report),
}

/// The keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Hint,
    Next,
    Previous,
    List,
    Again,
    Book,
    Exchange,
    /// One of the two digits of an exercise.
    Digit(u8),
    Help,
    Quit,
}

impl Key {
    /// The key of a letter, in either case.
    pub fn of(letter: char) -> Option<Self> {
        Some(match letter.to_ascii_lowercase() {
            'i' => Self::Hint,
            's' | 'n' => Self::Next,
            'p' => Self::Previous,
            'l' => Self::List,
            'r' => Self::Again,
            'o' => Self::Book,
            'e' => Self::Exchange,
            digit if digit.is_ascii_digit() => Self::Digit(u8::try_from(digit.to_digit(10)?).ok()?),
            '?' => Self::Help,
            'q' => Self::Quit,
            _ => return None,
        })
    }
}

/// What to do about it, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Begin a page: what was shown goes up, out of sight but not lost.
    NewPage,
    /// Print this under what is there.
    Show(View),
    /// Check the current exercise from the start, giving up any check that runs.
    Check,
    /// Show the book's page of the current exercise.
    OpenBook,
    /// Show the page of what passes through the broker.
    OpenExchange,
    /// Remember this on disk.
    Save(Change),
    /// End the session.
    Quit,
}

/// A piece of the screen, about the current exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// Which exercise, its files and command.
    Heading,
    /// How a check ended; `check` numbers it.
    Verdict {
        report: Report,
        check: usize,
    },
    /// After a success: what comes next, or what is left.
    WhatNext,
    /// The first `count` hints.
    Hints {
        count: usize,
    },
    /// All exercises.
    List,
    /// The keys, and how to talk to the broker.
    Help {
        broker: Option<SocketAddr>,
    },
    /// There is no exercise after, or before, this one.
    NoNext,
    NoPrevious,
    /// There is no exercise of this number.
    NoSuch(u8),
}

/// What the last line says beside the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// A check begins, or is at this step.
    Busy(Option<Step>),
    /// The last check passed everything.
    Passed,
    /// The last check stopped at this test, from 1.
    AtTest(usize),
    /// The last check could not run the tests.
    NotBuilt,
}

/// A session.
#[derive(Debug)]
pub struct Session {
    course: Course,
    progress: Progress,
    /// Index in the course.
    current: usize,
    broker: Option<SocketAddr>,
    status: Status,
    /// The first digit of an exercise, typed; the second is awaited.
    digit: Option<u8>,
    /// The heading of the current exercise is the last thing shown: a verdict goes under it.
    under_heading: bool,
}

impl Session {
    /// A session where `progress` left off; `broker` is where one listens.
    pub fn new(course: Course, progress: Progress, broker: Option<SocketAddr>) -> Self {
        let current = progress.current_in(&course).number;
        let current = course.exercises().iter().position(|e| e.number == current).unwrap_or_default();
        Self {
            course,
            progress,
            current,
            broker,
            status: Status::Busy(None),
            digit: None,
            under_heading: false,
        }
    }

    /// The first effects.
    pub fn start(&mut self) -> Vec<Effect> {
        self.open()
    }

    /// The exercise at work.
    pub fn exercise(&self) -> &Exercise {
        &self.course.exercises()[self.current]
    }

    /// The course.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// How far the student is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// What the last line says.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// What to do about `event`.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.press(key),
            Event::Saved => self.check(),
            Event::Step(step) => {
                self.status = Status::Busy(Some(step));
                vec![]
            }
            Event::Checked(report) => self.checked(report),
        }
    }

    /// The digit that was typed of an exercise's two.
    pub fn digit(&self) -> Option<u8> {
        self.digit
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        // Any other key gives a number up.
        let first = self.digit.take();
        match key {
            Key::Digit(second) => self.typed(first, second),
            Key::Book => vec![Effect::OpenBook],
            Key::Exchange => vec![Effect::OpenExchange],
            Key::Hint => self.hint(),
            Key::Next if self.current + 1 < self.course.exercises().len() => self.go_to(self.current + 1),
            Key::Next => self.show(View::NoNext),
            Key::Previous if self.current > 0 => self.go_to(self.current - 1),
            Key::Previous => self.show(View::NoPrevious),
            Key::List => self.show(View::List),
            Key::Again => self.check(),
            Key::Help => self.show(View::Help { broker: self.broker }),
            Key::Quit => vec![Effect::Quit],
        }
    }

    fn hint(&mut self) -> Vec<Effect> {
        let count = self.progress.next_hint(self.exercise());
        let save = self.remember(Change::Hints(self.exercise().number, count));
        self.under_heading = false;
        vec![save, Effect::Show(View::Hints { count })]
    }

    fn typed(&mut self, first: Option<u8>, digit: u8) -> Vec<Effect> {
        let Some(first) = first else {
            self.digit = Some(digit);
            return vec![];
        };
        let number = first * 10 + digit;
        match self.course.exercises().iter().position(|exercise| exercise.number == number) {
            Some(index) => self.go_to(index),
            None => self.show(View::NoSuch(number)),
        }
    }

    fn go_to(&mut self, index: usize) -> Vec<Effect> {
        self.current = index;
        let mut effects = vec![Effect::NewPage];
        effects.extend(self.open());
        effects
    }

    /// Shows the current exercise and checks it.
    fn open(&mut self) -> Vec<Effect> {
        let save = self.remember(Change::Current(self.exercise().number));
        self.under_heading = true;
        self.status = Status::Busy(None);
        vec![save, Effect::Show(View::Heading), Effect::Check]
    }

    fn check(&mut self) -> Vec<Effect> {
        self.status = Status::Busy(None);
        vec![Effect::Check]
    }

    fn checked(&mut self, report: Report) -> Vec<Effect> {
        let number = self.exercise().number;
        let mut effects = Vec::new();
        // Code that does not compile says nothing about the tests: what passed before is kept.
        self.status = if let Some(Problem::Build(_)) = report.problem {
            Status::NotBuilt
        } else {
            effects.push(self.remember(Change::Checked(number, report.passed)));
            if report.problem.is_none() { Status::Passed } else { Status::AtTest(report.passed + 1) }
        };
        if !self.under_heading {
            effects.extend([Effect::NewPage, Effect::Show(View::Heading)]);
        }
        self.under_heading = false;
        let check = self.progress.record(number).checks;
        effects.push(Effect::Show(View::Verdict { report, check }));
        if self.status == Status::Passed {
            effects.push(Effect::Show(View::WhatNext));
        }
        effects
    }

    fn show(&mut self, view: View) -> Vec<Effect> {
        self.under_heading = false;
        vec![Effect::Show(view)]
    }

    fn remember(&mut self, change: Change) -> Effect {
        self.progress.apply(change);
        Effect::Save(change)
    }
}
