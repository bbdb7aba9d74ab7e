//! The class board, for a seat whose student was asked to appear there.

use std::env;
use std::path::Path;

use anyhow::{Context, anyhow};
use class_board::{Place, Publisher, Seat, Standing};
use course::Course;

use crate::progress::{Change, Progress};
use crate::{answers, messages};

/// Where the board is, for a whole room: no option to type on each machine.
const VARIABLE: &str = "ATELIER_CLASSE";

/// What this seat tells the board.
#[derive(Debug)]
pub struct Board {
    publisher: Publisher,
    /// What to tell the student: what is sent, and to whom.
    pub news: String,
}

/// Where to publish, and as which seat; none when nobody asks for it.
///
/// # Errors
/// A board without a seat, or in the environment, a board or a seat that cannot be read.
pub fn asked(root: &Path, place: Option<Place>, seat: Option<Seat>) -> anyhow::Result<Option<(Place, Seat)>> {
    let place = match (place, env::var(VARIABLE)) {
        (Some(place), _) => place,
        (None, Ok(text)) if !text.trim().is_empty() => text.trim().parse().context(VARIABLE)?,
        (None, _) => return Ok(None),
    };
    let seat = match seat {
        Some(seat) => seat,
        None => answers::seat(root).ok_or_else(|| anyhow!(messages::NO_SEAT))?.parse()?,
    };
    Ok(Some((place, seat)))
}

impl Board {
    /// Begins to publish how far the student is, without waiting for the broker.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(place: &Place, seat: Seat, course: &Course, progress: &Progress) -> std::io::Result<Self> {
        let board = Self { publisher: Publisher::start(place, seat)?, news: messages::on_board(place, seat) };
        for exercise in course.exercises() {
            let record = progress.record(exercise.number);
            if record.checks > 0 {
                board.tell(course, Change::Checked(exercise.number, record.tests_passed));
            }
        }
        Ok(board)
    }

    /// Tells the board of a change that it shows.
    pub fn tell(&self, course: &Course, change: Change) {
        let (number, passed) = match change {
            Change::Checked(number, passed) => (number, passed),
            Change::Restarted(number) => (number, 0),
            Change::Current(_) | Change::Hints(..) => return,
        };
        let number = format!("{number:02}");
        if let Some(exercise) = course.find(&number) {
            self.publisher.tell(&number, Standing::new(passed, exercise.tests.len()));
        }
    }
}
