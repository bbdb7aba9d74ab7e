//! The session in a terminal: feeds the state machine, and does what it says.

use std::time::Duration;

use anyhow::Context;
use class_board::{Place, Seat};
use course::Course;
use projector::Projector;

use crate::board::Board;
use crate::book;
use crate::broker_service::BrokerService;
use crate::browser::browse;
use crate::check::{Check, News, Plans};
use crate::messages;
use crate::progress::Store;
use crate::screen;
use crate::session::{Effect, Event, Key, Session};
use crate::terminal::{Input, Terminal};
use crate::watch::Watcher;

/// How long to wait for a key before looking at the rest.
const TICK: Duration = Duration::from_millis(10);

/// Holds a session until the student quits; `class` is the board where this seat appears.
pub fn run(course: Course, store: &Store, port: u16, class: Option<(Place, Seat)>) -> anyhow::Result<()> {
    let broker = BrokerService::start(port);
    let (progress, warning) = store.load();
    let board = class.map(|(place, seat)| Board::start(&place, seat, &course, &progress)).transpose()?;
    let plans = Plans::new(course.root());
    let session = Session::new(course, progress, broker.address);
    let terminal = Terminal::enter().context(messages::NO_TERMINAL)?;
    let mut desk = Desk {
        session,
        store,
        terminal,
        plans,
        check: None,
        watcher: None,
        save_failed: false,
        by_cargo_said: false,
        page: broker.page.as_ref().map(Projector::url),
        board,
    };

    let welcome = screen::welcome(desk.session.course(), desk.session.progress());
    desk.terminal.print(&welcome)?;
    desk.say(&broker.news)?;
    if let Some(news) = desk.board.as_ref().map(|board| board.news.clone()) {
        desk.say(&news)?;
    }
    if let Some(warning) = warning {
        desk.say(&warning)?;
    }
    let first = desk.session.start();
    let mut open = desk.apply(first)?;
    while open {
        open = desk.turn()?;
    }
    desk.say(&messages::goodbye())
}

/// All that a session works with.
struct Desk<'a> {
    session: Session,
    store: &'a Store,
    terminal: Terminal,
    plans: Plans,
    check: Option<Check>,
    watcher: Option<Watcher>,
    save_failed: bool,
    by_cargo_said: bool,
    /// The address of the page that shows what passes through the broker, where it is ours.
    page: Option<String>,
    board: Option<Board>,
}

impl Desk<'_> {
    /// Waits a moment for something to happen and answers it; false at the end.
    fn turn(&mut self) -> anyhow::Result<bool> {
        match self.terminal.input(TICK)? {
            Some(Input::Letter(letter)) => {
                if let Some(key) = Key::of(letter) {
                    return self.feed(Event::Key(key));
                }
            }
            Some(Input::Interrupt) => return self.feed(Event::Key(Key::Quit)),
            Some(Input::Resized) => {
                self.terminal.resized()?;
                self.draw_footer()?;
            }
            None => {}
        }
        if self.watcher.as_mut().is_some_and(Watcher::saved) {
            return self.feed(Event::Saved);
        }
        while let Some(news) = self.check.as_ref().and_then(Check::news) {
            let event = match news {
                News::Step(step) => Event::Step(step),
                News::Done(report) => Event::Checked(report),
                News::ByCargo(reason) => {
                    if !std::mem::replace(&mut self.by_cargo_said, true) {
                        self.say(&messages::by_cargo(&reason))?;
                    }
                    continue;
                }
            };
            self.feed(event)?;
        }
        Ok(true)
    }

    fn feed(&mut self, event: Event) -> anyhow::Result<bool> {
        let effects = self.session.handle(event);
        self.apply(effects)
    }

    fn apply(&mut self, effects: Vec<Effect>) -> anyhow::Result<bool> {
        for effect in effects {
            match effect {
                Effect::NewPage => self.terminal.new_page()?,
                Effect::Show(view) => {
                    let lines = screen::view(&view, &self.session, self.terminal.width());
                    self.terminal.print(&lines)?;
                }
                Effect::Check => {
                    let exercise = self.session.exercise().clone();
                    let source = exercise.source_path();
                    // From before the check: a save during it must not be missed.
                    self.watcher = source.parent().map(|folder| Watcher::new(folder.to_owned()));
                    self.check = None;
                    self.check = Some(Check::start(exercise, self.plans.clone()));
                }
                Effect::Save(change) => {
                    if let Some(board) = &self.board {
                        board.tell(self.session.course(), change);
                    }
                    if let Err(error) = self.store.save(change) {
                        // Once is enough: it will fail each time.
                        if !std::mem::replace(&mut self.save_failed, true) {
                            self.say(&messages::not_saved(&self.store.path(), &error))?;
                        }
                    }
                }
                Effect::OpenBook => {
                    let said = book::open(self.session.exercise());
                    self.say(&said)?;
                }
                Effect::OpenExchange => {
                    let said = match &self.page {
                        Some(page) if browse(page) => messages::exchange_opened(page),
                        Some(page) => messages::exchange_to_open(page),
                        None => messages::no_exchange(),
                    };
                    self.say(&said)?;
                }
                Effect::Quit => return Ok(false),
            }
        }
        self.draw_footer()?;
        Ok(true)
    }

    fn say(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.terminal.print(&screen::note(text, self.terminal.width()))?)
    }

    fn draw_footer(&mut self) -> anyhow::Result<()> {
        let footer = screen::footer(&self.session, self.terminal.width());
        Ok(self.terminal.footer(&footer)?)
    }
}
